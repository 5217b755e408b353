"""The list of mails: complete, and the allow-list of editors' words."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template

from tests.factories import ProgramFactory
from wagtail_mentoring.enums import ConcernStatus, MentorshipStatus, ProfileStatus, RequestStatus
from wagtail_mentoring.events import EVENTS, event_label, validate_template_text
from wagtail_mentoring.models import NotificationTemplate


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_an_event_has_its_files_and_distinct_placeholders(event):
    get_template(f"wagtail_mentoring/emails/{event.key}_subject.txt")
    get_template(f"wagtail_mentoring/emails/{event.key}.txt")
    assert len(event.names) == len(set(event.names))
    assert event.asked == "" or event.asked in EVENTS
    if event.valid_in is not None:
        assert any(
            event.valid_in <= set(states)
            for states in (RequestStatus, ProfileStatus, MentorshipStatus, ConcernStatus)
        )


def test_labels_are_for_people():
    assert event_label("request_received") == "Request received"
    assert event_label("of_a_later_version") == "of_a_later_version"


def test_a_text_for_a_mail_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError) as refused:
        validate_template_text("nothing", "Hello")
    assert refused.value.code == "event"


@pytest.mark.django_db
def test_no_subject_holds_what_one_member_wrote_to_another():
    """S-12: the admin lists subjects."""
    template = NotificationTemplate(
        program=ProgramFactory(), event="message_received", subject="{partner}: {message}"
    )
    with pytest.raises(ValidationError) as refused:
        template.full_clean()
    assert set(refused.value.message_dict) == {"subject"}
    template.subject, template.body = "{partner}: {news}", "{message}"
    template.full_clean()


@pytest.mark.django_db
def test_editors_words_are_checked_on_saving():
    template = NotificationTemplate(
        program=ProgramFactory(),
        event="request_declined",
        subject="{partner} {password}",
        body="{answer_by} {message.author}",
        language="xx",
    )
    with pytest.raises(ValidationError) as refused:
        template.full_clean()
    assert set(refused.value.message_dict) == {"subject", "body", "language"}
    template.subject, template.body, template.language = "{partner}", "{message}", "de"
    template.full_clean()
