"""What the site's accounts mean for mentoring."""

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_delete

from . import get_member_profile_model
from .actions import RefreshMembershipAction, release_removed_account


def account_is_removed(sender, instance, **kwargs):
    """An account is about to be deleted: nothing stays open, and nothing of the person stays readable."""
    release_removed_account(instance)


def member_signed_in(sender, user, **kwargs):
    """Whoever renewed their membership is found again as soon as they sign in."""
    member = get_member_profile_model().objects.for_user(user)
    if member is not None:
        action = RefreshMembershipAction(member)
        if action.is_news():
            action.execute()


def register_signal_handlers():
    pre_delete.connect(
        account_is_removed,
        sender=get_user_model(),
        dispatch_uid="wagtail_mentoring.account_is_removed",
    )
    user_logged_in.connect(member_signed_in, dispatch_uid="wagtail_mentoring.member_signed_in")
