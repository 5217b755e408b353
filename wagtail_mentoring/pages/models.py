"""The page types for sites whose pages extend Wagtail's own ``Page``."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from . import mixins, resources
from .faq import FAQPageMixin
from .interviews import InterviewPageMixin


class MentoringIndexPage(mixins.MentoringIndexPageMixin, Page):
    content_panels = Page.content_panels + mixins.MentoringIndexPageMixin.program_panels
    search_fields = Page.search_fields + mixins.MentoringIndexPageMixin.program_search_fields
    page_description = _("The public front page of a mentoring program.")

    class Meta:
        verbose_name = _("mentoring front page")
        verbose_name_plural = _("mentoring front pages")


class EnrollmentPage(mixins.EnrollmentPageMixin, Page):
    content_panels = Page.content_panels + mixins.EnrollmentPageMixin.program_panels
    search_fields = Page.search_fields + mixins.EnrollmentPageMixin.program_search_fields
    page_description = _("Where members enroll as mentor, mentee or both.")

    class Meta:
        verbose_name = _("enrollment page")
        verbose_name_plural = _("enrollment pages")


class FindMentorPage(mixins.FindMentorPageMixin, Page):
    content_panels = Page.content_panels + mixins.FindMentorPageMixin.program_panels
    search_fields = Page.search_fields + mixins.FindMentorPageMixin.program_search_fields
    page_description = _("Where enrolled mentees look for a mentor.")

    class Meta:
        verbose_name = _("find a mentor page")
        verbose_name_plural = _("find a mentor pages")


class FindMenteePage(mixins.FindMenteePageMixin, Page):
    content_panels = Page.content_panels + mixins.FindMenteePageMixin.program_panels
    search_fields = Page.search_fields + mixins.FindMenteePageMixin.program_search_fields
    page_description = _("Where enrolled mentors look for a mentee.")

    class Meta:
        verbose_name = _("find a mentee page")
        verbose_name_plural = _("find a mentee pages")


class MyMentoringPage(mixins.MyMentoringPageMixin, Page):
    content_panels = Page.content_panels + mixins.MyMentoringPageMixin.program_panels
    search_fields = Page.search_fields + mixins.MyMentoringPageMixin.program_search_fields
    page_description = _("A member's own desk: requests, pairings, profile and pause.")

    class Meta:
        verbose_name = _("my mentoring page")
        verbose_name_plural = _("my mentoring pages")


class CodeOfConductPage(mixins.CodeOfConductPageMixin, Page):
    content_panels = Page.content_panels + mixins.CodeOfConductPageMixin.program_panels
    search_fields = Page.search_fields + mixins.CodeOfConductPageMixin.program_search_fields
    page_description = _("The rules of conduct that participants agree to.")

    class Meta:
        verbose_name = _("Code of Conduct")
        verbose_name_plural = _("Codes of Conduct")


class FAQPage(FAQPageMixin, Page):
    content_panels = Page.content_panels + FAQPageMixin.program_panels
    search_fields = Page.search_fields + FAQPageMixin.program_search_fields
    page_description = _("Questions and answers, by topic, for mentors, mentees or both.")

    class Meta:
        verbose_name = _("questions and answers page")
        verbose_name_plural = _("questions and answers pages")


class ResourcePage(resources.ResourcePageMixin, Page):
    """What all resources of the site share; editors make one of the kinds below."""

    content_panels = Page.content_panels + resources.ResourcePageMixin.program_panels
    search_fields = Page.search_fields + resources.ResourcePageMixin.program_search_fields
    is_creatable = False
    subpage_types = []

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        indexes = [
            models.Index(fields=["program", "published_on"], name="resource_page_newest"),
        ]


class ArticlePage(resources.ArticlePageMixin, ResourcePage):
    content_panels = ResourcePage.content_panels + resources.ArticlePageMixin.kind_panels
    search_fields = ResourcePage.search_fields + resources.ArticlePageMixin.kind_search_fields
    page_description = _("An article: a text of your own, or a link to one on another site.")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class DocumentPage(resources.DocumentPageMixin, ResourcePage):
    content_panels = ResourcePage.content_panels + resources.DocumentPageMixin.kind_panels
    search_fields = ResourcePage.search_fields + resources.DocumentPageMixin.kind_search_fields
    page_description = _("A document to download, with a few words about it.")

    class Meta:
        verbose_name = _("document page")
        verbose_name_plural = _("document pages")


class InterviewPage(InterviewPageMixin, ResourcePage):
    content_panels = ResourcePage.content_panels + InterviewPageMixin.kind_panels
    search_fields = ResourcePage.search_fields + InterviewPageMixin.kind_search_fields
    page_description = _("A recorded interview, to see or to hear, with captions and a transcript.")

    class Meta:
        verbose_name = _("recorded interview")
        verbose_name_plural = _("recorded interviews")


class ResourceIndexPage(resources.ResourceIndexPageMixin, Page):
    content_panels = Page.content_panels + resources.ResourceIndexPageMixin.program_panels
    search_fields = Page.search_fields + resources.ResourceIndexPageMixin.program_search_fields
    page_description = _("The list of articles, documents and interviews, with filters.")

    class Meta:
        verbose_name = _("resources page")
        verbose_name_plural = _("resources pages")
