"""My mentoring: what waits, pairs, requests, profiles; breaks, leaving and coming back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.actions.helpers import mails
from tests.factories import (
    AgreementFactory,
    Cast,
    MenteeFactory,
    MentorFactory,
    PairMeetingFactory,
    ProgramFactory,
    RequestFactory,
    SavedSearchFactory,
    UserFactory,
)
from tests.views.pairing import Visitor, named, pair, refused, text_of, url
from wagtail_mentoring.actions import (
    AskInformationAction,
    DeclineRequestAction,
    EndMentorshipAction,
    LeaveProfileAction,
    MarkFirstConversationAction,
    PauseProfileAction,
    ReturnProfileAction,
    SuspendProfileAction,
)
from wagtail_mentoring.enums import (
    MembershipState,
    MentorshipStatus,
    ProfileStatus,
    RequestStatus,
    Role,
)
from wagtail_mentoring.membership import Membership, StaticBackend
from wagtail_mentoring.models import Mentorship, Notification, ReminderRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def ana(cast):
    return cast.mentor(member=named("Ana Lindqvist"))


@pytest.fixture
def robin(cast):
    return cast.mentee(member=named("Robin Adeyemi"))


def set_status(profile, status, **values):
    type(profile).objects.filter(pk=profile.pk).update(status=status, **values)


# What waits


def test_a_newcomer_is_led_to_the_enrollment(client, cast):
    client.force_login(UserFactory())
    page = client.get(url(cast.program, "desk"))
    assert "You do not take part yet" in text_of(page)
    assert url(cast.program, "enrollment") in text_of(page)


def test_a_newcomer_who_may_not_enroll_reads_why(client, cast):
    cast.program.is_open = False
    cast.program.save()
    client.force_login(UserFactory())
    page = client.get(url(cast.program, "desk"))
    assert "Enrollment is closed at the moment." in text_of(page)
    assert f'href="{url(cast.program, "enrollment")}"' not in text_of(page)


def test_whoever_is_not_signed_in_signs_in_first(client, cast):
    answer = client.get(url(cast.program, "desk"))
    assert answer.url == f"/login/?next={url(cast.program, 'desk')}"


def test_a_request_to_answer_waits(client, ana, robin):
    request = RequestFactory(mentor=ana, mentee=robin)
    page = Visitor(client, ana).get("desk")
    assert [task["title"] for task in page.context["tasks"]] == [
        "Answer the request from Robin Adeyemi"
    ]
    assert url(ana.program, "desk_request", uuid=request.uuid) in text_of(page)
    page = Visitor(client, robin).get("desk")
    assert page.context["tasks"] == []
    assert [card["name"] for card in page.context["sent"]] == ["Ana Lindqvist"]
    assert "Waiting for an answer" in text_of(page)


def test_a_request_on_the_waiting_list_does_not_wait_for_an_answer(client, ana, robin):
    RequestFactory(mentor=ana, mentee=robin, waiting_since=timezone.now())
    page = Visitor(client, ana).get("desk")
    assert page.context["tasks"] == []
    assert "On the waiting list" in text_of(page)


def test_a_question_waits_for_the_one_who_asked(client, ana, robin):
    request = RequestFactory(mentor=ana, mentee=robin)
    AskInformationAction(request, body="What would you like to do first?").execute()
    page = Visitor(client, robin).get("desk")
    assert [task["title"] for task in page.context["tasks"]] == [
        "Answer the question of Ana Lindqvist"
    ]
    assert "What would you like to do first?" in text_of(page)
    page = Visitor(client, ana).get("desk")
    assert page.context["tasks"] == []
    assert "You asked for more" in text_of(page)


def test_a_new_code_of_conduct_waits(client, ana, robin, cast):
    """D13, for each role by itself; what goes on goes on."""
    pair(ana, robin, first_conversation_at=timezone.now())
    page = cast.program.code_of_conduct.specific
    page.body = "<p>Be kinder.</p>"
    page.save_revision().publish()
    desk = Visitor(client, ana).get("desk")
    assert [task["title"] for task in desk.context["tasks"]] == [
        "Agree to the new Code of Conduct as mentor"
    ]
    assert [card["name"] for card in desk.context["pairs"]] == ["Robin Adeyemi"]


def test_an_enrollment_to_finish_and_one_that_came_back_wait(client, cast):
    profile = cast.mentor(status=ProfileStatus.DRAFT)
    page = Visitor(client, profile).get("desk")
    assert [task["title"] for task in page.context["tasks"]] == ["Finish your enrollment as mentor"]
    set_status(profile, ProfileStatus.PENDING)
    ReturnProfileAction(profile, note="Say more about your terms.").execute()
    page = Visitor(client, profile).get("desk")
    assert [task["title"] for task in page.context["tasks"]] == ["Change your profile as mentor"]
    assert "Say more about your terms." in text_of(page)


def test_the_first_conversation_waits_until_it_is_marked(client, ana, robin):
    item = pair(ana, robin)
    page = Visitor(client, robin).get("desk")
    assert [task["title"] for task in page.context["tasks"]] == [
        "Talk with Ana Lindqvist for the first time"
    ]
    MarkFirstConversationAction(item, robin).execute()
    page = Visitor(client, robin).get("desk")
    assert page.context["tasks"] == []
    assert "Nothing waits for you at the moment." in text_of(page)


# What is there


def test_somebody_of_both_roles_sees_both(client, ana, robin, cast):
    member = named("Kim Aalto")
    mentor, mentee = cast.mentor(member=member), cast.mentee(member=member)
    pair(ana, mentee)
    pair(mentor, robin)
    RequestFactory(mentor=mentor, mentee=cast.mentee(member=named("Lee Ito")))
    page = Visitor(client, mentor).get("desk")
    assert {(card["name"], card["note"][:11]) for card in page.context["pairs"]} == {
        ("Ana Lindqvist", "Your mentor"),
        ("Robin Adeyemi", "Your mentee"),
    }
    assert [card["name"] for card in page.context["received"]] == ["Lee Ito"]
    assert [card["title"] for card in page.context["own_profiles"]] == ["Mentor", "Mentee"]
    assert [link["label"] for link in page.context["find_links"]] == [
        "Find mentees",
        "Find mentors",
    ]
    assert page.context["further_roles"] == []


def test_what_was_before_stays_to_be_read(client, ana, robin):
    request = RequestFactory(mentor=ana, mentee=robin)
    DeclineRequestAction(request).execute()
    item = pair(ana, robin)
    EndMentorshipAction(item, ana).execute()
    page = Visitor(client, robin).get("desk")
    assert [row["status_label"] for row in page.context["past"]] == ["Declined"]
    assert [row["status_label"] for row in page.context["past_pairs"]] == ["Ended early"]
    assert url(ana.program, "desk_mentorship", uuid=item.uuid) in text_of(page)
    assert "Look for a mentor" in text_of(page)


def test_nothing_of_another_program_is_here(client, ana, robin):
    other = ProgramFactory()
    mentor = MentorFactory(program=other, member=ana.member)
    RequestFactory(mentor=mentor, mentee=MenteeFactory(program=other))
    page = Visitor(client, ana).get("desk")
    assert page.context["received"] == page.context["tasks"] == []


def test_the_programs_own_words(client, ana):
    """D19."""
    ana.program.mentees_word, ana.program.mentor_word = "fellows", "guide"
    ana.program.save()
    page = Visitor(client, ana).get("desk")
    assert "Find fellows" in text_of(page)
    assert "My profile: Guide" in text_of(page)


STATES = {
    ProfileStatus.DRAFT: "Nobody sees this profile yet.",
    ProfileStatus.PENDING: "waits for approval",
    ProfileStatus.ACTIVE: "Members of the program can find you.",
    ProfileStatus.PAUSED: "You take a break",
    ProfileStatus.LEFT: "You left on",
    ProfileStatus.SUSPENDED: "Your profile is suspended since",
}


@pytest.mark.parametrize("status", STATES)
def test_every_state_of_a_profile_is_explained(client, ana, status):
    set_status(ana, status)
    page = Visitor(client, ana).get("desk")
    assert STATES[status] in text_of(page)
    (card,) = page.context["own_profiles"]
    assert bool(card["pause_url"]) == (status == ProfileStatus.ACTIVE)
    assert bool(card["resume_url"]) == (status == ProfileStatus.PAUSED)
    assert bool(card["rejoin_url"]) == (status == ProfileStatus.LEFT)
    assert bool(card["leave_url"]) == (status != ProfileStatus.LEFT)


def test_a_suspended_member_reads_the_note(client, ana):
    SuspendProfileAction(ana, note="Please call the office.").execute()
    assert "Please call the office." in text_of(Visitor(client, ana).get("desk"))


def test_a_lapsed_member_is_told(client, ana, settings):
    """D14."""
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend",
    }
    StaticBackend.answers = {
        ana.member.user.pk: Membership(MembershipState.LAPSED, lapsed_on=dt.date(2020, 1, 1))
    }
    page = Visitor(client, ana).get("desk")
    StaticBackend.answers = {}
    assert "Mentoring is for current members." in text_of(page)


def test_who_is_hidden_is_not_told_that_others_find_them(client, ana):
    ana.hidden_from = timezone.localdate()
    ana.save()
    text = text_of(Visitor(client, ana).get("desk"))
    assert "Nobody finds you at the moment." in text
    assert "Members of the program can find you." not in text


def test_the_desk_takes_the_same_queries_with_one_and_with_three(client, cast):
    """Of each: pairs, requests in and out, open and over."""
    member = named("Kim Aalto")
    mentor, mentee = cast.mentor(member=member, capacity=5), cast.mentee(member=member)
    cast.program.mentee_max_mentors = None
    cast.program.save()
    cast.mentor(), cast.mentee()  # to be suggested
    visitor, counts = Visitor(client, mentor), []
    ReminderRule.objects.create(program=cast.program, kind="coming_end", number=1, count=30)
    SavedSearchFactory(profile=mentor, query="q=bayes")
    for number in (1, 3):
        while Mentorship.objects.count() < number:
            item = pair(mentor, cast.mentee())
            PairMeetingFactory(mentorship=item)
            AgreementFactory(mentorship=item)
            Mentorship.objects.filter(pk=item.pk).update(agreed_end_on=timezone.localdate())
            RequestFactory(mentor=mentor, mentee=cast.mentee()).notes.create(
                kind="question", body="What?"
            )
            RequestFactory(mentor=cast.mentor(), mentee=mentee)
            RequestFactory(mentor=mentor, mentee=cast.mentee(), status=RequestStatus.DECLINED)
        visitor.get("desk")
        with CaptureQueriesContext(connection) as queries:
            visitor.get("desk")
        counts.append(len(queries))
    # F-02: at most fifteen, and the framework's two: the session and the account.
    assert counts == [17, 17]


def test_the_desk_suggests_people_who_fit_with_buttons_right_there(client, cast, robin, ana):
    """F19, F20."""
    visitor = Visitor(client, robin)
    page = visitor.get("desk")
    assert "Suggested mentors" in text_of(page)
    assert [card["name"] for card in page.context["suggestions"][0]["cards"]] == ["Ana Lindqvist"]
    dismiss = {"role": "mentee", "uuid": ana.uuid}
    assert url(cast.program, "desk_shortlist_add", **dismiss) in text_of(page)
    answer = visitor.post("desk_dismiss", {"next": url(cast.program, "desk")}, **dismiss)
    assert answer.url == url(cast.program, "desk")
    page = visitor.get("desk")
    assert "Ana Lindqvist is not shown to you any more, and is not told." in text_of(page)
    assert "There is nobody new to suggest at the moment." in text_of(page)
    assert url(cast.program, "find_mentor") in text_of(page)


def test_no_suggestions_where_the_program_wants_none_or_one_takes_a_break(client, cast, robin, ana):
    cast.program.suggestion_count = 0
    cast.program.save()
    assert "Suggested" not in text_of(Visitor(client, robin).get("desk"))
    cast.program.suggestion_count = 3
    cast.program.save()
    set_status(robin, ProfileStatus.PAUSED)
    assert "Suggested" not in text_of(Visitor(client, robin).get("desk"))


def test_the_queries_of_one_role_on_the_desk(client, cast, robin, django_assert_num_queries):
    for _mentor in range(5):
        cast.mentor()
    visitor = Visitor(client, robin)
    visitor.get("desk")
    with django_assert_num_queries(15):
        visitor.get("desk")


# A break


def test_a_break_with_a_note_to_the_partners(client, ana, robin):
    """D6, R63, R65."""
    pair(ana, robin)
    visitor = Visitor(client, ana)
    page = visitor.get("desk_pause", role="mentor")
    assert "Tell Robin Adeyemi by mail" in text_of(page)
    assert "Your work with Robin Adeyemi goes on." in text_of(page)
    until = timezone.localdate() + dt.timedelta(days=30)
    answer = visitor.post(
        "desk_pause", {"until": until.isoformat(), "tell_partners": "on"}, role="mentor"
    )
    assert answer.url == url(ana.program, "desk")
    ana.refresh_from_db()
    assert (ana.status, ana.paused_until) == (ProfileStatus.PAUSED, until)
    assert mails("partner_paused") == {robin.member.user.email}


def test_a_break_with_an_open_end_and_without_a_note(client, ana, robin):
    pair(ana, robin)
    Visitor(client, ana).post("desk_pause", role="mentor")
    ana.refresh_from_db()
    assert (ana.status, ana.paused_until) == (ProfileStatus.PAUSED, None)
    assert not Notification.objects.exists()


def test_who_works_with_nobody_is_not_asked_about_partners(client, ana):
    page = Visitor(client, ana).get("desk_pause", role="mentor")
    assert "tell_partners" not in page.context["form"].fields


@pytest.mark.parametrize(
    ("until", "words"),
    [("2020-01-01", "Choose a day after today."), ("soon", "Write the day like this: 2027-05-31.")],
)
def test_a_day_that_cannot_be(client, ana, until, words):
    page = Visitor(client, ana).post("desk_pause", {"until": until}, role="mentor")
    assert words in text_of(page)
    assert until in text_of(page)
    ana.refresh_from_db()
    assert ana.status == ProfileStatus.ACTIVE


def test_resume(client, ana):
    PauseProfileAction(ana).execute()
    answer = Visitor(client, ana).post("desk_resume", role="mentor")
    ana.refresh_from_db()
    assert ana.status == ProfileStatus.ACTIVE
    assert "Welcome back." in text_of(client.get(answer.url))
    answer = client.post(url(ana.program, "desk_resume", role="mentor"))
    assert "This profile is not paused." in text_of(client.get(answer.url))


def test_a_break_of_one_role_leaves_the_other(client, cast):
    member = named("Kim Aalto")
    mentor, mentee = cast.mentor(member=member), cast.mentee(member=member)
    Visitor(client, mentor).post("desk_pause", role="mentor")
    mentor.refresh_from_db()
    mentee.refresh_from_db()
    assert (mentor.status, mentee.status) == (ProfileStatus.PAUSED, ProfileStatus.ACTIVE)


# Leaving


def test_leaving_says_what_closes_first(client, ana, robin, cast):
    """D21."""
    item = pair(ana, robin)
    request = RequestFactory(mentor=ana, mentee=cast.mentee(member=named("Kim Aalto")))
    visitor = Visitor(client, ana)
    text = text_of(visitor.get("desk_leave", role="mentor"))
    assert "Your work with Robin Adeyemi ends." in text
    assert "Open requests with Kim Aalto close" in text
    assert "take a break instead" in text
    answer = visitor.post("desk_leave", role="mentor")
    for changed in (ana, item, request):
        changed.refresh_from_db()
    assert (ana.status, item.status, request.status) == (
        ProfileStatus.LEFT,
        MentorshipStatus.ENDED,
        RequestStatus.CLOSED,
    )
    assert "You have left the program as mentor." in text_of(client.get(answer.url))


def test_coming_back_begins_with_what_was_written(client, ana):
    LeaveProfileAction(ana).execute()
    answer = Visitor(client, ana).post("desk_rejoin", role="mentor")
    ana.refresh_from_db()
    assert ana.status == ProfileStatus.DRAFT
    assert answer.url == url(ana.program, "enrollment")


def test_coming_back_while_enrollment_is_closed(client, ana):
    LeaveProfileAction(ana).execute()
    ana.program.is_open = False
    ana.program.save()
    visitor = Visitor(client, ana)
    assert "Enroll again" not in text_of(visitor.get("desk"))
    answer = visitor.post("desk_rejoin", role="mentor")
    assert answer.url == url(ana.program, "desk")
    assert "Enrollment is closed at the moment." in text_of(client.get(answer.url))


REFUSED = {
    ("desk_pause", ProfileStatus.PAUSED): "not_active",
    ("desk_pause", ProfileStatus.SUSPENDED): "not_active",
    ("desk_pause", ProfileStatus.DRAFT): "not_active",
    ("desk_leave", ProfileStatus.LEFT): "already_left",
}


@pytest.mark.parametrize(("name", "status"), REFUSED)
def test_what_cannot_be_done_is_said(client, ana, name, status):
    set_status(ana, status)
    visitor = Visitor(client, ana)
    page = visitor.get(name, role="mentor")
    assert (page.status_code, refused(page)) == (200, [REFUSED[name, status]])
    page = visitor.post(name, role="mentor")
    assert (page.status_code, refused(page)) == (409, [REFUSED[name, status]])
    ana.refresh_from_db()
    assert ana.status == status


# Whose it is


ACTS = ["desk_pause", "desk_resume", "desk_leave", "desk_rejoin"]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("role", ["mentee", "boss"])
def test_a_role_one_does_not_have_is_missing(client, ana, name, role):
    visitor = Visitor(client, ana)
    assert visitor.post(name, role=role).status_code == 404
    if name in ("desk_pause", "desk_leave"):
        assert visitor.get(name, role=role).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_reading_changes_nothing(client, ana, name):
    """S-20."""
    visitor = Visitor(client, ana)
    for status in ProfileStatus:
        set_status(ana, status)
        visitor.get(name, role="mentor")
        visitor.client.head(url(ana.program, name, role="mentor"))
        ana.refresh_from_db()
        assert ana.status == status
    assert not Notification.objects.exists()


@pytest.mark.parametrize("name", ACTS)
def test_nobody_acts_without_signing_in(client, ana, name):
    answer = client.post(url(ana.program, name, role="mentor"))
    assert answer.url.startswith("/login/")
    ana.refresh_from_db()
    assert ana.status == ProfileStatus.ACTIVE


def test_further_fields_change_nothing(client, ana, robin):
    """S-09: nobody pauses another, or sets what is staff's."""
    Visitor(client, ana).post(
        "desk_pause",
        {"profile": robin.pk, "status": "suspended", "capacity": 99, "next": "//evil.example"},
        role="mentor",
    )
    ana.refresh_from_db()
    robin.refresh_from_db()
    assert (ana.status, ana.capacity, robin.status) == ("paused", 2, "active")


