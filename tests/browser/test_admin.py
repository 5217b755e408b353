"""The pages that the app adds to Wagtail's admin, read by axe at both widths (A-01)."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    DeclineReasonFactory,
    EndReasonFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    ProgramFactory,
    RequestFactory,
    UserFactory,
    answer,
)
from wagtail_mentoring.enums import ProfileStatus
from wagtail_mentoring.models import Notification, NotificationTemplate

pytestmark = pytest.mark.django_db

#: The contents of a page; the outline beside a form is Wagtail's own.
CONTENTS = {"include": [["#main"]], "exclude": [[".w-minimap"]]}
PEOPLE = [
    ("Ruth Abiola", "Professor of biostatistics", "North"),
    ("Tomás Echeverría", "Survey methodologist", "South"),
    ("Wilhelmina van Oosterbeek-Steenbergen", "Official statistics", "West"),
]


@pytest.fixture
def coordinator(live_server):
    user = UserFactory(username="Noor Haddad")
    user.groups.add(Group.objects.get(name="Mentoring coordinators"))
    return user


@pytest.fixture
def world(coordinator):
    program = ProgramFactory(name="Career mentoring", slug="careers")
    page = Page.objects.get(depth=2)
    revision = page.save_revision()
    revision.publish()
    type(program).objects.update(code_of_conduct=page, mentee_approval_required=True)
    DeclineReasonFactory(program=program, text="No time at the moment")
    EndReasonFactory(program=program, text="Goals reached")
    mentors = [
        MentorFactory(
            program=program,
            member__name=name,
            member__headline=headline,
            member__region=region,
            terms="Once a month by video, and a walk at the annual meeting.",
        )
        for name, headline, region in PEOPLE
    ]
    mentee = MenteeFactory(
        program=program,
        member__name="Ivo Marek",
        status=ProfileStatus.PENDING,
        goals="Find my way from methods to public health.",
        submitted_at=timezone.now(),
    )
    request = RequestFactory(
        mentor=mentors[0], mentee=MenteeFactory(program=program, member__name="Lena Okoro")
    )
    mentorship = MentorshipFactory(
        request=RequestFactory(
            mentor=mentors[0],
            mentee=MenteeFactory(program=program, member__name="Sam Tiedt"),
            status="accepted",
        )
    )
    criterion = CriterionFactory(program=program, label="Methods")
    secret = CriterionFactory(
        program=program, label="Background", privacy="private", is_filter=False
    )
    for question, label in ((criterion, "Survey sampling"), (secret, "First in the family")):
        ChoiceFactory(criterion=question, label="Something else")
        answer(mentors[0], question, ChoiceFactory(criterion=question, label=label))
    mail = Notification.objects.create(
        key="1",
        program=program,
        event="request_received",
        recipient=mentors[0].member.user,
        member=mentors[0].member,
        to_email="ruth@example.com",
        language="en",
        subject="Lena Okoro asks you to be her mentor",
        body_text="Dear Ruth Abiola,\n\nLena Okoro would like to work with you.",
        message_id="<1@society.example>",
        status="failed",
        attempts=4,
        error="550 No such mailbox here",
    )
    text = NotificationTemplate.objects.create(
        program=program, event="request_received", subject="{partner} asks you"
    )
    return {
        "mentors": mentors[0],
        "mentees": mentee,
        "members": mentors[0].member,
        "requests": request,
        "mentorships": mentorship,
        "notifications": mail,
        "programs": program,
        "criteria": criterion,
        "mail_texts": text,
    }


def address(world, name, *more):
    namespace, route = name.split(":")
    args = [] if route in {"list", "index", "add"} else [world[namespace].pk]
    return reverse(f"wagtail_mentoring_{name}", args=[*args, *more])


def pages(world):
    """Every kind of page, with its name."""
    return {
        "front": "/admin/",
        "mentors": address(world, "mentors:list"),
        "mentors-filtered": address(world, "mentors:list") + "?status=paused",
        "mentor": address(world, "mentors:inspect"),
        "mentor-pause": address(world, "mentors:act", "pause"),
        "mentor-suspend": address(world, "mentors:act", "suspend"),
        "mentor-history": address(world, "mentors:history"),
        "mentee": address(world, "mentees:inspect"),
        "members": address(world, "members:list"),
        "member": address(world, "members:inspect"),
        "requests": address(world, "requests:index"),
        "request": address(world, "requests:inspect"),
        "request-accept": address(world, "requests:act", "accept"),
        "request-decline": address(world, "requests:act", "decline"),
        "mentorships": address(world, "mentorships:index"),
        "mentorship": address(world, "mentorships:inspect"),
        "mentorship-end": address(world, "mentorships:act", "end"),
        "mails": address(world, "notifications:index"),
        "mail": address(world, "notifications:inspect"),
        "agreements": reverse("wagtail_mentoring_agreements:index"),
        "programs": address(world, "programs:list"),
        "program": address(world, "programs:edit"),
        "program-bind": reverse("wagtail_mentoring_conduct", args=[Page.objects.get(depth=2).pk]),
        "criteria": address(world, "criteria:list"),
        "criterion": address(world, "criteria:edit"),
        "criterion-add": address(world, "criteria:add"),
        "mail-texts": address(world, "mail_texts:list"),
        "mail-text-choose": address(world, "mail_texts:add"),
        "mail-text": address(world, "mail_texts:edit"),
        "mail-preview": address(world, "mail_texts:preview"),
        "lapsed": reverse("wagtail_mentoring_lapsed_report"),
        "modeladmin": "/admin/mentoring-modeladmin/mentors/",
        "modeladmin-row": f"/admin/mentoring-modeladmin/mentors/inspect/{world['mentors'].pk}/",
    }


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(viewport, new_page, coordinator, world, axe_findings):
    page = new_page(coordinator, viewport=viewport)
    found = {}
    for name, url in pages(world).items():
        page.goto(url)
        page.wait_for_load_state("networkidle")
        if broken := axe_findings(page):
            found[name] = broken
    assert found == {}


@pytest.fixture
def axe_findings():
    """Return the rules that the contents of a page break; the frame around them is Wagtail's."""
    from axe_playwright_python.sync_playwright import Axe

    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

    def check(page):
        result = Axe().run(page, context=CONTENTS, options={"runOnly": rules})
        return [
            f"{violation['id']}: {[node['html'][:160] for node in violation['nodes']]}"
            for violation in result.response["violations"]
        ]

    return check


