"""A member in a form of the admin, without a list of members to choose from."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import get_member_profile_model


class MemberByAddressField(forms.EmailField):
    """A member, named by the e-mail address of the account: there is no list of members to choose from."""

    default_error_messages = {
        "unknown": _("There is no member with this address. Look at how it is written."),
    }

    def prepare_value(self, value):
        if isinstance(value, int):
            member = get_member_profile_model().objects.filter(pk=value).first()
            return member.user.email if member is not None and member.user else ""
        return value

    def clean(self, value):
        address = super().clean(value)
        if not address:
            return None
        members = list(get_member_profile_model().objects.filter(user__email__iexact=address)[:2])
        if len(members) != 1:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return members[0]

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "").casefold() != (data or "").strip().casefold()