def test_the_page_of_the_editors_serves_the_same_desk(client, ana):
    """The page type and urls.py run the same view; links lead to the page."""
    from wagtail.models import Site

    from wagtail_mentoring.pages.models import MyMentoringPage

    root = Site.objects.get(is_default_site=True).root_page
    page = root.add_child(
        instance=MyMentoringPage(
            title="My desk",
            slug="desk",
            program=ana.program,
            introduction="<p>Good to see you.</p>",
        )
    )
    request = RequestFactory(mentor=ana, mentee=MenteeFactory(program=ana.program))
    client.force_login(ana.member.user)
    answer = client.get(page.url)
    text = text_of(answer)
    assert "<h1" in text
    assert "My desk" in text
    assert "Good to see you." in text
    assert f"/desk/requests/{request.uuid}/" in text
    assert client.get(f"{page.url}requests/{request.uuid}/").status_code == 200
    assert client.get(f"{page.url}mentor/pause/").status_code == 200


def test_what_an_initiating_mentor_asked_waits_for_the_mentee(client, ana, robin):
    RequestFactory(mentor=ana, mentee=robin, initiated_by=Role.MENTOR)
    page = Visitor(client, robin).get("desk")
    assert [task["title"] for task in page.context["tasks"]] == [
        "Answer the request from Ana Lindqvist"
    ]
