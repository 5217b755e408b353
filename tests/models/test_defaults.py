"""What an editor need not fill in fits together."""

from tests.factories import ProgramFactory
from wagtail_mentoring.models import Criterion, MentoringProgram


def test_a_criterion_needs_no_more_than_a_name(db):
    Criterion(program=ProgramFactory(), label="Field", slug="field").full_clean()


def test_a_program_needs_no_more_than_a_name(db):
    MentoringProgram(name="Mentoring", slug="mentoring").full_clean()
