"""The ladder of reminders in the admin: changing it, and looking at what it would send (M-17, M-24)."""

import datetime as dt
from urllib.parse import urlencode

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from tests.factories import Cast, MentorshipFactory, RequestFactory
from tests.wagtail_admin.conftest import ACTORS
from wagtail_mentoring.actions import record_bounce
from wagtail_mentoring.actions.due import run_due
from wagtail_mentoring.models import Notification, ReminderRule

pytestmark = pytest.mark.django_db
START = dt.datetime(2027, 3, 3, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(START, tick=False):
        yield


@pytest.fixture
def cast(now):
    return Cast(ladder=True)


def url(page, **query):
    return f"{reverse(f'wagtail_mentoring_reminders:{page}')}?{urlencode(query)}"


def pair(cast, days=0, **people):
    started = timezone.now() - dt.timedelta(days=days)
    people = {
        role: people.get(role) or getattr(cast, role)(status_changed_at=started)
        for role in ("mentor", "mentee")
    }
    return MentorshipFactory(
        request=RequestFactory(**people, status="accepted"),
        started_at=started,
        last_activity_at=started,
    )


def stored():
    models = apps.get_app_config("wagtail_mentoring").get_models()
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def posted(response):
    """Return what the form would send as it stands."""
    data = {}
    for form in response.context["forms"]:
        for name in form.fields:
            value = form[name].value()
            if name == "is_enabled" and not value:
                continue
            data[form.add_prefix(name)] = "on" if name == "is_enabled" else (value or "")
    return data


def test_the_ladder_is_shown_and_saved_as_it_is(admin, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        response = admin.get(url("index"))
    assert response.status_code == 200
    before = list(ReminderRule.objects.values())
    admin.post(url("index", program=cast.program.pk), posted(response))
    assert list(ReminderRule.objects.values()) == before


def test_a_step_is_changed_added_switched_off_and_taken_away(admin, cast):
    data = posted(admin.get(url("index")))
    data["goals-1-count"] = "21"
    data["quiet-new-count"] = "90"
    del data["paused-1-is_enabled"]
    data["check_in-3-count"] = ""
    response = admin.post(url("index", program=cast.program.pk), data)
    assert response.status_code == 302
    rules = ReminderRule.objects.filter(program=cast.program)
    assert list(rules.filter(kind="goals").values_list("number", "count")) == [(1, 21)]
    assert list(rules.filter(kind="quiet").values_list("number", "count")) == [
        (1, 30),
        (2, 60),
        (3, 90),
    ]
    assert not rules.get(kind="paused").is_enabled
    assert rules.filter(kind="check_in").count() == 2


def test_two_steps_on_one_day_are_refused_with_what_was_typed(admin, cast):
    data = posted(admin.get(url("index"))) | {"quiet-new-count": "60"}
    response = admin.post(url("index", program=cast.program.pk), data)
    assert response.status_code == 409
    assert "same day" in response.content.decode()
    assert ReminderRule.objects.filter(kind="quiet").count() == 2


def test_a_plan_says_what_would_go_to_whom_and_changes_nothing(admin, cast):
    mentorship = pair(cast)
    before = stored()
    response = admin.get(url("plan", until="2027-03-20"))
    rows = response.context["rows"]
    assert [(row["at"].date(), row["kind"], row["number"]) for row in rows] == [
        (dt.date(2027, 3, 10), "First conversation not held", 1),
        (dt.date(2027, 3, 10), "First conversation not held", 1),
        (dt.date(2027, 3, 17), "Goals not agreed", 1),
        (dt.date(2027, 3, 17), "Goals not agreed", 1),
    ]
    assert {row["name"] for row in rows} == {
        mentorship.mentor.member.name,
        mentorship.mentee.member.name,
    }
    assert stored() == before


def test_the_plan_is_what_the_run_sends(admin, cast):
    pair(cast)
    cast.mentee(status="paused", status_changed_at=START)
    rows = admin.get(url("plan", until="2027-06-15")).context["rows"]
    planned = {(row["subject"], row["name"], row["at"]) for row in rows}
    for day in range(105):
        with time_machine.travel(START + dt.timedelta(days=day), tick=False):
            list(run_due())
    mails = Notification.objects.filter(event__startswith="reminder_").select_related("member")
    sent = {(mail.subject, mail.member.name, mail.send_after or mail.created_at) for mail in mails}
    assert sent == planned


def test_a_plan_about_one_person(admin, cast):
    mentorship = pair(cast)
    pair(cast)
    rows = admin.get(url("plan", name=mentorship.mentee.member.name)).context["rows"]
    assert {row["name"] for row in rows} == {
        mentorship.mentor.member.name,
        mentorship.mentee.member.name,
    }
    assert admin.get(url("plan", name="Nobody Of That Name")).context["unknown"]


@pytest.mark.parametrize("until", ["2027-03-01", "2040-01-01", "soon"])
def test_a_day_that_cannot_be_is_said_so(admin, cast, until):
    response = admin.get(url("plan", until=until))
    assert response.status_code == 200
    assert response.context["form"].errors["until"]


def test_a_planned_mail_is_shown_in_a_frame_that_runs_nothing(admin, cast):
    mentor = cast.mentor(status_changed_at=START, member__name="Ana <script>alert(1)</script>")
    pair(cast, mentor=mentor)
    before = stored()
    (row,) = [
        row
        for row in admin.get(url("plan", until="2027-03-12")).context["rows"]
        if row["name"] != mentor.member.name
    ]
    text = admin.get(row["url"]).content.decode()
    assert 'sandbox=""' in text
    assert "<script>alert(1)" not in text
    assert "no first conversation is noted yet" in text
    assert stored() == before


def test_a_planned_mail_that_makes_no_sense_any_more_says_why(admin, cast):
    mentorship = pair(cast)
    row = admin.get(url("plan", until="2027-03-12")).context["rows"][0]
    type(mentorship).objects.update(first_conversation_at=START)
    assert "noted already" in admin.get(row["url"]).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "unheard_of"},
        {"kind": "quiet", "role": "mentor"},
        {"number": "9"},
        {"number": "x"},
        {"object": "999999"},
        {"object": "-1"},
        {"to": "999999"},
        {"object": "9" * 30},
    ],
)
def test_a_mail_that_is_not_there_answers_so(admin, cast, change):
    mentorship = pair(cast)
    query = {
        "program": cast.program.pk,
        "kind": "first_conversation",
        "number": "1",
        "role": "",
        "object": mentorship.pk,
        "to": mentorship.mentee.member.pk,
    }
    assert admin.get(url("mail", **query)).status_code == 200
    assert admin.get(url("mail", **query | change)).status_code == 404


