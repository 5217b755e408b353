"""Where members' pictures are kept."""

import uuid

from django.core.files.storage import storages

from .conf import settings


def picture_storage():
    """Return the storage for members' pictures. They are served by a view that asks the rules (S-24)."""
    return storages[settings.PICTURE_STORAGE]


def picture_path(instance, filename):
    """Return a random name, so that an address tells nothing and cannot be guessed (S-23)."""
    return f"mentoring/pictures/{uuid.uuid4().hex}.{filename.rsplit('.', 1)[-1].lower()}"
