"""Ordered locks (design rule 2): mentor profiles, then mentee profiles, each by primary key, then the pair's row."""

from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from .. import get_mentee_profile_model, get_mentor_profile_model
from ..conf import settings
from ..enums import OPEN_MENTORSHIP_STATUSES
from ..models import Mentorship


class LockSetChanged(Exception):
    """The rows to lock were others than those locked; start again."""


#: What PostgreSQL (SQLSTATE) and MariaDB or MySQL (error number) call a deadlock.
DEADLOCK_CODES = {"40P01", 1213}


def is_deadlock(error):
    """Return whether the database ended this transaction so that another could go on."""
    cause = error.__cause__
    return bool(
        DEADLOCK_CODES & {getattr(cause, "sqlstate", None), *getattr(cause, "args", ())[:1]}
    )


@contextmanager
def atomic_with_bounded_wait():
    """A transaction that waits for others at most as long as the settings say (C-08). SQLite has its own timeout."""
    seconds = int(settings.LOCK_TIMEOUT_SECONDS)
    if connection.vendor == "mysql":
        with _innodb_wait(seconds), transaction.atomic():
            yield
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{seconds}s'")
        yield


@contextmanager
def _innodb_wait(seconds):
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION innodb_lock_wait_timeout = {seconds}")
    try:
        yield
    finally:
        # A deadlock inside a request-wide transaction leaves a connection that takes no statement any more.
        with suppress(DatabaseError, TransactionManagementError), connection.cursor() as cursor:
            cursor.execute("SET SESSION innodb_lock_wait_timeout = DEFAULT")


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


def compare_and_set(instance, sources, values):
    """Write ``values`` if the row's status is still one of ``sources``, and return whether it was.

    The row is locked by its key, compared, and written by its key: with the
    status among the conditions of the UPDATE, MariaDB may walk an index over
    the rows of others and deadlock. ``instance`` gets the new values, or the
    real status.
    """
    rows = type(instance).objects.filter(pk=instance.pk)
    status = rows.select_for_update().values_list("status", flat=True).get()
    if status not in sources:
        instance.status = status
        return False
    rows.update(**values)
    for name, value in values.items():
        setattr(instance, name, value)
    return True


def taken_slots(profile):
    """Return the numbers of the places that the locked ``profile`` has taken.

    The counter on the locked row is never older than the lock. Where the plain
    read disagrees, it came from a snapshot taken before, and is repeated as a
    locking one (C-09). Not always a locking one: on a small table MariaDB would
    wait for rows of others on its way, and deadlock.
    """
    role = profile.role.value
    mentorships = Mentorship.objects.filter(
        **{role: profile}, status__in=OPEN_MENTORSHIP_STATUSES
    ).values_list(f"{role}_slot", flat=True)
    slots = set(mentorships)
    if len(slots) != profile.open_mentorships:
        slots = set(mentorships.order_by("pk").select_for_update())
    return slots


def first_free_slot(taken):
    """Return the lowest number from one that is not in ``taken``."""
    slot = 1
    while slot in taken:
        slot += 1
    return slot
