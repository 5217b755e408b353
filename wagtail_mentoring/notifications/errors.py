"""What an error of a mail server means for the mail (M-05).

=========== ===================================================== ==================
Kind        Errors                                                What happens
=========== ===================================================== ==================
PERMANENT   recipient or content refused with 5xx, bad address    failed at once
TEMPORARY   refused with 4xx, errors of unknown kind              tried again later
DROPPED     421, connection lost or timed out in a dialog         tried again later,
                                                                  on a new connection
DOWN        no connection, no TLS, log-in or sender refused       the whole batch
                                                                  waits
=========== ===================================================== ==================
"""

import smtplib
from enum import Enum

_SERVER_TROUBLE = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
)
_LEAVING = 421
_TOO_LARGE = 552


class Kind(Enum):
    """The four ways to go on after an error."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    DROPPED = "dropped"
    DOWN = "down"


def classify(error):
    """Return the ``Kind`` of an exception raised while a mail was sent over an open connection."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_code(max((code for code, _text in error.recipients.values()), default=400))
    if isinstance(error, smtplib.SMTPSenderRefused):
        if error.smtp_code in (_TOO_LARGE, _LEAVING):
            return _by_code(error.smtp_code)
        # It would be the same for every mail of the site: somebody has to repair it.
        return Kind.DOWN
    if isinstance(error, _SERVER_TROUBLE):
        return Kind.DOWN
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        # The server cannot take an address with letters beyond ASCII.
        return Kind.PERMANENT
    if isinstance(error, smtplib.SMTPException) and not isinstance(
        error, smtplib.SMTPServerDisconnected
    ):
        return Kind.TEMPORARY
    if isinstance(error, OSError):
        return Kind.DROPPED
    if isinstance(error, ValueError):
        # Django and Python refuse an address or header that cannot be written.
        return Kind.PERMANENT
    return Kind.TEMPORARY


def describe(error):
    """Return an error as text for the log of the outbox."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(text)}" for code, text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _by_code(code):
    if code == _LEAVING:
        return Kind.DROPPED
    return Kind.PERMANENT if 500 <= code < 600 else Kind.TEMPORARY


def _text(answer):
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
