from .base import ProgramTemplateView


class MentorshipView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class FirstConversationView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class HoldView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class ContinueView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class CompleteView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class EndView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"