@pytest.mark.parametrize("who", ACTORS)
def test_only_coordinators_read_a_planned_mail(as_actor, cast, who):
    mentorship = pair(cast)
    response = as_actor(who).get(
        url(
            "mail",
            program=cast.program.pk,
            kind="first_conversation",
            number="1",
            role="",
            object=mentorship.pk,
            to=mentorship.mentee.member.pk,
        )
    )
    assert (response.status_code == 200) == (who in {"coordinator", "superuser"})


def test_another_programs_pair_is_not_there(admin, cast):
    other = pair(Cast(ladder=True))
    response = admin.get(
        url(
            "mail",
            program=cast.program.pk,
            kind="first_conversation",
            number="1",
            role="",
            object=other.pk,
            to=other.mentee.member.pk,
        )
    )
    assert response.status_code == 404


def test_without_a_program_there_is_nothing_to_see(admin, now):
    for name in ("index", "plan"):
        assert admin.get(url(name)).status_code == 200


def test_whose_mail_comes_back_is_found_and_mended(admin, cast):
    member = cast.mentee().member
    cast.mentee()
    record_bounce(member.email)
    listing = reverse("wagtail_mentoring_members:list")
    page = admin.get(listing, {"mail": "fails"}).content.decode()
    assert page.count(member.name) >= 1
    assert "1 member come" in admin.get(reverse("wagtailadmin_home")).content.decode()
    act = reverse("wagtail_mentoring_members:act", args=[member.pk, "mail-arrives"])
    seen = admin.get(act).context["seen"]
    admin.post(act, {"seen": seen})
    member.refresh_from_db()
    assert not member.mail_fails


@pytest.mark.parametrize(("act", "status"), [("release", "queued"), ("drop", "canceled")])
def test_a_held_mail_is_let_go_or_dropped(admin, cast, act, status):
    pair(cast, days=7)
    list(run_due())
    mail = Notification.objects.first()
    Notification.objects.update(status="held")
    assert "held back" in admin.get(reverse("wagtailadmin_home")).content.decode()
    address = reverse("wagtail_mentoring_notifications:act", args=[mail.pk, act])
    response = admin.post(address, {"seen": admin.get(address).context["seen"]})
    assert response.status_code == 302
    mail.refresh_from_db()
    assert mail.status == status


def test_a_plan_that_is_cut_short_is_in_order_too(admin, cast, monkeypatch):
    """Whoever sleeps gets it later than somebody who was due after them."""
    monkeypatch.setattr("wagtail_mentoring.wagtail_admin.reminders.SHOWN", 4)
    for hours, zone in enumerate(["Pacific/Auckland", "Europe/Berlin", "Pacific/Honolulu"]):
        people = {
            role: getattr(cast, role)(member__time_zone=zone, status_changed_at=START)
            for role in ("mentor", "mentee")
        }
        pair(cast, days=7 - hours / 24, **people)
    response = admin.get(url("plan"))
    moments = [row["at"] for row in response.context["rows"]]
    assert response.context["is_cut"]
    assert len(moments) == 4
    assert moments == sorted(moments)


def test_an_editor_of_a_mail_sees_what_cannot_stand_in_the_subject(admin, cast):
    page = admin.get(f"{reverse('wagtail_mentoring_mail_texts:add')}?event=mentorship_ended").text
    assert page.count("(not in the subject)") == 1


def test_without_mail_texts_the_list_says_that_mails_go_out_all_the_same(admin, cast):
    page = admin.get(reverse("wagtail_mentoring_mail_texts:list")).text
    assert "Every mail goes out with the usual words." in page
