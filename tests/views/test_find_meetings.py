"""Who will be at the same meeting finds each other (R58)."""

import datetime as dt
import re

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone

from tests.factories import SocietyMeetingFactory
from tests.views.finding import Society, names, searcher
from wagtail_mentoring.actions import SaveMeetingsAction, SaveSearchAction
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.enums import ProfileStatus
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.models import MeetingAttendance, Notification, SavedSearch

pytestmark = pytest.mark.django_db

LEGEND = "Meetings of the society"


@pytest.fixture
def society():
    return Society()


@pytest.fixture
def look(client, society):
    return searcher(client, society)


@pytest.fixture
def lisbon():
    return SocietyMeetingFactory(name="Annual meeting", place="Lisbon")


@pytest.fixture
def oslo():
    return SocietyMeetingFactory(name="Winter school", place="Oslo")


def go(profile, *meetings):
    SaveMeetingsAction(profile.member, meetings, actor=profile.member.user).execute()
    return profile


def asked(*meetings, **more):
    return {"c-society.meetings": [meeting.pk for meeting in meetings], **more}


def counts(page):
    """Return ``{meeting: number}`` of the filter."""
    _before, _found, group = page.partition('data-mentoring-filter="c-society.meetings"')
    options = re.findall(
        r'<span dir="auto">([^,<]*),[^<]*</span> <span [^>]*>\((\d+)\)',
        group.split("</details>")[0],
    )
    return {name: int(number) for name, number in options}


def test_it_filters_and_counts_beside_the_other_filters(society, look, lisbon, oslo):
    go(society.add_mentor("Ana", society.bayes), lisbon)
    go(society.add_mentor("Bea", society.surveys), lisbon, oslo)
    society.add_mentor("Cleo", society.bayes)
    page = look()
    assert counts(page) == {"Annual meeting": 2, "Winter school": 1}
    assert sorted(names(page)) == ["Ana", "Bea", "Cleo"]
    page = look(asked(lisbon))
    assert sorted(names(page)) == ["Ana", "Bea"]
    assert re.search(r"Surveys</span> <span [^>]*>\(1\)", page)
    month = f"{lisbon.starts_on:%B %Y}"
    assert f"{LEGEND}: Annual meeting, Lisbon, {month}" in re.sub(r"<[^>]*>", "", page)
    page = look(asked(oslo, **{"c-topics": society.surveys.pk}))
    assert names(page) == ["Bea"]
    assert counts(look({"c-topics": society.bayes.pk})) == {
        "Annual meeting": 1,
        "Winter school": 0,
    }


def test_any_or_all_of_several_meetings(society, look, lisbon, oslo):
    go(society.add_mentor("Ana"), lisbon)
    go(society.add_mentor("Bea"), lisbon, oslo)
    assert sorted(names(look(asked(lisbon, oslo)))) == ["Ana", "Bea"]
    assert names(look(asked(lisbon, oslo, **{"match-society.meetings": "all"}))) == ["Bea"]


def test_when_nobody_fits_it_may_be_dropped(society, look, lisbon):
    go(society.add_mentor("Ana", society.bayes), lisbon)
    society.add_mentor("Bea", society.sports)
    page = look(asked(lisbon, **{"c-topics": society.sports.pk}))
    assert names(page) == []
    assert f"Without {LEGEND}: 1 found" in page and "Without Topics: 1 found" in page


def test_what_a_member_says_and_takes_back_counts_at_once(society, look, lisbon):
    ana = society.add_mentor("Ana")
    assert counts(look()) == {}
    go(ana, lisbon)
    assert counts(look()) == {"Annual meeting": 1}
    MeetingAttendance.objects.filter(member=ana.member).update(
        member=society.add_mentor("Bea").member
    )
    assert names(look(asked(lisbon))) == ["Bea"]
    MeetingAttendance.objects.all().delete()
    assert counts(look()) == {}


def test_only_of_those_who_are_found_anything_is_told(society, look, lisbon, oslo):
    go(society.add_mentor("Paul", status=ProfileStatus.PAUSED), lisbon)
    go(society.mentee, oslo)
    go(society.add_mentee("Another mentee"), oslo)
    society.add_mentor("Ana")
    page = look()
    assert counts(page) == {} and LEGEND not in page
    # Who asks nevertheless learns that nobody is there, as of a meeting where nobody is.
    assert "No mentors fit all of this" in look(asked(lisbon))


@pytest.mark.parametrize("case", ["over", "kept back", "deleted", "never was"])
def test_a_meeting_that_is_not_offered_is_no_filter(society, look, lisbon, case):
    go(society.add_mentor("Ana"), lisbon)
    society.add_mentor("Bea")
    query = asked(lisbon)
    assert names(look(query)) == ["Ana"]
    if case == "over":
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        type(lisbon).objects.update(starts_on=yesterday, ends_on=yesterday)
    elif case == "kept back":
        type(lisbon).objects.update(is_active=False)
    elif case == "deleted":
        lisbon.delete()
    else:
        query = {"c-society.meetings": ["0", "x", "-1", "9" * 30]}
    page = look(query)
    assert sorted(names(page)) == ["Ana", "Bea"]
    assert "mentoring-chosen" not in page


def test_a_searcher_is_reminded_where_they_will_be(society, look, lisbon, oslo):
    go(society.add_mentor("Ana"), lisbon, oslo)
    assert "You will be at" not in look()
    go(society.mentee, oslo)
    assert f"You will be at: Winter school, Oslo, {oslo.starts_on:%B %Y}" in look()


def test_a_saved_search_asks_for_a_meeting_until_it_is_over(client, society, look, lisbon):
    query = f"c-society.meetings={lisbon.pk}"
    assert SearchParams.parse(QueryDict(query)).query() == f"?{query}"
    SaveSearchAction(society.mentee, name="In Lisbon", query=query).execute()
    desk = look(url=society.url("desk"))
    assert f"{LEGEND}: Annual meeting, Lisbon" in desk
    assert "is no choice any more" not in desk
    ana = society.add_mentor("Ana")
    go(ana, lisbon)
    society.add_mentor("Bea")
    with time_machine.travel(timezone.now() + dt.timedelta(days=8), tick=False):
        assert [due.about.name for due in run_due() if due.step == "saved_search"] == ["In Lisbon"]
        (mail,) = Notification.objects.filter(event="saved_search_news")
        assert "Ana" in mail.body_text and "Bea" not in mail.body_text
        go(society.add_mentor("Cleo"), lisbon)
    # Over: it asks for nobody in particular, which nobody meant.
    with time_machine.travel(timezone.now() + dt.timedelta(days=110), tick=False):
        run_due()
        assert Notification.objects.filter(event="saved_search_news").count() == 1
        look = searcher(client, society)  # signed in anew
        assert "is no choice any more" in look(url=society.url("desk"))
    assert SavedSearch.objects.get().query == query
