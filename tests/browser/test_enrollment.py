"""A new member enrolls in both roles: by keyboard alone, and without script; every page looked at by axe."""

import pytest

from tests.browser.conftest import assert_fits
from tests.factories import ChoiceFactory, CriterionFactory, ProgramFactory, UserFactory
from tests.factories import publish_code_of_conduct as publish
from tests.test_pictures import picture
from tests.views.enrolling import address, criteria_of_every_kind, sensitive_criterion
from wagtail_mentoring import get_member_profile_model
from wagtail_mentoring.enums import CriterionKind, MatchRule, ProfileStatus
from wagtail_mentoring.models import CodeOfConductAgreement

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 740}}


@pytest.fixture(params=SIZES)
def size(request):
    return SIZES[request.param]


@pytest.fixture
def program(transactional_db):
    program = ProgramFactory(name="Career mentoring", slug="careers")
    publish(
        program, body="<h2>Respect</h2><p>Be kind, be on time, keep what you hear to yourself.</p>"
    )
    CriterionFactory(
        program=program,
        label="Career stage",
        kind=CriterionKind.SINGLE,
        match_rule=MatchRule.SAME,
        is_required=True,
    )
    stage = program.criteria.get(label="Career stage")
    for label in ("Student", "First years", "Experienced", "Retired"):
        ChoiceFactory(criterion=stage, label=label)
    criteria_of_every_kind(program)
    sensitive_criterion(program)
    return program


@pytest.fixture
def user(transactional_db):
    return UserFactory(first_name="Maria", last_name="Silva")


@pytest.fixture
def check(assert_accessible):
    """Nothing for axe to find, and nothing that makes the page scroll sideways."""

    def check(page):
        assert_accessible(page)
        assert_fits(page)

    return check


def tab_to(page, locator, limit=150):
    """Press Tab until the element has the focus; fail when it never gets it or shows nothing."""
    target = locator.element_handle()
    for _step in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("target => document.activeElement === target", target):
            outline = page.evaluate(
                "target => getComputedStyle(target).outlineStyle !== 'none'", target
            )
            assert outline, "the focus cannot be seen"
            return
    raise AssertionError(f"{locator} was not reached")


def follow(page, locator):
    """Go to a link or button with Tab and press Enter."""
    tab_to(page, locator)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page, label):
    """Choose a radio button by arrows: Tab leads into the group, arrows within it."""
    wanted = page.get_by_label(label, exact=True).first
    name = wanted.get_attribute("name")
    for _step in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("name => document.activeElement.name === name", name):
            break
    for _step in range(12):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{label} was not chosen")


