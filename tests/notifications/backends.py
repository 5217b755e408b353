"""Backends as sites may have them, with their ways to fail."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend


class Refusing(BaseEmailBackend):
    """Refuses every recipient for good."""

    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused(
            dict.fromkeys(email_messages[0].recipients(), (550, b"No such person"))
        )


class Odd(BaseEmailBackend):
    """Raises an error of its own."""

    def send_messages(self, email_messages):
        raise LookupError("The API answered 503.")


class Silent(BaseEmailBackend):
    """Fails without a word, as backends do with ``fail_silently``."""

    def send_messages(self, email_messages):
        return 0


class Broken(BaseEmailBackend):
    """Cannot be opened."""

    def open(self):
        raise RuntimeError("No key for the API.")


class NoTasks:
    """A background task backend whose broker cannot be reached."""

    def __init__(self, alias, params):
        self.alias = alias
        self.queues = {"default"}

    def validate_task(self, task):
        """Accept every task."""

    def enqueue(self, task, args, kwargs):
        raise ConnectionError("No broker.")
