"""Criteria out to a file and in from one, with a table to decide on before anything happens."""

import json

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from ..actions import ImportCriteriaAction
from ..actions.criteria_files import (
    MOST_BYTES,
    FileRefused,
    export_criteria,
    read_document,
    write_document,
)
from ..actions.criteria_import import Decision, RowState, compare
from ..actions.criteria_starter import starter_document
from ..exceptions import ActionBusy, ActionRefused
from .criteria_pages import CriteriaPageView


class ExportCriteriaView(CriteriaPageView):
    """Choose criteria of a program; the same address with ``file`` is the file. Changes nothing."""

    permissions = ("view",)
    http_method_names = ["get", "head", "options"]
    template_name = "wagtail_mentoring/admin/criteria_export.html"
    page_title = gettext_lazy("Export criteria")

    def get(self, request):
        criteria = list(self.program.criteria.all()) if self.program else []
        if "file" not in request.GET:
            return self.show(criteria=criteria)
        wanted = set(request.GET.getlist("criteria"))
        chosen = [criterion for criterion in criteria if criterion.slug in wanted]
        if not chosen:
            return self.show(criteria=criteria, error=_("Tick at least one criterion."))
        text = write_document(export_criteria(chosen))
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
        name = f"criteria-{self.program.slug}.json"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A JSON file made with “Export criteria”, here or on another site."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self):
        upload = self.cleaned_data["file"]
        # One more than may be: who reads it says that it is too large.
        self.content = upload.read(MOST_BYTES + 1)
        return upload


class ImportCriteriaView(CriteriaPageView):
    """First a file, or the ready-made set; then a table with a choice for each row; then it is done.

    The table's form carries the file's text, which is read and judged anew
    when it comes back: nothing in it is trusted.
    """

    permissions = ("add",)
    template_name = "wagtail_mentoring/admin/criteria_import.html"
    page_title = gettext_lazy("Import criteria")

    @cached_property
    def may_update(self):
        return self.user_has_permission("change")

    def get(self, request):
        if self.program and "starter" in request.GET:
            return self.preview(write_document(starter_document()))
        return self.show(form=UploadForm())

    def post(self, request):
        if not self.program:
            return self.show(form=UploadForm())
        if "content" in request.POST:
            return self.take_over(request.POST["content"])
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return self.preview(form.content)
            except FileRefused as refused:
                form.add_error("file", str(refused))
        return self.show(form=form)

    def preview(self, content, decisions=None, errors=(), status=200):
        items = read_document(content)
        rows = [self.row(row, decisions) for row in compare(self.program, items)]
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        return self.show(
            rows=rows,
            can_import=any(len(row["decisions"]) > 1 for row in rows),
            # Short: it travels in a hidden field.
            content=json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":")),
            errors=errors,
            status=status,
        )

    def row(self, row, decisions):
        number = row.item.number
        offered = [d for d in row.decisions if self.may_update or d != Decision.UPDATE]
        chosen = (decisions or {}).get(number, row.default)
        return {
            "row": row,
            "name": f"row-{number}",
            "state": row.state.label,
            "is_bad": row.state in (RowState.INVALID, RowState.CONFLICT),
            "decisions": [
                {"value": d.value, "label": d.label, "checked": d == chosen} for d in offered
            ],
        }

    def take_over(self, content):
        try:
            items = read_document(content)
        except FileRefused as refused:
            form = UploadForm()
            return self.show(form=form, errors=[str(refused)])
        decisions = {}
        for item in items:
            decision = self.request.POST.get(f"row-{item.number}", "")
            if decision in (Decision.ADD, Decision.UPDATE):
                decisions[item.number] = Decision(decision)
        try:
            added, updated = ImportCriteriaAction(
                self.program, items, decisions, actor=self.request.user
            ).execute()
        except ActionRefused as refused:
            errors = [refusal.message for refusal in refused.refusals]
            return self.preview(content, decisions, errors, status=409)
        except ActionBusy as busy:
            return self.preview(content, decisions, [str(busy)], status=409)
        if not added and not updated:
            return self.preview(content, decisions, [_("Choose what to take over.")])
        messages.success(self.request, self.done(added, updated))
        return HttpResponseRedirect(self.url("list"))

    def done(self, added, updated):
        return " ".join(
            [
                ngettext("%(count)d criterion added.", "%(count)d criteria added.", len(added))
                % {"count": len(added)},
                ngettext(
                    "%(count)d criterion changed.", "%(count)d criteria changed.", len(updated)
                )
                % {"count": len(updated)},
            ]
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"has_none": bool(self.program) and not self.program.criteria.exists(), **kwargs}
        )
