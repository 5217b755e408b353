"""A member's own choice of mails (F79, M-19)."""

import datetime as dt

from django.http import Http404
from django.utils import formats
from django.utils.translation import gettext as _

from ..actions import SetMailPreferencesAction
from ..forms.mails import MailSettingsForm
from ..models import MailPreference
from ..notifications.recipients import resolve
from .acts import AskFirstFormView


def hour_in_words(hour):
    """Return an hour of the day as the reader's language writes times; 24 is midnight."""
    return formats.time_format(dt.time(hour % 24))


class MailSettingsView(AskFirstFormView):
    """How often each kind of mail comes: at once, with others once a day or week, or not at all."""

    template_name = "wagtail_mentoring/desk/mails.html"
    form_name = "mails"
    form_class = MailSettingsForm

    def dispatch_in_own_zone(self, request, *args, **kwargs):
        if self.member is None:
            raise Http404
        return super().dispatch_in_own_zone(request, *args, **kwargs)

    def get_refusals(self):
        return []

    def get_initial(self):
        chosen = MailPreference.objects.filter(member=self.member)
        return {**dict(chosen.values_list("kind", "frequency")), **super().get_initial()}

    def get_action(self, form=None):
        return SetMailPreferencesAction(self.member, form.chosen(), actor=self.request.user)

    def get_success_url(self):
        return self.links.url("desk_mails")

    def get_success_message(self):
        return _("Saved. Mails come as you chose from now on.")

    def get_page_context(self):
        title = _("My mails")
        recipient = resolve(self.member)
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": [
                {"label": _("My mentoring"), "url": self.links.url("desk")},
                {"label": title},
            ],
            "submit_label": _("Save"),
            "cancel_url": self.links.url("desk"),
            "cancel_label": _("Back to My mentoring"),
            "hours": {
                "start": hour_in_words(self.program.mail_from_hour),
                "end": hour_in_words(self.program.mail_until_hour),
                "zone": recipient.time_zone.key.replace("_", " "),
            },
            "address": recipient.email,
            "mail_fails": self.member.mail_fails,
            "person_url": self.links.url("enrollment_person"),
            "messages_url": self.links.url("desk_messages"),
        }
