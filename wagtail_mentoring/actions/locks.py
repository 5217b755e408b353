"""Ordered locks (design rule 2): mentor profiles, then mentee profiles, each by primary key, then the pair's row."""

from contextlib import contextmanager

from django.db import connection

from .. import get_mentee_profile_model, get_mentor_profile_model
from ..conf import settings
from ..enums import OPEN_MENTORSHIP_STATUSES
from ..models import Mentorship


class LockSetChanged(Exception):
    """The rows to lock were others than those locked; start again."""


@contextmanager
def bounded_lock_wait():
    """Wait for others at most as long as the settings say (C-08). SQLite has its own timeout."""
    seconds = int(settings.LOCK_TIMEOUT_SECONDS)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{seconds}s'")
        yield
    elif connection.vendor == "mysql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET SESSION innodb_lock_wait_timeout = {seconds}")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET SESSION innodb_lock_wait_timeout = DEFAULT")
    else:
        yield


def lock_profiles(mentor_ids=(), mentee_ids=()):
    """Lock profiles and return ``({pk: mentor}, {pk: mentee})``, read after the lock was granted."""
    return (
        _lock(get_mentor_profile_model(), mentor_ids),
        _lock(get_mentee_profile_model(), mentee_ids),
    )


def _lock(model, ids):
    ids = sorted(set(ids))
    if not ids:
        return {}
    # No join here: it would lock the joined rows as well.
    profiles = {
        row.pk: row for row in model.objects.order_by("pk").filter(pk__in=ids).select_for_update()
    }
    members = {
        member.pk: member
        for member in model._meta.get_field("member")
        .related_model.objects.filter(pk__in={p.member_id for p in profiles.values()})
        .select_related("user")
    }
    programs = {
        program.pk: program
        for program in model._meta.get_field("program")
        .related_model.objects.filter(pk__in={p.program_id for p in profiles.values()})
        .select_related("code_of_conduct", "binding_revision")
    }
    for profile in profiles.values():
        profile.member = members[profile.member_id]
        profile.program = programs[profile.program_id]
    return profiles


def lock_pair(model, pk, mentor_id, mentee_id):
    """Lock both people and then the request or mentorship; return it with both sides attached."""
    mentors, mentees = lock_profiles([mentor_id], [mentee_id])
    pair = model.objects.select_for_update().get(pk=pk)
    pair.mentor, pair.mentee = mentors[mentor_id], mentees[mentee_id]
    pair.program = pair.mentor.program
    pair.mentee.program = pair.program
    pair.mentor_member, pair.mentee_member = pair.mentor.member, pair.mentee.member
    return pair


def taken_slots(profile):
    """Return the numbers of the places taken, read past any snapshot (C-09)."""
    role = profile.role.value
    return set(
        Mentorship.objects.select_for_update()
        .filter(**{role: profile}, status__in=OPEN_MENTORSHIP_STATUSES)
        .order_by("pk")
        .values_list(f"{role}_slot", flat=True)
    )


def first_free_slot(taken):
    """Return the lowest number from one that is not in ``taken``."""
    slot = 1
    while slot in taken:
        slot += 1
    return slot
