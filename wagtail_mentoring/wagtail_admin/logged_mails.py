"""What staff may read of a mail, and how they find it (S-12).

State, time, recipient and errors are everybody's who may open the log. The words are those of its
recipient where they belong to two people or to one; else they are read by whoever may read what the mail is about.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from .permissions import can_view


def with_words(mails, words):
    """Return those of ``mails`` with ``words`` in the recipient, the address, or a subject that staff may read."""
    found = Q(member__name__icontains=words) | Q(to_email__icontains=words)
    return mails.filter(found | Q(pk__in=mails.order_by().headed_by(words).values("pk")))


def recipient_name(mail):
    """Return the name of the one who gets a mail: the member's, else the account's."""
    if mail.member:
        return mail.member.name
    return mail.recipient.get_username() if mail.recipient else ""


def why_words_are_hidden(mail, user):
    """Return why ``user`` is not shown the words of ``mail``; an empty text when they are."""
    if mail.is_private:
        return _(
            "Subject and text are not shown: they may hold what is between two people, or known to this member alone."
        )
    model = mail.content_type.model_class() if mail.content_type else None
    if model is not None and "view" in model._meta.default_permissions:
        if not can_view(user, model):
            return _("Subject and text are not shown: you may not see what this mail is about.")
    return ""
