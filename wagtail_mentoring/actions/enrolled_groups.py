"""Who takes part, as a group of accounts that page privacy knows (docs/how-to/restricted-pages.md).

A page restricted to the group "Enrolled in …" is kept from others by Wagtail itself: served pages,
``public()``, sitemaps, the API, and documents in a restricted collection. Joining and leaving the
group is part of the transaction that lets somebody in or out; ``mentoring_run_due`` takes out those
whose membership has ended, and mends what was changed by hand.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..enums import Role
from ..models import MentoringProgram
from .base import MentoringAction


def takes_part(program, role, **about):
    """Return the profiles of ``role`` whose people are in the group: enrolled, paused too, and members (R6, D14)."""
    profiles = get_participant_model(role).objects.filter(program=program, **about)
    return profiles.enrolled().with_membership()


def ensure_group(program):
    """Return the group of ``program``; it is made where there is none."""
    if program.enrolled_group_id is None:
        with transaction.atomic():
            group = Group.objects.create(name=_free_name(program))
            MentoringProgram.objects.filter(pk=program.pk).update(enrolled_group=group)
        program.enrolled_group = group
    return program.enrolled_group


def rename_group(program):
    """Let the group's name follow the program's."""
    name = _free_name(program)
    Group.objects.filter(pk=program.enrolled_group_id).exclude(name=name).update(name=name)


def _free_name(program):
    # Stored once for all, so in the language of the site.
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Enrolled in %(program)s") % {"program": program.name}
    name = name[:150]
    others = Group.objects.exclude(pk=program.enrolled_group_id)
    return f"{name[:85]} ({program.slug})" if others.filter(name=name).exists() else name


def follow_profile(profile):
    """Let the group follow one person who has just been let in or out."""
    user = profile.member.user
    if user is None:
        return
    group = ensure_group(profile.program)
    if any(takes_part(profile.program, role, member=profile.member_id).exists() for role in Role):
        user.groups.add(group)
    else:
        user.groups.remove(group)


def _memberships(group):
    """Return the rows that put somebody into ``group``, and the name of the account's column in them."""
    field = get_user_model()._meta.get_field("groups")
    return field.remote_field.through.objects.filter(group=group), f"{field.m2m_field_name()}_id"


def find_strays(program):
    """Return ``(accounts missing from the group, accounts wrongly in it)`` as two sets of primary keys."""
    if program.enrolled_group_id is None:
        return set(), set()
    rows, user = _memberships(program.enrolled_group_id)
    missing = set()
    for role in Role:
        inside = rows.filter(**{user: OuterRef("member__user")})
        found = takes_part(program, role, member__user__isnull=False).exclude(Exists(inside))
        missing.update(found.order_by().values_list("member__user", flat=True))
    strangers = rows
    for role in Role:
        strangers = strangers.exclude(
            Exists(takes_part(program, role, member__user=OuterRef(user)).order_by())
        )
    return missing, set(strangers.values_list(user, flat=True))


class FollowEnrolledAction(MentoringAction):
    """Put the group of a program right: in those who take part, out all others."""

    event = "program.follow_enrolled"

    def __init__(self, program, *, actor=None):
        super().__init__(actor=actor)
        self.program = program

    def write(self):
        group = ensure_group(self.program)
        missing, strangers = find_strays(self.program)
        rows, user = _memberships(group)
        rows.model.objects.bulk_create(
            [rows.model(group=group, **{user: pk}) for pk in sorted(missing)],
            batch_size=500,
            ignore_conflicts=True,
        )
        for pk in sorted(strangers):
            rows.filter(**{user: pk}).delete()
        self.did_something = bool(missing or strangers)
        return missing, strangers
