"""A member fills their profile from the archive LinkedIn gave them, picks, and sees the meter move."""

import re

import pytest

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import ChoiceFactory, CriterionFactory, MentorFactory, ProgramFactory
from tests.linkedin.archives import packed
from tests.views.enrolling import address
from wagtail_mentoring.enums import CriterionKind, ProfileStatus


@pytest.fixture
def program(transactional_db):
    program = ProgramFactory(name="Career mentoring", slug="careers")
    topics = CriterionFactory(program=program, label="Topics", slug="topics")
    for label in ("R", "Survival analysis", "Teaching"):
        ChoiceFactory(criterion=topics, label=label)
    spoken = CriterionFactory(
        program=program, label="Languages", slug="languages", kind=CriterionKind.LANGUAGE
    )
    for label in ("Portuguese", "English", "French"):
        ChoiceFactory(criterion=spoken, label=label)
    return program


@pytest.fixture
def profile(program):
    return MentorFactory(
        program=program, status=ProfileStatus.DRAFT, member__headline="", member__bio=""
    )


@pytest.fixture
def archive(tmp_path):
    file = tmp_path / "Basic_LinkedInDataExport_11-24-2026.zip"
    file.write_bytes(packed())
    return file


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_profile_is_filled_from_an_archive(
    new_page, program, profile, archive, assert_accessible, size, script
):
    page = new_page(profile.member.user, viewport=size, java_script_enabled=script)

    def check():
        if script:
            assert_accessible(page)
            assert_fits(page)

    def meter():
        words = page.locator(".mentoring-meter").first.inner_text()
        return int(re.search(r"(\d+)\s*%", words)[1])

    page.goto(address(program))
    before = meter()
    page.get_by_role("link", name="You", exact=True).click()
    check()
    page.get_by_role("link", name="Fill your profile from the archive").click()
    assert page.get_by_text("Get a copy of your data").is_visible()
    check()
    page.get_by_role("button", name="Upload and choose").click()
    assert page.get_by_text("Choose the file first.").first.is_visible()
    check()
    page.get_by_label("The archive from LinkedIn").set_input_files(archive)
    page.get_by_role("button", name="Upload and choose").click()

    check()
    assert page.get_by_label("Biostatistician in clinical trials").is_checked()
    assert page.get_by_text("Juggling").is_visible()
    page.get_by_label("Analyst, Office of Statistics, 2015–2019").uncheck()
    page.get_by_label("English: Fluent").uncheck()
    page.get_by_role("button", name="Save what is ticked").click()

    assert page.get_by_text("Taken over from LinkedIn: your headline").is_visible()
    assert meter() > before
    check()
    member = type(profile.member).objects.get(pk=profile.member.pk)
    assert member.headline == "Biostatistician in clinical trials"
    assert [row.title for row in member.positions.all()] == ["Senior Statistician"]
    assert sorted(str(row) for row in profile.answers.all()) == [
        "Portuguese",
        "R",
        "Survival analysis",
    ]

    # Once more: what is there already is named, and nothing of it is ticked.
    page.goto(address(program, "enrollment_linkedin"))
    page.get_by_label("The archive from LinkedIn").set_input_files(archive)
    page.get_by_role("button", name="Upload and choose").click()
    check()
    assert not page.get_by_label("Senior Statistician, University Hospital").is_checked()
    assert page.get_by_label("Analyst, Office of Statistics").is_checked()
