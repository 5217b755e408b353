"""Spreadsheets: safe to open, for those with the permission, and logged (S-25)."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import MentorFactory, ProgramFactory
from wagtail_mentoring.wagtail_admin import export
from wagtail_mentoring.wagtail_admin.export import neutralized

pytestmark = pytest.mark.django_db

MENTORS = "/admin/mentoring/mentors/"
EVIL = [
    '=HYPERLINK("http://evil.example";"x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\x00=1+1",
    "\uff1d1+1",
]


def as_csv(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode())))


def as_xlsx(response):
    return openpyxl.load_workbook(io.BytesIO(response.getvalue())).active


@pytest.mark.parametrize("text", EVIL)
def test_no_text_is_left_that_a_program_would_run(text):
    safe = neutralized(text)
    assert safe.startswith("'")
    assert "\x00" not in safe


@pytest.mark.parametrize("value", ["Ruth", "", None, 3, -3, "a=b", dt.date(2026, 1, 2)])
def test_everything_else_stays_as_it_is(value):
    assert neutralized(value) == value


@pytest.fixture
def mentors():
    program = ProgramFactory(name="=cmd|' /C calc'!A0")
    for text in EVIL:
        mentor = MentorFactory(program=program, member__phone="+44 20 7946 0018")
        # Past the validators of the forms: a spreadsheet trusts nobody.
        type(mentor.member).objects.filter(pk=mentor.member.pk).update(
            name=text.replace("\x00", ""), headline=text.replace("\x00", "")
        )
    return program


def test_csv_has_no_live_formula(admin, mentors):
    rows = as_csv(admin.get(MENTORS + "?export=csv"))
    assert len(rows) == len(EVIL) + 1
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@\t\r\uff1d") and cell] == []
    assert "'+44 20 7946 0018" in cells


def test_xlsx_has_no_live_formula_and_readable_phone_numbers(admin, mentors):
    sheet = as_xlsx(admin.get(MENTORS + "?export=xlsx"))
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    phones = [cell for cell in cells if cell.value == "+44 20 7946 0018"]
    assert len(phones) == len(EVIL)
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in phones)
    others = [c.value for c in cells if isinstance(c.value, str) and c not in phones]
    assert [text for text in others if text.lstrip()[:1] in tuple("=+-@\uff1d")] == []


def test_an_export_is_logged_with_its_filters(admin, coordinator, mentors):
    MentorFactory(program=mentors, status="paused")
    response = admin.get(MENTORS + "?export=csv&status=paused")
    assert len(as_csv(response)) == 2
    today = timezone.localdate().isoformat()
    assert f'filename="mentors-{today}-status-paused.csv"' in response["Content-Disposition"]
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.records.export")
    assert entry.user == coordinator
    assert entry.data["rows"] == 1
    assert entry.data["filters"] == {"status": ["paused"]}


def test_looking_at_a_list_is_not_an_export(admin, mentors):
    admin.get(MENTORS)
    assert not ModelLogEntry.objects.filter(action="wagtail_mentoring.records.export").exists()


def test_without_the_permission_there_is_neither_button_nor_file(admin, coordinator, mentors):
    assert "export=csv" in admin.get(MENTORS).text
    coordinator.groups.get().permissions.remove(
        Permission.objects.get(codename="export_participants")
    )
    assert "export=csv" not in admin.get(MENTORS).text
    assert admin.get(MENTORS + "?export=csv").status_code == 302
    report = reverse("wagtail_mentoring_lapsed_report")
    assert admin.get(report + "?export=xlsx").status_code == 302


def test_a_file_is_bounded(admin, mentors, monkeypatch):
    monkeypatch.setattr(export, "MAX_ROWS", 2)
    response = admin.get(MENTORS + "?export=csv", follow=True)
    assert "Filter the list first." in response.text


@pytest.mark.parametrize(
    "path",
    ["mentees", "members", "requests", "mentorships", "mails", "agreements"],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_can_be_exported(path, kind, admin, world):
    response = admin.get(f"/admin/mentoring/{path}/?export={kind}")
    rows = as_csv(response) if kind == "csv" else list(as_xlsx(response).values)
    assert len(rows) >= 2


def test_private_words_are_in_no_file(admin, world):
    for path in ("requests", "mentorships"):
        text = admin.get(f"/admin/mentoring/{path}/?export=csv").getvalue().decode()
        assert "I would like to learn from you." not in text
