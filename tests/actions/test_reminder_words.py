"""What the mails of the ladder say: words for each step, ways on, and what there is to read (R79)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone, translation
from wagtail.models import Locale, Site

from tests.factories import Cast, MentorshipFactory, RequestFactory, make_resource
from wagtail_mentoring.actions.due import due_reminders
from wagtail_mentoring.actions.reminder_words import words_for
from wagtail_mentoring.enums import ReminderKind
from wagtail_mentoring.models import Notification, NotificationTemplate

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast():
    return Cast(ladder=True)


def remind(cast, **kwargs):
    """Write the reminders of a pair that is due, and return that of the mentee."""
    kwargs = {"started_at": NOW - dt.timedelta(days=75), "last_activity_at": NOW, **kwargs}
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    MentorshipFactory(request=request, first_conversation_at=NOW, **kwargs)
    for due in due_reminders(timezone.now()):
        due.action.execute()
    return Notification.objects.get(member=request.mentee.member)


def quiet(cast, days):
    return remind(cast, last_activity_at=NOW - dt.timedelta(days=days))


def ending(cast, days):
    return remind(cast, agreed_end_on=timezone.localdate() + dt.timedelta(days=days))


@pytest.mark.parametrize(
    ("due", "early", "late", "only_late"),
    [(quiet, 31, 61, ("how-it-goes/", "/end/")), (ending, 29, 6, ("meetings/add/", "/extend/"))],
)
def test_each_step_has_words_that_fit(due, early, late, only_late):
    first, later = due(Cast(ladder=True), early), due(Cast(ladder=True), late)
    assert first.subject != later.subject
    assert first.body_text.split("\n")[2] != later.body_text.split("\n")[2]
    assert "lease decide" in later.body_text and "lease decide" not in first.body_text
    for address in only_late:
        assert address in later.body_text and address in later.body_html
    assert only_late[0] not in first.body_text
    assert "Write to office@society.example." in later.body_text


def test_a_ladder_of_one_step_uses_the_first_words(cast):
    cast.program.reminder_rules.filter(kind="quiet", number=1).update(is_enabled=False)
    assert quiet(cast, 61).event == "reminder_quiet"


def test_editors_change_the_words_of_each_step(cast):
    for event, words in (("reminder_quiet", "One month."), ("reminder_quiet_again", "Two months.")):
        NotificationTemplate.objects.create(program=cast.program, event=event, body=words)
    assert quiet(cast, 31).body_text.startswith("One month.")
    other = Cast(ladder=True)
    NotificationTemplate.objects.create(
        program=other.program, event="reminder_quiet_again", body="Two months."
    )
    assert quiet(other, 61).body_text.startswith("Two months.")


def test_without_an_office_nobody_is_sent_there(cast):
    cast.program.office_email = ""
    cast.program.save()
    assert "Write to" not in quiet(cast, 61).body_text.replace("Write to Person", "")


class Library:
    def __init__(self, program):
        self.program = program
        self.home = Site.objects.get(is_default_site=True).root_page

    def add(self, title, language="en", of=None):
        locale = Locale.objects.get_or_create(language_code=language)[0]
        same = {"translation_key": of.translation_key} if of else {}
        return make_resource(self.home, self.program, title=title, locale=locale, **same)

    def read_in(self, language, cast):
        with translation.override(language):
            sections = words_for(ReminderKind.WITHOUT_PARTNER, None, cast.mentee(), None)
        return [entry.title for one in sections["resources"] for entry in one.entries]


@pytest.fixture
def library(cast):
    return Library(cast.program)


def test_what_there_is_to_read_is_in_the_readers_language(cast, library):
    english = library.add("How to ask")
    library.add("Wie man fragt", "de", of=english)
    library.add("Nur auf Deutsch", "de")
    for number in range(4):
        library.add(f"News {number}")
    german = library.read_in("de", cast)
    assert german[:2] == ["Nur auf Deutsch", "Wie man fragt"]
    assert german[2] == "News 3", "the site's own language fills up"
    assert library.read_in("en", cast) == ["News 3", "News 2", "News 1"]


def test_a_page_is_named_once_whatever_its_translations(cast, library):
    english = library.add("How to ask")
    library.add("Wie man fragt", "de", of=english)
    assert library.read_in("de", cast) == ["Wie man fragt"]
    assert library.read_in("en", cast) == ["How to ask"]


def test_a_language_of_neither_is_better_than_nothing_and_worse_than_something(cast, library):
    library.add("Wie man fragt", "de")
    assert library.read_in("fr", cast) == ["Wie man fragt"]
    library.add("How to ask")
    assert library.read_in("fr", cast) == ["How to ask"]
