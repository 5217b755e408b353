"""The editors' own words for mails."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from ...events import EVENTS, validate_template_text
from ...models import MentoringProgram, NotificationTemplate
from ...notifications.render import preview
from ..columns import ProgramColumn
from ..filters import ProgramFilterSet
from ..forms import MailTextForm
from ..panels import PlaceholdersPanel
from ..views import PlainSnippetIndexView
from .base import NoChooserMixin, PolicyMixin


class MailTextIndexView(PlainSnippetIndexView):
    select_related = ("program",)


class MailTextCreateView(CreateView):
    """First the kind of mail is chosen, then its words are written: only then the placeholders are known."""

    @cached_property
    def event(self):
        return EVENTS.get(self.request.GET.get("event", ""))

    def get(self, request, *args, **kwargs):
        if self.event is None:
            return self.choose()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.event is None:
            return HttpResponseRedirect(reverse(self.add_url_name))
        return super().post(request, *args, **kwargs)

    def choose(self):
        written = set(self.model.objects.values_list("event", flat=True))
        events = [
            {
                "event": event,
                "url": f"{reverse(self.add_url_name)}?event={event.key}",
                "is_written": event.key in written,
            }
            for event in EVENTS.values()
        ]
        context = {
            "breadcrumbs_items": self.get_breadcrumbs_items(),
            "header_title": _("Which mail?"),
            "header_icon": self.header_icon,
            "events": events,
            "media": "",
            "view": self,
        }
        return TemplateResponse(self.request, "wagtail_mentoring/admin/choose_mail.html", context)

    def get_initial_form_instance(self):
        return self.model(event=self.event.key)

    def get_add_url(self):
        return f"{reverse(self.add_url_name)}?event={self.event.key}"


class PreviewView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """A mail filled with samples, in a frame that runs nothing (M-17). Needs the right to edit, and saves nothing.

    GET shows the stored words, POST those in the form.
    """

    any_permission_required = ["add", "change"]
    model = None
    index_url_name = None
    list_label = ""
    template_name = "wagtail_mentoring/admin/mail_preview.html"
    http_method_names = ["get", "post", "head", "options"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        # First the right, then the object.
        if not self.user_has_any_permission(self.any_permission_required):
            raise PermissionDenied

    def get(self, request, pk=None):
        if pk is None:
            return HttpResponseRedirect(reverse(self.index_url_name))
        text = get_object_or_404(self.model.objects.select_related("program"), pk=pk)
        return self.show(text.event, text.program, text.language, text.subject, text.body)

    def post(self, request, pk=None):
        program = (
            MentoringProgram.objects.filter(pk=_number(request.POST.get("program"))).first()
            or MentoringProgram.objects.first()
        )
        language = request.POST.get("language", "")
        return self.show(
            request.GET.get("event", ""),
            program,
            language if language in dict(settings.LANGUAGES) else "",
            request.POST.get("subject", "")[:200],
            request.POST.get("body", "")[:8000],
        )

    def show(self, event_key, program, language, subject, body):
        event = EVENTS.get(event_key)
        errors = []
        if event is None or program is None:
            errors.append(_("There is no such mail."))
        else:
            for words, is_subject in ((subject, True), (body, False)):
                try:
                    validate_template_text(event.key, words, is_subject=is_subject)
                except ValidationError as error:
                    errors += error.messages
        mail = None
        if not errors:
            mail = preview(event, program, language or settings.LANGUAGE_CODE, subject, body)
        context = self.get_context_data(errors=errors, mail=mail, event=event)
        return self.render_to_response(context)

    def get_page_title(self):
        return _("Preview")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.list_label},
            {"url": "", "label": _("Preview")},
        ]


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


class MailTextFilterSet(ProgramFilterSet):
    class Meta:
        model = NotificationTemplate
        fields = ["event", "is_active"]


class MailTextViewSet(NoChooserMixin, PolicyMixin, SnippetViewSet):
    """Mail texts (F73)."""

    model = NotificationTemplate
    icon = "draft"
    menu_label = gettext_lazy("Mail texts")
    admin_url_namespace = "wagtail_mentoring_mail_texts"
    base_url_path = "mentoring/mail-texts"
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    search_fields = ["subject", "body"]
    filterset_class = MailTextFilterSet
    index_view_class = MailTextIndexView
    index_template_name = "wagtailadmin/generic/index.html"
    index_results_template_name = "wagtail_mentoring/admin/mail_texts_results.html"
    add_view_class = MailTextCreateView
    preview_view_class = PreviewView
    list_display = [
        "__str__",
        ProgramColumn(),
        Column("subject", label=gettext_lazy("Subject")),
        BooleanColumn("is_active", label=gettext_lazy("In use")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("event", read_only=True),
            FieldPanel("program"),
            FieldPanel("language"),
            FieldPanel("subject"),
            FieldPanel("body"),
            PlaceholdersPanel(
                heading=gettext_lazy("Placeholders"),
                preview_url_name="wagtail_mentoring_mail_texts:preview_new",
            ),
            FieldPanel("is_active"),
        ],
        base_form_class=MailTextForm,
    )

    @property
    def preview_view(self):
        return self.construct_view(
            self.preview_view_class, permission_policy=self.permission_policy
        )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("preview/", self.preview_view, name="preview_new"),
            path("preview/<int:pk>/", self.preview_view, name="preview"),
        ]
