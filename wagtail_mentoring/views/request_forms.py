from .base import ProgramTemplateView


class MakeRequestView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"
    role = None
