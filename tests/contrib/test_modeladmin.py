"""The optional admin on wagtail-modeladmin: it shows the same, and nothing is possible only there."""

import csv
import datetime as dt
import io
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import (
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    ProgramFactory,
    UserFactory,
)
from wagtail_mentoring.contrib.modeladmin.options import MentoringAdminGroup

pytestmark = pytest.mark.django_db

ROOT = "/admin/mentoring-modeladmin"
LISTS = ("mentors", "mentees", "mentorships")


@pytest.fixture
def program():
    return ProgramFactory()


@pytest.fixture
def log_in(client):
    def as_group(name):
        user = UserFactory(username="staff", is_superuser=name == "superuser")
        if name != "superuser":
            user.groups.add(Group.objects.get(name=name))
        client.force_login(user)
        return client

    return as_group


@pytest.fixture
def admin(log_in):
    return log_in("Mentoring coordinators")


def test_the_menu_has_a_group_of_its_own(admin):
    text = admin.get("/admin/").text
    for name in LISTS:
        assert f"{ROOT}/{name}/" in text


def test_a_list_shows_computed_columns(admin, program):
    MentorFactory(program=program, member__name="Ruth Abiola", capacity=3, member__region="North")
    text = admin.get(f"{ROOT}/mentors/").text
    for words in ("Ruth Abiola", "0 of 3", "North", "Current"):
        assert words in text
    MentorshipFactory(
        request__mentor__program=program,
        started_at=timezone.now() - dt.timedelta(days=40),
        first_conversation_at=timezone.now() - dt.timedelta(days=37),
    )
    text = admin.get(f"{ROOT}/mentorships/").text
    assert "Days together" in text
    assert ">40<" in text.replace(" ", "").replace("\n", "")
    assert ">3<" in text.replace(" ", "").replace("\n", "")


def test_a_row_can_be_inspected_and_leads_to_the_main_page(admin, program):
    mentor = MentorFactory(program=program, terms="Once a month by video.")
    text = admin.get(f"{ROOT}/mentors/inspect/{mentor.pk}/").text
    assert "Once a month by video." in text
    assert "0 of 2" in text
    assert reverse("wagtail_mentoring_mentors:inspect", args=[mentor.pk]) in text
    for row in ("999999", "ruth"):
        assert admin.get(f"{ROOT}/mentors/inspect/{row}/").status_code == 404
    assert admin.get(f"{ROOT}/mentors/history/{mentor.pk}/").status_code == 200


def test_search_and_filters(admin, program):
    MenteeFactory(program=program, member__name="Ivo Marek")
    MenteeFactory(program=program, member__name="Lena Okoro", status="paused")
    text = admin.get(f"{ROOT}/mentees/?q=marek").text
    assert "Ivo Marek" in text
    assert "Lena Okoro" not in text
    text = admin.get(f"{ROOT}/mentees/?status__exact=paused").text
    assert "Lena Okoro" in text
    assert "Ivo Marek" not in text


def test_programs_are_a_filter_where_there_are_several(admin, program):
    MenteeFactory(program=program, member__name="Ivo Marek")
    assert "?program=" not in admin.get(f"{ROOT}/mentees/").text
    other = ProgramFactory()
    text = admin.get(f"{ROOT}/mentees/").text
    assert f"?program={other.pk}" in text
    assert "Ivo Marek" not in admin.get(f"{ROOT}/mentees/?program={other.pk}").text
    assert "Ivo Marek" in admin.get(f"{ROOT}/mentees/?program={program.pk}").text
    assert admin.get(f"{ROOT}/mentees/?program=x").status_code == 200


@pytest.mark.parametrize(
    "lookup",
    [
        "end_note__startswith=a",
        "end_reason=99",
        "mentor_member__user__password__startswith=x",
        "mentor_member__phone__contains=99",
        "mentor__answers__value=x",
    ],
)
def test_an_address_asks_nothing_but_what_the_filters_offer(lookup, log_in):
    """S-05, S-07: who only sees the list does not find out what it does not show."""
    MentorshipFactory(request__mentor__member__name="Ruth Abiola", end_note="secret")
    client = log_in("Oversight committee")
    assert "Ruth Abiola" in client.get(f"{ROOT}/mentorships/?{lookup}").text


