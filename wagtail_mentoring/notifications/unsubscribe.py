"""Addresses that stop one kind of mail by one click, without signing in (M-19, RFC 8058).

An address names a *preference*: its kind, and whose or which it is. It is
signed and does not run out, and it can do nothing but switch that preference
off. What each kind means is in ``actions.subscriptions``.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from ..links import base_url

SALT = "wagtail_mentoring.unsubscribe"


def unsubscribe_token(kind, key):
    """Return the signed name of a preference. ``kind`` and ``key`` hold no colon."""
    return _signer().sign(f"{kind}:{key}")


def read_unsubscribe_token(token):
    """Return ``(kind, key)``, or ``None`` for a token the site did not make."""
    try:
        kind, _colon, key = _signer().unsign(token).partition(":")
    except BadSignature:
        return None
    return kind, key


def unsubscribe_url(kind, key):
    """Return the full address for a mail."""
    path = reverse("wagtail_mentoring:unsubscribe", kwargs={"token": unsubscribe_token(kind, key)})
    return base_url() + path


def _signer():
    return Signer(salt=SALT)
