from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth import views as auth_views
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.generic import TemplateView

from .accounts import ACCOUNTS, PASSWORD
from .mail import find_mail, list_mails


class LoginView(auth_views.LoginView):
    """The login page; while the demo runs locally it offers the demo's accounts."""

    def get_context_data(self, **kwargs):
        accounts = []
        if settings.DEBUG:
            users = get_user_model().objects.in_bulk(
                [account.username for account in ACCOUNTS], field_name="username"
            )
            accounts = [
                {"account": account, "user": users[account.username]}
                for account in ACCOUNTS
                if account.username in users
            ]
        return super().get_context_data(
            demo_accounts=accounts, demo_password=PASSWORD if accounts else "", **kwargs
        )


class MailListView(TemplateView):
    """All mails the demo has sent, for anybody: mounted with DEBUG only."""

    template_name = "demo/mail_list.html"

    def get_context_data(self, **kwargs):
        to = self.request.GET.get("to", "").strip().lower()
        mails = list_mails()
        people = {
            user.email.lower(): user
            for user in get_user_model().objects.filter(
                username__in=[account.username for account in ACCOUNTS]
            )
        }
        boxes = [
            {"user": user, "count": sum(address in map(str.lower, m.recipients) for m in mails)}
            for address, user in people.items()
        ]
        if to:
            mails = [mail for mail in mails if to in map(str.lower, mail.recipients)]
        return super().get_context_data(
            page_obj=Paginator(mails, 25).get_page(self.request.GET.get("p")),
            boxes=boxes,
            to=to,
            **kwargs,
        )


class MailView(TemplateView):
    """One mail, as text and as HTML."""

    template_name = "demo/mail_detail.html"

    def get_context_data(self, **kwargs):
        mail = find_mail(kwargs["key"])
        if mail is None:
            raise Http404
        return super().get_context_data(mail=mail, **kwargs)


@method_decorator(xframe_options_sameorigin, name="dispatch")
class MailHTMLView(View):
    """The HTML part by itself, for the frame. It may style itself and do nothing else."""

    def get(self, request, key):
        mail = find_mail(key)
        if mail is None or not mail.html:
            raise Http404
        # A link in a mail opens as it would from a mail program: not inside the frame.
        return HttpResponse(
            mail.html.replace("<head>", '<head><base target="_top">', 1),
            headers={
                "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
                "img-src 'self'; frame-ancestors 'self'; "
                "sandbox allow-popups allow-top-navigation-by-user-activation"
            },
        )
