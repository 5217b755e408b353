"""Mails that were held back are let go out together, by keyboard, at both widths (M-24)."""

import pytest
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import MemberFactory, ProgramFactory, UserFactory
from tests.wagtail_admin.conftest import make_notification
from wagtail_mentoring.enums import NotificationStatus as Status
from wagtail_mentoring.models import Notification

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "375"])
def test_held_mails_are_let_go_out_by_keyboard(new_page, assert_accessible, viewport):
    program = ProgramFactory()
    for name in ("Ana Lindqvist", "Ruth Abiola", "Ivo Marek"):
        make_notification(program, MemberFactory(name=name), status=Status.HELD)
    user = UserFactory()
    # A flushed database has no groups.
    group, _is_new = Group.objects.get_or_create(name="Mail room")
    group.permissions.add(
        *Permission.objects.filter(
            codename__in=[
                "access_admin",
                "coordinate_mentoringprogram",
                "view_notification",
                "resend_notification",
            ]
        )
    )
    user.groups.add(group)
    page = new_page(user, viewport=viewport)
    page.goto("/admin/")
    page.get_by_role("link", name="3 mails are held back").press("Enter")
    boxes = page.locator("[data-bulk-action-checkbox]")
    expect(boxes).to_have_count(3)
    for number in (0, 1):
        boxes.nth(number).focus()
        page.keyboard.press("Space")
    button = page.get_by_role("link", name="Let the selected mails that are held back go out")
    expect(button).to_be_visible()
    expect(page.get_by_text("2 items selected")).to_be_visible()
    button.press("Enter")
    expect(page.get_by_text("This is done to 2 mails:")).to_be_visible()
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    assert_accessible(page)
    page.get_by_role("button", name="Let them go out").press("Enter")
    expect(page.get_by_text("2 mails wait to be sent.")).to_be_visible()
    assert Notification.objects.filter(status=Status.HELD).count() == 1
