"""Spreadsheets that are safe to open: no cell is a formula, and who took what is logged (S-25)."""

import re

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin import messages
from wagtail.coreutils import multigetattr
from wagtail.log_actions import log

from .permissions import EXPORT

#: Spreadsheet programs read a cell that begins with one of these as a formula; some read the wide forms, too.
_FORMULA = re.compile(r"\A\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_PHONE = re.compile(r"\A\+[0-9][0-9 ()./\-]*\Z")
#: A spreadsheet with more rows is refused: filter first.
MAX_ROWS = 20_000


def neutralized(value):
    """Return ``value`` as something no spreadsheet program runs; only text is changed.

    Control characters go, and text that would be a formula gets an apostrophe in front.
    """
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value).strip("\t\r\n")
    return f"'{text}" if _FORMULA.match(text) else text


def log_export(user, what, rows, file_format, filters):
    """Record in the audit log who took which rows out of the site."""
    log(
        instance=user,
        action="wagtail_mentoring.records.export",
        user=user,
        data={"what": str(what), "rows": rows, "format": file_format, "filters": filters},
    )


class NeutralCellsMixin:
    """For every view that writes spreadsheets with Wagtail's ``SpreadsheetExportMixin``."""

    def preprocess_field_value(self, field, value, export_format):
        return neutralized(super().preprocess_field_value(field, value, export_format))

    def get_heading(self, queryset, field):
        return neutralized(super().get_heading(queryset, field))

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format=date_format):
            text = cell.value
            if isinstance(text, str):
                if text.startswith("'") and _PHONE.match(text[1:]):
                    # In a cell that is marked as text a phone number can stand as it is.
                    cell.value = text[1:]
                    cell.quotePrefix = True
                cell.data_type = "s"
            yield cell


class SafeExportMixin(NeutralCellsMixin):
    """For lists: export needs a permission of its own, is bounded, neutralized and logged.

    ``export_values`` maps a name in ``list_export`` to a function of the row.
    """

    export_values = {}

    @cached_property
    def may_export(self):
        return bool(self.list_export) and self.request.user.has_perm(EXPORT)

    @cached_property
    def show_export_buttons(self):
        return self.may_export

    def dispatch(self, request, *args, **kwargs):
        if self.is_export and not self.may_export:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def render_to_response(self, context, **response_kwargs):
        if self.is_export:
            rows = context["object_list"]
            # A report may be a list instead of a query.
            count = len(rows) if isinstance(rows, list) else rows.count()
            if count > MAX_ROWS:
                messages.error(
                    self.request,
                    _("These are %(count)d rows, more than a file may have. Filter the list first.")
                    % {"count": count},
                )
                return HttpResponseRedirect(self.request.path)
            log_export(
                self.request.user,
                capfirst(self.verbose_name_plural or self.page_title),
                count,
                self.request.GET["export"],
                self._filters(),
            )
        return super().render_to_response(context, **response_kwargs)

    def _filters(self):
        return {
            name: self.request.GET.getlist(name)
            for name in self.request.GET
            if name not in {"export", self.page_kwarg} and any(self.request.GET.getlist(name))
        }

    def get_filename(self):
        """Return a name that says what is inside: the list, the day, and the filters."""
        parts = [super().get_filename(), f"{timezone.localdate():%Y-%m-%d}"]
        for name, values in sorted(self._filters().items()):
            parts += [name, *values]
        return slugify("-".join(parts))[:120]

    def to_row_dict(self, item):
        return {
            name: (
                self.export_values[name](item)
                if name in self.export_values
                else multigetattr(item, name)
            )
            for name in self.list_export
        }


class OpenExportMixin(SafeExportMixin):
    """For lists of what is written for the public: whoever may read one may take it along."""

    @cached_property
    def may_export(self):
        return bool(self.list_export)
