"""The demo site, loaded twice in processes of its own: its settings are not those of the tests."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest
from django.conf import settings

# The demo has its own settings and its own SQLite file: once for all databases and variants is enough.
if settings.SETTINGS_MODULE != "tests.settings" or not settings.DATABASES["default"][
    "ENGINE"
].endswith("sqlite3"):
    collect_ignore = ["test_demo.py"]

ROOT = Path(__file__).resolve().parents[2]
MANAGE = ROOT / "example_site" / "manage.py"
PROBE = Path(__file__).parent / "probe.py"

#: What has to be the same after every load; numbers of rows and times are not.
QUERIES = {
    "accounts": "SELECT username, first_name, last_name, email, is_active FROM auth_user",
    "members": "SELECT uuid, name, headline, bio, city, phone, phone_visibility, membership_state "
    "FROM wagtail_mentoring_memberprofile",
    "mentors": "SELECT uuid, status, capacity, terms, open_mentorships "
    "FROM wagtail_mentoring_mentorprofile",
    "mentees": "SELECT uuid, status, goals, open_mentorships FROM wagtail_mentoring_menteeprofile",
    "answers": "SELECT c.slug, o.label, a.value, a.level, count(*) "
    "FROM wagtail_mentoring_mentoranswer a "
    "JOIN wagtail_mentoring_criterion c ON c.id = a.criterion_id "
    "LEFT JOIN wagtail_mentoring_criterionchoice o ON o.id = a.choice_id "
    "GROUP BY c.slug, o.label, a.value, a.level",
    "requests": "SELECT uuid, status, initiated_by, message, closed_reason, decision_message "
    "FROM wagtail_mentoring_mentorshiprequest",
    "mentorships": "SELECT uuid, status, thanks FROM wagtail_mentoring_mentorship",
    "mails": "SELECT event, subject, to_email, status, count(*) "
    "FROM wagtail_mentoring_notification GROUP BY event, subject, to_email, status",
    "pages": "SELECT url_path, title, live FROM wagtailcore_page WHERE depth > 1",
    "log": "SELECT action, count(*) FROM wagtailcore_modellogentry GROUP BY action",
}


def migrated_key():
    """Name the schema: whatever may change the tables changes the name."""
    digest = hashlib.sha256()
    for package in ("django", "wagtail"):
        digest.update(version(package).encode())
    for folder in ("wagtail_mentoring", "example_site"):
        for path in sorted((ROOT / folder).glob("**/migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    digest.update((ROOT / "example_site" / "settings.py").read_bytes())
    return digest.hexdigest()[:16]


class DemoSite:
    """The demo in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "db.sqlite3"

    def run(self, *command):
        """Run Python on ``command`` with the demo's settings and return what it prints."""
        env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PORT", "BASE_URL")}
        env |= {
            "EXAMPLE_SITE_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "example_site.settings",
            "PYTHONPATH": str(ROOT),
        }
        # Elsewhere than in the repository: manage.py has to find its own way.
        done = subprocess.run(
            [sys.executable, *map(str, command)],
            env=env,
            cwd=self.folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def migrate(self):
        """Make the tables, from a copy of an earlier run where the schema is the same."""
        template = ROOT / "tests" / "var" / f"demo-{migrated_key()}.sqlite3"
        if not template.exists():
            self.run(MANAGE, "migrate", "--no-input", "--verbosity", "0")
            template.parent.mkdir(exist_ok=True)
            for old in template.parent.glob("demo-*.sqlite3"):
                old.unlink()
            unfinished = template.with_suffix(f".{os.getpid()}")
            self._copy(self.database, unfinished)
            unfinished.replace(template)
        else:
            shutil.copy(template, self.database)

    def _copy(self, source, target):
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)

    def rows(self, query):
        """Return the sorted rows of ``query``."""
        with closing(sqlite3.connect(self.database)) as connection:
            return sorted(connection.execute(query).fetchall(), key=repr)

    def snapshot(self):
        """Return everything that has to be the same after every load."""
        pictures = sorted(
            path.stat().st_size for path in (self.folder / "var" / "pictures").rglob("*.webp")
        )
        return {name: self.rows(query) for name, query in QUERIES.items()} | {"pictures": pictures}

    def probe(self):
        """Return what probe.py finds, in a process with the demo's settings."""
        return json.loads(self.run(PROBE).splitlines()[-1])


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo, loaded twice. ``printed``, ``snapshots`` and ``found`` are what came of it."""
    site = DemoSite(tmp_path_factory.mktemp("demo"))
    site.migrate()
    site.printed, site.snapshots = [], []
    for _time in range(2):
        site.printed.append(site.run(MANAGE, "load_demo"))
        site.snapshots.append(site.snapshot())
    site.found = site.probe()
    return site
