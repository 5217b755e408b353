"""Stopping one kind of mail by the address in the mail itself (M-19, RFC 8058)."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from ..actions.subscriptions import subscription_for
from ..conf import settings
from ..exceptions import ActionBusy
from ..links import ProgramLinks


# A mail program that posts here has no cookie of ours, and the token can do nothing else (S-22).
@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribeView(TemplateView):
    """GET shows what would be stopped, and a button; POST stops it, for a mail program and for a person alike.

    Nobody has to sign in. A token the site did not make answers like a missing page.
    """

    template_name = "wagtail_mentoring/unsubscribe.html"
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request, *args, **kwargs):
        self.subscription = subscription_for(kwargs["token"])
        if self.subscription is None:
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def post(self, request, *args, **kwargs):
        try:
            self.subscription.stop()
        except ActionBusy as busy:
            response = HttpResponse(str(busy), status=503, content_type="text/plain; charset=utf-8")
            response.headers["Retry-After"] = "2"
            return response
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(
                _("These mails have been stopped."), content_type="text/plain; charset=utf-8"
            )
        return self.render_to_response(self.get_context_data(is_stopped=True))

    @property
    def settings_name(self):
        """The name of the page where the mails are switched on again."""
        return "desk" if hasattr(self.subscription, "searches") else "desk_mails"

    def get_context_data(self, **kwargs):
        program = self.subscription.program
        is_stopped = kwargs.get("is_stopped") or not self.subscription.is_on
        return super().get_context_data(
            **{
                **kwargs,
                "is_stopped": is_stopped,
                "mentoring_title": _("Mails stopped") if is_stopped else _("Stop these mails?"),
                "subscription": self.subscription,
                "program": program,
                "keeps_search": hasattr(self.subscription, "searches"),
                "desk_url": ProgramLinks(program, self.request).url(self.settings_name)
                if program is not None and program.is_active
                else "",
                "mentoring_base_template": settings.BASE_TEMPLATE,
                "mentoring_help": {
                    "email": program.office_email if program is not None else "",
                    "url": "",
                },
            }
        )
