"""Each error of a mail server has one consequence (M-05)."""

import smtplib
import ssl

import pytest

from wagtail_mentoring.notifications.errors import Kind, classify, describe


def refused(*codes):
    return smtplib.SMTPRecipientsRefused(
        {f"a{n}@b.example": (code, b"because") for n, code in enumerate(codes)}
    )


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused(550), Kind.PERMANENT),
        (refused(551), Kind.PERMANENT),
        (refused(553), Kind.PERMANENT),
        (refused(450), Kind.TEMPORARY),
        (refused(452), Kind.TEMPORARY),
        (refused(421), Kind.DROPPED),
        (smtplib.SMTPDataError(554, b"spam"), Kind.PERMANENT),
        (smtplib.SMTPDataError(451, b"later"), Kind.TEMPORARY),
        (smtplib.SMTPDataError(421, b"bye"), Kind.DROPPED),
        (smtplib.SMTPSenderRefused(530, b"log in", "x"), Kind.DOWN),
        (smtplib.SMTPSenderRefused(451, b"later", "x"), Kind.DOWN),
        (smtplib.SMTPSenderRefused(552, b"too large", "x"), Kind.PERMANENT),
        (smtplib.SMTPSenderRefused(421, b"bye", "x"), Kind.DROPPED),
        (smtplib.SMTPAuthenticationError(535, b"wrong"), Kind.DOWN),
        (smtplib.SMTPConnectError(421, b"busy"), Kind.DOWN),
        (smtplib.SMTPHeloError(500, b"who"), Kind.DOWN),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), Kind.PERMANENT),
        (smtplib.SMTPServerDisconnected("gone"), Kind.DROPPED),
        (smtplib.SMTPException("odd"), Kind.TEMPORARY),
        (TimeoutError("slow"), Kind.DROPPED),
        (ConnectionResetError("reset"), Kind.DROPPED),
        (ssl.SSLError("tls"), Kind.DROPPED),
        (UnicodeEncodeError("ascii", "ä", 0, 1, "no"), Kind.PERMANENT),
        (ValueError("header"), Kind.PERMANENT),
        (RuntimeError("of a mail backend"), Kind.TEMPORARY),
    ],
    ids=lambda value: f"{value!r}"[:40],
)
def test_what_an_error_means(error, kind):
    assert classify(error) is kind
    assert describe(error)


def test_a_refusal_is_described_without_the_address():
    assert describe(refused(550)) == "550 because"
