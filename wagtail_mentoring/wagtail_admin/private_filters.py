"""Filters of what members told in private: signals, check-ins, concerns."""

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..enums import (
    OPEN_MENTORSHIP_STATUSES,
    ConcernRoute,
    ConcernStatus,
    PairFeeling,
    Role,
)
from .filters import ProgramFilterSet, days, statuses


def concern_filters(concern_model):
    """Return the filter set for cases."""

    class ConcernFilterSet(ProgramFilterSet):
        status = statuses(ConcernStatus.choices)
        route = filters.ChoiceFilter(label=_("Read by"), choices=ConcernRoute.choices)
        whose = filters.ChoiceFilter(
            label=_("Looked after by"),
            choices=[("me", _("Me")), ("nobody", _("Nobody"))],
            method="filter_whose",
        )
        created_at = days("created_at", _("Raised"))
        closed_at = days("closed_at", _("Closed"))

        class Meta:
            model = concern_model
            fields = []

        def filter_whose(self, queryset, name, value):
            return queryset.filter(assignee=self.request.user if value == "me" else None)

    return ConcernFilterSet


class OfMentorshipFilterSet(WagtailFilterSet):
    """What filters of signals and check-ins have in common."""

    role = filters.ChoiceFilter(label=_("Said by the"), choices=Role.choices)
    state = filters.ChoiceFilter(
        label=_("Mentorship"),
        choices=[("open", _("Open")), ("over", _("Over"))],
        method="filter_state",
    )
    created_at = days("created_at", _("Said on"))

    def filter_state(self, queryset, name, value):
        is_open = Q(mentorship__status__in=OPEN_MENTORSHIP_STATUSES)
        return queryset.filter(is_open) if value == "open" else queryset.exclude(is_open)


def signal_filters(signal_model):
    """Return the filter set for signals."""

    class SignalFilterSet(OfMentorshipFilterSet):
        value = filters.ChoiceFilter(label=_("How it goes"), choices=PairFeeling.choices)
        latest = filters.ChoiceFilter(
            label=_("Which"),
            choices=[("latest", _("The latest of each person"))],
            method="filter_latest",
        )

        class Meta:
            model = signal_model
            fields = []

        def filter_latest(self, queryset, name, value):
            return queryset.latest_of_each()

    return SignalFilterSet


def check_in_filters(check_in_model):
    """Return the filter set for check-ins."""

    class CheckInFilterSet(OfMentorshipFilterSet):
        class Meta:
            model = check_in_model
            fields = []

    return CheckInFilterSet
