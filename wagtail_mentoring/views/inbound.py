"""The address to which a mail service posts each reply as it came (off by default)."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from ..actions.replies import receive_mail
from ..conf import settings
from ..exceptions import ActionBusy
from ..inbound.addresses import replies_are_on
from ..inbound.base import HEAD_BYTES


# The mail service has no session: the secret in the header is what lets it in.
@method_decorator(csrf_exempt, name="dispatch")
class InboundMailView(View):
    """POST with the raw mail as body and ``Authorization: Bearer <secret>``.

    Answers 204 when it has been dealt with, 400 when it is not all there, 403 without the secret, 413 when it is too large, 503 when
    it should be sent again; 404 while there is no secret in the settings.
    """

    http_method_names = ["post"]

    def post(self, request):
        secret = settings.INBOUND_WEBHOOK_SECRET
        if not secret or not replies_are_on():
            raise Http404
        scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not constant_time_compare(given.strip(), secret):
            return self.answer(403)
        limit = settings.INBOUND_MAX_BYTES
        raw = request.read(limit + 1)
        announced = request.META.get("CONTENT_LENGTH") or ""
        if announced.isdecimal() and len(raw) < min(int(announced), limit):
            # The connection broke off: half a mail would make the whole one "the same again".
            return self.answer(400)
        if len(raw) > limit:
            receive_mail(raw[:HEAD_BYTES], is_too_large=True)
            return self.answer(413)
        try:
            receive_mail(raw)
        except ActionBusy:
            response = self.answer(503)
            response.headers["Retry-After"] = "60"
            return response
        return self.answer(204)

    def answer(self, status):
        response = HttpResponse(status=status)
        patch_cache_control(response, private=True, no_store=True)
        return response
