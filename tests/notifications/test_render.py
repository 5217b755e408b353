"""What mails say: complete, in the reader's language, and no way in for anybody's text."""

import datetime as dt
import re
from html import unescape

import pytest
from django.utils import timezone, translation
from html5lib import HTMLParser

from tests.factories import (
    MentorshipFactory,
    MessageFactory,
    ProgramFactory,
    RequestFactory,
)
from tests.notifications.cases import LINK, case
from wagtail_mentoring.enums import MentorshipStatus, RequestClosedReason, RequestStatus, Role
from wagtail_mentoring.events import EVENTS
from wagtail_mentoring.models import Mentorship, NotificationTemplate
from wagtail_mentoring.notifications.recipients import resolve
from wagtail_mentoring.notifications.render import default_words, preview, render_event

pytestmark = pytest.mark.django_db


def rendered(event, language="", **program):
    recipient, about, its_program, extra = case(event)
    member = getattr(recipient, "member", recipient)
    member.language = language
    member.save()
    for name, value in program.items():
        setattr(its_program, name, value)
    return render_event(event, resolve(member), about, its_program, extra), member, about


@pytest.mark.parametrize("language", ["en", "de", "ar"])
@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_every_mail_is_complete_in_every_language(event, language):
    """M-11: both parts say the same and carry the same links; nothing is left unfilled."""
    mail, member, about = rendered(
        event, language, next_steps='<p>Read <a href="/start/">this</a> first.</p>'
    )
    assert mail.subject
    assert not re.search(r"\{\w*\}|\{\{|\{%|%\(", mail.subject + mail.text)
    assert member.name in mail.text
    links = {unescape(link) for link in LINK.findall(mail.html)}
    assert any(link in mail.text for link in links)
    for link in links:
        assert link in mail.text, "every link of the HTML stands in the text as well"
    assert f'lang="{language}"' in mail.html
    parser = HTMLParser(strict=False)
    parser.parse(mail.html)
    assert not [error for error in parser.errors if error[1] != "unknown-doctype"]
    # M-22: nothing is loaded from anywhere.
    assert "src=" not in mail.html and "url(" not in mail.html


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_no_exclamation_marks_and_no_orphans(event):
    """look.md: plain and warm; a lead-in without its text would be an orphan."""
    mail, *_rest = rendered(event)
    assert "!" not in mail.text.split("\n-- ")[0]
    for paragraph in mail.text.split("\n\n"):
        if paragraph.endswith(":"):
            following = mail.text.split(paragraph + "\n\n", 1)[1]
            assert following.startswith((">", "http")), paragraph


