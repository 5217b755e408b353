"""Behavior of the page types. A site with a base page of its own combines these with it:

class FindMentorPage(FindMentorPageMixin, BasePage):
    pass
"""

from django.db import models
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from ..blocks.landing import LANDING_SECTIONS, words_of
from ..conf import settings
from ..links import CONDUCT, DESK, ENROLLMENT, FIND_MENTEE, FIND_MENTOR, LANDING, ProgramLinks
from ..models import MentoringProgram
from ..views.landing import call_to_action
from ..views.routes import ROUTES

INTRODUCTION_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class ProgramPageMixin(models.Model):
    """A page of a mentoring program, with words of the editors above what the app shows."""

    #: What this page shows; ``links.ProgramLinks`` finds it by this.
    mentoring_kind = None
    #: Wagtail gives every page class a ``template`` of its own, so a mixin's must have another name.
    page_template = None

    program = models.ForeignKey(
        MentoringProgram,
        verbose_name=_("mentoring program"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    introduction = RichTextField(_("introduction"), blank=True, features=INTRODUCTION_FEATURES)

    program_panels = [
        MultiFieldPanel(
            [FieldPanel("program"), FieldPanel("introduction")], heading=_("Mentoring")
        ),
    ]
    program_search_fields = [index.SearchField("introduction")]

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        # Editors still see what they prepare.
        if not self.program.is_active and not getattr(request, "is_preview", False):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_template(self, request, *args, **kwargs):
        return self.page_template or super().get_template(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        links = ProgramLinks(self.program, request)
        context.update(
            {
                "program": self.program,
                "links": links,
                "mentoring_base_template": settings.BASE_TEMPLATE,
                "mentoring_help": self.get_help(links),
            }
        )
        return context

    def get_help(self, links):
        """Return what the help element shows, at the same place on every page (A-18)."""
        return {
            "faq_url": links.faq(),
            "email": self.program.office_email,
            "url": self.program.community_url,
        }


class ProgramViewsPageMixin(RoutablePageMixin, ProgramPageMixin):
    """A page whose routes are the views of its kind (``views.routes.ROUTES``)."""

    class Meta:
        abstract = True

    @classmethod
    def get_subpage_urls(cls):
        # The view of the kind stands where RoutablePageMixin would show a template.
        index = RoutablePageMixin.index_route
        own = (route for route in super().get_subpage_urls() if route.callback is not index)
        return (
            *own,
            *(
                path(route, page_view(view, kwargs), name=name)
                for name, route, view, kwargs in ROUTES[cls.mentoring_kind]
            ),
        )


def page_view(view, initkwargs):
    """Return a function that serves ``view`` for a page it is bound to."""
    serve = view.as_view(**initkwargs)

    def serve_page(self, request, *args, **kwargs):
        return serve(request, *args, page=self, **kwargs)

    return serve_page


class EnrollmentPageMixin(ProgramViewsPageMixin):
    mentoring_kind = ENROLLMENT

    class Meta:
        abstract = True


class FindMentorPageMixin(ProgramViewsPageMixin):
    mentoring_kind = FIND_MENTOR

    class Meta:
        abstract = True


class FindMenteePageMixin(ProgramViewsPageMixin):
    mentoring_kind = FIND_MENTEE

    class Meta:
        abstract = True


class MyMentoringPageMixin(ProgramViewsPageMixin):
    """The member's desk."""

    mentoring_kind = DESK

    class Meta:
        abstract = True


class MentoringIndexPageMixin(ProgramPageMixin):
    """The landing page: public, composed by editors, with one call to action that knows who is looking."""

    mentoring_kind = LANDING
    page_template = "wagtail_mentoring/landing.html"

    sections = StreamField(
        LANDING_SECTIONS,
        blank=True,
        verbose_name=_("sections"),
        help_text=_(
            "In the order of the page. Without any the page shows the next step, how it works, and the rules."
        ),
    )

    program_panels = [*ProgramPageMixin.program_panels, FieldPanel("sections")]
    program_search_fields = [*ProgramPageMixin.program_search_fields, index.SearchField("sections")]

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        program, links = self.program, context["links"]
        context["call_to_action"] = call_to_action(program, request.user, links)
        context["conduct_url"] = links.conduct()
        context.update(words_of(program))
        return context


class CodeOfConductPageMixin(ProgramPageMixin):
    """The Code of Conduct. Members agree to a revision of it (R24, D13)."""

    mentoring_kind = CONDUCT
    page_template = "wagtail_mentoring/code_of_conduct.html"

    body = RichTextField(_("text"), features=INTRODUCTION_FEATURES)

    program_panels = [*ProgramPageMixin.program_panels, FieldPanel("body")]
    program_search_fields = [*ProgramPageMixin.program_search_fields, index.SearchField("body")]

    class Meta:
        abstract = True
