"""What one click in a mail stops: the preferences that the addresses of ``notifications.unsubscribe`` name."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from .. import get_member_profile_model, get_participant_model
from ..enums import MailFrequency, MailKind, Role
from ..exceptions import ActionRefused
from ..models import MailPreference, SavedSearch
from ..models.reminders import CHOSEN_KINDS
from ..notifications.delivery import MAILS
from ..notifications.unsubscribe import read_unsubscribe_token
from .mail_settings import SetMailPreferencesAction
from .saved_searches import SetSearchMailAction

#: One saved search; the key is its UUID.
SAVED_SEARCH = "saved-search"
#: All saved searches of a member in a program; the key is both UUIDs.
SAVED_SEARCHES = "saved-searches"


@dataclass(frozen=True)
class Subscription:
    """Mails that somebody gets. ``title`` says which, ``program`` is whose they are; both are gone with what they were about.

    ``is_on`` says whether they come now.
    """

    title: str
    program: object
    is_on: bool
    searches: tuple

    def stop(self):
        """Switch them off. Does nothing when they are off, or when what they were about is gone.

        Raises ``ActionBusy``.
        """
        for search in self.searches:
            if search.wants_mail:
                try:
                    SetSearchMailAction(search, False).execute()
                except ActionRefused as refused:
                    if refused.codes != ["search_gone"]:
                        raise


@dataclass(frozen=True)
class MailSubscription:
    """The mails of some kinds to one member; see ``Subscription``."""

    title: str
    program: object
    is_on: bool
    member: object
    kinds: tuple

    def stop(self):
        """Switch them off. Does nothing when they are off. Raises ``ActionBusy``."""
        if self.member is not None:
            SetMailPreferencesAction(
                self.member, dict.fromkeys(self.kinds, MailFrequency.OFF)
            ).execute()


def _mails(key):
    """Return the ``MailSubscription`` that a key names, or ``None``. A digest's stops everything that can be stopped."""
    name, _dot, uuid = key.partition(".")
    stopped = [kind for kind in CHOSEN_KINDS if MailFrequency.OFF in kind.frequencies]
    if name not in stopped and name != MailKind.DIGEST:
        return None
    kinds = tuple(stopped) if name == MailKind.DIGEST else (MailKind(name),)
    member = get_member_profile_model().objects.filter(uuid=UUID(uuid)).first()
    title = (
        _("All mails that are not needed for what you have begun")
        if name == MailKind.DIGEST
        else str(MailKind(name).label)
    )
    if member is None:
        return MailSubscription(title, None, False, None, kinds)
    off = MailPreference.objects.filter(
        member=member, kind__in=kinds, frequency=MailFrequency.OFF
    ).count()
    return MailSubscription(title, _program_of(member), off < len(kinds), member, kinds)


def _program_of(member):
    for role in Role:
        found = (
            get_participant_model(role)
            .objects.filter(member=member, program__is_active=True)
            .select_related("program")
            .order_by("pk")
            .first()
        )
        if found is not None:
            return found.program
    return None


def subscription_for(token):
    """Return the ``Subscription`` that a token names, or ``None`` when the site did not make the token."""
    named = read_unsubscribe_token(token)
    if named is None:
        return None
    kind, key = named
    if kind == MAILS:
        return _mails(key)
    if kind == SAVED_SEARCH:
        searches = SavedSearch.objects.filter(uuid=UUID(key))
    elif kind == SAVED_SEARCHES:
        program, member = map(UUID, key.split("."))
        searches = SavedSearch.objects.filter(program__uuid=program, member__uuid=member)
    else:
        return None
    searches = tuple(searches.select_related("program", "member").order_by("pk"))
    if kind == SAVED_SEARCH and searches:
        title = _("Mails when somebody new fits “%(search)s”") % {"search": searches[0].name}
    else:
        title = _("Mails when somebody new fits a saved search")
    return Subscription(
        title=title,
        program=searches[0].program if searches else None,
        is_on=any(search.wants_mail for search in searches),
        searches=searches,
    )


def key_of_search(search):
    """Return the key of ``SAVED_SEARCH``."""
    return search.uuid.hex


def key_of_all_searches(program, member):
    """Return the key of ``SAVED_SEARCHES``."""
    return f"{program.uuid.hex}.{member.uuid.hex}"
