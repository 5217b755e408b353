"""Page types of a site with a base page of its own: three lines each, from the mixins."""

from wagtail.test.basepage.models import BasePage

from wagtail_mentoring.pages import mixins, resources
from wagtail_mentoring.pages.faq import FAQPageMixin
from wagtail_mentoring.pages.interviews import InterviewPageMixin


class MentoringIndexPage(mixins.MentoringIndexPageMixin, BasePage):
    content_panels = BasePage.content_panels + mixins.MentoringIndexPageMixin.program_panels


class EnrollmentPage(mixins.EnrollmentPageMixin, BasePage):
    content_panels = BasePage.content_panels + mixins.EnrollmentPageMixin.program_panels


class FindMentorPage(mixins.FindMentorPageMixin, BasePage):
    content_panels = BasePage.content_panels + mixins.FindMentorPageMixin.program_panels


class FindMenteePage(mixins.FindMenteePageMixin, BasePage):
    content_panels = BasePage.content_panels + mixins.FindMenteePageMixin.program_panels


class MyMentoringPage(mixins.MyMentoringPageMixin, BasePage):
    content_panels = BasePage.content_panels + mixins.MyMentoringPageMixin.program_panels


class CodeOfConductPage(mixins.CodeOfConductPageMixin, BasePage):
    content_panels = BasePage.content_panels + mixins.CodeOfConductPageMixin.program_panels


class FAQPage(FAQPageMixin, BasePage):
    content_panels = BasePage.content_panels + FAQPageMixin.program_panels
    search_fields = BasePage.search_fields + FAQPageMixin.program_search_fields


class ResourcePage(resources.ResourcePageMixin, BasePage):
    content_panels = BasePage.content_panels + resources.ResourcePageMixin.program_panels
    search_fields = BasePage.search_fields + resources.ResourcePageMixin.program_search_fields
    is_creatable = False


class ArticlePage(resources.ArticlePageMixin, ResourcePage):
    content_panels = ResourcePage.content_panels + resources.ArticlePageMixin.kind_panels
    search_fields = ResourcePage.search_fields + resources.ArticlePageMixin.kind_search_fields


class DocumentPage(resources.DocumentPageMixin, ResourcePage):
    content_panels = ResourcePage.content_panels + resources.DocumentPageMixin.kind_panels


class InterviewPage(InterviewPageMixin, ResourcePage):
    content_panels = ResourcePage.content_panels + InterviewPageMixin.kind_panels
    search_fields = ResourcePage.search_fields + InterviewPageMixin.kind_search_fields


class ResourceIndexPage(resources.ResourceIndexPageMixin, BasePage):
    content_panels = BasePage.content_panels + resources.ResourceIndexPageMixin.program_panels
