"""What starts the sender: a task, a thread, or nothing; never at the cost of the request."""

import datetime as dt

import pytest
from django.core import mail as django_mail
from django.db import OperationalError
from django.utils import timezone

from tests.factories import RequestFactory
from wagtail_mentoring.checks import check_settings
from wagtail_mentoring.compat import runs_immediately, task
from wagtail_mentoring.models import Notification
from wagtail_mentoring.notifications import background, outbox, tasks
from wagtail_mentoring.notifications.background import Drainer
from wagtail_mentoring.notifications.dispatch import notify

pytestmark = pytest.mark.django_db

#: Where tasks live: Django 6.0 and later, or the package Wagtail brings.
PACKAGE = type(tasks.send_due_mail).__module__.split(".base")[0]
DUMMY = {"default": {"BACKEND": f"{PACKAGE}.backends.dummy.DummyBackend"}}
IMMEDIATE = {"default": {"BACKEND": f"{PACKAGE}.backends.immediate.ImmediateBackend"}}


def queue(request=None):
    request = request or RequestFactory()
    return notify(
        "request_received", recipient=request.mentor, about=request, program=request.program
    )


def enqueued():
    """The app's own tasks; Wagtail enqueues some for the search index."""
    results = tasks.send_due_mail.get_backend().results
    return [result for result in results if result.task.func is tasks.send_due_mail.func]


@pytest.fixture
def started(monkeypatch):
    """Count the starts of the thread instead of starting it."""
    starts = []
    monkeypatch.setattr(background, "start", lambda: starts.append(1))
    return starts


def test_with_a_worker_a_task_is_enqueued(settings, started, django_capture_on_commit_callbacks):
    settings.TASKS, settings.WAGTAIL_MENTORING = DUMMY, {}
    with django_capture_on_commit_callbacks(execute=True):
        queue()
        assert len(enqueued()) == 0, "only after the commit"
    assert len(enqueued()) == 1
    assert started == []
    assert django_mail.outbox == []


def test_without_a_worker_the_thread_is_started(
    settings, started, django_capture_on_commit_callbacks
):
    settings.TASKS, settings.WAGTAIL_MENTORING = IMMEDIATE, {}
    with django_capture_on_commit_callbacks(execute=True):
        queue()
    assert started == [1]
    assert django_mail.outbox == [], "not in the request itself"


@pytest.mark.parametrize(
    ("how", "threads", "queued"), [("thread", 1, 0), ("task", 0, 1), ("off", 0, 0)]
)
def test_the_site_may_choose(settings, started, how, threads, queued):
    settings.TASKS, settings.WAGTAIL_MENTORING = DUMMY, {"MAIL_WAKE": how}
    tasks.wake()
    assert (len(started), len(enqueued())) == (threads, queued)


def test_a_word_for_it_that_does_not_exist_is_found_by_the_checks(settings):
    settings.WAGTAIL_MENTORING = {"MAIL_WAKE": "sometimes"}
    assert "wagtail_mentoring.E005" in {error.id for error in check_settings()}


def test_a_backend_that_fails_does_not_break_the_request(
    settings, caplog, django_capture_on_commit_callbacks
):
    """M-09."""
    request = RequestFactory()
    settings.TASKS = {"default": {"BACKEND": "tests.notifications.backends.NoTasks"}}
    settings.WAGTAIL_MENTORING = {"MAIL_WAKE": "task"}
    with django_capture_on_commit_callbacks(execute=True):
        mail = queue(request)
    assert Notification.objects.filter(pk=mail.pk, status="queued").exists()
    assert "could not be started" in caplog.text


def test_the_task_sends_and_comes_back_for_what_waits(settings):
    settings.TASKS = DUMMY
    first, second = queue(), queue()
    later = timezone.now() + dt.timedelta(minutes=7)
    Notification.objects.filter(pk=second.pk).update(next_attempt_at=later)
    for _ in range(3):
        tasks.send_due_mail.call()
    assert len(django_mail.outbox) == 1
    (result,) = enqueued()
    assert abs(result.task.run_after - later) < dt.timedelta(seconds=10)
    first.refresh_from_db()
    assert first.status == "sent"


def test_the_task_ends_when_nothing_waits(settings):
    settings.TASKS = DUMMY
    queue()
    tasks.send_due_mail.call()
    assert enqueued() == []


def test_other_tasks_may_be_in_another_backend(settings):
    settings.TASKS = DUMMY
    assert not runs_immediately(tasks.send_due_mail)
    settings.TASKS = IMMEDIATE
    assert runs_immediately(tasks.send_due_mail)
    assert runs_immediately(task()(_nothing))


def _nothing():
    return None


class TestThread:
    """The thread's rounds, called here without the thread."""

    def test_a_round_drains_and_says_when_to_look_again(self, monkeypatch):
        monkeypatch.setattr(background.connections, "close_all", lambda: None)
        first, second = queue(), queue()
        drainer = Drainer()
        Notification.objects.filter(pk=second.pk).update(
            next_attempt_at=timezone.now() + dt.timedelta(seconds=30)
        )
        assert 25 < drainer._work() <= 30
        assert len(django_mail.outbox) == 1
        Notification.objects.filter(pk=second.pk).update(next_attempt_at=timezone.now())
        assert drainer._work() is None
        assert outbox.next_due() is None
        assert first.pk != second.pk

    def test_a_database_that_is_away_is_waited_for(self, monkeypatch):
        monkeypatch.setattr(background.connections, "close_all", lambda: None)
        monkeypatch.setattr(background, "drain", _fail)
        assert Drainer()._work() == background.LONGEST_WAIT


def _fail(**kwargs):
    raise OperationalError("away")
