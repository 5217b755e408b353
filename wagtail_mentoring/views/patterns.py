"""The pattern page: every element in every state, for developers who restyle the app."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.http import Http404
from django.template.loader import render_to_string
from django.views.generic import TemplateView

from ..conf import settings
from .pattern_examples import sections


class PatternLibraryView(TemplateView):
    """Show all elements with examples; only while ``DEBUG`` is on, otherwise 404.

    ``?scheme=light`` or ``dark`` and ``?dir=rtl`` show the page that way. Nothing of it needs the
    database or a login.
    """

    template_name = "wagtail_mentoring/patterns.html"

    def dispatch(self, request, *args, **kwargs):
        if not django_settings.DEBUG:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        query = self.request.GET
        scheme = query.get("scheme", "")
        return super().get_context_data(
            mentoring_title="Elements",
            mentoring_base_template=settings.BASE_TEMPLATE,
            sections=[
                {
                    "name": section.name,
                    "anchor": section.element,
                    "template": f"wagtail_mentoring/elements/{section.element}.html",
                    "small": section.small,
                    "examples": [
                        {
                            "title": example.title,
                            "html": render_to_string(
                                f"wagtail_mentoring/elements/{section.element}.html",
                                example.context,
                            ),
                            "variables": ", ".join(example.context),
                            "list_item": section.list_item,
                        }
                        for example in section.examples
                    ],
                }
                for section in sections()
            ],
            scheme=scheme if scheme in ("light", "dark") else "",
            direction="rtl" if query.get("dir") == "rtl" else "ltr",
            **kwargs,
        )