def test_by_keyboard_alone(new_page, program, user, size, check):
    page = new_page(user, viewport=size)
    page.goto(address(program))
    check(page)
    for label in ("As a mentor", "As a mentee"):
        tab_to(page, page.get_by_label(label))
        page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Continue"))
    page.wait_for_url("**/enroll/")
    check(page)

    follow(page, page.get_by_role("link", name="You", exact=True))
    page.wait_for_url("**/you/")
    check(page)
    follow(page, page.get_by_role("button", name="Save and continue"))
    page.locator("[data-mentoring-errors]:focus").wait_for()
    assert page.title().startswith("Error:")
    check(page)
    tab_to(page, page.get_by_role("link", name="Headline: Say in one line what you do."))
    page.keyboard.press("Enter")
    page.keyboard.type("Biostatistician")
    follow(page, page.get_by_role("button", name="Save and continue"))
    page.wait_for_url("**/enroll/")
    check(page)

    for role, task, words in (
        ("mentor", "What you offer", "Once a month, by video"),
        ("mentee", "What you are looking for", "Find my way"),
    ):
        follow(page, page.get_by_role("link", name=task, exact=True))
        page.wait_for_url(f"**/{role}/about/")
        check(page)
        label = "How you like to work" if role == "mentor" else "Your goals"
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(words)
        choose(page, "Experienced")
        follow(page, page.get_by_role("button", name="Save and continue"))
        page.wait_for_url("**/enroll/")

    follow(page, page.get_by_role("link", name="What matters to you", exact=True).first)
    page.wait_for_url("**/wishes/")
    check(page)
    choose(page, "A must")
    follow(page, page.get_by_role("button", name="Save and continue"))
    page.wait_for_url("**/enroll/")

    follow(page, page.get_by_role("link", name="Code of Conduct").first)
    page.wait_for_url("**/code-of-conduct/")
    check(page)
    tab_to(page, page.get_by_label("I have read the Code of Conduct"))
    page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Agree and continue"))
    page.wait_for_url("**/enroll/")
    check(page)

    for role in ("mentor", "mentee"):
        follow(page, page.get_by_role("link", name="Check and send").first)
        page.wait_for_url(f"**/{role}/check/")
        check(page)
        follow(page, page.get_by_role("button", name=f"Enroll as a {role}"))
        page.wait_for_url(f"**/{role}/sent/")
        check(page)
        if role == "mentor":
            follow(page, page.get_by_role("link", name="Go on as a mentee"))
            page.wait_for_url("**/enroll/")
    member = get_member_profile_model().objects.get(user=user)
    assert member.headline == "Biostatistician"
    assert member.mentor_profiles.get().status == ProfileStatus.ACTIVE
    assert member.mentee_profiles.get().status == ProfileStatus.ACTIVE
    assert CodeOfConductAgreement.objects.count() == 2
    page.goto(address(program))
    assert page.get_by_role("heading", level=1).inner_text() == "My profile"
    check(page)


def test_without_script(new_page, program, user, size, tmp_path):
    page = new_page(user, viewport=size, java_script_enabled=False)
    page.goto(address(program))
    page.get_by_label("As a mentee").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="You", exact=True).click()
    page.get_by_label("Headline").fill("Survey statistician")
    page.get_by_label("Country").select_option(label="Portugal")
    page.get_by_label("Time zone").select_option("Europe/Lisbon")
    page.get_by_role("button", name="Save and continue").click()

    file = tmp_path / "portrait.png"
    file.write_bytes(picture((900, 900), format="PNG"))
    page.get_by_role("link", name="Picture", exact=True).click()
    page.get_by_label("Your picture").set_input_files(file)
    page.get_by_role("button", name="Upload the picture").click()
    page.get_by_role("link", name="Leave it as it is").click()
    page.get_by_role("link", name="Picture", exact=True).click()
    assert page.get_by_role("img", name="Picture of Maria Silva").is_visible()
    page.get_by_role("link", name="Cancel").click()

    page.get_by_role("link", name="Education and positions", exact=True).click()
    page.locator("[name=position-0-title]").fill("Analyst")
    page.locator("[name=position-0-organization]").fill("Office")
    page.get_by_role("button", name="Add a position").click()
    page.locator("[name=position-1-title]").fill("Trainee")
    page.locator("[name=position-1-organization]").fill("Bureau")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Education and positions", exact=True).click()
    page.get_by_label("Remove Position 2").check()
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="What you are looking for", exact=True).click()
    page.get_by_label("Your goals").fill("Half a sentence")
    page.get_by_role("button", name="Save and finish later").click()
    assert page.get_by_text("Begun").is_visible()
    page.get_by_role("link", name="What you are looking for", exact=True).click()
    page.get_by_label("Student").check()
    page.get_by_label("Woman").check()
    page.get_by_label("I agree that the program stores my answer").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name="Code of Conduct").first.click()
    page.get_by_label("I have read the Code of Conduct").check()
    page.get_by_role("button", name="Agree and continue").click()
    page.get_by_role("link", name="Check and send").click()
    page.get_by_role("button", name="Enroll as a mentee").click()
    assert page.get_by_role("heading", name="Welcome to the program").is_visible()
    member = get_member_profile_model().objects.get(user=user)
    assert [row.title for row in member.positions.all()] == ["Analyst"]
    assert member.mentee_profiles.get().status == ProfileStatus.ACTIVE
    assert member.picture
