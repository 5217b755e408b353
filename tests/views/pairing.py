"""What the tests of requests, mentorships and the desk share."""

from django.urls import reverse

from tests.factories import MemberFactory, MentorshipFactory, RequestFactory
from wagtail_mentoring.enums import RequestStatus


def url(program, name, **kwargs):
    return reverse(f"wagtail_mentoring:{name}", kwargs={"program": program.slug, **kwargs})


def named(name):
    return MemberFactory(name=name)


def pair(mentor, mentee, **kwargs):
    """Let two work together."""
    request = RequestFactory(mentor=mentor, mentee=mentee, status=RequestStatus.ACCEPTED)
    return MentorshipFactory(request=request, **kwargs)


class Visitor:
    """Somebody who opens pages and sends forms."""

    def __init__(self, client, profile):
        self.client, self.program = client, profile.program
        client.force_login(profile.member.user)

    def get(self, name, **kwargs):
        return self.client.get(url(self.program, name, **kwargs))

    def post(self, name, data=None, **kwargs):
        return self.client.post(url(self.program, name, **kwargs), data or {})


def refused(response):
    """Return the codes of the refusals a page tells."""
    return [refusal.code for refusal in response.context["refusals"]]


def text_of(response):
    """Return what stands on the page, without the markup of apostrophes."""
    return response.content.decode().replace("&#x27;", "'")
