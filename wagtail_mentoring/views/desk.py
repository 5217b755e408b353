from .base import ProgramTemplateView


class DeskView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class PauseView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class ResumeView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class LeaveView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class RejoinView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"
