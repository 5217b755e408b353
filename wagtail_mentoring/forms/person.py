"""The person: who they are, where they are, how they are reached (R17, R19, R21, D7)."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import get_member_profile_model
from ..choices import countries, languages, time_zone_name, time_zones
from ..enums import ContactVisibility
from ..validators import validate_web_url
from . import get_form_class
from .base import AutocompleteMixin, PlainTextMixin, empty_choice


class PersonForm(AutocompleteMixin, PlainTextMixin, forms.ModelForm):
    """Fields of the member profile that people fill themselves.

    Called with ``program``. With ``partial`` nothing but the name has to be there.
    """

    autocomplete = {
        "name": "name",
        "employer": "organization",
        "city": "address-level2",
        "country": "country",
        "contact_email": "email",
        "phone": "tel",
        "website": "url",
        "language": "language",
    }
    #: How the page groups the fields: (heading, names). Names in a tuple stand beside each other.
    groups = [
        (_("Who you are"), ["name", "headline", "bio", "employer"]),
        (_("Where you are"), ["city", "country", "time_zone"]),
        (
            _("How to reach you"),
            [
                ("contact_email", "contact_email_visibility"),
                ("phone", "phone_visibility"),
                ("website", "website_visibility"),
                ("linkedin_url", "linkedin_url_visibility"),
                "language",
            ],
        ),
    ]

    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[validate_web_url],
        error_messages={"invalid": _("Enter a web address, such as https://example.org.")},
    )
    linkedin_url = forms.URLField(
        label=_("LinkedIn"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[validate_web_url],
        help_text=_("Such as https://www.linkedin.com/in/your-name"),
        error_messages={"invalid": _("Enter a web address, such as https://example.org.")},
    )

    class Meta:
        fields = [
            "name",
            "headline",
            "bio",
            "employer",
            "city",
            "country",
            "time_zone",
            "contact_email",
            "contact_email_visibility",
            "phone",
            "phone_visibility",
            "website",
            "website_visibility",
            "linkedin_url",
            "linkedin_url_visibility",
            "language",
        ]
        widgets = {
            "bio": forms.Textarea(attrs={"rows": 8}),
            "contact_email": forms.EmailInput,
            "phone": forms.TextInput(attrs={"type": "tel"}),
        }

    def __init__(self, *args, program, partial=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.program = program
        fields = self.fields
        if "name" in fields:
            fields["name"].error_messages["required"] = _("Enter your name.")
        if "headline" in fields:
            fields["headline"].required = not partial
            fields["headline"].error_messages["required"] = _("Say in one line what you do.")
        self._choose("country", [empty_choice(), *countries()])
        self._choose("time_zone", [empty_choice(), *self._zones()])
        if "time_zone" in fields:
            fields["time_zone"].help_text = _("Times are shown to you and your partners in it.")
        if "language" in fields:
            if len(languages()) > 1:
                self._choose(
                    "language", [empty_choice(_("The language of the site")), *languages()]
                )
                fields["language"].help_text = ""
            else:
                del fields["language"]
        for name in self.instance.contact_fields:
            if f"{name}_visibility" in fields:
                self._limit_visibility(f"{name}_visibility")
        if "contact_email_visibility" in fields:
            fields["contact_email_visibility"].help_text = _(
                "Whatever you choose, others can write to you through this site without seeing an address."
            )

    def _choose(self, name, choices):
        old = self.fields.get(name)
        if old is None:
            return
        self.fields[name] = forms.ChoiceField(
            label=old.label,
            help_text=old.help_text,
            required=False,
            choices=choices,
            widget=forms.Select(attrs=old.widget.attrs and {"autocomplete": self._token(name)}),
        )

    def _token(self, name):
        return self.autocomplete.get(name, "off")

    def _zones(self):
        zones = time_zones()
        current = self.instance.time_zone
        if current and not any(current == name for _area, group in zones for name, _text in group):
            zones.append((_("Now"), [(current, time_zone_name(current))]))
        return zones

    def _limit_visibility(self, name):
        """Offer what the program allows; a wider choice made for another program stays (D7)."""
        widest = list(ContactVisibility).index(ContactVisibility(self.program.contact_visibility))
        own = getattr(self.instance, name)
        self.fields[name].choices = [
            choice
            for number, choice in enumerate(ContactVisibility.choices)
            if number <= widest or choice[0] == own
        ]

    def clean_linkedin_url(self):
        url = self.cleaned_data["linkedin_url"]
        host = (urlsplit(url).hostname or "") if url else ""
        if url and host != "linkedin.com" and not host.endswith(".linkedin.com"):
            raise ValidationError(
                _("Enter the address of your page on LinkedIn, such as %(example)s."),
                params={"example": "https://www.linkedin.com/in/your-name"},
                code="linkedin",
            )
        return url


def get_person_form():
    """Return the form class for the site's member model."""
    form = get_form_class("person", PersonForm)
    if form._meta.model is None:
        form = forms.modelform_factory(get_member_profile_model(), form=form)
    return form
