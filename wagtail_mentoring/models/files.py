"""Files that members send, which views serve to those who may have them."""

import uuid

from django.db import models


class AttachedFile(models.Model):
    """Base of files that go with something. Subclasses say with what, and where ``file`` is kept (S-24)."""

    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    #: As the sender called it, made safe; it is never part of a path.
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["pk"]
        default_permissions = ()
