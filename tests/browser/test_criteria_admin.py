"""An editor without a superuser's rights makes a criterion, tries weights and saves; a member filters by it."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_admin import axe_findings  # noqa: F401 -- a fixture
from tests.factories import RequestFactory, UserFactory, agree, publish_code_of_conduct
from tests.views.finding import Society
from wagtail_mentoring.actions.criteria_files import export_criteria
from wagtail_mentoring.models import Criterion

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def society(live_server):
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    for name, choices in {
        "Ruth Abiola": [society.bayes, society.surveys, society.student],
        "Tomás Echeverría": [society.sports, society.senior],
        "Wilhelmina van Oosterbeek-Steenbergen": [society.sports, society.student],
    }.items():
        agree(society.add_mentor(name, *choices, member={"headline": "Statistician"}))
    return society


@pytest.fixture
def editor(live_server):
    user = UserFactory(username="Noor Haddad")
    user.groups.add(Group.objects.get(name="Mentoring coordinators"))
    return user


def page_url(name, *args):
    return reverse(f"wagtail_mentoring_criteria:{name}", args=args)


def add_a_criterion(page):
    page.goto(page_url("list"))
    page.get_by_role("link", name="Add criterion").click()
    page.get_by_label("Name", exact=False).first.fill("Instruments")
    page.get_by_label("Kind of answer").select_option("multiple")
    page.get_by_label("How answers are compared").select_option("any_in_common")
    for number, label in enumerate(("Telescope", "Microscope")):
        page.get_by_role("button", name="Add choice").click()
        page.locator(f"#id_choices-{number}-label").fill(label)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("“Instruments”").or_(page.get_by_text("'Instruments'")).first.wait_for()


def test_from_a_new_criterion_to_the_members_filter(new_page, editor, society):
    page = new_page(editor)
    add_a_criterion(page)
    criterion = Criterion.objects.get(label="Instruments")
    assert [choice.label for choice in criterion.choices.all()] == ["Telescope", "Microscope"]

    page.goto(page_url("list"))
    page.get_by_role("link", name="Try weights").click()
    page.get_by_label("Topics: weight").fill("1")
    page.get_by_label("Stage: weight").fill("10")
    # By keyboard: Enter in a field tries.
    page.get_by_label("Stage: weight").press("Enter")
    page.get_by_role("heading", name="What would change").wait_for()
    now, new = page.locator(".mentoring-tried__list").all()
    assert now.get_by_role("listitem").first.inner_text().startswith("Ruth Abiola")
    assert new.get_by_role("listitem").first.inner_text().startswith("Tomás Echeverría")
    assert "up 1" in new.inner_text()
    society.stage.refresh_from_db()
    assert society.stage.weight == 5
    page.get_by_role("button", name="Save these weights").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Saved: 2 criteria count otherwise now.").wait_for()
    society.stage.refresh_from_db()
    assert society.stage.weight == 10

    member = new_page(society.user)
    member.goto(society.url())
    member.get_by_text("Instruments").first.wait_for()
    assert member.get_by_text("Telescope").count()
    text = member.locator("main").inner_text()
    assert text.index("Tomás Echeverría") < text.index("Ruth Abiola")


def test_choices_become_one_without_script(new_page, editor, society):
    page = new_page(editor, java_script_enabled=False)
    page.goto(page_url("merge", society.topics.pk))
    page.get_by_role("checkbox", name="Sports").check()
    page.get_by_role("radio", name="Surveys").check()
    page.get_by_role("button", name="See what changes").click()
    page.get_by_text("This cannot be taken back.").wait_for()
    page.get_by_role("button", name="Merge choices").click()
    page.wait_for_url(f"**{page_url('edit', society.topics.pk)}")
    assert [c.label for c in society.topics.choices.all()] == ["Bayesian methods", "Surveys"]


def test_a_file_is_taken_over_without_script(new_page, editor, society):
    document = export_criteria([society.stage])
    document["criteria"][0]["slug"] = "another"
    document["criteria"][0]["label"] = "Another stage"
    page = new_page(editor, java_script_enabled=False)
    page.goto(page_url("import"))
    page.locator("input[type=file]").set_input_files(
        {
            "name": "criteria.json",
            "mimeType": "application/json",
            "buffer": json.dumps(document).encode(),
        }
    )
    page.get_by_role("button", name="Look into the file").click()
    page.get_by_role("button", name="Take over").click()
    page.wait_for_url(f"**{page_url('list')}")
    assert society.program.criteria.filter(label="Another stage").exists()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(viewport, new_page, editor, society, axe_findings):  # noqa: F811
    page = new_page(editor, viewport=viewport)
    bayes, surveys = society.bayes.pk, society.surveys.pk
    addresses = {
        "list": page_url("list"),
        "try": page_url("try"),
        "export": page_url("export"),
        "import": page_url("import"),
        "starter": page_url("import") + "?starter=1",
        "merge": page_url("merge", society.topics.pk),
        "confirm": f"{page_url('merge', society.topics.pk)}?sources={bayes}&target={surveys}",
        "refused": f"{page_url('merge', society.topics.pk)}?sources={bayes}&target={bayes}",
        "edit": page_url("edit", society.topics.pk),
        "request": reverse(
            "wagtail_mentoring_requests:inspect",
            args=[
                RequestFactory(
                    mentor=society.program.mentor_profiles.first(), mentee=society.mentee
                ).pk
            ],
        ),
    }
    found = {}

    def look(name):
        page.wait_for_load_state("networkidle")
        if broken := axe_findings(page):
            found[name] = broken
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > viewport["width"]:
            found[f"{name} is too wide"] = wide

    for name, url in addresses.items():
        page.goto(url)
        look(name)
    page.goto(page_url("try"))
    page.get_by_label("Stage: weight").fill("10")
    page.get_by_role("button", name="Try it").click()
    page.get_by_text("How the scores are spread").click()
    look("tried")
    page.get_by_label("Stage: weight").fill("99")
    page.get_by_role("button", name="Try it").click()
    look("not valid")
    assert found == {}
