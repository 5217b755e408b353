"""Criteria out to a file and in from one, in the admin."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import ChoiceFactory, CriterionFactory, ProgramFactory, UserFactory
from wagtail_mentoring.models import Criterion

pytestmark = pytest.mark.django_db

EXPORT = reverse("wagtail_mentoring_criteria:export")
IMPORT = reverse("wagtail_mentoring_criteria:import")
LIST = reverse("wagtail_mentoring_criteria:list")


@pytest.fixture
def program():
    return ProgramFactory(slug="careers")


@pytest.fixture
def sector(program):
    criterion = CriterionFactory(
        program=program, slug="sector", label="Sector", kind="single", match_rule="same"
    )
    for label in ("University", "Company"):
        ChoiceFactory(criterion=criterion, label=label)
    return criterion


def row(**values):
    return {
        "slug": "sector",
        "label": "Sector",
        "kind": "single",
        "match_rule": "same",
        "choices": ["University", "Company"],
        **values,
    }


def text_of(*rows):
    return json.dumps({"format": "mentoring-criteria", "version": 1, "criteria": rows})


def upload(client, content):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile("criteria.json", content)})


def test_chosen_criteria_are_downloaded(admin, sector):
    CriterionFactory(program=sector.program, slug="methods", label="Methods")
    page = admin.get(EXPORT)
    assert "Sector" in page.text and "Methods" in page.text
    response = admin.get(EXPORT, {"file": "1", "criteria": "sector"})
    assert response["Content-Disposition"] == 'attachment; filename="criteria-careers.json"'
    assert [one["slug"] for one in json.loads(response.content)["criteria"]] == ["sector"]
    assert "Tick at least one criterion." in admin.get(EXPORT, {"file": "1"}).text


def test_a_program_is_chosen_where_there_are_several(admin, sector):
    assert 'name="program"' not in admin.get(IMPORT).text
    other = ProgramFactory(name="Conference buddies")
    assert "Conference buddies" in admin.get(EXPORT).text
    assert "There are no criteria yet." in admin.get(EXPORT, {"program": other.pk}).text
    for nonsense in ("x", "0", "99999999999999999999999"):
        assert admin.get(EXPORT, {"program": nonsense}).status_code == 200


def test_a_file_is_looked_into_and_then_taken_over(admin, sector):
    content = text_of(row(weight=9), row(slug="new", label="New one"), row(slug="x", kind="color"))
    page = upload(admin, content)
    assert "Nothing has happened yet." in page.text
    for words in ("Differs", "yours: 5", "in the file: 9", "Cannot be used", "New one"):
        assert words in page.text
    assert Criterion.objects.count() == 1
    done = admin.post(
        IMPORT,
        {"content": content, "row-1": "update", "row-2": "add", "row-3": "skip"},
        follow=True,
    )
    assert "1 criterion added. 1 criterion changed." in done.text
    sector.refresh_from_db()
    assert sector.weight == 9


def test_what_comes_back_is_judged_anew(admin, sector):
    """The hidden field can say anything; the rows are what the file says now."""
    bad = text_of(row(slug="x", kind="color"))
    page = admin.post(IMPORT, {"content": bad, "row-1": "add"})
    assert (page.status_code, "Nothing was changed." in page.text) == (409, True)
    page = admin.post(IMPORT, {"content": "nonsense", "row-1": "add"})
    assert "not JSON" in page.text
    page = admin.post(IMPORT, {"content": text_of(row(weight=1)), "row-1": "skip"})
    assert "Choose what to take over." in page.text
    assert list(Criterion.objects.values_list("slug", "weight")) == [("sector", 5)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The submitted file is empty."),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        ("<html>", "not JSON"),
        ("x" * 300_000, "too large"),
        ('{"format": "mentoring-criteria", "version": 9, "criteria": []}', "another version"),
    ],
)
def test_a_file_that_is_none_is_answered_kindly(admin, program, content, words):
    page = upload(admin, content)
    assert page.status_code == 200
    assert words in page.text


def test_html_in_a_file_is_shown_as_what_it_is(admin, program):
    page = upload(admin, text_of(row(label="<script>alert(1)</script>", slug="<img>")))
    assert "has HTML in it" in page.text
    assert "<script>alert(1)" not in page.text


def test_a_program_without_criteria_is_offered_the_ready_made_set(admin, program):
    assert "Start with a ready-made set" in admin.get(LIST).text
    assert "Start with a ready-made set" in admin.get(IMPORT).text
    page = admin.get(IMPORT, {"starter": "1"})
    assert "Career stage" in page.text
    assert not Criterion.objects.exists()
    data = {"content": page.context["content"]}
    data |= {entry["name"]: "add" for entry in page.context["rows"]}
    assert "12 criteria added." in admin.post(IMPORT, data, follow=True).text
    assert "Start with a ready-made set" not in admin.get(LIST).text


def test_without_a_program_there_is_nowhere_to_put_them(admin):
    assert "Make a program first" in admin.get(IMPORT).text
    assert "Make a program first" in upload(admin, text_of(row())).text
    assert "There are no criteria yet." in admin.get(EXPORT).text


def test_who_may_add_but_not_change_cannot_update(program, sector):
    user = UserFactory()
    for codename in ("access_admin", "add_criterion"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client = Client()
    client.force_login(user)
    page = upload(client, text_of(row(weight=9)))
    assert 'value="update"' not in page.text
    page = client.post(IMPORT, {"content": text_of(row(weight=9)), "row-1": "update"})
    assert (page.status_code, "You may not change criteria." in page.text) == (409, True)
    assert client.get(EXPORT).status_code == 302
