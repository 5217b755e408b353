"""Meetings of two people, and the private calendar of each."""

import datetime as dt
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View

from .. import get_participant_model
from ..actions import (
    CancelMeetingAction,
    MoveMeetingAction,
    PlanMeetingAction,
    RenewCalendarFeedAction,
    StopCalendarFeedAction,
)
from ..enums import ENROLLED_PROFILE_STATUSES, Role
from ..forms.base import NothingForm
from ..forms.pair_meetings import MeetingForm
from ..links import base_url
from ..models import CalendarFeed, PairMeeting
from ..notifications.calendars import download, feed, when_in_words
from ..notifications.recipients import known_zone, supported_language
from .base import ActionView, ProgramTemplateView, ProgramView
from .pair_forms import OneMentorshipMixin, PairFormView
from .people import day

#: How long the feed keeps meetings that are over.
FEED_DAYS = 90
#: The latest meetings, of which the page of the two shows those to come.
MEETINGS_READ = 50
#: Meetings that are over, shown on the page of the two.
PAST_SHOWN = 3


def zone_name(zone):
    return str(zone).replace("_", " ")


def time_for(meeting, member):
    """Return when ``meeting`` begins for ``member``: "Tue 8 a.m. (Pacific/Auckland)", or "" in the reader's own zone."""
    zone = known_zone(member.time_zone)
    there = meeting.starts_at.astimezone(zone)
    here = timezone.localtime(meeting.starts_at)
    if there.utcoffset() == here.utcoffset() or not member.time_zone:
        return ""
    return _("For %(name)s: %(weekday)s, %(time)s (%(zone)s)") % {
        "name": member.name,
        "weekday": formats.date_format(there, "l"),
        "time": formats.time_format(there),
        "zone": zone_name(zone),
    }


def meeting_row(view, meeting):
    """Return what ``elements/meeting_row.html`` shows of ``meeting``."""
    row = {
        "title": _("You and %(name)s") % {"name": view.other.member.name},
        "starts": timezone.localtime(meeting.starts_at),
        "ends": timezone.localtime(meeting.ends_at),
        "when": when_in_words(meeting),
        "note": time_for(meeting, view.other.member),
        "place": meeting.place,
        "link": meeting.link,
        "link_label": _("Call %(number)s") % {"number": meeting.link[4:]}
        if meeting.link.lower().startswith("tel:")
        else "",
        "agenda": meeting.agenda,
        "actions": [],
    }
    if view.item.is_open and meeting.starts_at > timezone.now():
        row["actions"] = [
            {"label": label, "url": view.links.url(name, uuid=view.item.uuid, meeting=meeting.uuid)}
            for label, name in (
                (_("Change"), "desk_mentorship_meeting"),
                (_("Cancel"), "desk_mentorship_meeting_cancel"),
                (_("Add to my calendar"), "desk_mentorship_meeting_file"),
            )
        ]
    return row


def meeting_rows(view):
    """Return ``(to come, over)``, the next and the last ones. One query."""
    now = timezone.now()
    latest = list(view.item.meetings.planned().order_by("-starts_at", "-pk")[:MEETINGS_READ])
    to_come = [one for one in reversed(latest) if one.ends_at > now and view.item.is_open]
    over = [one for one in latest if one.ends_at <= now]
    return (
        [meeting_row(view, meeting) for meeting in to_come],
        [meeting_row(view, meeting) for meeting in over[:PAST_SHOWN]],
    )


class PlanMeetingView(PairFormView):
    form_name = "meeting"
    form_class = MeetingForm
    refusal_fields = {"meeting_past": "day", "meeting_far": "day", "meeting_twice": "time"}
    anchor = "#meetings"

    def get_refusals(self):
        return self.rules.can_plan_meeting(self.item, self.own)

    @cached_property
    def zone(self):
        """The reader's own time zone, or the site's."""
        return known_zone(self.own.member.time_zone)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "zone": self.zone,
            "zone_name": zone_name(self.zone),
            "other_time": self.other_time(),
        }

    def other_time(self):
        """Say how much earlier or later it is for the other one now, where that is known."""
        if not self.other.member.time_zone:
            return ""
        now = timezone.now()
        ahead = (
            now.astimezone(known_zone(self.other.member.time_zone)).utcoffset()
            - now.astimezone(self.zone).utcoffset()
        )
        if not ahead:
            return self.named(_("%(name)s has the same time."))
        hours = formats.number_format(Decimal(f"{abs(ahead) / dt.timedelta(hours=1):g}"))
        words = {"name": self.other.member.name, "hours": hours}
        if ahead > dt.timedelta(0):
            return _("For %(name)s it is %(hours)s hours later.") % words
        return _("For %(name)s it is %(hours)s hours earlier.") % words

    def terms(self, form):
        data = form.cleaned_data
        return {
            "starts_at": data["starts_at"],
            "minutes": data["minutes"],
            "time_zone": str(self.zone),
            "place": data["place"],
            "link": data["link"],
            "agenda": data["agenda"],
        }

    def get_action(self, form=None):
        return PlanMeetingAction(self.item, self.own, actor=self.request.user, **self.terms(form))

    @property
    def success_message(self):
        return _("Planned. Both of you get a mail with the entry for your calendars.")

    def get_title(self):
        return self.named(_("Plan a meeting with %(name)s"))

    def get_words(self):
        return {
            "submit_label": _("Plan the meeting"),
            "next_steps": [
                self.named(
                    _(
                        "%(name)s and you get a mail, each with your own time, and an entry for your calendar."
                    )
                ),
                _("Each of you can move or cancel it; the calendars follow."),
            ],
        }