def test_links_lead_to_the_sites_own_host_whatever_the_request_said(client, mentoring_settings):
    """M-18."""
    client.get("/", headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    mentoring_settings(BASE_URL="https://society.example")
    for event in EVENTS.values():
        mail, *_rest = rendered(event)
        hosts = {link.split("/")[2] for link in LINK.findall(mail.html)}
        assert hosts == {"society.example"}
        assert "evil" not in mail.text + mail.html


def test_the_reader_gets_dates_in_their_own_zone_and_language():
    request = RequestFactory(
        clock_started_at=dt.datetime(2027, 3, 2, 20, tzinfo=dt.UTC),
        program=ProgramFactory(request_expiry_days=28),
    )
    member = request.mentor.member
    member.time_zone, member.language = "Asia/Tokyo", "de"
    mail = render_event(EVENTS["request_received"], resolve(member), request, request.program)
    assert "31. März 2027" in mail.text
    assert translation.get_language() == "en"


def test_without_a_last_day_no_last_day_is_named():
    request = RequestFactory(program=ProgramFactory(request_expiry_days=None))
    mail = render_event(
        EVENTS["request_received"], resolve(request.mentor), request, request.program
    )
    assert "expires" not in mail.text
    assert "None" not in mail.text


class TestWords:
    def test_the_programs_own_words_are_used(self):
        program = ProgramFactory(mentor_word="guide", mentee_word="explorer")
        mentorship = MentorshipFactory(request__mentor__program=program)
        mail = render_event(
            EVENTS["mentorship_started"], resolve(mentorship.mentee), mentorship, program
        )
        assert "is your guide" in mail.text

    @pytest.mark.parametrize(("first", "role"), [("mentor", Role.MENTOR), ("mentee", Role.MENTEE)])
    def test_both_learn_who_writes_first(self, first, role):
        """D10."""
        mentorship = MentorshipFactory(request__mentor__program__first_to_write=first)
        for profile in (mentorship.mentor, mentorship.mentee):
            mail = render_event(
                EVENTS["mentorship_started"], resolve(profile), mentorship, mentorship.program
            )
            other = mentorship.other_side(profile).member.name
            expected = "You write first." if profile.role is role else f"{other} writes first."
            assert expected in mail.text

    def test_the_answer_goes_to_the_asker_and_not_back_to_its_author(self):
        mentorship = MentorshipFactory(request__decision_message="Glad to.")
        event, program = EVENTS["mentorship_started"], mentorship.program
        to_mentee = render_event(event, resolve(mentorship.mentee), mentorship, program)
        to_mentor = render_event(event, resolve(mentorship.mentor), mentorship, program)
        assert "> Glad to." in to_mentee.text
        assert "Glad to." not in to_mentor.text

    @pytest.mark.parametrize("reason", RequestClosedReason)
    def test_why_a_request_was_closed_gives_nothing_private_away(self, reason):
        request = RequestFactory(status=RequestStatus.CLOSED, closed_reason=reason)
        for profile in (request.mentor, request.mentee):
            mail = render_event(
                EVENTS["request_closed"], resolve(profile), request, request.program
            )
            for word in ("suspend", "membership", "lapse", "left", "remove", "account"):
                assert word not in mail.text.lower()

    def test_a_lapse_reads_like_a_suspension(self):
        texts, program = set(), ProgramFactory()
        for reason in ("left", "suspended", "membership", "removed"):
            request = RequestFactory(
                status=RequestStatus.CLOSED,
                closed_reason=reason,
                mentor__program=program,
                mentor__member__name="Ana",
                mentee__member__name="Bo",
            )
            mail = render_event(
                EVENTS["request_closed"], resolve(request.mentee), request, request.program
            )
            texts.add(mail.text)
        assert len(texts) == 1

    def test_how_it_ended_is_told_without_the_private_reason(self):
        mentorship = MentorshipFactory()
        Mentorship.objects.filter(pk=mentorship.pk).update(
            status=MentorshipStatus.ENDED,
            ended_at=timezone.now(),
            end_note="He never wrote back.",
            thanks="It was good.",
            open_pair=None,
            mentor_slot=None,
            mentee_slot=None,
        )
        mentorship.refresh_from_db()
        mail = render_event(
            EVENTS["mentorship_ended"], resolve(mentorship.mentor), mentorship, mentorship.program
        )
        assert "has ended your mentorship" in mail.text
        assert "> It was good." in mail.text
        assert "never wrote" not in mail.text + mail.html


class TestEditorsWords:
    def mail(self, request, language=""):
        request.mentor.member.language = language
        return render_event(
            EVENTS["request_received"], resolve(request.mentor), request, request.program
        )

    def words(self, request, **kwargs):
        return NotificationTemplate.objects.create(
            program=request.program, event="request_received", **kwargs
        )

    def test_they_win_over_the_apps(self):
        request = RequestFactory()
        self.words(request, subject="News for {recipient}", body="{partner} wrote.\n\n{message}")
        mail = self.mail(request)
        assert mail.subject == f"News for {request.mentor.member.name}"
        assert mail.text.startswith(f"{request.mentee.member.name} wrote.\n\n> I would like")
        assert "<blockquote>" in mail.html

    def test_each_part_falls_back_on_its_own(self):
        request = RequestFactory()
        self.words(request, subject="News")
        self.words(request, language="de", body="Guten Tag {recipient}")
        mail = self.mail(request, "de")
        assert mail.subject == "News"
        assert mail.text.startswith("Guten Tag")
        assert not self.mail(request, "en").text.startswith("Guten Tag")

    def test_those_not_in_use_are_left_alone(self):
        request = RequestFactory()
        self.words(request, subject="News", is_active=False)
        assert self.mail(request).subject != "News"

    def test_their_lists_and_addresses_become_markup_in_html(self):
        request = RequestFactory()
        self.words(
            request, body="See https://society.example/help?a=1&b=2.\n\n- {partner}\n- {link}"
        )
        html = self.mail(request).html
        assert '<a href="https://society.example/help?a=1&amp;b=2">' in html
        assert f"<ul><li>{request.mentee.member.name}</li><li><a href=" in html

    def test_a_paragraph_with_nothing_to_say_is_left_out(self):
        request = RequestFactory(message="")
        self.words(request, body="One.\n\nThey wrote: {message}\n\nTwo.")
        assert self.mail(request).text.startswith("One.\n\nTwo.")

    def test_what_is_no_placeholder_stays_text(self):
        """Words stored without the check reach nothing either (M-16)."""
        request = RequestFactory()
        body = "{partner.user.password} {{ settings.SECRET_KEY }} {% include 'x' %} {0} <b>b</b>"
        self.words(request, body=body)
        mail = self.mail(request)
        assert mail.text.startswith(body)
        assert "<b>b</b>" not in mail.html

    def test_a_preview_shows_samples_and_no_member(self):
        """M-17."""
        request = RequestFactory()
        shown = preview(
            EVENTS["request_received"], request.program, "en", body="{partner}: {message}"
        )
        assert "Ana Lindqvist" in shown.text
        assert request.mentee.member.name not in shown.text

    def test_a_subject_of_a_private_mail_holds_nobodys_words(self):
        """S-12: also where the words were stored before they were checked."""
        message = MessageFactory(text="Between us two")
        request = message.conversation.request
        for subject, expected in (("{message}", "Message received"), ("News: {message}", "News:")):
            request.program.notification_templates.all().delete()
            NotificationTemplate.objects.create(
                program=request.program, event="message_received", subject=subject
            )
            mail = render_event(
                EVENTS["message_received"],
                resolve(request.other_side(request.side(message.written_by))),
                message,
                request.program,
                {"message": message.text},
            )
            assert mail.subject == expected
            assert message.text in mail.text

    def test_every_default_can_be_taken_over_as_editors_words(self):
        for event in EVENTS.values():
            for language in ("en", "de"):
                subject, body = default_words(event, language)
                NotificationTemplate(
                    program=ProgramFactory(), event=event.key, subject=subject, body=body
                ).full_clean()


@pytest.mark.parametrize(
    ("side", "words"), [("mentor", "your waiting list"), ("mentee", "a waiting list")]
)
def test_a_request_that_waits_says_so_and_asks_for_no_answer(side, words):
    """D5: for both directions."""
    request = RequestFactory(
        waiting_since=timezone.now(),
        initiated_by=Role.MENTEE if side == "mentor" else Role.MENTOR,
    )
    profile = request.side(side)
    mail = render_event(EVENTS["request_received"], resolve(profile), request, request.program)
    assert words in mail.text
    assert "accept" not in mail.text