def test_a_coordinator_approves_by_keyboard(new_page, coordinator, world):
    page = new_page(coordinator)
    page.goto(address(world, "mentees:inspect"))
    page.get_by_role("link", name="Approve").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Approve").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Ivo Marek takes part now.").wait_for()
    world["mentees"].refresh_from_db()
    assert world["mentees"].status == "active"


def test_several_are_chosen_and_paused(new_page, coordinator, world):
    page = new_page(coordinator)
    page.goto(address(world, "mentors:list"))
    boxes = page.locator("tbody input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    bar = page.locator("[data-bulk-action-footer]")
    assert "Delete" not in bar.inner_text()
    bar.get_by_role("link", name="Pause").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_text("2 profiles paused.").wait_for()


def test_the_frame_of_a_preview_runs_nothing(new_page, coordinator, world):
    template = world["mail_texts"]
    template.body = "<script>window.top.document.title = 'taken over'</script>"
    template.save()
    page = new_page(coordinator)
    page.goto(address(world, "mail_texts:preview"))
    frame = page.frame_locator("iframe")
    frame.get_by_text("window.top.document.title").first.wait_for()
    assert page.title() != "taken over"
    assert page.locator("iframe").get_attribute("sandbox") == ""


def test_a_text_is_previewed_in_a_new_tab_before_it_is_saved(new_page, coordinator, world):
    page = new_page(coordinator)
    page.goto(address(world, "mail_texts:edit"))
    page.get_by_role("textbox", name="Subject").fill("Somebody asks you, {recipient}")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview in a new tab").click()
    opened.value.get_by_role("heading", name="Somebody asks you, Robin Adeyemi").wait_for()
    world["mail_texts"].refresh_from_db()
    assert world["mail_texts"].subject == "{partner} asks you"
