"""Questions and answers: what the page shows, and counting what was helpful."""

from django.conf import settings as django_settings
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View
from wagtail.rich_text import RichText

from ..conf import settings
from ..content import ContentValues, expand_many
from ..enums import Audience, Role
from ..links import FAQ, page_models
from ..models import FAQEntry, FAQFeedback
from .faq_shown import ShownFAQ

_ROLES = {Audience.MENTORS: Role.MENTOR, Audience.MENTEES: Role.MENTEE}
#: Where a session, if there is one already, remembers which texts it has been asked about.
_VOTED = "wagtail_mentoring_faq"


def faq_context(page, request, links):
    """Return what the template of a FAQ page needs beside the program."""
    wanted = request.GET.get("for", "")
    audience = "" if page.audience or wanted not in _ROLES else wanted
    values = ContentValues(page.program, links)
    shown = ShownFAQ(page, values, audience, request)
    return {
        "faq": shown.content,
        "faq_html": shown.html,
        "faq_audience": audience,
        "faq_audiences": []
        if page.audience
        else audience_links(page.program, audience, shown.content.query),
        # Rich text as Wagtail's own filter marks it; what is filled in has been escaped.
        "faq_introduction": mark_safe(  # noqa: S308
            values.fill_html(str(RichText(page.introduction))) if page.introduction else ""
        ),
        "faq_contact": mark_safe(values.fill_html(expand_many([page.contact])[0])),  # noqa: S308
        "faq_data": shown.data,
        "faq_thanked": shown.thanked,
    }


def audience_links(program, audience, query):
    """Return the links between everybody's questions and those of one role."""

    def link(value, label):
        chosen = {"for": value, "q": query}
        found = urlencode({name: word for name, word in chosen.items() if word})
        return {"label": label, "url": f"?{found}", "current": value == audience}

    return [
        link("", _("All questions")),
        *(
            link(value, _("For %(roles)s") % {"roles": program.word(role, plural=True)})
            for value, role in _ROLES.items()
        ),
    ]


@method_decorator(csrf_exempt, name="dispatch")
class HelpfulView(View):
    """Counts one answer to “Was this helpful?” and keeps nothing of who gave it.

    There is no token, since a token needs a cookie and readers get none here. A
    browser says where a form came from; a foreign one is refused.
    """

    http_method_names = ["post"]

    def post(self, request, page, entry):
        page = self.get_page(page)
        entry = self.get_entry(page, entry)
        answer = request.POST.get("helpful")
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return HttpResponse(status=403)
        if answer in ("yes", "no") and self.counts(entry):
            FAQFeedback.objects.count_vote(entry, answer == "yes")
        if "application/json" in request.headers.get("Accept", ""):
            return HttpResponse(status=204)
        query = {"thanks": entry.anchor}
        if request.GET.get("for") in _ROLES:
            query["for"] = request.GET["for"]
        return HttpResponseRedirect(
            f"{page.get_url(request)}?{urlencode(query)}#faq-{entry.anchor}"
        )

    def get_page(self, pk):
        """Return the page, if whoever asks may read it; else it is not there."""
        for model in page_models(FAQ):
            page = model.objects.live().filter(pk=pk).select_related("program").first()
            if page is None:
                continue
            allowed = page.program.is_active and all(
                restriction.accept_request(self.request)
                for restriction in page.get_view_restrictions()
            )
            if allowed and page.ask_helpful and page.get_url_parts(self.request) is not None:
                return page
        raise Http404

    def get_entry(self, page, uuid):
        entry = (
            FAQEntry.objects.live()
            .for_program(page.program)
            .for_audience(page.audience or Audience.BOTH)
            .filter(uuid=uuid)
            .first()
        )
        if entry is None:
            raise Http404
        return entry

    def counts(self, entry):
        """Return whether this answer is counted: once a session where there is one, and no flood."""
        if django_settings.SESSION_COOKIE_NAME in self.request.COOKIES:
            voted = self.request.session.get(_VOTED, [])
            text = f"{entry.pk}-{entry.live_revision_id}"
            if text in voted:
                return False
            self.request.session[_VOTED] = [*voted, text][-500:]
        key = f"wagtail_mentoring.faq.{entry.pk}"
        cache.add(key, 0, 60)
        try:
            return cache.incr(key) <= settings.FAQ_VOTES_PER_MINUTE
        except ValueError:
            # The minute ended between the two lines.
            return True
