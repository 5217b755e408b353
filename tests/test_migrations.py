"""Models and migrations say the same, under readable names."""

from pathlib import Path

import pytest
from django.core.management import call_command

import wagtail_mentoring

PACKAGE = Path(wagtail_mentoring.__file__).parent


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=2)


def test_migrations_have_names_that_say_what_they_do():
    names = [path.stem for path in PACKAGE.rglob("migrations/0*.py")]
    assert names
    assert [name for name in names if "auto" in name] == []


def test_migrations_load_on_the_oldest_supported_wagtail():
    """Wagtail 8's own ``makemigrations`` writes names that Wagtail 7.4 does not know."""
    for path in PACKAGE.rglob("migrations/0*.py"):
        text = path.read_text()
        assert "settings.WAGTAIL_PAGE_MODEL" not in text
        assert '"0098' not in text
