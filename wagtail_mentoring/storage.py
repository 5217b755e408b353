"""Where members' pictures and the files of their messages are kept."""

import uuid

from django.core.files.storage import storages

from .conf import settings


def picture_storage():
    """Return the storage for members' pictures. They are served by a view that asks the rules (S-24)."""
    return storages[settings.PICTURE_STORAGE]


def attachment_storage():
    """Return the storage for files that go with messages. It should not be publicly served (S-24)."""
    return storages[settings.ATTACHMENT_STORAGE or settings.PICTURE_STORAGE]


def attachment_path(instance, filename):
    """Return a random name without an ending: no server takes it for a page or a program."""
    return f"mentoring/attachments/{uuid.uuid4().hex}"


def picture_path(instance, filename):
    """Return a random name, so that an address tells nothing and cannot be guessed (S-23)."""
    return f"mentoring/pictures/{uuid.uuid4().hex}.{filename.rsplit('.', 1)[-1].lower()}"


def concern_path(instance, filename):
    """Return a random name without an ending, apart from what goes with messages."""
    return f"mentoring/concerns/{uuid.uuid4().hex}"
