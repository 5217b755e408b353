"""Approve and pause for several profiles at once: the same acts, one after the other (C-15)."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy, ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .. import get_member_profile_model, get_mentee_profile_model, get_mentor_profile_model
from ..models import (
    Criterion,
    FAQEntry,
    MentoringProgram,
    NotificationTemplate,
    ResourceTopic,
    SocietyMeeting,
    Testimonial,
)
from .acts.profiles import ApproveAct, PauseAct, PauseForm
from .bulk_acts import ActsBulkAction


def profile_models():
    return [get_mentor_profile_model(), get_mentee_profile_model()]


class ProfileBulkAction(ActsBulkAction):
    """Base for acts on profiles, for coordinators."""

    @classproperty
    def models(cls):
        return profile_models()

    @classmethod
    def rows(cls, model):
        return model.objects.select_related("program", "member__user")

    def done_to(self, count):
        return ngettext(
            "This is done to one profile:", "This is done to %(count)d profiles:", count
        ) % {"count": count}


class ApproveBulkAction(ProfileBulkAction):
    display_name = gettext_lazy("Approve")
    action_type = "approve"
    aria_label = gettext_lazy("Approve the selected profiles")
    action_priority = 10
    act = ApproveAct()

    def done(self, count):
        return ngettext("%(count)d profile approved.", "%(count)d profiles approved.", count) % {
            "count": count
        }


class PauseBulkAction(ProfileBulkAction):
    display_name = gettext_lazy("Pause")
    action_type = "pause"
    aria_label = gettext_lazy("Pause the selected profiles")
    action_priority = 20
    form_class = PauseForm
    act = PauseAct()

    def done(self, count):
        return ngettext("%(count)d profile paused.", "%(count)d profiles paused.", count) % {
            "count": count
        }


class NoBulkDelete(SnippetBulkAction):
    """Stands where Wagtail's bulk delete would: that one shows names to everybody in the admin."""

    display_name = gettext_lazy("Delete")
    action_type = "delete"
    aria_label = gettext_lazy("Delete")

    @classproperty
    def models(cls):
        editable = [
            MentoringProgram,
            Criterion,
            NotificationTemplate,
            FAQEntry,
            ResourceTopic,
            Testimonial,
            SocietyMeeting,
        ]
        return [*profile_models(), get_member_profile_model(), *editable]

    def dispatch(self, request, *args, **kwargs):
        raise PermissionDenied


PROFILE_ACTIONS = (ApproveBulkAction, PauseBulkAction)
