"""Two choices of a criterion become one: choose, look at what it changes, confirm."""

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from ..actions import MergeChoicesAction
from ..enums import CriterionKind
from ..exceptions import ActionBusy, ActionRefused
from ..models import Criterion
from ..models.criteria import ChoiceUse
from .criteria_pages import CriteriaPageView


def use_words(use):
    """Return in words how much a choice is in use: "12 answers, 3 wishes"."""
    answers = ngettext("%(count)d answer", "%(count)d answers", use.answers) % {
        "count": use.answers
    }
    if not use.wishes:
        return answers
    wishes = ngettext("%(count)d wish", "%(count)d wishes", use.wishes) % {"count": use.wishes}
    return _("%(answers)s, %(wishes)s") % {"answers": answers, "wishes": wishes}


class MergeForm(forms.Form):
    sources = forms.MultipleChoiceField(
        label=gettext_lazy("These choices"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They go away; their answers do not."),
    )
    target = forms.ChoiceField(
        label=gettext_lazy("become this one"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Everybody who chose one of the others has this answer then."),
    )

    def __init__(self, *args, choices, uses, **kwargs):
        super().__init__(*args, **kwargs)
        options = []
        for choice in choices:
            values = {"choice": choice, "use": use_words(uses.get(choice.pk, ChoiceUse()))}
            if choice.is_active:
                words = _("%(choice)s (%(use)s)") % values
            else:
                words = _("%(choice)s (no longer offered; %(use)s)") % values
            options.append((str(choice.pk), words))
        self.fields["sources"].choices = self.fields["target"].choices = options


class MergeChoicesView(CriteriaPageView):
    """GET chooses and shows what would happen, and changes nothing; POST does it."""

    template_name = "wagtail_mentoring/admin/merge_choices.html"
    page_title = gettext_lazy("Merge choices")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(
            Criterion.objects.select_related("program"), pk=kwargs["pk"]
        )
        if not self.object.has_choices:
            raise Http404

    @cached_property
    def choices(self):
        return list(self.object.choices.order_by("sort_order", "pk"))

    @cached_property
    def uses(self):
        return self.object.choice_uses()

    def form(self, data):
        return MergeForm(data, choices=self.choices, uses=self.uses)

    def action(self, form):
        chosen = form.cleaned_data
        return MergeChoicesAction(
            self.object,
            [int(pk) for pk in chosen["sources"]],
            int(chosen["target"]),
            actor=self.request.user,
        )

    def get(self, request, pk):
        if "target" not in request.GET and "sources" not in request.GET:
            return self.show(form=self.form(None))
        form = self.form(request.GET)
        if form.is_valid():
            try:
                self.action(form).check()
                return self.show(form=form, effect=self.effect(form))
            except ActionRefused as refused:
                for refusal in refused.refusals:
                    form.add_error(None, refusal.message)
        return self.show(form=form)

    def post(self, request, pk):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form=form)
        effect = self.effect(form)
        try:
            self.action(form).execute()
        except ActionRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, refusal.message)
        except ActionBusy as busy:
            form.add_error(None, str(busy))
        else:
            messages.success(request, effect["done"])
            return HttpResponseRedirect(self.url("edit", pk))
        return self.show(form=form, status=409)

    def effect(self, form):
        """Return what the page says before it is done."""
        by_key = {str(choice.pk): choice for choice in self.choices}
        sources = [by_key[key] for key in form.cleaned_data["sources"]]
        target = by_key[form.cleaned_data["target"]]
        return {
            "sources": [
                {"choice": choice, "use": self.uses.get(choice.pk, ChoiceUse())}
                for choice in sources
            ],
            "target": target,
            "target_use": self.uses.get(target.pk, ChoiceUse()),
            "done": _("%(sources)s became “%(target)s”.")
            % {
                "sources": ", ".join(f"“{choice}”" for choice in sources),
                "target": target,
            },
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            **{
                "object": self.object,
                "is_scale": self.object.kind == CriterionKind.SCALE,
                "is_language": self.object.kind == CriterionKind.LANGUAGE,
                "edit_url": self.url("edit", self.object.pk),
                **kwargs,
            }
        )
        return context

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        *before, here = super().get_breadcrumbs_items()
        return [
            *before,
            {"url": self.url("edit", self.object.pk), "label": str(self.object)},
            here,
        ]
