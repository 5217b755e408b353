"""Whoever takes a consent back, or is erased, is named nowhere in editors' content (P-02, P-05)."""

import datetime as dt
import json

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, PageLogEntry, Revision, Site

from tests.factories import Cast, TestimonialFactory
from tests.pages.interviewing import chapter, document, linked, make_interview
from wagtail_mentoring.actions import WithdrawInterviewConsentAction
from wagtail_mentoring.models import Testimonial
from wagtail_mentoring.pages.models import InterviewPage

pytestmark = pytest.mark.django_db
CANARY = "Zephyrine O’Quill"


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def make(home, cast):
    return lambda **values: make_interview(home, cast.program, **values)


@pytest.fixture
def member(cast):
    member = cast.mentor().member
    member.name = CANARY
    member.save()
    return member


@pytest.fixture
def page(make, member):
    page = make(**linked(member, speaker_name=CANARY))
    page.save_revision()
    return page


def copy(page, **values):
    """Return a copy as an editor makes it, published like the original and with its versions."""
    return page.copy(update_attrs={"slug": f"copy-of-{page.slug}", **values}, keep_live=True)


def leave_names(*pages):
    """Return which fields of which rows and revisions still say who speaks."""
    left = []
    for page in pages:
        page.refresh_from_db()
        versions = [revision.content for revision in page.revisions.all()]
        for said in [page.serializable_data(), *versions]:
            left += [
                name
                for name in ("speaker", "speaker_name", "speaker_role", "credit")
                if said.get(name)
            ]
    return left


def withdraw(page, member):
    WithdrawInterviewConsentAction(page, actor=member.user).execute()


def test_withdrawing_reaches_copies_and_what_was_saved_of_them(client, page, member):
    other = copy(page)
    assert CANARY in client.get(other.url).text
    withdraw(page, member)
    for one in (page, other):
        assert client.get(one.url).status_code == 404
    assert leave_names(page, other) == []


def test_withdrawing_on_a_copy_reaches_what_it_was_made_from(page, member):
    withdraw(copy(page), member)
    assert leave_names(page) == []
    page.refresh_from_db()
    assert not page.live


def test_a_copy_with_another_recording_rests_on_the_same_consent(page, member):
    other = copy(page, file=document("RIFF", "second.wav"))
    withdraw(page, member)
    assert leave_names(other) == []


def test_withdrawing_reaches_copies_in_other_languages_and_aliases(home, page, member):
    german = Locale.objects.create(language_code="de")
    home.copy_for_translation(german)
    alias = page.create_alias(update_slug="alias")
    translation = copy(page).copy_for_translation(german)
    translation.save_revision().publish()
    withdraw(page, member)
    alias.refresh_from_db()
    translation.refresh_from_db()
    assert not alias.live
    assert not translation.live
    assert leave_names(alias, translation) == []


def test_another_interview_with_the_same_person_stays(client, make, page, member):
    later = timezone.now() + dt.timedelta(days=3)
    other = make(**linked(member, consent_given_at=later, speaker_name=CANARY))
    withdraw(page, member)
    assert CANARY in client.get(other.url).text


def test_a_draft_with_the_member_is_cleared_and_what_is_published_stays(client, cast, make, member):
    """The published version names somebody else, who has not taken anything back."""
    other = cast.mentor().member
    page = make(**linked(other))
    page.speaker, page.speaker_name, page.speaker_role = member, CANARY, "Canary"
    page.save_revision()
    published = make(speaker_name="Ana Moura")
    published.speaker, published.speaker_name = member, CANARY
    published.save_revision()
    member.user.delete()
    for one, name in ((page, other.name), (published, "Ana Moura")):
        assert name in client.get(one.url).text
        assert CANARY not in json.dumps([version.content for version in one.revisions.all()])
        one = InterviewPage.objects.get(pk=one.pk)
        one.get_latest_revision_as_object().save_revision().publish()
        assert "O’Quill" not in client.get(one.url).text


def test_editors_withdraw_a_link_that_stands_in_a_draft_alone(make, member, admin_user):
    page = make(speaker_name="Ana Moura")
    page.speaker, page.speaker_name, page.consent_given_at = member, CANARY, timezone.now()
    page.save_revision()
    WithdrawInterviewConsentAction(page, actor=admin_user).execute()
    page.refresh_from_db()
    assert page.live
    assert page.get_latest_revision_as_object().speaker is None


def test_a_schedule_does_not_bring_it_back(page, member):
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()
    withdraw(page, member)
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        call_command("publish_scheduled", verbosity=0)
    page.refresh_from_db()
    assert not page.live


# Erasure


def everything():
    """Return what the site keeps of pages, snippets and what was done to them, a line for each row."""
    testimonials = ContentType.objects.get_for_model(Testimonial)
    tables = (InterviewPage, Testimonial, Revision, PageLogEntry)
    rows = [f"{table.__name__} {row}" for table in tables for row in table.objects.values()]
    return rows + [
        str(row) for row in ModelLogEntry.objects.filter(content_type=testimonials).values()
    ]


@pytest.mark.parametrize("way", ["account", "member"])
def test_of_an_erased_member_editors_content_keeps_no_trace(client, home, make, cast, member, way):
    german = Locale.objects.create(language_code="de")
    home.copy_for_translation(german)
    page = make(
        **linked(
            member,
            title=f"A talk with {CANARY}",
            slug="zephyrine-oquill",
            summary=f"{CANARY.upper()} on teaching.",
            transcript=f"[0:00] {CANARY}: I never planned to teach.",
            speaker_name=CANARY,
            chapters=[chapter("0:00", f"Who {CANARY} is")],
        )
    )
    page.save_revision(log_action=True)
    copy(page)
    page.create_alias(update_slug="alias")
    page.copy_for_translation(german).save_revision().publish()
    said = TestimonialFactory(member=member, name=CANARY, quote=f"“{CANARY}” said so.")
    said.save_revision(log_action=True).publish()
    said.copy_for_translation(german).save()
    drafted = make(title="Another")
    drafted.speaker, drafted.speaker_name = member, CANARY
    drafted.save_revision()
    assert any("Zephyrine" in row for row in everything())
    (member.user if way == "account" else member).delete()
    for trace in ("Zephyrine", "ZEPHYRINE", "O’Quill", r"O\u2019Quill", "zephyrine"):
        assert [row for row in everything() if trace in row] == []
    assert drafted.url and client.get(drafted.url).status_code == 200
    page.refresh_from_db()
    assert (page.title, page.live) == ("A talk with Former member", False)
    assert [child.value["title"] for child in page.chapters] == ["Who Former member is"]


def test_what_others_are_called_stays(make, member, cast):
    member.name = "Ana"
    member.save()
    page = make(**linked(member, title="Ana and the Bananas"))
    member.user.delete()
    page.refresh_from_db()
    # So short a name is part of other words; editors see to it.
    assert page.title == "Ana and the Bananas"
    assert page.speaker is None
