"""The demo's post: every mail becomes a file, and a page shows the files."""

import email
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.utils import getaddresses

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class FolderBackend(BaseEmailBackend):
    """Writes each mail to ``settings.MAIL_FOLDER`` instead of sending it."""

    def send_messages(self, email_messages):
        """Write the messages and return how many there were."""
        settings.MAIL_FOLDER.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{time.time_ns()}-{uuid.uuid4().hex[:8]}"
            unfinished = settings.MAIL_FOLDER / f"{name}.tmp"
            unfinished.write_bytes(message.message().as_bytes())
            unfinished.rename(settings.MAIL_FOLDER / f"{name}.eml")
        return len(email_messages)


@dataclass(frozen=True)
class Mail:
    """A mail as the page shows it."""

    key: str
    subject: str
    sender: str
    recipients: list
    date: datetime
    text: str
    html: str


def read_mail(path):
    """Return the Mail in the file ``path``."""
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    return Mail(
        key=path.stem,
        subject=message["subject"] or "",
        sender=message["from"] or "",
        recipients=[address for _, address in getaddresses(message.get_all("to", []))],
        date=datetime.fromtimestamp(
            int(path.stem.split("-")[0]) / 1e9, tz=timezone.get_current_timezone()
        ),
        text=plain.get_content() if plain else "",
        html=html.get_content() if html else "",
    )


def list_mails():
    """Return all mails, the newest first."""
    folder = settings.MAIL_FOLDER
    if not folder.exists():
        return []
    return [read_mail(path) for path in sorted(folder.glob("*.eml"), reverse=True)]


def find_mail(key):
    """Return the mail called ``key``, or None. Only names of files in the folder are looked up."""
    folder = settings.MAIL_FOLDER
    path = next((path for path in folder.glob("*.eml") if path.stem == key), None)
    return read_mail(path) if path else None


def empty_folder():
    """Throw all mails away."""
    if settings.MAIL_FOLDER.exists():
        for path in settings.MAIL_FOLDER.glob("*.eml"):
            path.unlink()
