"""Enrolling: choosing a role, the list of tasks, sending it in (R13, R17, R18, D15)."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..actions import EnrollAction, RejoinProfileAction, SubmitProfileAction
from ..enums import ProfileStatus, Role
from ..exceptions import ActionBusy, ActionRefused, Refusal
from ..forms import get_form_class
from ..forms.enrollment import EnrollForm
from .base import ActionFormView, ProgramTemplateView
from .enrollment_base import EnrollmentMixin, TaskFormView, TaskMixin
from .enrollment_summary import summary_sections
from .enrollment_tasks import Enrollment


class OverviewView(EnrollmentMixin, ProgramTemplateView):
    """The list of tasks; for somebody new, the choice of a role."""

    template_name = "wagtail_mentoring/enrollment/overview.html"

    def get(self, request, *args, **kwargs):
        if not self.current:
            return StartView.as_view()(request, program=self.program, page=self.page)
        return super().get(request, *args, **kwargs)

    def get_refusals(self):
        """Return why a draft cannot be sent at all, or why those who take part are hidden."""
        for profile in self.current.values():
            if profile.status == ProfileStatus.DRAFT:
                return self.rules.can_enroll(self.request.user, self.program, profile.role)
        profile = next(iter(self.current.values()))
        refusals = self.rules.can_search(profile)
        return [refusal for refusal in refusals if refusal.code.startswith("membership")]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        enrollment = Enrollment(self.member, self.current, self.links)
        context.update(
            {
                "sections": enrollment.sections(),
                "completeness": enrollment.completeness(),
                "refusals": self.get_refusals(),
                "other_roles": [
                    {
                        "word": self.program.word(role),
                        "url": f"{self.links.url('enrollment_start')}?role={role.value}",
                    }
                    for role in Role
                    if role not in self.current
                ],
                "preview_urls": [
                    {
                        "url": self.links.profile(profile),
                        "label": _("See my profile as others do (%(role)s)")
                        % {"role": self.program.word(role)},
                    }
                    for role, profile in self.current.items()
                ],
                "desk_url": "" if self.is_enrolling else self.links.url("desk"),
            }
        )
        return context


class StartView(EnrollmentMixin, ActionFormView):
    """Choose to be mentor, mentee or both. ``?role=mentee`` has one chosen already (R16)."""

    template_name = "wagtail_mentoring/enrollment/start.html"

    @cached_property
    def roles(self):
        """The roles that can still be taken."""
        return [role for role in Role if role not in self.current]

    def get(self, request, *args, **kwargs):
        if not self.roles:
            return HttpResponseRedirect(self.links.url("enrollment"))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not self.roles:
            return HttpResponseRedirect(self.links.url("enrollment"))
        refusals = self.get_refusals()
        if refusals:
            return self.render_to_response(
                self.get_context_data(refusals=refusals, form=None), status=409
            )
        return super().post(request, *args, **kwargs)

    def get_title(self):
        return _("Enroll in another role") if self.current else ""

    def get_refusals(self):
        return self.rules.can_enroll(self.request.user, self.program, self.roles[0])

    def get_initial(self):
        wanted = self.request.GET.getlist("role")
        known = [role.value for role in self.roles if role.value in wanted]
        return {"roles": known or [self.roles[0].value] if len(self.roles) == 1 else known}

    def get_form_class(self):
        return get_form_class("enroll", EnrollForm)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "program": self.program, "roles": self.roles}

    def form_valid(self, form):
        user = self.request.user
        try:
            with transaction.atomic():
                for role in form.cleaned_data["roles"]:
                    if role in self.profiles:
                        RejoinProfileAction(self.profiles[role], actor=user).execute()
                    else:
                        EnrollAction(user, self.program, role, actor=user).execute()
        except ActionRefused as refused:
            return self.render_to_response(
                self.get_context_data(refusals=refused.refusals, form=form), status=409
            )
        except ActionBusy as busy:
            response = self.render_to_response(
                self.get_context_data(refusals=[Refusal("busy", str(busy))], form=form), status=503
            )
            response.headers["Retry-After"] = "2"
            return response
        return HttpResponseRedirect(self.links.url("enrollment"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        left = [role for role in self.roles if role in self.profiles]
        context.update(
            {
                "refusals": kwargs.get("refusals", context.get("refusals", [])),
                "is_first": not self.current,
                "left": [self.program.word(role) for role in left],
                "start_url": self.links.url("enrollment_start"),
                "conduct_url": self.links.conduct(),
                "cancel_url": self.links.url("enrollment") if self.current else "",
            }
        )
        return context


class CheckView(TaskFormView):
    """Everything somebody said, with links to change it, and the button that sends it in."""

    template_name = "wagtail_mentoring/enrollment/check.html"

    def get_form_class(self):
        return get_form_class("submit", forms.Form)

    def get_title(self):
        return _("Check and send")

    def get(self, request, *args, **kwargs):
        if self.profile is not None and self.profile.status != ProfileStatus.DRAFT:
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.profile is not None and self.profile.status != ProfileStatus.DRAFT:
            # Sent twice, by a double click or from another tab: it has been done.
            return HttpResponseRedirect(self.get_success_url())
        return super().post(request, *args, **kwargs)

    def get_refusals(self):
        return self.get_action().refusals()

    def get_action(self, form=None):
        return SubmitProfileAction(self.profile, actor=self.request.user)

    def get_success_url(self):
        return self.links.url("enrollment_sent", role=self.role.value)

    def get_success_message(self):
        return ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.update(
            {
                "sections": summary_sections(self.profile, self.links),
                "needs_approval": self.program.approval_required(self.role),
                "role_word": self.program.word(self.role),
            }
        )
        return context


class SentView(TaskMixin, ProgramTemplateView):
    """It has been sent: what happens next."""

    template_name = "wagtail_mentoring/enrollment/sent.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        if self.profile is not None and self.profile.status == ProfileStatus.DRAFT:
            messages.info(request, _("This has not been sent yet."))
            return HttpResponseRedirect(self.links.url("enrollment"))
        return super().get(request, *args, **kwargs)

    def get_title(self):
        if self.profile.status == ProfileStatus.PENDING:
            return _("Your enrollment has been sent")
        return _("Welcome to the program")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        program, other = self.program, self.role.other
        words = {
            "role": program.word(self.role),
            "other": program.word(other),
            "others": program.word(other, plural=True),
            "office": program.office_name or _("The program office"),
        }
        drafts = [p for p in self.current.values() if p.status == ProfileStatus.DRAFT]
        if self.profile.status == ProfileStatus.PENDING:
            text = _("You have enrolled as a %(role)s.") % words
            steps = [
                _("%(office)s looks at what you wrote.") % words,
                _("We write to you as soon as you can begin, or if something should be changed."),
                _("Until then nobody else sees your profile. You can still change it."),
            ]
        else:
            text = _("You take part as a %(role)s now.") % words
            steps = [
                _("Look for a %(other)s who fits, and send a request.") % words,
                _("From now on %(others)s find you, too. We write to you when somebody asks.")
                % words,
                _("You can change your profile or take a break at any time."),
            ]
        other_action = (_("See my profile"), self.links.url("enrollment"))
        if drafts:
            if self.profile.status == ProfileStatus.ACTIVE:
                other_action = (_("Find a %(other)s") % words, self.links.find(other))
            action = (
                _("Go on as a %(role)s") % {"role": program.word(drafts[0].role)},
                self.links.url("enrollment"),
            )
        elif self.profile.status == ProfileStatus.PENDING:
            action = (_("Go to my mentoring"), self.links.url("desk"))
        else:
            action = (_("Find a %(other)s") % words, self.links.find(other))
        context.update(
            {
                "confirmation_text": text,
                "confirmation_next": steps,
                "action_label": action[0],
                "action_url": action[1],
                "other_label": other_action[0],
                "other_url": other_action[1],
            }
        )
        return context
