"""What people write about themselves. The audit log names the fields, never their values."""

from .. import get_member_profile_model
from ..enums import Role
from .base import MentoringAction
from .completeness import count_completeness, lock_profiles_of
from .enrollment import SaveAnswersAction
from .pairs import promote_waiting


def changeable(model, without=()):
    """Return the names of the fields a form may fill: editable ones that do not say whose row it is."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in without
    }


def assign(instance, values, allowed):
    """Set the changed ones of ``values`` on ``instance`` and return their names."""
    changed = [
        name
        for name, value in values.items()
        if name in allowed and getattr(instance, name) != value
    ]
    for name in changed:
        setattr(instance, name, values[name])
    return changed


def replace_rows(member, name, rows):
    """Let ``rows`` be all of a person's ``positions`` or ``educations``; return whether they were others.

    The present and the newest come first.
    """
    # A row without an end goes on until now.
    rows = sorted(
        rows, key=lambda row: (-(row.get("end_year") or 9999), -(row.get("start_year") or 0))
    )
    manager = getattr(member, name)
    earlier = list(manager.all())
    if len(earlier) == len(rows) and all(
        getattr(old, field) == value
        for old, row in zip(earlier, rows, strict=True)
        for field, value in row.items()
    ):
        return False
    model = manager.model
    model.objects.filter(member=member).delete()
    model.objects.bulk_create(
        model(member=member, sort_order=order, **row) for order, row in enumerate(rows)
    )
    return True


class MemberAction(MentoringAction):
    """Base for changes of a person. The person or a coordinator makes them.

    What is written is ``change()``; how complete the person's profiles are is counted after it.
    """

    def __init__(self, member, *, actor=None):
        super().__init__(actor=actor)
        self.member = member

    def lock(self):
        self.profiles = lock_profiles_of(self.member)
        self.member = get_member_profile_model().objects.select_for_update().get(pk=self.member.pk)

    def refusals(self):
        return self.rules.can_edit_member(self.actor, self.member)

    def write(self):
        self.change()
        for profile in self.profiles:
            profile.member = self.member
        count_completeness(self.profiles, self.rules)
        return self.member

    def change(self):
        """Change the person's data."""
        raise TypeError(f"{type(self).__name__} does not say what to write.")

    def log_change(self, **data):
        on_behalf = self.actor is not None and self.actor.pk != self.member.user_id
        self.log(self.member, on_behalf_of=str(self.member.uuid) if on_behalf else "", **data)


class SavePersonAction(MemberAction):
    """Store the given fields of the person (R17, R19). Returns the member."""

    event = "member.edit"

    def __init__(self, member, values, *, actor=None):
        super().__init__(member, actor=actor)
        self.values = values

    def change(self):
        allowed = changeable(type(self.member), without={"user", "picture"})
        changed = assign(self.member, self.values, allowed)
        if changed:
            self.member.save(update_fields=[*changed, "updated_at"])
            self.log_change(fields=sorted(changed))


class SaveHistoryAction(MemberAction):
    """Store education and positions, replacing the earlier rows. The present and the newest come first.

    ``educations`` and ``positions`` are lists of dictionaries of field values.
    """

    event = "member.history"

    def __init__(self, member, *, educations, positions, actor=None):
        super().__init__(member, actor=actor)
        self.rows = {"educations": educations, "positions": positions}

    def change(self):
        changed = [replace_rows(self.member, name, rows) for name, rows in self.rows.items()]
        if any(changed):
            self.member = get_member_profile_model().objects.get(pk=self.member.pk)
            self.member.save(update_fields=["updated_at"])
            self.log_change()


class SaveRoleAction(SaveAnswersAction):
    """Store what somebody says of a role, together with their answers (R25).

    ``values`` are fields of the profile, such as ``capacity`` and ``terms``. A
    mentor who takes more mentees than before gives those places to the waiting list.
    """

    event = "profile.edit"

    def __init__(self, profile, values, **kwargs):
        super().__init__(profile, **kwargs)
        self.values = values

    def refusals(self):
        refusals = super().refusals()
        if self.profile.role is Role.MENTOR and "capacity" in self.values:
            refusals += self.rules.can_set_capacity(self.profile, self.values["capacity"])
        if {"available_from", "available_until"} & self.values.keys():
            window = [
                self.values.get(name, getattr(self.profile, name))
                for name in ("available_from", "available_until")
            ]
            refusals += self.rules.can_set_window(self.profile, *window)
        return refusals

    def write(self):
        before = getattr(self.profile, "capacity", None)
        allowed = changeable(type(self.profile), without={"program", "member"})
        changed = assign(self.profile, self.values, allowed)
        if changed:
            self.profile.save(update_fields=[*changed, "updated_at"])
        super().write()
        if "capacity" in changed and self.profile.capacity > before and self.profile.is_enrolled:
            promote_waiting(self, self.profile)
        return self.profile
