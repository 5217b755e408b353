"""Tasks about a role: terms or goals, answers, wishes, the Code of Conduct (R14, R24, R25, D13)."""

from functools import cached_property

from django.contrib import messages
from django.utils.translation import gettext as _

from ..actions import AgreeToConductAction, SaveAnswersAction, SaveRoleAction
from ..conduct_text import conduct_changes
from ..enums import Role
from ..forms import get_form_class
from ..forms.answers import get_role_form
from ..forms.enrollment import ConductForm
from ..forms.wishes import WishesForm
from ..models import CodeOfConductAgreement
from .enrollment_base import TaskFormView
from .enrollment_tasks import about_title


class RoleView(TaskFormView):
    """What somebody says as a mentor or mentee, and their answers."""

    template_name = "wagtail_mentoring/enrollment/role.html"

    def get_title(self):
        return about_title(self.role)

    def get_form_class(self):
        return get_role_form(self.role)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "profile": self.profile,
            "partial": self.is_partial,
        }

    def get_action(self, form=None):
        self.action = SaveRoleAction(
            self.profile,
            form.profile_values(),
            answers=form.answer_values(),
            consents=form.consent_values(),
            actor=self.request.user,
        )
        return self.action

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302:
            # The editors may have changed the questions while somebody was writing.
            gone = form.gone_questions() + [
                question.criterion.label
                for question in form.questions
                if question.criterion.pk not in self.action.criteria
            ]
            for label in dict.fromkeys(gone):
                messages.warning(
                    self.request,
                    _(
                        "“%(question)s” is no longer asked; your answer to it was not saved. Everything else is."
                    )
                    % {"question": label},
                )
            self._say_what_stays()
        return response

    def _say_what_stays(self):
        profile = self.result
        if profile.role is Role.MENTOR and profile.open_mentorships > profile.capacity:
            messages.info(
                self.request,
                _(
                    "You work with %(count)s people at the moment, more than you take from now on. They all stay with you."
                )
                % {"count": profile.open_mentorships},
            )


class WishesView(TaskFormView):
    """What matters in the other, and how much."""

    template_name = "wagtail_mentoring/enrollment/wishes.html"

    def get_title(self):
        return _("What matters to you")

    def get_form_class(self):
        return get_form_class("wishes", WishesForm)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "profile": self.profile}

    def get_action(self, form=None):
        return SaveAnswersAction(
            self.profile, preferences=form.preference_values(), actor=self.request.user
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["other_word"] = self.program.word(self.role.other)
        return context


class ConductView(TaskFormView):
    """The binding text of the Code of Conduct, and the agreement to it."""

    template_name = "wagtail_mentoring/enrollment/conduct.html"

    def get_title(self):
        return self.conduct.title if self.conduct else _("Code of Conduct")

    @cached_property
    def conduct(self):
        """The page as of the binding revision, or ``None``."""
        return self.revision.as_object() if self.revision else None

    @cached_property
    def revision(self):
        return self.program.conduct_revision()

    def get_form_class(self):
        return get_form_class("conduct", ConductForm)

    def get_initial(self):
        return {"revision": str(self.revision.pk) if self.revision else ""}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        roles = [self.program.word(role) for role in self.current]
        if len(roles) == 1:
            label = _("I have read the Code of Conduct and agree to it as a %(role)s") % {
                "role": roles[0]
            }
        else:
            label = _(
                "I have read the Code of Conduct and agree to it as a %(role)s and as a %(other)s"
            ) % {"role": roles[0], "other": roles[1]}
        return {**kwargs, "label": label}

    def get_action(self, form=None):
        # One tick holds for every role somebody takes.
        return AgreeToConductAction(
            self.profile,
            form.cleaned_data["revision"],
            also=[profile for role, profile in self.current.items() if role is not self.role],
            actor=self.request.user,
        )

    def get_success_message(self):
        return _("You have agreed to the Code of Conduct.")

    def earlier(self):
        """Return the last agreement to another text, and what has changed since; nothing while that is not known."""
        if self.conduct is None:
            return {}
        last = (
            CodeOfConductAgreement.objects.filter(
                member=self.member, program=self.program, role__in=list(self.current)
            )
            .select_related("revision")
            .first()
        )
        if last is None or last.revision_ref == self.revision.pk:
            return {}
        changes = None
        if last.revision is not None:
            changes = conduct_changes(last.revision.as_object(), self.conduct)
        return {"earlier_agreement": last, "conduct_changes": changes}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        if form.is_bound and self.revision and form["revision"].value() != str(self.revision.pk):
            # Another text than the one that was read: show it, and ask for a tick to it.
            fresh = self.get_form_class()(initial=self.get_initial(), label=form["agree"].label)
            fresh.full_clean()
            context["form"] = fresh
            context["refusals"] = [
                _("The Code of Conduct has changed in the meantime. Please read the new text.")
            ]
            context["mentoring_errors"] = True
        agreed = {
            role: CodeOfConductAgreement.objects.binding(self.member, self.program, role).first()
            for role in self.current
        }
        context.update(
            {
                "conduct": self.conduct,
                "conduct_body": getattr(self.conduct, "body", ""),
                "conduct_url": self.links.conduct(),
                "agreement": agreed.get(self.role) if all(agreed.values()) else None,
                **self.earlier(),
            }
        )
        return context
