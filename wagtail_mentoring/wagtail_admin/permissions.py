"""Who may do what in the admin.

The permissions are Django's, given to groups in Settings → Groups. A policy is
always set *and* registered: Wagtail 7.4 lets everybody in where there is none.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from wagtail.permission_policies import ModelPermissionPolicy

from ..compat import register_permission_policy

EXPORT = "wagtail_mentoring.export_participants"
RESEND = "wagtail_mentoring.resend_notification"

#: What nobody does by hand, superusers included, to people and to records of what happened (F84, F85).
BY_HAND = frozenset({"add", "change", "delete"})


class RecordPolicy(ModelPermissionPolicy):
    """For people and records: staff look, and act through buttons; nobody adds, edits or deletes."""

    def user_has_permission(self, user, action):
        return action not in BY_HAND and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(set(actions) - BY_HAND)


def policy_for(model, *, is_record):
    """Return a registered permission policy for ``model``."""
    policy = (RecordPolicy if is_record else ModelPermissionPolicy)(model)
    register_permission_policy(model, policy)
    return policy


def can_view(user, model):
    """Return whether ``user`` may read the rows of ``model`` in the admin."""
    meta = model._meta
    return user.has_perm(f"{meta.app_label}.view_{meta.model_name}")


def valid_keys(model, texts):
    """Return those of ``texts`` that can be a primary key of ``model``, as such."""
    keys = []
    for text in texts:
        # A number that no database takes is an error there, not merely unknown.
        with suppress(ValidationError, ValueError):
            key = model._meta.pk.to_python(text)
            if not isinstance(key, int) or 0 < key < 2**63:
                keys.append(key)
    return keys
