"""“I will be at …”: meetings that editors keep and members tick (R15, R58)."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories import SocietyMeetingFactory, UserFactory, agree, publish_code_of_conduct
from tests.views.enrolling import address, submit
from tests.views.finding import Society
from wagtail_mentoring.actions import SaveMeetingsAction
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import MeetingAttendance, SocietyMeeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def society():
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    return society


@pytest.fixture
def mentor(society):
    return society.add_mentor("Ana Lind", society.bayes)


@pytest.fixture
def lisbon():
    return SocietyMeetingFactory(name="Annual meeting", place="Lisbon")


def go(member, *meetings):
    SaveMeetingsAction(member, meetings, actor=member.user).execute()


def names(member):
    return sorted(
        SocietyMeeting.objects.filter(attendances__member=member).values_list("name", flat=True)
    )


def over(**kwargs):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    return SocietyMeetingFactory(starts_on=yesterday, ends_on=yesterday, **kwargs)


def test_a_member_ticks_and_unticks(client, society, lisbon):
    SocietyMeetingFactory(name="Winter school", place="Oslo")
    over(name="Last year")
    SocietyMeetingFactory(name="Kept back", is_active=False)
    client.force_login(society.user)
    url = address(society.program, "enrollment_meetings")
    assert "Meetings of the society" in client.get(address(society.program)).content.decode()
    page = client.get(url).content.decode()
    assert "Annual meeting, Lisbon" in page and "Winter school, Oslo" in page
    assert "Last year" not in page and "Kept back" not in page
    submit(client, url, meetings=[str(lisbon.pk)])
    assert names(society.mentee.member) == ["Annual meeting"]
    submit(client, url, meetings=[])
    assert names(society.mentee.member) == []


def test_without_a_meeting_nobody_is_asked(client, society):
    over()
    client.force_login(society.user)
    assert "Meetings of the society" not in client.get(address(society.program)).content.decode()
    # Who comes from a bookmark finds nothing to save, and a way on.
    page = client.get(address(society.program, "enrollment_meetings")).content.decode()
    assert "No meeting is announced" in page and "Back to the overview" in page
    assert "Save" not in page


def test_what_is_over_stays_as_it_was_and_cannot_be_ticked(society, lisbon):
    past, member = over(name="Last year"), society.mentee.member
    MeetingAttendance.objects.create(member=member, meeting=past)
    go(member, lisbon)
    assert names(member) == ["Annual meeting", "Last year"]
    go(member)
    assert names(member) == ["Last year"]
    go(member, over(name="The year before"))
    assert names(member) == ["Last year"]


def test_only_oneself_says_so(society, mentor, lisbon):
    with pytest.raises(ActionRefused) as refused:
        SaveMeetingsAction(mentor.member, [lisbon], actor=society.user).execute()
    assert refused.value.codes == ["not_yours"]
    with pytest.raises(ActionRefused):
        SaveMeetingsAction(mentor.member, [lisbon], actor=UserFactory()).execute()


def test_the_days_of_a_meeting_are_in_order():
    today = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        SocietyMeetingFactory(starts_on=today, ends_on=today - dt.timedelta(days=1))


def test_nothing_is_left_of_somebody_who_is_erased(mentor, lisbon):
    go(mentor.member, lisbon)
    get_user_model().objects.get(pk=mentor.member.user_id).delete()
    assert not MeetingAttendance.objects.exists()
