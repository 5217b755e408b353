"""What the page of two people shows its reader of their own words on how it goes (F47)."""

from django.utils.translation import gettext as _

from ..models import PairSignal
from .people import day


def feeling_of(item, own, links):
    """Return ``{text, url, check_in_url}`` for the panel; ``None`` when it is over."""
    if not item.is_open:
        return None
    latest = PairSignal.objects.filter(mentorship=item, member=own.member).first()
    text = ""
    if latest is not None:
        # Without the word itself: the other person may look at this page over one's shoulder.
        text = _("You told us on %(day)s.") % {"day": day(latest.created_at)}
    return {
        "text": text,
        "url": links.url("desk_mentorship_feeling", uuid=item.uuid),
        "check_in_url": links.url("desk_mentorship_checkin", uuid=item.uuid),
    }
