"""Concerns in numbers: the only report there is of them (D16)."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..enums import ConcernStatus
from ..models import Concern
from .facts import Table
from .viewsets.concerns import ConcernPolicy


class ConcernReportView(WagtailAdminTemplateMixin, TemplateView):
    """How many there were: by category and by year. Counts only what the reader may read (S-11)."""

    template_name = "wagtail_mentoring/admin/concern_report.html"
    page_title = _("Concerns in numbers")
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        if not may_read_report(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        rows = list(
            Concern.objects.readable_by(self.request.user).values_list(
                "category", "status", "created_at"
            )
        )
        categories = [(category, status) for category, status, _raised in rows]
        years = [(str(timezone.localtime(raised).year), status) for _c, status, raised in rows]
        return super().get_context_data(
            total=len(rows),
            tables=[
                {"heading": _("By category"), "table": _table(_("Category"), categories)},
                {"heading": _("By year"), "table": _table(_("Year"), years)},
            ],
            **kwargs,
        )


def _table(first, rows):
    counts = Counter(rows)
    keys = sorted({key for key, _status in rows})
    statuses = [(status.value, status.label) for status in ConcernStatus]
    return Table(
        [first, *(label for _value, label in statuses), _("Together")],
        [
            {
                "cells": [
                    key,
                    *(counts[key, value] for value, _label in statuses),
                    sum(counts[key, value] for value, _label in statuses),
                ]
            }
            for key in keys
        ],
    )


def may_read_report(user):
    """Return whether ``user`` handles concerns at all."""
    return ConcernPolicy(Concern).user_has_permission(user, "view")
