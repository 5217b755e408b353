"""A mentorship: next step, ways to reach each other, a hold, the end and what stays."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.actions.helpers import mails
from tests.factories import Cast, EndReasonFactory, MemberFactory, UserFactory, show_contact
from tests.views.pairing import Visitor, named, pair, refused, text_of, url
from wagtail_mentoring.actions import (
    CompleteMentorshipAction,
    EndMentorshipAction,
    HoldMentorshipAction,
    LeaveProfileAction,
    MarkFirstConversationAction,
)
from wagtail_mentoring.enums import ContactVisibility, MentorshipStatus, ProfileStatus, Role
from wagtail_mentoring.models import Mentorship, Notification

pytestmark = pytest.mark.django_db

BUTTONS = ["desk_mentorship_first", "desk_mentorship_hold", "desk_mentorship_continue"]
FORMS = ["desk_mentorship_end", "desk_mentorship_complete"]


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def item(cast):
    return pair(
        cast.mentor(
            member=MemberFactory(
                name="Ana Lindqvist", contact_email="ana@example.com", phone="+46 18 123456"
            )
        ),
        cast.mentee(member=named("Robin Adeyemi")),
    )


@pytest.fixture
def robin(client, item):
    return Visitor(client, item.mentee)


def as_ana(client, item):
    return Visitor(client, item.mentor)


# What is shown


def test_the_next_step_comes_first(client, robin, item):
    """D10, R46, R47: who writes first and until when, for each of the two."""
    with time_machine.travel(item.started_at + dt.timedelta(days=1), tick=False):
        text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
        assert "You write first. Try to talk for the first time by" in text
        assert "We have talked" in text
        assert text.index("Next step") < text.index("A good start")
        text = text_of(as_ana(client, item).get("desk_mentorship", uuid=item.uuid))
        assert "Robin Adeyemi writes first." in text


def test_a_late_first_conversation_is_asked_for_kindly(client, robin, item):
    with time_machine.travel(item.started_at + dt.timedelta(days=9), tick=False):
        client.force_login(item.mentee.member.user)
        text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
        assert "Have you talked yet? It is for you to write first" in text
        text = text_of(as_ana(client, item).get("desk_mentorship", uuid=item.uuid))
        assert "Have you talked yet? Robin Adeyemi was to write first" in text


def test_the_editors_next_steps_replace_ours(robin, item):
    item.program.next_steps = "<p>Read our <b>handbook</b>.</p>"
    item.program.save()
    text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
    assert "Read our <b>handbook</b>." in text
    assert "Say where the limits are" not in text


def test_partners_see_each_others_details_as_far_as_shared(client, robin, item):
    """R41, R45, D7."""
    text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
    assert 'href="mailto:ana@example.com"' in text
    assert 'href="tel:+4618123456"' in text
    assert (
        "You have not given any contact details, so Ana Lindqvist can write to you only here."
        in text
    )
    text = text_of(as_ana(client, item).get("desk_mentorship", uuid=item.uuid))
    assert "Robin Adeyemi does not show contact details here." in text
    assert item.mentee.member.user.email not in text


@pytest.mark.parametrize("who", ["member", "program"])
def test_details_that_are_not_shared_are_not_there(client, robin, item, who):
    if who == "member":
        show_contact(item.mentor.member, ContactVisibility.NOBODY)
    else:
        type(item.program).objects.update(contact_visibility=ContactVisibility.NOBODY)
    text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
    assert "ana@example.com" not in text
    assert "123456" not in text
    assert "Ana Lindqvist does not show contact details here." in text
    assert 'href="mailto:office@society.example"' in text
    text = text_of(as_ana(client, item).get("desk_mentorship", uuid=item.uuid))
    assert "Robin Adeyemi sees none of your contact details." in text


def test_words_and_goals_are_kept_together(robin, item):
    item.mentor.terms = "An hour a week."
    item.mentor.save()
    type(item.request).objects.filter(pk=item.request.pk).update(decision_message="With pleasure.")
    text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
    for words in ("I would like to learn from you.", "With pleasure.", "An hour a week."):
        assert words in text


def test_the_programs_own_words(robin, item):
    """D19."""
    program = item.program
    program.mentorship_word, program.mentor_word = "tandem", "guide"
    program.save()
    text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
    assert "Your tandem with Ana Lindqvist" in text
    assert "Guide" in text
    assert "End the tandem" in text


def test_an_account_that_was_removed_breaks_nothing(client, item):
    item.mentor.member.user.delete()
    text = text_of(Visitor(client, item.mentee).get("desk_mentorship", uuid=item.uuid))
    assert "Former member" in text
    assert "ana@example.com" not in text


def test_a_mentorship_takes_a_constant_number_of_queries(robin, item, cast):
    counts = []
    item.mentee.member.phone = "+46 18 654321"
    item.mentee.member.save()
    for others in (1, 3):
        while Mentorship.objects.count() < others:
            pair(item.mentor, cast.mentee())
        # Wagtail remembers its sites after the first page.
        robin.get("desk_mentorship", uuid=item.uuid)
        with CaptureQueriesContext(connection) as queries:
            robin.get("desk_mentorship", uuid=item.uuid)
        counts.append(len(queries))
    assert counts == [17, 17]


# Whose it is


@pytest.mark.parametrize("name", ["desk_mentorship", *BUTTONS, *FORMS])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_mentorship_answers_like_a_missing_one(client, item, cast, name, method):
    """S-02: the same status, body and headers but for the address itself."""
    for visitor in (Visitor(client, cast.mentor()), Visitor(client, cast.mentee())):
        foreign = getattr(visitor, method)(name, uuid=item.uuid)
        random = uuid.uuid4()
        missing = getattr(visitor, method)(name, uuid=random)
        assert foreign.status_code == missing.status_code
        assert foreign.status_code in (404, 405)
        assert foreign.content == missing.content
        assert dict(foreign.headers) == dict(missing.headers)
    item.refresh_from_db()
    assert (item.status, item.first_conversation_at) == (MentorshipStatus.ACTIVE, None)


def test_a_coordinator_finds_it_in_the_admin_not_here(client, item):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(url(item.program, "desk_mentorship", uuid=item.uuid)).status_code == 404


@pytest.mark.parametrize("name", [*BUTTONS, *FORMS])
def test_reading_changes_nothing(client, robin, item, name):
    """S-20."""
    address = url(item.program, name, uuid=item.uuid)
    for method in (client.get, client.head, client.options):
        assert method(address).status_code in (200, 302)
    item.refresh_from_db()
    assert (item.status, item.first_conversation_at) == (MentorshipStatus.ACTIVE, None)
    assert not Notification.objects.exists()


@pytest.mark.parametrize("name", [*BUTTONS, *FORMS])
def test_nobody_acts_without_signing_in(client, item, name):
    answer = client.post(url(item.program, name, uuid=item.uuid), {"outcome": "ended"})
    assert answer.url.startswith("/login/")
    item.refresh_from_db()
    assert (item.status, item.first_conversation_at) == (MentorshipStatus.ACTIVE, None)


# What is done


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_either_side_marks_the_first_conversation(client, item, side):
    """D10."""
    visitor = Visitor(client, getattr(item, side))
    answer = visitor.post("desk_mentorship_first", uuid=item.uuid)
    assert answer.url == url(item.program, "desk_mentorship", uuid=item.uuid)
    item.refresh_from_db()
    assert item.first_conversation_at is not None
    assert "Noted." in text_of(client.get(answer.url))
    answer = visitor.post("desk_mentorship_first", uuid=item.uuid)
    assert "The first conversation is noted already." in text_of(client.get(answer.url))


def test_a_mail_leads_to_the_button_that_puts_it_on_hold(client, robin, item):
    """What the quiet reminder links to does nothing, and unfolds the button on the page."""
    folded = '<details class="mentoring-disclosure">'
    assert folded in robin.get("desk_mentorship", uuid=item.uuid).content.decode()
    answer = robin.get("desk_mentorship_hold", uuid=item.uuid)
    assert answer.url.endswith(f"/pairs/{item.uuid}/?change=1#change")
    html = client.get(answer.url).content.decode()
    assert re.search(r'<div id="change">\s*<details class="mentoring-disclosure" open>', html)
    item.refresh_from_db()
    assert item.status == MentorshipStatus.ACTIVE


def test_hold_and_go_on(client, robin, item):
    answer = robin.post("desk_mentorship_hold", uuid=item.uuid)
    text = text_of(client.get(answer.url))
    assert "Your mentorship is on hold." in text
    assert "We have talked" not in text
    answer = robin.post("desk_mentorship_hold", uuid=item.uuid)
    assert "It is on hold already." in text_of(client.get(answer.url))
    robin.post("desk_mentorship_continue", uuid=item.uuid)
    item.refresh_from_db()
    assert item.status == MentorshipStatus.ACTIVE
    answer = robin.post("desk_mentorship_continue", uuid=item.uuid)
    assert "It is not on hold." in text_of(client.get(answer.url))


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("outcome", [MentorshipStatus.COMPLETED, MentorshipStatus.ENDED])
def test_either_side_ends_it(client, item, side, outcome):
    """R54, D12: completed or early, with private words for the office and thanks for the other."""
    reason = EndReasonFactory(program=item.program, text="Moved abroad")
    own = getattr(item, side)
    answer = Visitor(client, own).post(
        "desk_mentorship_end",
        {"outcome": outcome, "reason": reason.pk, "note": "For you only", "thanks": "Thank you"},
        uuid=item.uuid,
    )
    item.refresh_from_db()
    assert (item.status, item.end_reason, item.end_note, item.thanks, item.ended_by) == (
        outcome,
        reason,
        "For you only",
        "Thank you",
        side,
    )
    other = item.other_side(own)
    assert mails("mentorship_ended") == {other.member.user.email}
    said = {"completed": "Your mentorship is completed.", "ended": "It is over now."}[outcome]
    page = text_of(client.get(answer.url))
    assert f"{said} {other.member.name} gets a" in page
    assert page.index("Thank you") < page.index("Your words about the program")


def test_private_words_stay_private(client, robin, item):
    """P-14: the other reads the thanks, and neither reason nor note."""
    reason = EndReasonFactory(program=item.program, text="It did not work out")
    EndMentorshipAction(
        item, item.mentee, reason=reason, note="Never on time", thanks="Thank you, Ana"
    ).execute()
    text = text_of(as_ana(client, item).get("desk_mentorship", uuid=item.uuid))
    assert "Robin Adeyemi ended it on" in text
    assert "Thank you, Ana" in text
    for private in ("It did not work out", "Never on time"):
        assert private not in text
        assert private not in str(list(Notification.objects.values()))


def test_the_mentee_is_led_to_a_new_search(robin, item):
    """R55, R56."""
    CompleteMentorshipAction(item, item.mentor).execute()
    text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
    assert "Ana Lindqvist marked it as completed on" in text
    assert "Look for a new mentor" in text
    assert url(item.program, "find_mentor") in text


@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_after_the_end_it_can_be_read_without_contact_details(client, item, side):
    """D7."""
    EndMentorshipAction(item, item.mentor, thanks="Thanks").execute()
    text = text_of(Visitor(client, getattr(item, side)).get("desk_mentorship", uuid=item.uuid))
    assert "Your mentorship is over" in text
    assert "I would like to learn from you." in text
    assert "ana@example.com" not in text
    assert "Has something changed?" not in text


def test_a_place_is_called_free_only_when_it_is(client, cast):
    """Who is paused, or has other mentees, reads nothing of a free place."""
    ana = cast.mentor(member=named("Ana"), capacity=2)
    item, other = pair(ana, cast.mentee()), pair(ana, cast.mentee())
    EndMentorshipAction(item, ana).execute()

    def text():
        return text_of(Visitor(client, ana).get("desk_mentorship", uuid=item.uuid))

    assert "Your place is free for somebody else." in text()
    type(ana).objects.filter(pk=ana.pk).update(capacity=1)
    assert "Your place is free for somebody else." not in text()
    EndMentorshipAction(other, ana).execute()
    assert "Your place is free for somebody else." in text()
    LeaveProfileAction(ana).execute()
    assert "Your place is free for somebody else." not in text()


def test_a_concern_raised_from_here_is_about_the_two(robin, item):
    """D16: also from the forms of the two, and from their messages."""
    about = f"{url(item.program, 'desk_concern')}?pair={item.uuid}"
    for name, uuid_ in (
        ("desk_mentorship", item.uuid),
        ("desk_mentorship_end", item.uuid),
        ("desk_conversation", item.request.uuid),
    ):
        assert f'href="{about}"' in robin.get(name, uuid=uuid_).content.decode()
    form = robin.client.get(about).context["form"]
    assert form.initial["subject"] == f"pair:{item.uuid}"


def test_who_may_still_write_may_still_block(client, robin, item):
    """F86: messages go on for some days after the end, so there is a way out of them."""
    block = url(item.program, "desk_block", uuid=item.mentor.member.uuid)
    EndMentorshipAction(item, item.mentor).execute()
    assert f'href="{block}"' in robin.get("desk_mentorship", uuid=item.uuid).content.decode()
    type(item.program).objects.update(message_days_after_end=0)
    assert f'href="{block}"' not in robin.get("desk_mentorship", uuid=item.uuid).content.decode()


def test_a_hold_is_no_new_beginning(robin, item):
    assert "A good start" in text_of(robin.get("desk_mentorship", uuid=item.uuid))
    HoldMentorshipAction(item, item.mentor).execute()
    assert "A good start" not in text_of(robin.get("desk_mentorship", uuid=item.uuid))


def test_after_the_end_everybody_enrolled_may_still_see_what_is_for_all(robin, item):
    item.program.contact_visibility = ContactVisibility.ENROLLED
    item.program.save()
    show_contact(item.mentor.member, ContactVisibility.ENROLLED)
    EndMentorshipAction(item, item.mentor).execute()
    assert "ana@example.com" in text_of(robin.get("desk_mentorship", uuid=item.uuid))


def test_who_has_left_shows_no_contact_details(robin, item):
    """D7, rule 7: what is for everybody enrolled is not for ever."""
    item.program.contact_visibility = ContactVisibility.ENROLLED
    item.program.save()
    show_contact(item.mentor.member, ContactVisibility.ENROLLED)
    LeaveProfileAction(item.mentor).execute()
    assert "ana@example.com" not in text_of(robin.get("desk_mentorship", uuid=item.uuid))


def test_who_has_left_is_only_a_name(robin, item):
    item.mentor.terms = "An hour a week."
    item.mentor.save()
    EndMentorshipAction(item, item.mentor).execute()
    type(item.mentor).objects.filter(pk=item.mentor.pk).update(status=ProfileStatus.LEFT)
    text = text_of(robin.get("desk_mentorship", uuid=item.uuid))
    assert "Ana Lindqvist" in text
    assert "An hour a week." not in text
    assert str(item.mentor.uuid) not in text


@pytest.mark.parametrize("name", FORMS)
def test_it_cannot_end_twice(client, robin, item, name):
    """C-03."""
    EndMentorshipAction(item, item.mentor).execute()
    for send in (robin.get, robin.post):
        page = (
            send(name, {"outcome": "ended", "thanks": "Too late"}, uuid=item.uuid)
            if (send == robin.post)
            else send(name, uuid=item.uuid)
        )
        assert page.status_code == (409 if send == robin.post else 200)
        assert refused(page) == ["already_over"]
    assert "Too late" in text_of(page)
    item.refresh_from_db()
    assert item.thanks == ""


@pytest.mark.parametrize("name", BUTTONS)
def test_buttons_of_one_that_is_over_say_so(client, robin, item, name):
    EndMentorshipAction(item, item.mentor).execute()
    answer = robin.post(name, uuid=item.uuid)
    assert answer.status_code == 302
    assert "This mentorship is over already." in text_of(client.get(answer.url))


def test_how_it_ends_has_to_be_chosen(robin, item):
    page = robin.get("desk_mentorship_end", uuid=item.uuid)
    assert page.context["form"]["outcome"].value() == ""
    page = robin.post("desk_mentorship_end", {"thanks": "Kept"}, uuid=item.uuid)
    assert page.context["form"].errors == {"outcome": ["Choose how it ends."]}
    assert "Kept" in text_of(page)
    page = robin.get("desk_mentorship_complete", uuid=item.uuid)
    assert page.context["form"]["outcome"].value() == "completed"


def test_a_reason_of_another_program_is_refused(robin, item):
    EndReasonFactory(program=item.program)
    page = robin.post(
        "desk_mentorship_end",
        {"outcome": "ended", "reason": EndReasonFactory().pk},
        uuid=item.uuid,
    )
    assert page.status_code == 200
    item.refresh_from_db()
    assert item.is_open


def test_further_fields_change_nothing(robin, item):
    """S-09."""
    robin.post(
        "desk_mentorship_end",
        {
            "outcome": "ended",
            "ended_by": "mentor",
            "ended_at": "2000-01-01",
            "mentor": 0,
            "status": "completed",
            "next": "//evil.example",
        },
        uuid=item.uuid,
    )
    item.refresh_from_db()
    assert (item.status, item.ended_by) == (MentorshipStatus.ENDED, Role.MENTEE)
    assert item.ended_at.year > 2000


def test_the_loser_of_a_race_gets_the_real_state(robin, item):
    done = []

    def faster(execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and not done:
            done.append(True)
            Mentorship.objects.filter(pk=item.pk).update(
                status=MentorshipStatus.COMPLETED,
                mentor_slot=None,
                mentee_slot=None,
                open_pair=None,
                ended_at=timezone.now(),
                ended_by=Role.MENTOR,
            )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(faster):
        page = robin.post(
            "desk_mentorship_end", {"outcome": "ended", "thanks": "My words"}, uuid=item.uuid
        )
    assert (page.status_code, refused(page)) == (409, ["already_over"])
    assert "My words" in text_of(page)


def test_busy_rows_ask_for_another_try(robin, item):
    """C-08."""

    def busy(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and '_mentorship" SET' in sql.replace("`", '"'):
            raise OperationalError("lock timeout")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(busy):
        page = robin.post(
            "desk_mentorship_end", {"outcome": "ended", "thanks": "My words"}, uuid=item.uuid
        )
        assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
        assert "My words" in text_of(page)
        answer = robin.post("desk_mentorship_hold", uuid=item.uuid)
        assert answer.status_code == 302
    assert "Please try again." in text_of(robin.client.get(answer.url))


def test_an_ended_session_keeps_the_words(client, item):
    """A-17, choices included."""
    address = url(item.program, "desk_mentorship_end", uuid=item.uuid)
    client.post(address, {"outcome": "completed", "thanks": "My long words"})
    client.post(
        f"/login/?next={address}",
        {"username": item.mentee.member.user.username, "password": "mentoring"},
    )
    form = client.get(address).context["form"]
    assert form["thanks"].value() == "My long words"
    assert form["outcome"].value() == "completed"


def test_a_hold_keeps_the_place(client, item):
    HoldMentorshipAction(item, item.mentor).execute()
    MarkFirstConversationAction(item, item.mentor).execute()
    text = text_of(as_ana(client, item).get("desk_mentorship", uuid=item.uuid))
    assert "On hold" in text
    assert "Its place stays yours" in text


def test_a_few_words_about_the_program(cast, client):
    mentor, mentee = cast.mentor(member=named("Ana")), cast.mentee(member=named("Ben"))
    item = pair(mentor, mentee)
    visitor = Visitor(client, mentee)
    offer = "desk_mentorship_testimonial"
    assert refused(visitor.get(offer, uuid=item.uuid)) == ["not_over_yet"]
    assert "Say a few words" not in text_of(visitor.get("desk_mentorship", uuid=item.uuid))
    visitor.post("desk_mentorship_end", {"outcome": "completed"}, uuid=item.uuid)
    assert "Say a few words" in text_of(visitor.get("desk_mentorship", uuid=item.uuid))
    page = visitor.get(offer, uuid=item.uuid)
    assert page.context["form"]["name"].value() == "Ben"
    words = {"message": "It opened a door.", "name": "B. Example", "role": ""}
    page = visitor.post(offer, words, uuid=item.uuid)
    assert "Without your consent nothing can be shown." in text_of(page)
    assert "It opened a door." in text_of(page)
    visitor.post(offer, {**words, "consent": "on"}, uuid=item.uuid)
    shown = text_of(visitor.get("desk_mentorship", uuid=item.uuid))
    assert "It opened a door." in shown
    assert "An editor reads your words" in shown
    # It is its author's alone until it is public.
    Visitor(client, mentor)
    assert "It opened a door." not in text_of(
        Visitor(client, mentor).get("desk_mentorship", uuid=item.uuid)
    )
    visitor = Visitor(client, mentee)
    page = visitor.post("desk_mentorship_testimonial_withdraw", uuid=item.uuid)
    assert "It opened a door." not in text_of(visitor.get("desk_mentorship", uuid=item.uuid))
    assert visitor.post("desk_mentorship_testimonial_withdraw", uuid=item.uuid).status_code == 404