@pytest.mark.parametrize("admin_class", MentoringAdminGroup.items)
def test_no_filter_needs_djangos_own_admin_to_be_installed(admin_class):
    """Django's filter by relation asks the admin site for its registered models."""
    names = [entry for entry in admin_class.list_filter if isinstance(entry, str)]
    fields = [get_fields_from_path(admin_class.model, name)[-1] for name in names]
    assert fields
    assert [field.name for field in fields if field.is_relation] == []


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_there_is_no_address_to_write(action, program):
    prefix = "mentoring-modeladmin_mentors_modeladmin"
    assert reverse(f"{prefix}_inspect", args=["1"]) == f"{ROOT}/mentors/inspect/1/"
    for args in ([], ["1"]):
        with pytest.raises(NoReverseMatch):
            reverse(f"{prefix}_{action}", args=args)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_safe_and_logged(kind, admin, program):
    mentor = MentorFactory(program=program, member__phone="+44 20 7946 0018")
    type(mentor.member).objects.update(name="=1+1")
    response = admin.get(f"{ROOT}/mentors/?export={kind}")
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(response.getvalue().decode())))
        assert rows[1][0] == "'=1+1"
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        assert "+44 20 7946 0018" in [cell.value for cell in cells]
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.records.export")
    assert (entry.data["rows"], entry.data["format"]) == (1, kind)


@pytest.mark.parametrize("who", ["Editors", "Mentoring editors", "Oversight committee"])
def test_others_are_kept_out(who, log_in, program):
    mentor = MentorFactory(program=program, member__name="Ruth Abiola")
    client = log_in(who)
    rows = (str(mentor.pk), "999999", "ruth")
    paths = [f"mentors/{page}/{row}/" for page in ("inspect", "history") for row in rows]
    for path in ("mentors/", *paths):
        response = client.get(f"{ROOT}/{path}")
        assert response.status_code == 302
        assert "Ruth Abiola" not in response.text
    assert f"{ROOT}/mentors/" not in client.get("/admin/").text
    mentorships = client.get(f"{ROOT}/mentorships/")
    assert mentorships.status_code == (200 if who == "Oversight committee" else 302)
    assert client.get(f"{ROOT}/mentorships/?export=csv").status_code == 302


def test_a_superuser_gets_no_more_buttons(log_in, program):
    mentor = MentorFactory(program=program)
    text = log_in("superuser").get(f"{ROOT}/mentors/").text
    assert f"inspect/{mentor.pk}" in text
    assert "/edit/" not in text.split("<main", 1)[1]
    assert "/delete/" not in text.split("<main", 1)[1]


@pytest.mark.parametrize(
    ("name", "queries"), [("mentors", 14), ("mentees", 14), ("mentorships", 14)]
)
def test_a_list_takes_the_same_number_of_queries_at_1_and_20_rows(
    name, queries, admin, program, django_assert_num_queries
):
    def make(count):
        for _number in range(count):
            if name == "mentors":
                MentorFactory(program=program)
            elif name == "mentees":
                MenteeFactory(program=program)
            else:
                MentorshipFactory(request__mentor__program=program)

    make(1)
    admin.get(f"{ROOT}/{name}/")
    with django_assert_num_queries(queries):
        admin.get(f"{ROOT}/{name}/")
    make(19)
    with django_assert_num_queries(queries):
        admin.get(f"{ROOT}/{name}/")


def test_without_wagtail_modeladmin_the_error_says_what_to_do():
    root = Path(__file__).resolve().parents[2]
    code = (
        "import django\n"
        "from tests import settings\n"
        "settings.INSTALLED_APPS.remove('wagtail_modeladmin')\n"
        "django.setup()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "pip install 'wagtail-mentoring[modeladmin]'" in run.stderr
