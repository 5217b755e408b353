from .base import ProgramTemplateView


class OverviewView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class StartView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class PersonView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class PictureFormView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class HistoryView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class RoleView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class WishesView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class ConductView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"


class CheckView(ProgramTemplateView):
    template_name = "wagtail_mentoring/base.html"
