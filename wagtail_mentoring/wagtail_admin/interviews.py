"""Editors withdraw the consent of an interview's speaker for them (P-02)."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..actions import WithdrawInterviewConsentAction
from ..exceptions import ActionBusy, ActionRefused
from ..links import interview_models
from ..rules import get_rules

URL_NAME = "wagtail_mentoring_interview_consent"


class WithdrawConsentView(WagtailAdminTemplateMixin, FormView):
    """GET asks and changes nothing; POST withdraws."""

    template_name = "wagtail_mentoring/admin/act.html"
    page_title = gettext_lazy("Withdraw the speaker's consent?")
    header_icon = "cross"
    form_class = forms.Form
    #: What the template shows of an act.
    act = {"label": gettext_lazy("Withdraw the consent"), "is_serious": True}

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # Whoever may not edit any page learns nothing about which there are.
        if not request.user.has_perm("wagtailadmin.access_admin") or not self.may_edit():
            raise PermissionDenied

    def may_edit(self):
        try:
            page = self.interview
        except Http404:
            return False
        return page.permissions_for_user(self.request.user).can_edit()

    @cached_property
    def interview(self):
        for model in interview_models():
            page = model.objects.filter(pk=self.kwargs["pk"]).first()
            if page is not None:
                return page
        raise Http404

    def form_valid(self, form):
        try:
            WithdrawInterviewConsentAction(self.interview, actor=self.request.user).execute()
        except ActionRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
            return self.form_invalid(form)
        except ActionBusy as busy:
            form.add_error(None, str(busy))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("The consent is withdrawn. No page shows the member as its speaker any more."),
        )
        return HttpResponseRedirect(self.edit_url)

    @property
    def edit_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.interview.pk])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.interview.get_admin_display_title()},
            {"url": "", "label": self.act["label"]},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rules = get_rules()
        refusals = rules.can_withdraw_interview_consent(self.request.user, self.interview)
        return {
            **context,
            "act": self.act,
            "explanation": _(
                "The page is taken off in every language, and its copies with it. The member and the name are removed from all of these, drafts and older versions too. If the person agrees anew, link them once more."
            ),
            "refusals": [] if context["form"].non_field_errors() else refusals,
            "is_possible": not refusals,
            "cancel_url": self.edit_url,
        }
