"""The ladder of reminders, and what it would send until a day: looked at before anything is sent."""

import datetime as dt
from itertools import islice

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .. import get_member_profile_model
from ..actions import SaveLadderAction
from ..actions.ladder import LADDERS, find_due, steps_of
from ..actions.ladder_base import Found, Step
from ..actions.reminders import RemindAction
from ..enums import NotificationStatus, ReminderKind, Role
from ..exceptions import ActionBusy, ActionRefused
from ..models.reminders import LONGEST
from ..rules import get_rules
from .chosen_program import ChosenProgramMixin

#: So many mails are shown of a plan: those that come first.
SHOWN = 50
#: Days that a plan looks ahead unless it is told otherwise, and at most.
AHEAD, FARTHEST = 30, 800

#: What the days of a kind are counted from.
COUNTED = {
    ReminderKind.REQUEST: gettext_lazy("days after the request was sent, or left the waiting list"),
    ReminderKind.FIRST_CONVERSATION: gettext_lazy("days after the two were paired"),
    ReminderKind.GOALS: gettext_lazy("days after the two were paired"),
    ReminderKind.QUIET: gettext_lazy("days after the last sign of life on the site"),
    ReminderKind.CHECK_IN: gettext_lazy("months after the two were paired"),
    ReminderKind.COMING_END: gettext_lazy("days before the agreed end"),
    ReminderKind.INCOMPLETE: gettext_lazy("days after the profile was begun"),
    ReminderKind.WITHOUT_PARTNER: gettext_lazy(
        "days after somebody joined, came back, or ended with the last one"
    ),
    ReminderKind.PAUSED: gettext_lazy("days after a break without an end began"),
    ReminderKind.MEMBERSHIP: gettext_lazy("days before the last day of the membership"),
}


class ReminderPageView(ChosenProgramMixin, WagtailAdminTemplateMixin, View):
    """A page for coordinators. First the right, then the object."""

    header_icon = "calendar-alt"
    index_url_name = None
    http_method_names = ["get", "post", "head", "options"]
    page_title = gettext_lazy("Reminders")

    def dispatch(self, request, *args, **kwargs):
        if not get_rules().is_coordinator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def url(self, name):
        namespace = self.index_url_name.rpartition(":")[0]
        return reverse(f"{namespace}:{name}")

    def get_breadcrumbs_items(self):
        items = [*self.breadcrumbs_items, {"url": self.url("index"), "label": _("Reminders")}]
        if type(self) is not LadderView:
            items.append({"url": "", "label": self.get_page_title()})
        return items

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "media": "",
                "program": self.program,
                "programs": self.programs,
                "index_url": self.url("index"),
                "plan_url": self.url("plan"),
                **kwargs,
            }
        )


class StepForm(forms.Form):
    """One step. Empty days take it away."""

    count = forms.IntegerField(min_value=1, max_value=LONGEST, required=False)
    is_enabled = forms.BooleanField(required=False)

    def __init__(self, data=None, *, kind, step=None, is_enabled=True):
        self.kind, self.number = kind, step.number if step else None
        super().__init__(
            data,
            prefix=f"{kind.value}-{self.number or 'new'}",
            initial={"count": step.count if step else None, "is_enabled": is_enabled},
        )
        words = {"kind": kind.label, "number": self.number or _("new")}
        self.fields["count"].widget.attrs["aria-label"] = _(
            "%(kind)s, step %(number)s: %(counted)s"
        ) % {**words, "counted": COUNTED[kind]}
        self.fields["is_enabled"].widget.attrs["aria-label"] = (
            _("%(kind)s, step %(number)s: in use") % words
        )

    def row(self):
        return (
            self.kind.value,
            self.number,
            self.cleaned_data["count"],
            self.cleaned_data["is_enabled"],
        )


