"""What the site's accounts mean for mentoring."""

import logging

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_delete

from . import get_member_profile_model
from .actions import RefreshMembershipAction, release_removed_account
from .exceptions import ActionBusy, ActionRefused

logger = logging.getLogger(__name__)


def account_is_removed(sender, instance, **kwargs):
    """An account is about to be deleted: nothing stays open, and nothing of the person stays readable."""
    release_removed_account(instance)


def member_signed_in(sender, user, **kwargs):
    """Whoever renewed their membership is found again as soon as they sign in."""
    member = get_member_profile_model().objects.for_user(user)
    if member is not None:
        action = RefreshMembershipAction(member)
        if action.is_news():
            try:
                action.execute()
            except (ActionBusy, ActionRefused) as error:
                # Nobody stays outside for it; ``mentoring_run_due`` comes back to it.
                logger.info("The membership of member %s was not refreshed: %s", member.pk, error)


def register_signal_handlers():
    pre_delete.connect(
        account_is_removed,
        sender=get_user_model(),
        dispatch_uid="wagtail_mentoring.account_is_removed",
    )
    user_logged_in.connect(member_signed_in, dispatch_uid="wagtail_mentoring.member_signed_in")
