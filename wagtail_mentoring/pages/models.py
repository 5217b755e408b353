"""The page types for sites whose pages extend Wagtail's own ``Page``."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from . import mixins
from .faq import FAQPageMixin


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