class LadderView(ReminderPageView):
    """GET shows all steps of a program, POST saves them."""

    template_name = "wagtail_mentoring/admin/reminders.html"

    def forms(self, data=None):
        """Return a form for each step there is, and one more for each kind."""
        rules = list(self.program.reminder_rules.all()) if self.program else []
        found = []
        for kind in ReminderKind:
            if kind is ReminderKind.REQUEST:
                continue
            own = [rule for rule in rules if rule.kind == kind]
            own.sort(key=lambda rule: rule.count, reverse=kind.counts_down)
            found += [
                StepForm(
                    data,
                    kind=kind,
                    step=Step(kind, rule.number, rule.count),
                    is_enabled=rule.is_enabled,
                )
                for rule in own
            ]
            found.append(StepForm(data, kind=kind))
        return found

    def get(self, request):
        return self.render_to_response(self.get_context_data(forms=self.forms()))

    def post(self, request):
        rows, errors = self.forms(request.POST), []
        if not self.program:
            raise Http404
        if not all([row.is_valid() for row in rows]):  # noqa: C419 -- each says what is wrong
            errors = [_("Some of these values cannot be used; see below.")]
        else:
            try:
                SaveLadderAction(
                    self.program, [row.row() for row in rows], actor=request.user
                ).execute()
            except ActionRefused as refused:
                errors = [refusal.message for refusal in refused.refusals]
            except ActionBusy as busy:
                errors = [str(busy)]
        if errors:
            context = self.get_context_data(forms=rows, errors=errors)
            return self.render_to_response(context, status=409)
        messages.success(request, _("The reminders have been saved."))
        return HttpResponseRedirect(f"{self.url('index')}?program={self.program.pk}")

    def get_context_data(self, forms=(), **kwargs):
        requests = steps_of([self.program]) if self.program else {}
        kinds = []
        for kind in ReminderKind:
            if kind is ReminderKind.REQUEST:
                continue
            kinds.append(
                {
                    "label": kind.label,
                    "counted": COUNTED[kind],
                    "forms": [form for form in forms if form.kind is kind],
                    "texts": self.texts_of(LADDERS[kind]),
                }
            )
        return super().get_context_data(
            forms=forms,
            kinds=kinds,
            request_kind={
                "label": ReminderKind.REQUEST.label,
                "counted": COUNTED[ReminderKind.REQUEST],
                "steps": requests.get(self.program.pk, {}).get(ReminderKind.REQUEST, [])
                if self.program
                else [],
                "text_url": self.text_url("request_reminder"),
                "url": reverse("wagtail_mentoring_programs:edit", args=[self.program.pk])
                if self.program
                else "",
            },
            **kwargs,
        )

    def texts_of(self, ladder):
        """Return (label, address) of the words: one for all steps, or one for the first and one for the others."""
        if ladder.later_event is ladder.event:
            return [(_("Own words"), self.text_url(ladder.event.key))]
        return [
            (_("Own words, first step"), self.text_url(ladder.event.key)),
            (_("Own words, later steps"), self.text_url(ladder.later_event.key)),
        ]

    def text_url(self, event):
        return f"{reverse('wagtail_mentoring_mail_texts:add')}?event={event}"


