"""When somebody is free, and how much: asked, shown, and what follows from it (F6)."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import agree, publish_code_of_conduct
from tests.views.enrolling import address, submit
from tests.views.finding import Society
from wagtail_mentoring.actions import AcceptRequestAction, MakeRequestAction
from wagtail_mentoring.enums import HoursPerWeek
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.links import ProgramLinks
from wagtail_mentoring.views.people import day as in_words

pytestmark = pytest.mark.django_db


def day(number):
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def society():
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    return society


@pytest.fixture
def mentor(society):
    mentor = society.add_mentor("Ana Lind", society.bayes, terms="Gladly.")
    agree(mentor)
    return mentor


def about(profile):
    return address(profile.program, "enrollment_role", role=profile.role.value)


@pytest.mark.parametrize("which", ["mentor", "mentee"])
def test_both_roles_say_when_and_how_much(client, society, mentor, which):
    profile = {"mentor": mentor, "mentee": society.mentee}[which]
    client.force_login(profile.member.user)
    values = {"terms": "x"} if which == "mentor" else {"goals": "x"}
    values |= {"hours_per_week": "2", "available_from": str(day(5)), "available_until": str(day(9))}
    submit(client, about(profile), **values)
    profile.refresh_from_db()
    assert profile.hours_per_week == HoursPerWeek.TWO
    assert (profile.available_from, profile.available_until) == (day(5), day(9))
    page = client.get(about(profile)).content.decode()
    assert f'value="{day(5)}"' in page  # as the browser's calendar wants it
    submit(client, about(profile), hours_per_week="", available_from="", available_until="")
    profile.refresh_from_db()
    assert (profile.hours_per_week, profile.available_from) == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (9, 5, "The last day is before the first."),
        (None, -1, "Choose a last day that is still to come."),
    ],
)
def test_a_window_that_makes_no_sense_is_said_at_its_field(client, mentor, start, end, words):
    client.force_login(mentor.member.user)
    window = {
        "available_from": "" if start is None else str(day(start)),
        "available_until": str(day(end)),
    }
    page = submit(client, about(mentor), **window).content.decode()
    assert words in page and 'href="#id_available_until' in page
    mentor.refresh_from_db()
    assert mentor.available_until is None


def test_an_end_that_has_passed_does_not_keep_the_rest_from_being_saved(client, mentor):
    type(mentor).objects.update(available_until=day(-3))
    client.force_login(mentor.member.user)
    submit(client, about(mentor), terms="New words")
    mentor.refresh_from_db()
    assert mentor.terms == "New words"


def test_who_begins_later_is_found_with_the_day_and_can_be_asked(client, society, mentor):
    type(mentor).objects.update(available_from=day(20), hours_per_week=1)
    client.force_login(society.user)
    links = ProgramLinks(society.program)
    for url in (links.find("mentor"), links.profile(mentor)):
        page = client.get(url).content.decode()
        assert f"Free from {in_words(day(20))}" in page
        assert f"From {in_words(day(20))}" not in page, "said once"
        assert "About 1 hour a week" in page
    assert MakeRequestAction(society.mentee, mentor, message="Hello").execute()


def test_after_the_last_day_nobody_new_finds_them_and_what_is_open_goes_on(client, society, mentor):
    request = MakeRequestAction(society.mentee, mentor, message="Hello").execute()
    other = society.add_mentee("Ben", society.bayes)
    agree(other)
    type(mentor).objects.update(available_until=day(-1))
    mentor.refresh_from_db()
    client.force_login(other.member.user)
    links = ProgramLinks(society.program)
    assert "Ana Lind" not in client.get(links.find("mentor")).content.decode()
    assert client.get(links.profile(mentor)).status_code == 404
    with pytest.raises(ActionRefused) as refused:
        MakeRequestAction(other, mentor, message="Hello").execute()
    assert refused.value.codes == ["not_available"]
    with pytest.raises(ActionRefused) as refused:
        MakeRequestAction(mentor, other, message="Hello").execute()
    assert refused.value.codes == ["window_over"]
    assert AcceptRequestAction(request, actor=mentor.member.user).execute()


def test_the_desk_says_what_the_window_means(client, mentor):
    desk = ProgramLinks(mentor.program).url("desk")
    client.force_login(mentor.member.user)
    type(mentor).objects.update(available_from=day(20))
    words = (
        f"Members of the program can find you, and read that you are free from {in_words(day(20))}."
    )
    assert words in client.get(desk).content.decode()
    type(mentor).objects.update(available_from=None, available_until=day(-1))
    words = f"You were free until {in_words(day(-1))}, so nobody finds you."
    assert words in client.get(desk).content.decode()
    assert "so nobody" not in client.get(address(mentor.program)).content.decode()
    assert "Nobody new finds you" in client.get(address(mentor.program)).content.decode()


def test_not_yet_found_says_what_to_add(client, society, mentor):
    type(society.program).objects.update(completeness_threshold=80)
    type(mentor).objects.update(completeness=60)
    client.force_login(mentor.member.user)
    page = client.get(ProgramLinks(society.program).url("desk")).content.decode()
    assert "Not yet found: 60\u00a0%; 80\u00a0% is needed." in page
    assert "Add a picture" in page
    page = client.get(address(society.program)).content.decode()
    assert "Not yet found: 60\u00a0%; 80\u00a0% is needed." in page
    assert "People like to see whom they write to." in page
    assert "80\u00a0% is needed to be found" in page
    client.force_login(society.user)
    assert (
        "Ana Lind" not in client.get(ProgramLinks(society.program).find("mentor")).content.decode()
    )
