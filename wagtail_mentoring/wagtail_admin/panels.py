"""Panels that explain while one edits."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.admin.panels import Panel

from ..content import ContentValues
from ..content_placeholders import CONTENT_PLACEHOLDERS
from ..events import EVENTS
from ..models import MentoringProgram
from ..notifications.render import default_words
from . import conduct


class PlaceholdersPanel(Panel):
    """Lists the placeholders of a mail beside its text, with the words used without an own text, and a preview button."""

    def __init__(self, *args, preview_url_name="", **kwargs):
        super().__init__(*args, **kwargs)
        self.preview_url_name = preview_url_name

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "preview_url_name": self.preview_url_name}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mentoring/admin/placeholders.html"

        class Media:
            css = {"all": ["wagtail_mentoring/admin/admin.css"]}

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            event = EVENTS.get(self.instance.event)
            if event is None:
                return context
            language = self.instance.language or get_language() or settings.LANGUAGE_CODE
            subject, body = default_words(event, language)
            context.update(
                event=event,
                placeholders=[
                    {
                        "text": f"{{{item.name}}}",
                        "description": item.description,
                        "may_head": event.may_head(item.name),
                    }
                    for item in event.placeholders
                ],
                default_subject=subject,
                default_body=body,
                preview_url=f"{reverse(self.panel.preview_url_name)}?event={event.key}",
            )
            return context


class ContentPlaceholdersPanel(Panel):
    """Lists the placeholders of pages below a text, with what each would print now."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mentoring/admin/content_placeholders.html"

        class Media:
            css = {"all": ["wagtail_mentoring/admin/admin.css"]}
            js = ["wagtail_mentoring/admin/copy.js"]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            programs = list(MentoringProgram.objects.all()[:2])
            program = self.instance.program or next(iter(programs), None)
            values = ContentValues(program) if program else None
            context.update(
                program=program,
                several=len(programs) > 1,
                placeholders=[
                    {
                        "text": f"{{{item.name}}}",
                        "description": item.description,
                        "value": values.text(item.name) if values else "",
                        "address": values.address(item.name) if values else "",
                    }
                    for item in CONTENT_PLACEHOLDERS
                ],
            )
            return context


class ConductPanel(Panel):
    """Says which text of the Code of Conduct binds, and leads to the page that changes it (D13)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mentoring/admin/conduct_panel.html"

        def is_shown(self):
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            program = self.instance
            page = program.code_of_conduct
            binding = program.binding_revision
            context.update(
                page=page,
                binding=binding,
                published=page.live_revision if page and page.live else None,
                is_current=bool(page and binding and page.live_revision_id == binding.pk),
                url=reverse(conduct.URL_NAME, args=[page.pk]) if page else "",
            )
            return context


class ChoiceUsePanel(Panel):
    """Says beside a choice how many answers it has: so many does a new name touch."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_mentoring/admin/choice_use.html"

        def is_shown(self):
            return bool(self.instance.pk) and super().is_shown()

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            criterion = self.instance.criterion
            # All choices of a form hang on the same criterion: asked for once.
            if not hasattr(criterion, "_uses_shown"):
                criterion._uses_shown = criterion.choice_uses()
            context["use"] = criterion._uses_shown.get(self.instance.pk)
            return context
