"""Fixtures for every test: a database that is migrated once, clean files and caches."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches

# Set by CI: a missing browser or database is a failure there, not a skip.
REQUIRE_EVERYTHING = any(
    os.environ.get(name, "").lower() in {"1", "true", "yes"}
    for name in ("CI", "MENTORING_REQUIRE_BROWSER")
)


def find_chromium():
    """Return the path of Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, names)), None)


def _is_sqlite():
    return settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def pytest_collection_modifyitems(config, items):
    """Leave out what this machine or database cannot run, and keep the data of the migrations."""
    kept, left_out = [], []
    for item in items:
        no_browser = item.get_closest_marker("browser") and not (
            find_chromium() or REQUIRE_EVERYTHING
        )
        no_rows_to_lock = item.get_closest_marker("concurrency") and _is_sqlite()
        (left_out if no_browser or no_rows_to_lock else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept
    for item in items:
        # Such a test empties all tables; the next one needs Wagtail's root page and groups again.
        marker = item.get_closest_marker("django_db")
        wanted = marker.kwargs if marker else {}
        if wanted.get("transaction") or {"transactional_db", "live_server"} & set(
            item.fixturenames
        ):
            wanted = {**wanted, "transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**wanted), append=False)


def pytest_terminal_summary(terminalreporter):
    """Say loudly what was left out."""
    if not find_chromium() and not REQUIRE_EVERYTHING:
        terminalreporter.write_sep(
            "!", "No Chromium found: the BROWSER TESTS WERE LEFT OUT", red=True
        )
        terminalreporter.write_line("Install it, or name its file in the variable CHROMIUM.")
    if _is_sqlite():
        terminalreporter.write_line(
            "Races need PostgreSQL or MariaDB: set DATABASE_URL to run tests/concurrency."
        )


def _template_key():
    """Name the schema: whatever may change the tables changes the name."""
    digest = hashlib.sha256(os.environ["DJANGO_SETTINGS_MODULE"].encode())
    for package in ("django", "wagtail", "wagtail-modeladmin"):
        digest.update(version(package).encode())
    import wagtail_mentoring

    roots = [Path(wagtail_mentoring.__file__).parent, Path(__file__).parent]
    files = sorted(
        path
        for root in roots
        for pattern in ("**/migrations/*.py", "**/models.py", "settings*.py")
        for path in root.glob(pattern)
    )
    for path in files:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _copy_database(source, target):
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.fixture(scope="session")
def sqlite_template(django_db_use_migrations):
    """The path of a migrated SQLite database to start from, or None on another database.

    Migrating an empty Wagtail site takes more than ten seconds, copying the result a millisecond.
    """
    if not _is_sqlite() or not django_db_use_migrations:
        return None
    return Path(__file__).parent / "var" / f"migrated-{_template_key()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, sqlite_template):
    """Lay a copy of the migrated database where the test database is expected.

    What an earlier run left there would otherwise be taken for freshly migrated, and kept.
    """
    if not sqlite_template:
        return
    database = Path(settings.DATABASES["default"]["TEST"]["NAME"])
    database.unlink(missing_ok=True)
    if sqlite_template.exists():
        _copy_database(sqlite_template, database)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, sqlite_template):
    """Let the copied database be used; its folder is removed at the end of the run."""
    return bool(django_db_keepdb or sqlite_template)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, sqlite_template):
    """Keep the migrated database for the next run."""
    if sqlite_template and not sqlite_template.exists():
        sqlite_template.parent.mkdir(exist_ok=True)
        for old in sorted(sqlite_template.parent.glob("migrated-*.sqlite3"))[:-8]:
            old.unlink(missing_ok=True)
        unfinished = sqlite_template.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock():
            _copy_database(settings.DATABASES["default"]["TEST"]["NAME"], unfinished)
        unfinished.replace(sqlite_template)


@pytest.fixture(autouse=True)
def clean_caches():
    """Start every test with empty caches."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    yield


@pytest.fixture(autouse=True)
def media_root(tmp_path_factory, settings):
    """A folder for uploads that belongs to this test alone."""
    folder = Path(settings.MEDIA_ROOT) / "per-test" / os.urandom(8).hex()
    settings.MEDIA_ROOT = str(folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
