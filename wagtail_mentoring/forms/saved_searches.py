"""Keeping a search under a name."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ..models.saved_searches import NAME_LENGTH
from ..validators import validate_one_line
from .base import PlainTextMixin

#: Longer than any address a browser sends.
QUERY_LENGTH = 8000


class SearchNameForm(PlainTextMixin, forms.Form):
    """The name of a saved search."""

    name = forms.CharField(
        label=_("Name of the search"),
        help_text=_("Only you read it."),
        max_length=NAME_LENGTH,
        validators=[validate_one_line],
        error_messages={"required": _("Give the search a name, such as “Mentors in industry”.")},
    )


class SaveSearchForm(SearchNameForm):
    """A new saved search. Called with ``program``; ``query`` is the question as it stands in an address."""

    query = forms.CharField(max_length=QUERY_LENGTH, widget=forms.HiddenInput)
    wants_mail = forms.BooleanField(
        label=_("Write me a mail when somebody new fits"), required=False
    )

    def __init__(self, *args, program, **kwargs):
        super().__init__(*args, **kwargs)
        days = program.saved_search_mail_days
        if days is None:
            del self.fields["wants_mail"]
        else:
            self.fields["wants_mail"].help_text = ngettext_lazy(
                "At most one mail in %(days)s day. One click in the mail stops it.",
                "At most one mail in %(days)s days. One click in the mail stops it.",
                days,
            ) % {"days": days}
