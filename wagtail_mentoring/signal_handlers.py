"""What happens elsewhere on the site and means something for mentoring: to accounts, and to words."""

import logging

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils import timezone
from wagtail.search import index
from wagtail.signals import published, unpublished

from . import get_member_profile_model, get_participant_model
from .actions import (
    RefreshMembershipAction,
    erase_from_content,
    release_removed_account,
)
from .actions.enrolled_groups import ensure_group, follow_profile, rename_group
from .actions.saved_searches import follow_merged_choices
from .enums import Role
from .exceptions import ActionBusy, ActionRefused
from .links import FAQ, page_models
from .models import Criterion, FAQEntry, MentoringProgram
from .models.reminders import make_default_ladder
from .signals import choices_merged

logger = logging.getLogger(__name__)


def account_is_removed(sender, instance, **kwargs):
    """An account is about to be deleted: nothing stays open, and nothing of the person stays readable."""
    release_removed_account(instance)


def member_is_erased(sender, instance, **kwargs):
    """A member is about to be deleted: nothing of the person stays in editors' content."""
    erase_from_content(instance, timezone.now())


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


def choices_became_one(sender, instance, source_ids, target, **kwargs):
    """What members look for follows the choices."""
    follow_merged_choices(instance, source_ids, target)


def entry_is_shown_or_gone(sender, instance, **kwargs):
    """The site's search finds FAQ pages by the words of their questions: they have changed."""
    transaction.on_commit(lambda: index_faq_pages(instance.program_id))


def index_faq_pages(program_id=None):
    """Put the FAQ pages of a program, or of all, into the search index again."""
    for model in page_models(FAQ):
        pages = model.objects.live()
        for page in pages.filter(program=program_id) if program_id else pages:
            index.insert_or_update_object(page)


def questions_changed(sender, instance, **kwargs):
    """Another question makes every profile less or more complete; ``mentoring_run_due`` counts them anew (F9)."""
    MentoringProgram.objects.filter(pk=instance.program_id).update(completeness_counted_at=None)


def program_made(sender, instance, created, raw=False, **kwargs):
    """A new program begins with the usual ladder of reminders."""
    if created and not raw:
        make_default_ladder(instance)


def program_is_saved(sender, instance, created, raw=False, **kwargs):
    """Page privacy offers the group of those who take part from the start, under the program's name."""
    if raw:
        return
    if created:
        ensure_group(instance)
    elif kwargs.get("update_fields") is None and instance.enrolled_group_id:
        rename_group(instance)


def program_is_gone(sender, instance, **kwargs):
    Group.objects.filter(pk=instance.enrolled_group_id).delete()


def participant_is_made(sender, instance, created, raw=False, **kwargs):
    """Somebody who was brought in by an import or by hand takes part like others."""
    if created and not raw and instance.is_enrolled:
        follow_profile(instance)


def register_signal_handlers():
    post_save.connect(
        program_made, sender=MentoringProgram, dispatch_uid="wagtail_mentoring.program_made"
    )
    post_save.connect(
        program_is_saved,
        sender=MentoringProgram,
        dispatch_uid="wagtail_mentoring.program_is_saved",
    )
    post_delete.connect(
        program_is_gone, sender=MentoringProgram, dispatch_uid="wagtail_mentoring.program_is_gone"
    )
    for role in Role:
        post_save.connect(
            participant_is_made,
            sender=get_participant_model(role),
            dispatch_uid=f"wagtail_mentoring.participant_is_made.{role}",
        )
    for signal in (post_save, post_delete):
        signal.connect(
            questions_changed,
            sender=Criterion,
            dispatch_uid="wagtail_mentoring.questions_changed",
        )
    for signal in (published, unpublished, post_delete):
        signal.connect(
            entry_is_shown_or_gone,
            sender=FAQEntry,
            dispatch_uid="wagtail_mentoring.entry_is_shown_or_gone",
        )
    choices_merged.connect(choices_became_one, dispatch_uid="wagtail_mentoring.choices_became_one")
    pre_delete.connect(
        account_is_removed,
        sender=get_user_model(),
        dispatch_uid="wagtail_mentoring.account_is_removed",
    )
    pre_delete.connect(
        member_is_erased,
        sender=get_member_profile_model(),
        dispatch_uid="wagtail_mentoring.member_is_erased",
    )
    user_logged_in.connect(member_signed_in, dispatch_uid="wagtail_mentoring.member_signed_in")
