"""Each kind of mailbox gives its mails once they have been dealt with, and keeps them until then."""

import mailbox

import pytest

from wagtail_mentoring.inbound.backends import (
    MaildirBackend,
    MboxBackend,
    MemoryBackend,
    open_backend,
)

MAILS = [b"From: a@example.com\n\nOne\n", b"From: b@example.com\n\nTwo\n"]


def maildir(tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    for raw in MAILS:
        box.add(raw)
    return MaildirBackend, {"path": tmp_path / "box"}


def mbox(tmp_path):
    box = mailbox.mbox(tmp_path / "box")
    for raw in MAILS:
        box.add(raw)
    box.close()
    return MboxBackend, {"path": tmp_path / "box"}


@pytest.mark.parametrize("make", [maildir, mbox])
def test_a_mailbox_on_this_machine(tmp_path, make):
    kind, options = make(tmp_path)
    backend = kind(**options)
    fetched = sorted(backend.fetch(), key=lambda one: one.raw)
    assert [one.raw for one in fetched] == MAILS
    backend.done(fetched[0])
    backend.close()
    backend = kind(**options)
    assert [one.raw for one in backend.fetch()] == MAILS[1:]
    backend.close()


@pytest.mark.parametrize("make", [maildir, mbox])
def test_of_a_mail_that_is_too_large_only_a_part_is_read(tmp_path, settings, make):
    settings.WAGTAIL_MENTORING = {"INBOUND_MAX_BYTES": 20}
    kind, options = make(tmp_path)
    backend = kind(**options)
    assert {one.is_too_large for one in backend.fetch()} == {True}
    backend.close()


@pytest.mark.parametrize("kind", [MaildirBackend, MboxBackend])
def test_a_mailbox_that_is_not_there(tmp_path, kind):
    with pytest.raises((mailbox.NoSuchMailboxError, FileNotFoundError)):
        kind(path=tmp_path / "none")


def test_a_site_names_its_backend(settings):
    settings.WAGTAIL_MENTORING = {
        "INBOUND_BACKEND": "wagtail_mentoring.inbound.backends.MemoryBackend",
        "INBOUND_OPTIONS": {"color": "teal"},
    }
    backend = open_backend()
    assert isinstance(backend, MemoryBackend)
    assert backend.options == {"color": "teal"}
