"""The address of a conversation: a secret of 160 bits in the place of ``{token}`` (M-13)."""

import re

from ..conf import settings

PLACE = "{token}"
_HEX = "([0-9a-f]{40})"


def replies_are_on():
    """Whether the site takes replies by mail."""
    return PLACE in settings.INBOUND_ADDRESS


def reply_address(token):
    """Return the address that a reply with ``token`` goes to, or an empty text when replies are off."""
    return settings.INBOUND_ADDRESS.replace(PLACE, token) if replies_are_on() else ""


def token_in(addresses):
    """Return the token in the first of ``addresses`` that is one of the site's, or an empty text."""
    if not replies_are_on():
        return ""
    before, _place, after = settings.INBOUND_ADDRESS.partition(PLACE)
    pattern = re.compile(re.escape(before) + _HEX + re.escape(after), re.IGNORECASE)
    for address in addresses:
        match = pattern.fullmatch(address.strip())
        if match:
            return match[1].lower()
    return ""
