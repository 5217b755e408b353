"""The landing page knows who is looking."""

from django.utils.translation import gettext as _

from .. import get_member_profile_model, get_participant_model
from ..enums import ProfileStatus, Role
from ..rules import get_rules


def call_to_action(program, user, links):
    """Return ``{"text", "label", "url"}``: the one next step for whoever looks at the front page."""
    if not user.is_authenticated:
        return {
            "text": _("Mentoring is for members. Sign in to take part."),
            "label": _("Sign in and enroll"),
            "url": links.url("enrollment"),
        }
    member = get_member_profile_model().objects.for_user(user)
    profiles = []
    if member is not None:
        for role in Role:
            profiles += get_participant_model(role).objects.filter(member=member, program=program)
    status = {profile.status for profile in profiles}
    if ProfileStatus.PAUSED in status and ProfileStatus.ACTIVE not in status:
        return {
            "text": _("You are taking a break at the moment."),
            "label": _("Go to my mentoring"),
            "url": links.url("desk"),
        }
    if status & {ProfileStatus.ACTIVE, ProfileStatus.PAUSED, ProfileStatus.SUSPENDED}:
        return {
            "text": _("You take part in this program."),
            "label": _("Go to my mentoring"),
            "url": links.url("desk"),
        }
    if ProfileStatus.PENDING in status:
        return {
            "text": _("Your enrollment has been sent and waits for approval."),
            "label": _("See my enrollment"),
            "url": links.url("desk"),
        }
    if ProfileStatus.DRAFT in status:
        return {
            "text": _("You have begun to enroll. What you wrote is saved."),
            "label": _("Go on with my enrollment"),
            "url": links.url("enrollment"),
        }
    refusals = get_rules().can_enroll(user, program, Role.MENTEE)
    if refusals:
        return {"text": refusals[0].message, "label": "", "url": ""}
    return {
        "text": _("Become a mentor, find one, or both."),
        "label": _("Enroll now"),
        "url": links.url("enrollment"),
    }
