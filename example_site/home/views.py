from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views import View
from wagtail.models import Page


class AfterLoginView(LoginRequiredMixin, View):
    """Leads to where people most likely want to be: staff to the admin, members to mentoring."""

    def get(self, request):
        if request.user.has_perm("wagtailadmin.access_admin"):
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        page = Page.objects.live().filter(slug="mentoring", depth=3).first()
        return HttpResponseRedirect(page.get_url(request) if page else "/")
