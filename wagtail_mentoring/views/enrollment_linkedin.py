"""Filling one's profile from a LinkedIn archive: upload, choose, save (R22, F13)."""

from functools import cached_property

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from ..actions import ImportLinkedInAction
from ..forms import get_form_class
from ..forms.linkedin import LinkedInChoiceForm, LinkedInForm, in_numbers, pack, unpack
from .base import ActionFormView
from .enrollment_base import TaskFormView
from .kept import FOUND_FIELD, take_kept_data


class LinkedInView(TaskFormView):
    """Two steps at one address. Between them what was found is in the page alone, signed; no file is kept."""

    upload_template_name = "wagtail_mentoring/enrollment/linkedin.html"
    choice_template_name = "wagtail_mentoring/enrollment/linkedin_choice.html"
    just_found = None

    def get_title(self):
        return _("Take over from LinkedIn")

    @property
    def is_choice(self):
        """Whether this is the second step: something was chosen from what was found."""
        return FOUND_FIELD in self.request.POST

    @property
    def shows_choice(self):
        return self.just_found is not None or self.is_choice

    @cached_property
    def found(self):
        return unpack(self.request.POST[FOUND_FIELD], self.member)

    def get_template_names(self):
        return [self.choice_template_name if self.shows_choice else self.upload_template_name]

    def get_form_class(self):
        if self.is_choice:
            return get_form_class("linkedin_choice", LinkedInChoiceForm)
        return get_form_class("linkedin", LinkedInForm)

    def get_form_kwargs(self):
        # Whoever was signed out in between uploads the file once more: nothing of it waited for them.
        self.kept = None
        take_kept_data(self.request)
        kwargs = ActionFormView.get_form_kwargs(self)
        return {**kwargs, **self.choice_kwargs(self.found)} if self.is_choice else kwargs

    def choice_kwargs(self, found):
        return {"member": self.member, "profiles": self.current.values(), "found": found}

    def post(self, request, *args, **kwargs):
        if not self.is_missing() and self.is_choice and self.found is None:
            messages.error(
                request, _("This page was open for too long. Please upload the file once more.")
            )
            return HttpResponseRedirect(self.links.url("enrollment_linkedin"))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if self.is_choice:
            return super().form_valid(form)
        self.just_found = form.cleaned_data["archive"]
        choice = get_form_class("linkedin_choice", LinkedInChoiceForm)
        form = choice(**self.choice_kwargs(self.just_found))
        return self.render_to_response(self.get_context_data(form=form))

    def get_action(self, form=None):
        self.action = ImportLinkedInAction(
            self.member,
            values=form.values(),
            positions=form.rows("positions"),
            educations=form.rows("educations"),
            answers=form.answers(),
            actor=self.request.user,
        )
        return self.action

    def get_success_message(self):
        return in_numbers(self.action.added)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.shows_choice:
            context["found"] = self.just_found or self.found
            context["packed"] = (
                pack(self.just_found, self.member)
                if self.just_found
                else self.request.POST[FOUND_FIELD]
            )
            context["again_url"] = self.links.url("enrollment_linkedin")
        # Nothing of an archive is kept in the browser either.
        context["keep"] = ""
        return context
