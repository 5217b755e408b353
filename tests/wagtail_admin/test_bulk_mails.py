"""Several mails at once: let go out, dropped, sent again; through the same acts, each in the log (M-24)."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories import ConcernFactory, MemberFactory, ProgramFactory
from tests.wagtail_admin.conftest import ACTORS, make_notification
from wagtail_mentoring.enums import NotificationStatus as Status
from wagtail_mentoring.models import Notification

pytestmark = pytest.mark.django_db
LIST = "/admin/mentoring/mails/"


def url(action, *ids, next_="/admin/mentoring/mails/"):
    base = reverse("wagtail_bulk_action", args=["wagtail_mentoring", "notification", action])
    return f"{base}?{'&'.join(f'id={pk}' for pk in ids)}&next={next_}"


@pytest.fixture
def held(db):
    program = ProgramFactory()
    return [
        make_notification(
            program, MemberFactory(name=f"Ruth {number}"), status=Status.HELD, error="Nobody sent."
        )
        for number in range(3)
    ]


def states():
    return list(Notification.objects.order_by("pk").values_list("status", flat=True))


def test_the_list_offers_it_and_a_page_asks_once(admin, held):
    page = admin.get(LIST).text
    assert "data-bulk-action-button" in page
    assert 'id="notification_' in page
    asked = admin.get(url("release", held[0].pk, held[1].pk)).text
    assert "This is done to 2 mails:" in asked
    assert "Subject 0, to Ruth 0, of" in asked
    assert "is canceled by itself" in asked
    assert states() == [Status.HELD] * 3


@pytest.mark.parametrize(
    ("action", "state", "entry", "words"),
    [
        ("release", Status.QUEUED, "release", "2 mails wait to be sent."),
        ("drop", Status.CANCELED, "drop", "2 mails are not sent."),
    ],
)
def test_the_chosen_ones_and_no_others(admin, coordinator, held, action, state, entry, words):
    answer = admin.post(url(action, held[0].pk, held[1].pk), follow=True)
    assert words in answer.text
    assert states() == [state, state, Status.HELD]
    entries = ModelLogEntry.objects.filter(action=f"wagtail_mentoring.notification.{entry}")
    assert entries.count() == 2
    assert {one.user for one in entries} == {coordinator}


def test_what_is_not_held_any_more_is_named_and_left_alone(admin, held):
    Notification.objects.filter(pk=held[0].pk).update(status=Status.SENT)
    target = url("release", held[0].pk, held[1].pk)
    assert "stay as they are" in admin.get(target).text
    answer = admin.post(target, follow=True)
    assert "1 mail waits to be sent." in answer.text
    assert "Left as they were: Subject 0, to Ruth 0" in answer.text
    assert states() == [Status.SENT, Status.QUEUED, Status.HELD]


def test_all_means_all_that_filters_and_search_show(admin, held):
    failed = make_notification(held[0].program, held[0].member, status=Status.FAILED)
    admin.post(url("drop", "all", next_="/admin/mentoring/mails/%3Fstatus%3Dheld%26q%3DRuth+1"))
    assert states() == [Status.HELD, Status.CANCELED, Status.HELD, Status.FAILED]
    admin.post(url("resend", "all", next_="/admin/mentoring/mails/%3Fstatus%3Dfailed"))
    failed.refresh_from_db()
    assert failed.status == Status.QUEUED


def test_all_never_takes_in_what_is_told_in_confidence(admin, held):
    concern = ConcernFactory(program=held[0].program)
    secret = make_notification(
        held[0].program, held[0].member, event="concern_received", status=Status.HELD, about=concern
    )
    assert admin.get(url("release", secret.pk)).status_code == 404
    admin.post(url("release", "all"))
    secret.refresh_from_db()
    assert secret.status == Status.HELD
    assert Notification.objects.filter(status=Status.QUEUED).count() == 3


def test_many_are_counted_and_not_all_named(admin, held):
    more = [
        make_notification(held[0].program, held[0].member, status=Status.HELD) for _ in range(60)
    ]
    text = admin.get(url("release", *(mail.pk for mail in held + more))).text
    assert "This is done to 63 mails:" in text
    assert "and 13 more" in text


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("action", ["release", "drop", "resend"])
def test_who_may(who, action, as_actor, held):
    client = as_actor(who)
    answer = client.get(url(action, held[0].pk))
    assert (answer.status_code == 200) == (who in {"coordinator", "superuser"})
    assert answer.status_code == 200 or "Ruth 0" not in answer.content.decode()
    client.post(url("release", held[0].pk))
    held[0].refresh_from_db()
    assert (held[0].status == Status.QUEUED) == (who in {"coordinator", "superuser"})


def test_without_the_right_to_send_again_there_are_no_boxes(admin, coordinator, held):
    coordinator.groups.get().permissions.remove(
        Permission.objects.get(codename="resend_notification")
    )
    text = admin.get(LIST).text
    assert "Ruth 0" in text
    assert "data-bulk-action" not in text
    assert admin.get(url("release", held[0].pk)).status_code == 302
