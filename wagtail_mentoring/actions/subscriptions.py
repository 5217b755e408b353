"""What one click in a mail stops: the preferences that the addresses of ``notifications.unsubscribe`` name."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ..exceptions import ActionRefused
from ..models import SavedSearch
from ..notifications.unsubscribe import read_unsubscribe_token
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


def subscription_for(token):
    """Return the ``Subscription`` that a token names, or ``None`` when the site did not make the token."""
    named = read_unsubscribe_token(token)
    if named is None:
        return None
    kind, key = named
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