class PlanForm(forms.Form):
    """Until when, and about whom."""

    program = forms.ChoiceField(label=gettext_lazy("Program"), required=False)
    until = forms.DateField(
        label=gettext_lazy("Until the end of"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    name = forms.CharField(
        label=gettext_lazy("Only mails about the member with this name or account"),
        required=False,
        max_length=120,
    )

    def __init__(self, data, *, programs):
        super().__init__(data)
        self.fields["program"].choices = [(str(one.pk), one.name) for one in programs]

    def clean_until(self):
        today = timezone.localdate()
        until = self.cleaned_data["until"]
        if until < today or until > today + dt.timedelta(days=FARTHEST):
            raise forms.ValidationError(
                _("Choose a day from today on, at most %(days)d days ahead.") % {"days": FARTHEST}
            )
        return until


class PlanView(ReminderPageView):
    """What would be sent to whom until a day, if nothing happened in between. The run's own code, and nothing is written."""

    template_name = "wagtail_mentoring/admin/reminder_plan.html"
    page_title = gettext_lazy("What would be sent")
    http_method_names = ["get", "head", "options"]

    def get(self, request):
        ahead = timezone.localdate() + dt.timedelta(days=AHEAD)
        data = {"until": ahead.isoformat(), **request.GET.dict()}
        if self.program:
            data["program"] = str(self.program.pk)
        form = PlanForm(data, programs=self.programs)
        rows, is_cut, unknown = [], False, False
        if self.program and form.is_valid():
            name = form.cleaned_data["name"].strip()
            members = self.members(name) if name else [None]
            unknown = not members
            until = timezone.make_aware(
                dt.datetime.combine(form.cleaned_data["until"], dt.time(23, 59, 59))
            )
            rows, is_cut = self.rows(members, until)
        return self.render_to_response(
            self.get_context_data(form=form, rows=rows, is_cut=is_cut, unknown=unknown, shown=SHOWN)
        )

    def members(self, name):
        """Return up to three members whose name or account says so."""
        model = get_member_profile_model()
        found = model.objects.filter(name__icontains=name) | model.objects.filter(
            user__email__iexact=name
        )
        return list(found.distinct().order_by("name", "pk")[:3])

    def rows(self, members, until):
        """Return the first mails, in the order in which they go out, and whether there are more."""
        rows = list(islice(self.planned(members, until), SHOWN + 1))
        return sorted(rows[:SHOWN], key=lambda row: row["at"]), len(rows) > SHOWN

    def planned(self, members, until):
        now = timezone.now()
        for member in members:
            found = find_due(now, until=until, programs=[self.program], member=member, first=SHOWN)
            for one in sorted(found, key=lambda one: one.due_at):
                yield from self.mails(one, now)

    def mails(self, one, now):
        action = RemindAction(one)
        if action.load() is None or action.refusals():
            return
        at = max(one.due_at, now)
        for profile, mail in action.drafts(at):
            yield {
                "at": mail.delivery.send_after or at,
                "kind": one.ladder.kind.label,
                "number": one.step.number,
                "name": profile.member.name,
                "subject": mail.rendered.subject,
                "how": how_sent(mail.delivery),
                "url": f"{self.url('mail')}?program={self.program.pk}&kind={one.ladder.kind.value}"
                f"&number={one.step.number}&role={one.role}&object={one.pk}&to={profile.member.pk}",
            }


def how_sent(delivery):
    """Return in a few words how a mail would go out."""
    if delivery.status == NotificationStatus.CANCELED:
        return _("Not sent: %(reason)s") % {"reason": delivery.reason}
    if delivery.status == NotificationStatus.COLLECTED:
        return _("With others, in one mail")
    return _("By itself")


class PlannedMailView(ReminderPageView):
    """One mail of a plan as its recipient would get it, in a frame that runs nothing (M-17)."""

    template_name = "wagtail_mentoring/admin/reminder_mail.html"
    http_method_names = ["get", "head", "options"]

    def get_page_title(self):
        return _("The mail")

    def get(self, request):
        found, query = self.found(), request.GET
        action = RemindAction(found)
        if action.load() is None:
            raise Http404
        errors = [str(refusal) for refusal in action.refusals()]
        mail = None
        if not errors:
            drafts = action.drafts(timezone.now())
            mail = next(
                (one for profile, one in drafts if str(profile.member.pk) == query.get("to")), None
            )
            if mail is None:
                raise Http404
        return self.render_to_response(
            self.get_context_data(
                errors=errors,
                mail=mail.rendered if mail else None,
                recipient=mail.recipient if mail else None,
                event=found.event,
            )
        )

    def found(self):
        """Return what the address names; a 404 for anything else."""
        query = self.request.GET
        try:
            ladder = LADDERS[ReminderKind(query.get("kind"))]
            role = Role(query["role"]) if query.get("role") else ""
            number, pk = int(query["number"]), int(query["object"])
        except (KeyError, ValueError):
            raise Http404 from None
        if self.program is None or (role or "") not in ladder.roles or not 0 < pk < 2**63:
            raise Http404
        steps = steps_of([self.program])[self.program.pk][ladder.kind]
        step = next((one for one in steps if one.number == number), None)
        if step is None:
            raise Http404
        found = Found(ladder, self.program, role, step, pk, None)
        about = RemindAction(found).load()
        if about is None:
            raise Http404
        counted = get_rules().reminder_counts_from(ladder.kind, about)
        return Found(ladder, self.program, role, step, pk, counted)
