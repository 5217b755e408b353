"""A mailbox on a real server, Dovecot: each mail is given until it has been dealt with, whatever happens."""

import imaplib
import socket
import ssl

import pytest

from tests.dovecot import HOST
from wagtail_mentoring.inbound.imap import MOST_MAILS, ImapError, quoted

ONE, TWO = b"From: a@example.com\r\n\r\nOne\r\n", b"From: b@example.com\r\n\r\nTwo\r\n"


def raws(backend):
    return [fetched.raw for fetched in backend.fetch()]


@pytest.mark.parametrize("encrypted", [True, False], ids=["TLS", "plain"])
def test_a_mail_is_given_until_it_is_done(dovecot, account, connect, encrypted):
    dovecot.deliver(account, ONE, TWO)
    plain = {} if encrypted else {"ssl": False, "port": dovecot.port, "host": HOST}
    backend = connect(**plain)
    fetched = list(backend.fetch())
    assert [one.raw for one in fetched] == [ONE, TWO]
    backend.done(fetched[0])
    backend.close()
    assert dovecot.mails(account) == [TWO]
    assert raws(connect(**plain)) == [TWO]


def test_what_waits_is_not_marked_as_read(dovecot, account, connect):
    dovecot.deliver(account, ONE)
    backend = connect()
    assert raws(backend) == [ONE]
    backend.close()
    client = dovecot.client(account)
    client.select("INBOX", readonly=True)
    assert client.uid("SEARCH", "UNSEEN")[1] == [b"1"]
    client.logout()


def test_an_empty_mailbox(connect):
    assert raws(connect()) == []


def test_of_a_large_mail_only_the_head_is_sent(dovecot, account, connect, settings):
    settings.WAGTAIL_MENTORING = {"INBOUND_MAX_BYTES": 100_000}
    dovecot.deliver(account, ONE + b"x" * 200_000, b"X-Long: " + b"y " * 80_000 + b"\r\n" + ONE)
    first, second = connect().fetch()
    assert (first.raw, first.is_too_large) == (b"From: a@example.com\r\n\r\n", True)
    assert (len(second.raw), second.is_too_large) == (64 * 1024, True)


def test_a_mail_of_many_megabytes(dovecot, account, connect):
    large = ONE + b"".join(b"%075d\r\n" % number for number in range(250_000))
    dovecot.deliver(account, large)
    assert raws(connect()) == [large]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n",
        b"no header at all",
        b"From: a@example.com\r\nContent-Type: multipart/mixed\r\n\r\n--b\r\n",
        b"From: \xff\xfe\r\nSubject: =?no-such?Q?=ff?=\r\n\r\n\x80\xff\r\n",
        b"From: a@example.com\r\n\r\nnul \x00 byte\r\n",
        b"From: a@example.com\r\n\r\n) OK FETCH {3}\r\n* 1 EXPUNGE\r\n",
        b"From: a@example.com\r\n" + b"X-Many: x\r\n" * 10_000 + b"\r\nHello\r\n",
    ],
    ids=["empty", "no head", "no lines", "MIME", "letters", "nul", "IMAP", "headers"],
)
def test_a_broken_mail_comes_as_it_is_and_goes(dovecot, account, connect, raw):
    dovecot.deliver(account, raw, TWO)
    backend = connect()
    fetched = list(backend.fetch())
    # A server may put something in the place of a byte that cannot go through (RFC 3501, 4.3).
    assert [one.raw for one in fetched] == [raw.replace(b"\x00", b"\x80"), TWO]
    for one in fetched:
        backend.done(one)
    backend.close()
    assert dovecot.mails(account) == []


@pytest.mark.parametrize(
    ("name", "on_the_wire"),
    [
        ("Replies of members", "Replies of members"),
        ("Übungen", "&ANw-bungen"),
        ("回信 & 😀", "&Vt5P4Q- &- &2D3eAA-"),
        ('A "b"', 'A "b"'),
    ],
)
def test_a_folder_of_any_name(dovecot, account, connect, name, on_the_wire):
    client = dovecot.client(account)
    there = '"' + on_the_wire.replace('"', '\\"') + '"'
    assert client.create(there)[0] == "OK"
    assert client.append(there, "", None, ONE)[0] == "OK"
    client.logout()
    assert quoted(name) == there
    assert raws(connect(folder=name)) == [ONE]


def test_two_who_fetch_at_once_do_not_disturb_each_other(dovecot, account, connect):
    dovecot.deliver(account, ONE, TWO, ONE)
    first, second = connect(), connect()
    slow = second.fetch()
    begun = next(slow)
    for fetched in first.fetch():
        first.done(fetched)
    first.close()
    second.done(begun)
    assert list(slow) == [], "taken away by the other in the meantime"
    dovecot.deliver(account, TWO)
    second.close()
    assert dovecot.mails(account) == [TWO], "what came in the meantime is there"


def test_what_a_killed_one_had_done_is_not_given_again(dovecot, account, connect):
    dovecot.deliver(account, ONE, TWO)
    killed = connect()
    killed.done(next(killed.fetch()))
    killed.server.sock.close()
    backend = connect()
    assert raws(backend) == [TWO]
    backend.close()
    assert dovecot.mails(account) == [TWO]


@pytest.mark.parametrize("break_off", ["stop", "kick"])
def test_a_connection_that_breaks_off_loses_nothing(dovecot, account, connect, break_off):
    dovecot.deliver(account, ONE, TWO)
    backend = connect()
    mails = backend.fetch()
    backend.done(next(mails))
    getattr(dovecot, break_off)(*[account] if break_off == "kick" else [])
    with pytest.raises((imaplib.IMAP4.error, OSError)):
        next(mails)
    backend.close()
    if break_off == "stop":
        with pytest.raises(OSError):
            connect()
        dovecot.start()
    assert raws(connect()) == [TWO]


def test_a_server_that_falls_silent_is_not_waited_for(connect):
    with socket.create_server((HOST, 0)) as silent, pytest.raises(TimeoutError):
        connect(port=silent.getsockname()[1], timeout=0.2)


def test_a_wrong_password(dovecot, account, connect):
    with pytest.raises(ImapError) as error:
        connect(password="wrong-and-secret")
    assert str(error.value) == (
        f"the server does not let {account} in: [AUTHENTICATIONFAILED] Authentication failed."
    )
    with pytest.raises(ImapError, match="does not let"):
        connect(password="falsch-ü")


def test_an_account_with_letters_of_its_own(dovecot, account, connect):
    dovecot.deliver(f"{account}-ü", ONE)
    assert raws(connect(user=f"{account}-ü")) == [ONE]


def test_a_folder_that_is_not_there(connect):
    with pytest.raises(ImapError, match="SELECT was answered with NO: .*exist"):
        connect(folder="None")


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_password(connect):
    with pytest.raises(ssl.SSLCertVerificationError, match="self-signed|unable to get"):
        connect(ca=None)


def test_a_server_of_another_name_gets_no_password(connect):
    with pytest.raises(ssl.SSLCertVerificationError, match="not valid for '127.0.0.1'"):
        connect(host=HOST)


def test_of_very_many_mails_the_first_are_taken(dovecot, account, connect, monkeypatch):
    monkeypatch.setattr("wagtail_mentoring.inbound.imap.MOST_MAILS", 2)
    assert MOST_MAILS > 1000
    dovecot.deliver(account, ONE, TWO, ONE, TWO)
    backend = connect()
    fetched = list(backend.fetch())
    assert [one.raw for one in fetched] == [ONE, TWO]
    for one in fetched:
        backend.done(one)
    backend.close()
    assert raws(connect()) == [ONE, TWO]
