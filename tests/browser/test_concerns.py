"""Told in confidence, in a browser: a signal, a block, a concern from the form to its outcome (D16, F47, F86)."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import Cast, MemberFactory, UserFactory
from tests.views.pairing import pair, url
from wagtail_mentoring.models import Concern, MemberBlock, PairSignal

pytestmark = pytest.mark.django_db(transaction=True)

#: Set to a folder to keep a picture of every state.
PICTURES = os.environ.get("MENTORING_PICTURES")


def member_of(name, **kwargs):
    """Make somebody of the staff; a flushed database has no groups."""
    codenames = {
        "Oversight committee": ["oversee_concern"],
        "Mentoring coordinators": ["handle_concern", "coordinate_mentoringprogram"],
    }[name]
    group, _is_new = Group.objects.get_or_create(name=name)
    group.permissions.add(*Permission.objects.filter(codename__in=[*codenames, "access_admin"]))
    user = UserFactory(**kwargs)
    user.groups.add(group)
    return user


class Scene:
    def __init__(self):
        self.cast = Cast()
        self.mentor = self.cast.mentor(member=MemberFactory(name="Ana Lindqvist"))
        self.mentee = self.cast.mentee(member=MemberFactory(name="Mia Mentee"))
        self.pair = pair(self.mentor, self.mentee)
        self.cora = member_of("Mentoring coordinators", first_name="Cora", last_name="Ordina")
        self.committee = member_of("Oversight committee", first_name="Otto", last_name="Wächter")

    def url(self, name, **kwargs):
        return url(self.cast.program, name, **kwargs)


@pytest.fixture
def scene(db):
    return Scene()


@pytest.fixture
def look(assert_accessible):
    """Each page must fit the screen and satisfy axe."""

    def check(page, name, script=True):
        if PICTURES:
            size = page.viewport_size["width"]
            page.screenshot(path=Path(PICTURES) / f"concerns-{name}-{size}.png", full_page=True)
        assert_fits(page, name)
        if script:  # axe is one
            assert_accessible(page)

    return check


SIZES = pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "375"])


@SIZES
def test_a_concern_from_the_form_to_its_outcome(new_page, scene, look, viewport):
    mia = new_page(scene.mentee.member.user, viewport=viewport)
    mia.goto(scene.url("desk_mentorship", uuid=scene.pair.uuid))
    look(mia, "pair")
    mia.get_by_role("link", name="Tell us about a problem in confidence").click()
    look(mia, "form")
    mia.get_by_role("button", name="Send in confidence").click()
    expect(mia.get_by_role("alert").first).to_be_visible()
    look(mia, "form-errors")
    mia.get_by_label("What happened?").fill("He shouted at me.")
    mia.get_by_label("Disrespect, or words that hurt").check()
    mia.get_by_label("My mentorship with Ana Lindqvist").check()
    mia.get_by_role("checkbox", name="Cora Ordina").check()
    mia.get_by_label("Only the oversight committee").check()
    mia.get_by_role("button", name="Send in confidence").click()
    expect(mia.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    look(mia, "sent")

    concern = Concern.objects.get()
    otto = new_page(scene.committee, viewport=viewport)
    otto.goto("/admin/")
    otto.get_by_role("link", name="1 concern waits to be read").click()
    otto.get_by_role("link", name="Concern of").first.click()
    expect(otto.get_by_text("He shouted at me.")).to_be_visible()
    if PICTURES:
        otto.screenshot(
            path=Path(PICTURES) / f"concerns-case-{viewport['width']}.png", full_page=True
        )
    otto.get_by_role("link", name="Take up").click()
    otto.get_by_role("button", name="Take up").click()
    otto.get_by_role("button", name="Read the conversation").click()
    expect(otto.get_by_text("They have written nothing")).to_be_visible()
    otto.get_by_role("link", name="Close").click()
    otto.get_by_label("Outcome").fill("We spoke with both.")
    otto.get_by_label("To the one who raised it").fill("Thank you. It is settled.")
    otto.get_by_role("button", name="Close").click()
    expect(otto.get_by_text("The case is closed.")).to_be_visible()
    concern.refresh_from_db()
    assert concern.outcome_told == "Thank you. It is settled."

    cora = new_page(scene.cora, viewport=viewport)
    for path in (
        "/admin/",
        "/admin/mentoring/concerns/",
        f"/admin/mentoring/concerns/inspect/{concern.pk}/",
    ):
        cora.goto(path)
        expect(cora.get_by_text("shouted")).to_have_count(0)
        expect(cora.get_by_text("Concern of")).to_have_count(0)


@SIZES
def test_a_concern_without_javascript(new_page, scene, look, viewport):
    mia = new_page(scene.mentee.member.user, viewport=viewport, java_script_enabled=False)
    mia.goto(scene.url("desk_concern") + f"?pair={scene.pair.uuid}")
    mia.get_by_label("What happened?").fill("He shouted at me.")
    mia.get_by_label("Something else").check()
    mia.get_by_role("button", name="Send in confidence").click()
    expect(mia.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    assert Concern.objects.get().named_members() == [scene.mentor.member]


@SIZES
def test_a_word_in_private_a_check_in_and_the_ways_on(new_page, scene, look, viewport):
    mia = new_page(scene.mentee.member.user, viewport=viewport)
    mia.goto(scene.url("desk_mentorship", uuid=scene.pair.uuid))
    mia.get_by_role("link", name="Answer a few light questions").click()
    look(mia, "check-in")
    question = mia.get_by_role("radiogroup", name="How is it going, all in all?")
    question.get_by_label("2", exact=True).check()
    mia.get_by_role("button", name="Send").click()
    mia.get_by_role("link", name="Tell in confidence").click()
    look(mia, "feeling")
    # By the keyboard alone.
    mia.get_by_label("Going well").focus()
    mia.keyboard.press("ArrowDown")
    mia.keyboard.press("ArrowDown")
    mia.keyboard.press("Tab")
    mia.keyboard.type("No time for me.")
    mia.keyboard.press("Tab")
    mia.keyboard.press("Enter")
    expect(mia.get_by_role("heading", name="When it does not fit")).to_be_visible()
    look(mia, "not-a-fit")
    signal = PairSignal.objects.get()
    assert (signal.value, signal.note) == ("not_a_fit", "No time for me.")


@SIZES
def test_somebody_is_blocked_and_unblocked(new_page, scene, look, viewport):
    mia = new_page(scene.mentee.member.user, viewport=viewport)
    other = scene.cast.mentor(member=MemberFactory(name="Ben Okafor"))
    mia.goto(scene.url("find_mentor_profile", uuid=other.uuid))
    mia.get_by_role("link", name="Block Ben Okafor").click()
    look(mia, "block")
    mia.get_by_role("button", name="Block").click()
    expect(mia.get_by_text("Ben Okafor is blocked, and is not told.")).to_be_visible()
    look(mia, "blocked")
    mia.goto(scene.url("find_mentor"))
    expect(mia.get_by_text("Ben Okafor")).to_have_count(0)
    mia.goto(scene.url("desk_blocked"))
    mia.get_by_role("button", name="Unblock").click()
    expect(mia.get_by_text("You have blocked nobody")).to_be_visible()
    look(mia, "blocked-nobody")
    assert not MemberBlock.objects.exists()
