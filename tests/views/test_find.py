"""Find a Mentor and Find a Mentee, as a member sees them (R26 to R30, R38; S-04 to S-08, A-09, F-02)."""

import re
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import MentorshipFactory, RequestFactory, answer
from tests.views.finding import Society, names, searcher
from wagtail_mentoring.enums import (
    FullMentorPolicy,
    Importance,
    MembershipState,
    ProfileStatus,
    RequestStatus,
)
from wagtail_mentoring.membership import Membership, StaticBackend
from wagtail_mentoring.models import MenteePreference, MentorAnswer, MentorPreference

pytestmark = pytest.mark.django_db


@pytest.fixture
def society():
    return Society()


@pytest.fixture
def look(client, society):
    return searcher(client, society)


def test_the_best_fit_comes_first_and_says_why(society, look):
    society.add_mentor("Sam Sports", society.sports, society.senior)
    society.add_mentor("Bea Both", society.bayes, society.surveys, society.senior)
    society.add_mentor("Sue Survey", society.surveys, society.senior)
    page = look()
    assert names(page) == ["Bea Both", "Sue Survey", "Sam Sports"]
    assert "3 mentors found" in page
    assert "Fits 2 of 2 of your criteria" in page
    assert "Topics: Bayesian methods, Surveys" in page
    assert "Fits 1 of 2 of your criteria" in page


def test_filters_carry_counts_and_narrow(society, look):
    society.add_mentor("Bea Both", society.bayes, society.surveys, society.senior)
    society.add_mentor("Sue Survey", society.surveys, society.early)
    page = look()
    for label, count in (("Bayesian methods", 1), ("Surveys", 2), ("Sports", 0), ("Senior", 1)):
        assert re.search(rf"{label}</span> <span [^>]*>\({count}\)", page), label
    page = look({"c-topics": society.bayes.pk})
    assert names(page) == ["Bea Both"]
    assert "1 mentor found" in page
    # Within a group any of the chosen will do; the counts of the others follow.
    page = look({"c-topics": [society.bayes.pk, society.surveys.pk]})
    assert names(page) == ["Bea Both", "Sue Survey"]
    page = look({"c-topics": [society.surveys.pk], "c-stage": society.senior.pk})
    assert names(page) == ["Bea Both"]


def test_each_chosen_filter_can_be_taken_off(society, look, client):
    society.add_mentor("Bea Both", society.bayes, society.surveys, society.senior)
    page = look({"c-topics": [society.bayes.pk, society.surveys.pk], "q": "Bea"})
    links = re.findall(r'mentoring-chosen__filter" href="([^"]*)"', page)
    assert len(links) == 3
    assert all("q=Bea" in link for link in links[1:])
    assert "q=" not in links[0]
    assert f"c-topics={society.bayes.pk}" not in links[1]
    assert f"c-topics={society.surveys.pk}" in links[1]


@pytest.mark.parametrize(("order", "first"), [("newest", "New"), ("name", "Anton")])
def test_order(society, look, order, first):
    now = timezone.now()
    society.add_mentor("New", society.sports, joined_at=now)
    society.add_mentor("Anton", society.sports, joined_at=now - timedelta(days=3))
    society.add_mentor("Zed", society.bayes, society.senior, joined_at=now - timedelta(days=9))
    assert names(look())[0] == "Zed"
    page = look(order=order)
    assert names(page)[0] == first
    assert page.count('aria-current="page"') >= 1


def test_pages_are_links_that_keep_the_search(society, look):
    for number in range(14):
        society.add_mentor(f"Mentor {number:02}", society.bayes)
    page = look({"c-topics": society.bayes.pk, "order": "name", "nonsense": "1"})
    assert len(names(page)) == 12
    (link,) = re.findall(r'href="(\?[^"]*page=2[^"]*)" rel="next"', page)
    assert f"c-topics={society.bayes.pk}" in link and "order=name" in link
    assert "nonsense" not in link
    second = look({"c-topics": society.bayes.pk, "order": "name", "page": "2"})
    assert names(second) == ["Mentor 12", "Mentor 13"]
    assert names(look(page="99", order="name")) == ["Mentor 12", "Mentor 13"]


def test_an_empty_result_says_which_filter_to_drop(society, look):
    society.add_mentor("Sue Survey", society.surveys, society.senior)
    page = look({"c-topics": society.sports.pk, "c-stage": society.senior.pk})
    assert names(page) == []
    assert "No mentors fit all of this" in page
    assert "Without Topics: 1 found" in page
    assert "Without Stage" not in page


def test_how_busy_somebody_is(society, look):
    society.add_mentor("Free Fiona", society.bayes)
    society.add_mentor("Half Hal", society.bayes, capacity=2, open_mentorships=1)
    full = society.add_mentor("Full Flo", society.bayes, capacity=1, open_mentorships=1)
    RequestFactory(mentor=full, waiting_since=timezone.now())
    page = look()
    assert names(page) == ["Free Fiona", "Half Hal", "Full Flo"]
    for words in ("Free</span>", "1 of 2 places taken", "Full, 1 waiting"):
        assert words in page
    for policy, shown in (
        (FullMentorPolicy.HIDDEN, ["Free Fiona", "Half Hal"]),
        (FullMentorPolicy.REQUESTABLE, ["Free Fiona", "Half Hal", "Full Flo"]),
    ):
        type(society.program).objects.update(full_mentor_policy=policy)
        page = look()
        assert names(page) == shown
        assert f"{len(shown)} mentors found" in page