class OneMeetingMixin:
    read_again = (*PairFormView.read_again, "meeting")

    @cached_property
    def meeting(self):
        return get_object_or_404(PairMeeting, mentorship=self.item, uuid=self.kwargs["meeting"])

    def get_refusals(self):
        return self.rules.can_change_meeting(self.item, self.own, self.meeting)


class MoveMeetingView(OneMeetingMixin, PlanMeetingView):
    def get_initial(self):
        start = self.meeting.starts_at.astimezone(self.zone)
        return {
            "day": start.date(),
            "time": start.time(),
            "minutes": self.meeting.minutes,
            "place": self.meeting.place,
            "link": self.meeting.link,
            "agenda": self.meeting.agenda,
            **super().get_initial(),
        }

    def get_keep(self):
        return f"meeting-{self.meeting.uuid}"

    def get_action(self, form=None):
        return MoveMeetingAction(
            self.item, self.own, self.meeting, actor=self.request.user, **self.terms(form)
        )

    @property
    def success_message(self):
        return _("Changed. Both of you get a mail, and the calendars follow.")

    def get_title(self):
        return self.named(_("Change your meeting with %(name)s"))

    def get_words(self):
        return {**super().get_words(), "submit_label": _("Save the change")}


class CancelMeetingView(OneMeetingMixin, PairFormView):
    form_name = "cancel_meeting"
    form_class = NothingForm
    submit_variant = "danger"
    anchor = "#meetings"

    def get_action(self, form=None):
        return CancelMeetingAction(self.item, self.own, self.meeting, actor=self.request.user)

    @property
    def success_message(self):
        return _("Canceled. Both of you get a mail, and it goes out of the calendars.")

    def get_title(self):
        return self.named(_("Cancel your meeting with %(name)s"))

    def get_words(self):
        return {
            "act_lead": when_in_words(self.meeting),
            "submit_label": _("Cancel the meeting"),
            "cancel_label": _("Keep it"),
            "keep": "",
            "next_steps": [
                self.named(_("%(name)s gets a mail, and the meeting goes out of both calendars.")),
                _("You can plan another one at once."),
            ],
        }


def calendar_response(text, name):
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class MeetingFileView(OneMentorshipMixin, ProgramView):
    """The meeting as a file, for calendars that read no mails."""

    def get(self, request, *args, **kwargs):
        meeting = get_object_or_404(
            PairMeeting.objects.planned(), mentorship=self.item, uuid=self.kwargs["meeting"]
        )
        meeting.mentorship = self.item
        return calendar_response(download(meeting, self.own), "meeting")


# The private calendar


class CalendarView(ProgramTemplateView):
    """How to see all meetings in one's own calendar."""

    template_name = "wagtail_mentoring/desk/calendar.html"

    def get_context_data(self, **kwargs):
        found = CalendarFeed.objects.filter(member=self.member).first() if self.member else None
        title = _("My calendar")
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=[
                {"label": _("My mentoring"), "url": self.links.url("desk")},
                {"label": title},
            ],
            feed_url=base_url()
            + reverse("wagtail_mentoring:calendar_feed", kwargs={"token": found.token})
            if found
            else "",
            renewed_on=day(found.renewed_at) if found else "",
            renew_url=self.links.url("desk_calendar_renew"),
            stop_url=self.links.url("desk_calendar_stop"),
            **kwargs,
        )


class _CalendarButton(ActionView):
    def post(self, request, *args, **kwargs):
        if self.member is None:
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_success_url(self):
        return self.links.url("desk_calendar")


class RenewCalendarView(_CalendarButton):
    def get_action(self):
        self.had_one = CalendarFeed.objects.filter(member=self.member).exists()
        return RenewCalendarFeedAction(self.member, actor=self.request.user)

    @property
    def success_message(self):
        if self.had_one:
            return _("Here is your new address. The one you had does not work any more.")
        return _("Here is your address.")


class StopCalendarView(_CalendarButton):
    def get_action(self):
        return StopCalendarFeedAction(self.member, actor=self.request.user)

    @property
    def success_message(self):
        return _("The address does not work any more.")


class CalendarFeedView(View):
    """A member's meetings for their calendar. The address is the key: nobody signs in here.

    It answers nobody any more once it was renewed or ended, the account is not active, or the member takes
    part in no program.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request, token):
        found = (
            CalendarFeed.objects.filter(token=token, member__user__is_active=True)
            .select_related("member")
            .first()
        )
        if found is None or not self.takes_part(found.member):
            raise Http404
        since = timezone.now() - dt.timedelta(days=FEED_DAYS)
        meetings = PairMeeting.objects.in_feed_of(found.member).filter(starts_at__gt=since)
        with override(supported_language(found.member.language)):
            response = calendar_response(feed(found.member, meetings), "mentoring")
        patch_cache_control(response, private=True, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def takes_part(self, member):
        return any(
            get_participant_model(role)
            .objects.filter(member=member, status__in=ENROLLED_PROFILE_STATUSES)
            .exists()
            for role in Role
        )
