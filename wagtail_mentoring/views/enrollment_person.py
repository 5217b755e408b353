"""Tasks about the person: who they are, their way so far (R17, R20-R22)."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from ..actions import SaveHistoryAction, SaveMeetingsAction, SavePersonAction
from ..exceptions import ActionBusy, ActionRefused
from ..forms import get_form_class
from ..forms.base import formset_without_verdict
from ..forms.history import history_formsets
from ..forms.meetings import MeetingsForm
from ..forms.person import get_person_form
from ..models import SocietyMeeting
from .base import ProgramTemplateView
from .enrollment_base import TaskFormView, TaskMixin
from .kept import take_kept_data


class PersonView(TaskFormView):
    """Name, headline, about you, place, contact, language of mails."""

    template_name = "wagtail_mentoring/enrollment/person.html"

    def get_title(self):
        return _("You")

    def get_form_class(self):
        return get_person_form()

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "instance": self.member,
            "program": self.program,
            "partial": self.is_partial,
        }

    def get_action(self, form=None):
        return SavePersonAction(
            self.member, form.cleaned_data if form else {}, actor=self.request.user
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        groups, grouped = [], set()
        for title, names in getattr(form, "groups", []):
            rows = [(name,) if isinstance(name, str) else name for name in names]
            grouped.update(*rows)
            groups.append((title, [[form[n] for n in row if n in form.fields] for row in rows]))
        # What a site's own form has beyond ours stands at the end.
        more = [[field] for field in form.visible_fields() if field.name not in grouped]
        groups = [(title, [row for row in rows if row]) for title, rows in [*groups, ("", more)]]
        context["groups"] = [(title, rows) for title, rows in groups if rows]
        context["linkedin_form_url"] = self.links.url("enrollment_linkedin")
        return context


class MeetingsView(TaskFormView):
    """At which of the society's meetings somebody will be (R58)."""

    template_name = "wagtail_mentoring/enrollment/meetings.html"

    def get_title(self):
        return _("Meetings of the society")

    def get_form_class(self):
        return get_form_class("meetings", MeetingsForm)

    def get_initial(self):
        ticked = SocietyMeeting.objects.upcoming().filter(attendances__member=self.member)
        return {"meetings": list(ticked.values_list("pk", flat=True))}

    def get_action(self, form=None):
        meetings = form.cleaned_data["meetings"] if form else []
        return SaveMeetingsAction(self.member, meetings, actor=self.request.user)


class HistoryView(TaskMixin, ProgramTemplateView):
    """Education and positions. A button adds a row; a tick removes one; no script needed."""

    template_name = "wagtail_mentoring/enrollment/history.html"
    formsets = None

    def get_title(self):
        return _("Education and positions")

    def get_formsets(self):
        if self.formsets is None:
            kept = take_kept_data(self.request)
            self.formsets = history_formsets(self.member, kept)
            if kept is not None:
                self.formsets = [formset_without_verdict(formset) for formset in self.formsets]
        return self.formsets

    def post(self, request, *args, **kwargs):
        if self.is_missing():
            return super().post(request, *args, **kwargs)
        for prefix in ("education", "position"):
            if f"{prefix}-add" in request.POST:
                return self.add_row(prefix)
        self.formsets = history_formsets(self.member, request.POST)
        # Both are asked before either is looked at, so that all errors show at once.
        verdicts = [formset.is_valid() for formset in self.formsets]
        if not all(verdicts):
            return self.render_to_response(self.get_context_data())
        educations, positions = (formset.rows() for formset in self.formsets)
        action = SaveHistoryAction(
            self.member, educations=educations, positions=positions, actor=request.user
        )
        try:
            action.execute()
        except ActionRefused as refused:
            return self.render_to_response(
                self.get_context_data(refusals=refused.refusals), status=409
            )
        except ActionBusy as busy:
            response = self.render_to_response(self.get_context_data(refusals=[busy]), status=503)
            response.headers["Retry-After"] = "2"
            return response
        messages.success(request, self.get_success_message())
        return HttpResponseRedirect(self.get_success_url())

    def add_row(self, prefix):
        """Show the page again, as typed, with one more blank row. Nothing is saved or judged."""
        data = self.request.POST.copy()
        name = f"{prefix}-TOTAL_FORMS"
        total = data.get(name, "")
        data[name] = str(int(total) + 1) if total.isdecimal() and len(total) < 4 else "1"
        self.formsets = [
            formset_without_verdict(formset) for formset in history_formsets(self.member, data)
        ]
        for formset in self.formsets:
            if formset.prefix == prefix and formset.forms:
                row = formset.forms[-1]
                first = next(iter(row.fields.values()))
                first.widget.attrs["autofocus"] = True
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        formsets = self.get_formsets()
        context.update(
            {
                "formsets": formsets,
                "linkedin_form_url": self.links.url("enrollment_linkedin"),
                "educations": formsets[0],
                "positions": formsets[1],
                "mentoring_errors": any(formset.total_error_count() for formset in formsets)
                if formsets[0].is_bound
                else False,
                "input_was_kept": getattr(self.request, "mentoring_input_kept", False),
            }
        )
        return context