def test_what_is_open_between_the_two_is_said(society, look):
    asked = society.add_mentor("Asked Ada", society.bayes)
    RequestFactory(mentor=asked, mentee=society.mentee)
    society.add_mentor("Other Otto", society.bayes)
    assert "You asked on" in look(q="Ada")
    assert "You asked on" not in look(q="Otto")


def test_a_mentor_finds_mentees(society, client):
    mentor = society.add_mentor("Max Mentor", society.bayes, society.senior)
    society.add_mentee("Full Fay", society.bayes, open_mentorships=1)
    client.force_login(mentor.member.user)
    response = client.get(society.url("find_mentee"))
    assert names(re.sub(r"\s+", " ", response.content.decode())) == ["Mia Mentee"]
    assert "1 mentee found" in response.content.decode()


def test_nobody_finds_themself(society, look):
    society.add_mentor("Other", society.bayes)
    mentor = society.add_mentor("Me", society.bayes)
    type(mentor).objects.filter(pk=mentor.pk).update(member=society.mentee.member)
    assert names(look()) == ["Other"]


def test_musts_and_hard_rules_keep_people_apart(society, look):
    society.add_mentor("Sue Survey", society.surveys, society.senior)
    society.add_mentor("Sam Sports", society.sports, society.early)
    wish = MenteePreference.objects.create(
        profile=society.mentee, criterion=society.topics, importance=Importance.MUST
    )
    wish.choices.set([society.surveys])
    page = look()
    assert names(page) == ["Sue Survey"]
    assert re.search(r"Sports</span> <span [^>]*>\(0\)", page)
    wish.delete()
    society.stage.is_hard_rule = True
    society.stage.save()
    assert names(look()) == ["Sue Survey"]
    picky = society.add_mentor("Picky", society.surveys, society.senior)
    wish = MentorPreference.objects.create(
        profile=picky, criterion=society.topics, importance=Importance.MUST
    )
    wish.choices.set([society.sports])
    # What others wish is theirs: nobody can tell by being kept from them (D20).
    assert sorted(names(look())) == ["Picky", "Sue Survey"]


# Who is not there -----------------------------------------------------------------------------


def pause(mentor):
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.PAUSED)


def suspend(mentor):
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.SUSPENDED)


def wait_for_approval(mentor):
    type(mentor).objects.filter(pk=mentor.pk).update(status=ProfileStatus.PENDING)


def lapse(mentor):
    mentor.hidden_from = timezone.localdate()
    mentor.save()


def deactivate(mentor):
    mentor.member.user.is_active = False
    mentor.member.user.save()


def remove(mentor):
    mentor.answers.all().delete()
    mentor.delete()


@pytest.mark.parametrize(
    "vanish",
    [pause, suspend, wait_for_approval, lapse, deactivate, remove],
    ids=lambda f: f.__name__,
)
def test_who_cannot_be_found_is_gone_at_the_next_request(society, look, client, vanish):
    """S-06, R30: from list, counts, words, pages and the address itself."""
    society.add_mentor("Stays", society.surveys)
    canary = society.add_mentor("Canary", society.bayes, society.surveys)
    url = society.profile_url(canary)
    assert "Canary" in look() and client.get(url).status_code == 200
    vanish(canary)
    for page in (look(), look(q="Canary"), look({"c-topics": society.bayes.pk})):
        assert "mentoring-person__name" not in page or names(page) == ["Stays"]
    page = look()
    assert "1 mentor found" in page
    assert re.search(r"Bayesian methods</span> <span [^>]*>\(0\)", page)
    assert re.search(r"Surveys</span> <span [^>]*>\(1\)", page)
    assert client.get(url).status_code == 404


def test_people_of_another_program_are_not_there(society, look, client):
    other = Society()
    stranger = other.add_mentor("Stranger", other.bayes)
    assert names(look()) == []
    assert client.get(other.profile_url(stranger)).status_code == 404
    assert "Stranger" not in look(url=other.url())


@pytest.mark.parametrize("status", [ProfileStatus.DRAFT, ProfileStatus.PENDING, ProfileStatus.LEFT])
def test_who_is_not_enrolled_finds_nobody(society, look, status):
    society.add_mentor("Canary", society.bayes)
    type(society.mentee).objects.filter(pk=society.mentee.pk).update(status=status)
    page = look(q="Canary")
    assert names(page) == [] and "0 found" not in page
    assert "Go to my enrollment" in page


