"""Every state of the enrollment and the public pages, looked at by axe at two widths."""

import pytest
from wagtail.models import Site

from tests.browser.test_enrollment import SIZES, check, program, user  # noqa: F401 -- fixtures
from tests.factories import MenteeFactory, MentorFactory, UserFactory, agree
from tests.test_pictures import picture
from tests.views.enrolling import address
from wagtail_mentoring.actions import EnrollAction
from wagtail_mentoring.enums import ProfileStatus, Role
from wagtail_mentoring.pages.models import CodeOfConductPage, MentoringIndexPage


@pytest.fixture(params=SIZES)
def size(request):
    return SIZES[request.param]


def test_public_pages(new_page, program, size, check):  # noqa: F811
    home = Site.objects.get(is_default_site=True).root_page
    landing = MentoringIndexPage(title="Mentoring", slug="front", program=program)
    home.add_child(instance=landing)
    conduct = CodeOfConductPage(
        title="How we treat each other", slug="code", program=program, body="<h2>One</h2><p>Two</p>"
    )
    landing.add_child(instance=conduct)
    program.mentor_approval_required = True
    program.code_of_conduct_id = conduct.pk
    program.save()
    page = new_page(viewport=size)
    for one in (landing, conduct):
        page.goto(one.get_url())
        check(page)


@pytest.mark.parametrize("state", ["closed", "pending approval", "returned", "paused", "suspended"])
def test_states_of_an_enrollment(new_page, program, user, size, check, state):  # noqa: F811
    page = new_page(user, viewport=size)
    if state == "closed":
        program.is_open = False
        program.save()
    else:
        profile = EnrollAction(user, program, Role.MENTEE).execute()
        status = {
            "pending approval": ProfileStatus.PENDING,
            "returned": ProfileStatus.DRAFT,
            "paused": ProfileStatus.PAUSED,
            "suspended": ProfileStatus.SUSPENDED,
        }[state]
        note = "Please tell us more about your goals." if state == "returned" else ""
        type(profile).objects.filter(pk=profile.pk).update(status=status, staff_note=note)
    page.goto(address(program))
    check(page)


def test_errors(new_page, program, user, size, check, tmp_path):  # noqa: F811
    profile = EnrollAction(user, program, Role.MENTOR).execute()
    page = new_page(user, viewport=size)
    page.goto(address(program, "enrollment_role", role="mentor"))
    page.get_by_label("How many mentees").fill("99")
    page.get_by_label("Woman").check()
    page.get_by_role("button", name="Save and continue").click()
    page.locator("[data-mentoring-errors]:focus").wait_for()
    assert page.get_by_label("How many mentees").input_value() == "99"
    check(page)
    page.goto(address(program, "enrollment_history"))
    page.locator("[name=position-0-title]").fill("Analyst")
    page.get_by_role("button", name="Add a position").click()
    page.locator("[name=position-1-title]:focus").wait_for()
    page.get_by_role("button", name="Save and continue").click()
    page.locator("[data-mentoring-errors]:focus").wait_for()
    check(page)
    file = tmp_path / "portrait.jpg"
    file.write_bytes(picture(format="GIF"))
    page.goto(address(program, "enrollment_picture"))
    page.get_by_label("Your picture").set_input_files(file)
    page.get_by_role("button", name="Upload the picture").click()
    page.locator("[data-mentoring-errors]:focus").wait_for()
    check(page)
    page.goto(address(program, "enrollment_conduct", role="mentor"))
    page.get_by_role("button", name="Agree and continue").click()
    page.locator("[data-mentoring-errors]:focus").wait_for()
    check(page)
    page.goto(address(program, "enrollment_check", role="mentor"))
    check(page)
    profile.refresh_from_db()
    assert profile.capacity == program.mentor_capacity_default


def test_a_token_that_is_too_old(new_page, program, user, size):  # noqa: F811
    EnrollAction(user, program, Role.MENTEE).execute()
    page = new_page(user, viewport=size, java_script_enabled=False)
    page.goto(address(program, "enrollment_person"))
    page.get_by_label("Headline").fill("Words that took a while")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Save and continue").click()
    assert page.get_by_role("heading", name="Please send this again").is_visible()
    page.get_by_role("link", name="Open the page again").click()
    assert page.get_by_text("What you wrote is here again").is_visible()
    assert page.get_by_label("Headline").input_value() == "Words that took a while"
    page.get_by_role("button", name="Save and continue").click()
    assert page.get_by_text("Saved.").is_visible()


def test_who_is_enrolled_edits_their_profile(new_page, program, size, check):  # noqa: F811
    mentor = MentorFactory(program=program, terms="Monthly")
    MenteeFactory(program=program, member=mentor.member, goals="Learn")
    agree(mentor)
    page = new_page(mentor.member.user, viewport=size)
    page.goto(address(program))
    check(page)
    page.get_by_role("link", name="What you offer", exact=True).click()
    check(page)
    page.goto(address(program, "enrollment_start"))
    check(page)
    stranger = new_page(UserFactory(), viewport=size)
    stranger.goto(address(program, "enrollment_start"))
    stranger.get_by_role("button", name="Continue").click()
    stranger.locator("[data-mentoring-errors]:focus").wait_for()
    check(stranger)
