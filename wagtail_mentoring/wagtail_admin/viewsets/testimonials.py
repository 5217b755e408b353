"""Testimonials: editors write them, or read what members have offered, before they are public (R78)."""

from django.core.exceptions import ValidationError
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
)
from wagtail.admin.ui.tables import DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ... import actions
from ...models import Testimonial
from ...rules.testimonials import EDIT_TESTIMONIALS
from ..acts.base import Act, ActView
from ..columns import ProgramColumn
from ..filters import ProgramFilterSet
from ..forms import HiddenProgramMixin
from ..views import PlainSnippetIndexView
from .base import PermittedChooserViewSet, PolicyMixin


class TestimonialForm(HiddenProgramMixin, WagtailAdminModelForm):
    """A draft may lack a consent; what is published, scheduled or sent for review may not."""

    def clean(self):
        data = super().clean()
        if not self.is_deferred_validation:
            self.instance.consent_given_at = data.get("consent_given_at")
            error = self.instance.publication_error()
            if error:
                field = "consent_given_at" if error.code == "no_consent" else None
                self.add_error(field, ValidationError(error.message % (error.params or {})))
        return data


class OriginPanel(Panel):
    """Says who offered a testimonial, and leads to taking the consent back."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mentoring/admin/testimonial_origin.html"

        def is_shown(self):
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "testimonial": self.instance,
                "withdraw_url": reverse(
                    "wagtail_mentoring_testimonials:act", args=[self.instance.pk, "withdraw"]
                ),
            }


class WithdrawAct(Act):
    name = "withdraw"
    label = gettext_lazy("Withdraw the consent")
    icon = "cross"
    is_serious = True
    permission = EDIT_TESTIMONIALS
    success = gettext_lazy("The consent is withdrawn. “%(name)s” is not shown any more.")

    def is_offered(self, obj):
        return obj.consent_withdrawn_at is None

    def title(self, obj):
        return _("Withdraw the consent of %(name)s?") % {"name": obj}

    def explanation(self, obj):
        return _(
            "The words are not shown any more, in any language, and cannot be published again. If the person agrees anew, make a new testimonial."
        )

    def action(self, obj, data, user):
        return actions.WithdrawTestimonialAction(obj, actor=user)


class TestimonialIndexView(PlainSnippetIndexView):
    select_related = ("program", "latest_revision", "locale")


class TestimonialFilterSet(ProgramFilterSet):
    state = ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[
            ("waiting", gettext_lazy("Offered by a member, to be read")),
            ("live", gettext_lazy("Shown in public")),
            ("withdrawn", gettext_lazy("Consent withdrawn")),
        ],
        method="filter_state",
    )

    class Meta:
        model = Testimonial
        fields = []

    def filter_state(self, queryset, name, value):
        if value == "waiting":
            return queryset.waiting()
        if value == "live":
            return queryset.live()
        return queryset.filter(consent_withdrawn_at__isnull=False)


class TestimonialViewSet(PolicyMixin, SnippetViewSet):
    """Testimonials, in the order they have on the pages."""

    model = Testimonial
    icon = "openquote"
    menu_label = gettext_lazy("Testimonials")
    admin_url_namespace = "wagtail_mentoring_testimonials"
    base_url_path = "mentoring/testimonials"
    chooser_viewset_class = PermittedChooserViewSet
    chooser_admin_url_namespace = "wagtail_mentoring_testimonial_chooser"
    chooser_base_url_path = "mentoring/testimonial-chooser"
    copy_view_enabled = False
    inspect_view_enabled = False
    ordering = "sort_order"
    acts = (WithdrawAct(),)
    act_view_class = ActView
    filterset_class = TestimonialFilterSet
    index_view_class = TestimonialIndexView
    index_template_name = "wagtailadmin/generic/index.html"
    list_display = [
        "name",
        "quote",
        ProgramColumn(),
        LiveStatusTagColumn(),
        DateColumn("consent_given_at", label=gettext_lazy("Consent given")),
        DateColumn("consent_withdrawn_at", label=gettext_lazy("Consent withdrawn")),
    ]
    list_export = [
        "name",
        "role",
        "quote",
        "program",
        "live",
        "consent_given_at",
        "consent_means",
        "consent_withdrawn_at",
    ]
    export_filename = "testimonials"
    edit_handler = ObjectList(
        [
            OriginPanel(),
            FieldPanel("quote"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("name"), FieldPanel("role")]), FieldPanel("picture")],
                heading=gettext_lazy("Who says it"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("consent_given_at"), FieldPanel("consent_means")])],
                heading=gettext_lazy("Consent"),
            ),
            FieldPanel("program"),
            PublishingPanel(),
        ],
        base_form_class=TestimonialForm,
    )

    @property
    def act_view(self):
        return self.construct_view(
            self.act_view_class,
            acts=self.acts,
            inspect_url_name=self.get_url_name("edit"),
            permission_policy=self.permission_policy,
        )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("edit/<int:pk>/<slug:act>/", self.act_view, name="act"),
        ]