@pytest.mark.parametrize(
    ("answer_of_the_society", "words"),
    [
        (Membership(MembershipState.LAPSED, lapsed_on=date(2020, 1, 1)), "for current members"),
        (RuntimeError("down"), "could not check your membership"),
    ],
)
def test_who_is_no_member_finds_nobody(society, look, settings, answer_of_the_society, words):
    """R7, D14, S-30: the very next search."""
    society.add_mentor("Canary", society.bayes)
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend",
    }
    StaticBackend.answers = {society.user.pk: answer_of_the_society}
    page = look()
    StaticBackend.answers = {}
    assert names(page) == [] and "0 found" not in page
    assert words in page


def test_after_the_grace_profiles_are_closed_but_those_of_partners(society, client):
    """D14: pairings stay."""
    stranger = society.add_mentor("Stranger", society.bayes)
    partner = society.add_mentor("Partner", society.bayes)
    MentorshipFactory(
        request=RequestFactory(mentor=partner, mentee=society.mentee, status=RequestStatus.ACCEPTED)
    )
    client.force_login(society.user)
    society.mentee.hidden_from = timezone.localdate() + timedelta(days=1)
    society.mentee.save()
    assert client.get(society.profile_url(stranger)).status_code == 200
    society.mentee.hidden_from = timezone.localdate()
    society.mentee.save()
    assert client.get(society.profile_url(stranger)).status_code == 404
    assert client.get(society.profile_url(partner)).status_code == 200


def test_anonymous_people_are_asked_to_sign_in(society, client):
    response = client.get(society.url())
    assert response.status_code == 302
    assert "login" in response.url


def test_the_answer_is_private_and_not_indexed(society, look, client):
    look()
    response = client.get(society.url())
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


# What cannot be learned -----------------------------------------------------------------------


def everything(client, society, mentor):
    """Return all a member can see: for every filter, order and page, and the profile."""
    queries = ["", "?order=name", "?order=newest", "?q=secret", "?q=red", "?q=blue", "?page=2"]
    queries += [f"?c-secret={choice.pk}" for choice in (society.red, society.blue)]
    queries += [f"?c-topics={choice.pk}" for choice in (society.bayes, society.surveys)]
    pages = [client.get(society.url() + query).content.decode() for query in queries]
    pages.append(client.get(society.profile_url(mentor)).content.decode())
    return [re.sub(r'(nonce|csrfmiddlewaretoken" value)="[^"]*"', "", page) for page in pages]


@pytest.mark.parametrize("is_hard_rule", [False, True])
def test_a_private_answer_cannot_be_learned(society, client, is_hard_rule):
    """S-05: whatever it is, and whatever the reader answers and wishes, every page is the same."""
    society.secret.is_hard_rule = is_hard_rule
    society.secret.weight = 10
    society.secret.save()
    client.force_login(society.user)
    answer(society.mentee, society.secret, society.red)
    wish = MenteePreference.objects.create(
        profile=society.mentee, criterion=society.secret, importance=Importance.MUST
    )
    wish.choices.set([society.red])
    canary = society.add_mentor("Canary", society.bayes, society.senior)
    society.add_mentor("Other", society.bayes, society.senior, society.blue)
    seen = []
    for secret in (None, society.red, society.blue):
        MentorAnswer.objects.filter(profile=canary, criterion=society.secret).delete()
        if secret is not None:
            answer(canary, society.secret, secret)
        seen.append(everything(client, society, canary))
    assert seen[0] == seen[1] == seen[2]
    assert "Red secret" not in "".join(seen[0]) and "Canary" in seen[0][0]


def test_what_is_for_partners_is_for_partners(society, client):
    society.secret.privacy = "partners"
    society.secret.save()
    client.force_login(society.user)
    canary = society.add_mentor("Canary", society.bayes, society.red)
    assert "Red secret" not in "".join(everything(client, society, canary))
    request = RequestFactory(mentor=canary, mentee=society.mentee, status=RequestStatus.ACCEPTED)
    MentorshipFactory(request=request)
    assert "Red secret" in client.get(society.profile_url(canary)).content.decode()


# Anything may stand in an address -------------------------------------------------------------

NAMES = st.one_of(
    st.sampled_from(["q", "order", "page", "c-topics", "c-stage", "c-secret", "c-", "c-nothing"]),
    st.text(max_size=30),
)
VALUES = st.one_of(
    st.text(max_size=300),
    st.integers().map(str),
    st.sampled_from(
        ["", "fit", "-1", "0", "1e9", "\x00", "\ud800", "9" * 400, "' OR 1=1 --", '"', "*"]
    ),
    st.just("x" * 100_000),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=st.lists(st.tuples(NAMES, VALUES), max_size=6))
def test_no_address_breaks_the_search(society, client, query):
    """S-07, S-26."""
    client.force_login(society.user)
    params = QueryDict(mutable=True)
    for name, value in query:
        params.appendlist(
            name.encode("utf-8", "replace").decode(), value.encode("utf-8", "replace").decode()
        )
    assert client.get(f"{society.url()}?{params.urlencode()}").status_code == 200


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "page=%D9%A3", "q=%00", "c-topics=%ed%a0%80", "q=%22%28%2A"]
)
def test_broken_addresses(society, client, query):
    client.force_login(society.user)
    assert client.get(f"{society.url()}?{query}").status_code == 200
