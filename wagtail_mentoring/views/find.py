from .base import ProgramTemplateView


class SearchView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"
    role = None


class ProfileView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"
    role = None
