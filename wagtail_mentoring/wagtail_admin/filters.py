"""Filters of the lists."""

import datetime as dt

import django_filters as filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from ..enums import (
    MembershipState,
    MentorshipStatus,
    NotificationStatus,
    ProfileStatus,
    RequestStatus,
    Role,
)
from ..events import event_choices
from ..models import MentoringProgram
from .columns import has_several_programs


def account_email(path):
    """Return the lookups for the e-mail address of the account at ``path``; none where accounts have no such field."""
    name = get_user_model().get_email_field_name()
    fields = {field.name for field in get_user_model()._meta.get_fields()}
    return [f"{path}__{name}"] if name in fields else []


def statuses(choices, label=_("Status")):
    return filters.MultipleChoiceFilter(
        label=label, field_name="status", choices=choices, widget=forms.CheckboxSelectMultiple
    )


def days(field, label):
    return filters.DateFromToRangeFilter(
        field_name=field, label=label, widget=DateRangePickerWidget
    )


class ProgramFilterSet(WagtailFilterSet):
    """Has a program filter, but only where there are several programs (D18)."""

    program = filters.ModelChoiceFilter(
        label=_("Program"), queryset=lambda request: MentoringProgram.objects.all()
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_several_programs():
            del self.filters["program"]


def regions(model, path):
    """Return the regions that rows of ``model`` have."""
    values = model._default_manager.exclude(**{path: ""}).order_by(path)
    return [(value, value) for value in values.values_list(path, flat=True).distinct()]


class RegionMixin:
    """Fills the filter ``region`` with the regions there are; without any it is left out."""

    region_path = "member__region"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        found = regions(self._meta.model, self.region_path)
        if found:
            self.filters["region"].extra["choices"] = found
        else:
            del self.filters["region"]


FREE, FULL, IDLE = "free", "full", "none"
LOADS = [
    (FREE, _("Has a free place")),
    (FULL, _("Full")),
    (IDLE, _("Works with nobody")),
]
FOUND, HIDDEN, LAPSING = "found", "hidden", "lapsing"
INCOMPLETE, OVER, LATER = "incomplete", "over", "later"
VISIBILITIES = [
    (FOUND, _("Found by members")),
    (LAPSING, _("Membership ended, still within its grace")),
    (HIDDEN, _("Hidden because the membership ended")),
    (INCOMPLETE, _("Not yet found: profile not complete enough")),
    (OVER, _("Hidden: the last day they gave has passed")),
    (LATER, _("Free only from a day to come")),
]


def participant_filters(participant_model):
    """Return the filter set for profiles of ``participant_model``."""

    class ParticipantFilterSet(RegionMixin, ProgramFilterSet):
        status = statuses(ProfileStatus.choices)
        load = filters.ChoiceFilter(label=_("Load"), choices=LOADS, method="filter_load")
        visibility = filters.ChoiceFilter(
            label=_("Visibility"), choices=VISIBILITIES, method="filter_visibility"
        )
        membership = filters.MultipleChoiceFilter(
            label=_("Membership"),
            field_name="member__membership_state",
            choices=MembershipState.choices,
            widget=forms.CheckboxSelectMultiple,
        )
        region = filters.ChoiceFilter(label=_("Region"), field_name="member__region")
        joined_at = days("joined_at", _("Joined"))
        status_changed_at = days("status_changed_at", _("Status since"))

        class Meta:
            model = participant_model
            fields = []

        def filter_load(self, queryset, name, value):
            if value == IDLE:
                return queryset.filter(open_mentorships=0)
            if self._meta.model.role is Role.MENTOR:
                limit = Least(F("capacity"), F("program__mentor_capacity_ceiling"))
                full = Q(open_mentorships__gte=limit)
            else:
                full = Q(
                    program__mentee_max_mentors__isnull=False,
                    open_mentorships__gte=F("program__mentee_max_mentors"),
                )
            return queryset.filter(full) if value == FULL else queryset.exclude(full)

        def filter_visibility(self, queryset, name, value):
            today = timezone.localdate()
            if value == FOUND:
                return queryset.listed(today)
            if value == HIDDEN:
                return queryset.filter(hidden_from__lte=today)
            if value == INCOMPLETE:
                return queryset.filter(
                    completeness__lt=F("program__completeness_threshold"),
                    status=ProfileStatus.ACTIVE,
                )
            if value == OVER:
                return queryset.filter(available_until__lt=today)
            if value == LATER:
                return queryset.filter(available_from__gt=today)
            return queryset.filter(hidden_from__gt=today)

    return ParticipantFilterSet


MAIL_FAILS = "fails"


def member_filters(member_model):
    """Return the filter set for people."""

    class MemberFilterSet(RegionMixin, WagtailFilterSet):
        region_path = "region"

        membership_state = filters.MultipleChoiceFilter(
            label=_("Membership"),
            choices=MembershipState.choices,
            widget=forms.CheckboxSelectMultiple,
        )
        region = filters.ChoiceFilter(label=_("Region"))
        mail = filters.ChoiceFilter(
            label=_("Mail"), choices=[(MAIL_FAILS, _("Comes back"))], method="filter_mail"
        )
        created_at = days("created_at", _("Here since"))

        def filter_mail(self, queryset, name, value):
            return queryset.with_failing_mail()

        class Meta:
            model = member_model
            fields = []

    return MemberFilterSet


WAITING_ANSWER, WAITING_PLACE, EXPIRING = "answer", "place", "expiring"
REQUEST_STATES = [
    (WAITING_ANSWER, _("Waits for an answer")),
    (EXPIRING, _("Expires within seven days")),
    (WAITING_PLACE, _("On the waiting list")),
]
SOON = dt.timedelta(days=7)


def expiring(queryset, within=SOON):
    """Return the open requests of ``queryset`` that expire within this time (D8)."""
    limit = timezone.now() + within
    due = Q()
    # The days are each program's own; there are few programs.
    for program in MentoringProgram.objects.exclude(request_expiry_days=None):
        started = limit - dt.timedelta(days=program.request_expiry_days)
        due |= Q(program=program, clock_started_at__lte=started)
    if not due:
        return queryset.none()
    return queryset.filter(due, status=RequestStatus.PENDING, waiting_since__isnull=True)


def request_filters(request_model):
    """Return the filter set for requests."""

    class RequestFilterSet(RegionMixin, ProgramFilterSet):
        region_path = "mentee_member__region"

        status = statuses(RequestStatus.choices)
        waits = filters.ChoiceFilter(
            label=_("Waits"), choices=REQUEST_STATES, method="filter_waits"
        )
        initiated_by = filters.ChoiceFilter(label=_("Asked by the"), choices=Role.choices)
        region = filters.ChoiceFilter(
            label=_("Region of the mentee"), field_name="mentee_member__region"
        )
        created_at = days("created_at", _("Sent"))
        decided_at = days("decided_at", _("Decided"))

        class Meta:
            model = request_model
            fields = []

        def filter_waits(self, queryset, name, value):
            if value == EXPIRING:
                return expiring(queryset)
            return queryset.filter(
                status=RequestStatus.PENDING, waiting_since__isnull=value == WAITING_ANSWER
            )

    return RequestFilterSet


def mentorship_filters(mentorship_model):
    """Return the filter set for mentorships."""

    class MentorshipFilterSet(RegionMixin, ProgramFilterSet):
        region_path = "mentee_member__region"

        status = statuses(MentorshipStatus.choices)
        first_conversation = filters.ChoiceFilter(
            label=_("First conversation"),
            choices=[("held", _("Held")), ("due", _("Not held yet"))],
            method="filter_first_conversation",
        )
        region = filters.ChoiceFilter(
            label=_("Region of the mentee"), field_name="mentee_member__region"
        )
        started_at = days("started_at", _("Started"))
        ended_at = days("ended_at", _("Over since"))

        class Meta:
            model = mentorship_model
            fields = []

        def filter_first_conversation(self, queryset, name, value):
            return queryset.filter(first_conversation_at__isnull=value == "due")

    return MentorshipFilterSet


def notification_filters(notification_model):
    """Return the filter set for mails."""

    class NotificationFilterSet(ProgramFilterSet):
        status = statuses(NotificationStatus.choices)
        event = filters.ChoiceFilter(label=_("Kind of mail"), choices=event_choices)
        created_at = days("created_at", _("Queued"))

        class Meta:
            model = notification_model
            fields = []

    return NotificationFilterSet


def agreement_filters(agreement_model):
    """Return the filter set for agreements to the Code of Conduct."""

    class AgreementFilterSet(ProgramFilterSet):
        role = filters.ChoiceFilter(label=_("Role"), choices=Role.choices)
        binding = filters.ChoiceFilter(
            label=_("Text"),
            choices=[("yes", _("The text that binds now")), ("no", _("An earlier text"))],
            method="filter_binding",
        )
        agreed_at = days("agreed_at", _("Agreed"))

        class Meta:
            model = agreement_model
            fields = []

        def filter_binding(self, queryset, name, value):
            binding = Q(pk__in=[])
            for program in MentoringProgram.objects.select_related("binding_revision"):
                revision = program.conduct_revision()
                if revision is not None:
                    binding |= Q(program=program, revision_ref=revision.pk)
            return queryset.filter(binding) if value == "yes" else queryset.exclude(binding)

    return AgreementFilterSet
