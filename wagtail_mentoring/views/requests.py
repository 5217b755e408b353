from .base import ProgramTemplateView


class RequestView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class AcceptView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class DeclineView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class AskView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class AnswerView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class WithdrawView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"
