"""Columns that tell the state of a row at a glance."""

import datetime as dt

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, StatusTagColumn

from ..enums import ProfileStatus, RequestStatus
from ..models import MentoringProgram

#: States that somebody should look at; their tags are dark, all others pale, as Wagtail's own are.
_TO_LOOK_AT = {"pending", "suspended", "on_hold", "queued", "sending", "failed"}


class StatusColumn(StatusTagColumn):
    """The status as a tag."""

    def __init__(self, name="status", **kwargs):
        super().__init__(
            name,
            primary=lambda row: row.status not in _TO_LOOK_AT,
            accessor=kwargs.pop("accessor", "get_status_display"),
            label=kwargs.pop("label", gettext_lazy("Status")),
            sort_key=kwargs.pop("sort_key", "status"),
            **kwargs,
        )


class ProgramColumn(Column):
    """The program; a site with one program never sees it (D18)."""

    def __init__(self, name="program", accessor="program.name", **kwargs):
        super().__init__(
            name,
            accessor=accessor,
            label=kwargs.pop("label", gettext_lazy("Program")),
            sort_key=kwargs.pop("sort_key", "program__name"),
            **kwargs,
        )


def has_several_programs():
    """Return whether the site has more than one program."""
    return MentoringProgram.objects.count() > 1


class ProgramAwareColumns:
    """For list views: leaves out program columns where there is one program."""

    @cached_property
    def columns(self):
        columns = super().columns
        if any(isinstance(column, ProgramColumn) for column in columns):
            if not has_several_programs():
                return [column for column in columns if not isinstance(column, ProgramColumn)]
        return columns


def load(profile):
    """Return how many places are taken, as people read it: “1 of 2”."""
    if profile.limit is None:
        return str(profile.open_mentorships)
    return _("%(taken)d of %(limit)d") % {
        "taken": profile.open_mentorships,
        "limit": profile.limit,
    }


def completeness(profile):
    """Return how complete the profile is; an empty text where nobody has counted yet."""
    if profile.completeness is None:
        return ""
    return _("%(value)d %%") % {"value": profile.completeness}


def listing_state(profile):
    """Return why an active profile is not found by members, or soon will not be; else an empty text."""
    if profile.status != ProfileStatus.ACTIVE:
        return ""
    if reason := profile.unlisted_reason:
        return reason.label
    if profile.hidden_from is None:
        return ""
    days = (profile.hidden_from - timezone.localdate()).days
    return ngettext(
        "Membership ended, hidden in %(count)d day",
        "Membership ended, hidden in %(count)d days",
        days,
    ) % {"count": days}


def days_to_expiry(request):
    """Return the days left until an open request expires; ``None`` when it does not (D8)."""
    days = request.program.request_expiry_days
    if request.status != RequestStatus.PENDING or request.waiting_since or days is None:
        return None
    end = timezone.localtime(request.clock_started_at + dt.timedelta(days=days)).date()
    return max((end - timezone.localdate()).days, 0)


def expiry(request):
    """Return ``days_to_expiry`` in words."""
    days = days_to_expiry(request)
    if days is None:
        return _("On the waiting list") if request.is_waiting else ""
    if days == 0:
        return _("Expires today")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
