"""A run of the ladder over many pairs and profiles: ``python -m benchmarks.reminders [--due N]``.

Makes 100,000 profiles and 10,000 pairs in a test database of its own, then says how long each kind
of reminder takes with nothing due, how many queries, and how much memory a run with many due needs.
"""

import argparse
import datetime as dt
import gc
import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

# ruff: noqa: E402 -- models can be imported only now
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import ProgramFactory, publish_code_of_conduct
from wagtail_mentoring import (
    get_member_profile_model,
    get_mentee_profile_model,
    get_mentor_profile_model,
)
from wagtail_mentoring.actions.ladder import LADDERS, find_due
from wagtail_mentoring.actions.reminders import RemindAction
from wagtail_mentoring.models import Mentorship, MentorshipRequest, pair_key

PROFILES, PAIRS, DUE = 100_000, 10_000, 5_000
BATCH = 5_000


def tell(words):
    print(words, file=sys.stderr, flush=True)


def make(profiles, pairs):
    """Make a program with so many profiles, half of each role, and so many pairs that are at work."""
    program = ProgramFactory(ladder=True)
    publish_code_of_conduct(program)
    now = timezone.now()
    half = profiles // 2
    since = now - dt.timedelta(days=200)
    users = get_user_model().objects.bulk_create(
        [get_user_model()(username=f"b{n}", email=f"b{n}@example.com") for n in range(profiles)],
        batch_size=BATCH,
    )
    members = get_member_profile_model().objects.bulk_create(
        [
            get_member_profile_model()(
                user=user, name=f"Person {n}", headline="x", membership_state="current"
            )
            for n, user in enumerate(users)
        ],
        batch_size=BATCH,
    )
    roles = []
    for model, own in (
        (get_mentor_profile_model(), members[:half]),
        (get_mentee_profile_model(), members[half:]),
    ):
        roles.append(
            model.objects.bulk_create(
                [
                    model(
                        program=program,
                        member=member,
                        status="active",
                        status_changed_at=since,
                        joined_at=since,
                        open_mentorships=int(n < pairs),
                    )
                    for n, member in enumerate(own)
                ],
                batch_size=BATCH,
            )
        )
    tell(f"{profiles:,} profiles made")
    started = now - dt.timedelta(days=40)
    both = list(zip(*roles, strict=True))[:pairs]
    requests = MentorshipRequest.objects.bulk_create(
        [
            MentorshipRequest(
                program=program,
                mentor=mentor,
                mentee=mentee,
                mentor_member_id=mentor.member_id,
                mentee_member_id=mentee.member_id,
                initiated_by="mentee",
                status="accepted",
                decided_at=started,
                created_at=started,
            )
            for mentor, mentee in both
        ],
        batch_size=BATCH,
    )
    Mentorship.objects.bulk_create(
        [
            Mentorship(
                request=request,
                program=program,
                mentor_id=request.mentor_id,
                mentee_id=request.mentee_id,
                mentor_member_id=request.mentor_member_id,
                mentee_member_id=request.mentee_member_id,
                mentor_slot=1,
                mentee_slot=1,
                open_pair=pair_key(program.pk, request.mentor_member_id, request.mentee_member_id),
                started_at=started,
                last_activity_at=now - dt.timedelta(days=1),
                first_conversation_at=started,
            )
            for request in requests
        ],
        batch_size=BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tell(f"{pairs:,} pairs made")
    return program


def idle(now):
    """Yield (kind, seconds, queries) of a look with nothing due."""
    for kind in LADDERS:
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            found = sum(1 for _one in find_due(now, kind=kind))
        assert not found, (kind, found)
        yield str(kind), round(time.perf_counter() - start, 3), len(queries)


def megabytes():
    """Return what the process holds now; the highest ever would be that of making the people."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


def busy(now, due):
    """Make ``due`` pairs quiet and remind them; return what it took."""
    ids = list(Mentorship.objects.order_by("pk").values_list("pk", flat=True)[:due])
    for start in range(0, len(ids), 500):
        Mentorship.objects.filter(pk__in=ids[start : start + 500]).update(
            last_activity_at=now - dt.timedelta(days=31)
        )
    del ids
    gc.collect()
    count, early, start = 0, None, time.perf_counter()
    for found in find_due(now, kind="quiet"):
        RemindAction(found).execute()
        count += 1
        if count == 200:
            early = megabytes()
    return {
        "due": count,
        "seconds": round(time.perf_counter() - start, 1),
        "megabytes_after_200": early,
        "megabytes_at_the_end": megabytes(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=PROFILES)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--due", type=int, default=DUE)
    options = parser.parse_args()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        make(options.profiles, options.pairs)
        now = timezone.now()
        kinds = [
            {"kind": kind, "seconds": seconds, "queries": queries}
            for kind, seconds, queries in idle(now)
        ]
        result = {
            "database": connection.vendor,
            "profiles": options.profiles,
            "pairs": options.pairs,
            "nothing_due": kinds,
            "many_due": busy(now, options.due),
        }
        print(json.dumps(result, indent=1))
        assert all(one["queries"] <= 10 for one in kinds), kinds
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
