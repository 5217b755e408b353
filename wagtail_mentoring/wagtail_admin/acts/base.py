"""Acts: what staff do to a record, as a page that asks once and an action that does it.

An act never writes by itself. It builds the same action that members' pages
use, with the user as actor, so the same rules answer and the log says who
acted on whose behalf (F60, F84, C-15).
"""

import hashlib

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...exceptions import ActionBusy, ActionRefused
from ...rules import COORDINATE


class ActForm(forms.Form):
    """Asks nothing; subclasses add what the act needs to know."""

    def __init__(self, *args, obj, **kwargs):
        super().__init__(*args, **kwargs)
        self.obj = obj


class Act:
    """One thing staff can do to one object.

    Subclasses give the words, say in which states the button is offered, and
    build the action.
    """

    #: Stands in the address.
    name = ""
    label = ""
    icon = "check"
    is_serious = False
    #: The heading that its button stands under, if any.
    group = ""
    permission = COORDINATE
    form_class = ActForm
    success = gettext_lazy("Done.")

    def is_allowed_for(self, user):
        """Return whether ``user`` may do this at all."""
        return user.has_perm(self.permission)

    def is_offered(self, obj):
        """Return whether the state of ``obj`` allows it. Costs no query; the action asks the rules."""
        return True

    def title(self, obj):
        """Return the question on the page."""
        return str(self.label)

    def explanation(self, obj):
        """Return what will happen."""
        return ""

    def action(self, obj, data, user):
        """Return the action that does it. ``data`` is empty while the page only asks."""
        raise NotImplementedError

    def refusals(self, obj, user):
        """Return the reasons why it cannot be done now."""
        try:
            self.action(obj, {}, user).check()
        except ActionRefused as refused:
            return refused.refusals
        return []

    def perform(self, obj, data, user):
        """Do it. Raises ``ActionRefused`` or ``ActionBusy`` and has then changed nothing."""
        return self.action(obj, data, user).execute()

    def success_message(self, obj):
        return str(self.success) % {"name": obj}

    def stamp(self, obj):
        """Return a text that changes when what the page shows is no longer so."""
        return stamp(obj)


def stamp(obj):
    """Return a text that changes with the object's own fields: a form with another one is stale (C-15)."""
    fields = sorted(obj._meta.concrete_fields, key=lambda f: f.attname)
    values = [
        f"{field.attname}={field.value_to_string(obj)}"
        for field in fields
        if not isinstance(field, models.FileField)
    ]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:20]


class ActView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """GET asks and changes nothing; POST acts. A form that was opened before a change is refused."""

    any_permission_required = ["view"]
    template_name = "wagtail_mentoring/admin/act.html"
    model = None
    acts = ()
    index_url_name = None
    inspect_url_name = None
    list_label = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # First the right, then the object: who has no right learns nothing.
        if not self.permission_policy.user_has_permission(request.user, "view"):
            raise PermissionDenied
        self.act = next((act for act in self.acts if act.name == kwargs["act"]), None)
        if self.act is None:
            raise Http404
        if not self.act.is_allowed_for(request.user):
            raise PermissionDenied
        self.object = get_object_or_404(self.get_rows(), pk=kwargs["pk"])
        self.is_stale = False

    def get_rows(self):
        """Return the rows this user may act on; any other answers like a missing one."""
        return self.model._default_manager.all()

    def get_form_class(self):
        return self.act.form_class

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "obj": self.object}

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if request.POST.get("seen") != self.act.stamp(self.object):
            self.is_stale = True
            form.full_clean()
            form.add_error(None, self.conflict_message())
            return self.render_to_response(self.get_context_data(form=form), status=409)
        if form.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def conflict_message(self):
        status = getattr(self.object, "get_status_display", None)
        if status is None:
            return _(
                "Somebody changed this after you had opened the page. Nothing was done. Look again before you go on."
            )
        return _(
            "Somebody changed this after you had opened the page; it is “%(status)s” now. Nothing was done. Look again before you go on."
        ) % {"status": status()}

    def form_valid(self, form):
        try:
            self.act.perform(self.object, form.cleaned_data, self.request.user)
        except ActionRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.message)
            return self.form_invalid(form)
        except ActionBusy as busy:
            form.add_error(None, str(busy))
            return self.form_invalid(form)
        messages.success(self.request, self.act.success_message(self.object))
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        # What a refused action has read is not what the database says.
        self.object = get_object_or_404(self.get_rows(), pk=self.object.pk)
        return super().form_invalid(form)

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=[self.object.pk])

    def get_page_title(self):
        return self.act.title(self.object)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.list_label},
            {"url": self.get_success_url(), "label": str(self.object)},
            {"url": "", "label": self.act.label},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        refusals = [] if self.is_stale else self.act.refusals(self.object, self.request.user)
        form = context["form"]
        context.update(
            object=self.object,
            act=self.act,
            explanation=self.act.explanation(self.object),
            # While the form has errors they say it.
            refusals=[] if form.non_field_errors() else refusals,
            is_possible=self.is_stale or not refusals,
            seen=self.act.stamp(self.object),
            cancel_url=self.get_success_url(),
            media=form.media,
        )
        return context
