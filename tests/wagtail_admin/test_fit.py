"""The same numbers everywhere: in a search, on a profile, on a request, and for coordinators."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import MentorshipFactory, RequestFactory, answer
from tests.views.finding import Society
from wagtail_mentoring.enums import Importance, RequestStatus, Role
from wagtail_mentoring.links import ProgramLinks
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.matching.people import explain_profiles
from wagtail_mentoring.matching.search import search
from wagtail_mentoring.models import MenteePreference, SensitiveConsent

pytestmark = pytest.mark.django_db

POINTS = re.compile(r"(\d+) of 100 points")


@pytest.fixture
def society():
    return Society()


@pytest.fixture
def request_(society):
    mentor = society.add_mentor("Ruth Abiola", society.bayes, society.senior)
    wish = MenteePreference.objects.create(
        profile=society.mentee, criterion=society.topics, importance=Importance.IMPORTANT
    )
    wish.choices.add(society.bayes, society.sports)
    return RequestFactory(
        mentor=mentor, mentee=society.mentee, program=society.program, initiated_by=Role.MENTEE
    )


def inspect(client, kind, obj):
    return client.get(reverse(f"wagtail_mentoring_{kind}s:inspect", args=[obj.pk])).text


def facts(text):
    """What each of the two reads, by the page of a coordinator: score, matched, total."""
    found = re.findall(r"(\d+) of 100 points, fits (\d+) of (\d+)", text)
    return [tuple(map(int, numbers)) for numbers in found]


def signed_in(profile):
    client = Client()
    client.force_login(profile.member.user)
    return client


def test_the_same_numbers_in_search_profile_request_and_for_coordinators(admin, society, request_):
    mentor, mentee = request_.mentor, request_.mentee
    links = ProgramLinks(society.program)
    for_mentor, for_mentee = facts(inspect(admin, "request", request_))
    for own, other, numbers in ((mentee, mentor, for_mentee), (mentor, mentee, for_mentor)):
        result = search(society.program, own, SearchParams()).results[0]
        assert result.profile == other
        assert (result.fit.score, result.fit.matched, result.fit.total) == numbers
        again = explain_profiles(mentor, mentee, own.role)
        assert (again.score, again.matched, again.total) == numbers
        client = signed_in(own)
        for url in (links.profile(other), links.url("desk_request", uuid=request_.uuid)):
            page = client.get(url)
            assert page.status_code == 200
            assert POINTS.findall(page.text) == [str(numbers[0])]
            assert f"Fits {numbers[1]} of {numbers[2]} of your criteria" in page.text
    assert for_mentor != for_mentee


def test_private_answers_are_in_the_coordinators_number_alone(admin, society, request_):
    before = inspect(admin, "request", request_)
    assert "Secret" not in before
    answer(request_.mentor, society.secret, society.red)
    answer(request_.mentee, society.secret, society.blue)
    # Without their consent it counts for nobody.
    assert POINTS.findall(inspect(admin, "request", request_)) == POINTS.findall(before)
    for profile in (request_.mentor, request_.mentee):
        SensitiveConsent.objects.create(
            member=profile.member, criterion=society.secret, findable=True
        )
    after = inspect(admin, "request", request_)
    assert facts(after) == facts(before)
    everything = explain_profiles(
        request_.mentor, request_.mentee, Role.MENTEE, include_private=True
    ).score
    assert POINTS.findall(after)[-1] == str(everything)
    assert POINTS.findall(before)[-1] != str(everything)
    assert "Red secret" in after and "Blue secret" in after
    assert "Private: coordinators only" in after


def test_what_somebody_wishes_for_is_not_shown(admin, society, request_):
    """D20: it counts in the numbers that its owner reads; nobody else reads it."""
    text = inspect(admin, "request", request_)
    assert "Bayesian methods" in text  # both answered it
    assert "Sports" not in text  # wished for, answered by nobody


def test_a_mentorship_shows_it_too(admin, society, request_):
    request_.status, request_.open_pair = RequestStatus.ACCEPTED, None
    mentorship = MentorshipFactory(request=request_)
    assert facts(inspect(admin, "mentorship", mentorship)) == facts(
        inspect(admin, "request", request_)
    )


def test_the_committee_sees_the_pair_but_no_answers(as_actor, society, request_):
    text = inspect(as_actor("committee"), "request", request_)
    assert "Ruth Abiola" in text
    assert "Why these two" not in text
    assert "Bayesian methods" not in text


def test_a_constant_number_of_queries(admin, society, request_, django_assert_max_num_queries):
    url = reverse("wagtail_mentoring_requests:inspect", args=[request_.pk])
    admin.get(url)
    with django_assert_max_num_queries(60) as few:
        admin.get(url)
    number = len(few)
    for label in ("One", "Two", "Three"):
        criterion = society.criterion(label, "multiple", "any_in_common")
        for profile in (request_.mentor, request_.mentee):
            answer(profile, criterion, *society.choices(criterion, "A", "B"))
    with django_assert_max_num_queries(number):
        admin.get(url)
