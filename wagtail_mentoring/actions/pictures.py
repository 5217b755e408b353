"""A person's picture, and the square of it that shows (S-23)."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from ..exceptions import Refusal
from ..pictures import Square, cut_portrait
from .person import MemberAction
from .stored_files import StoredFilesMixin


class PictureAction(StoredFilesMixin, MemberAction):
    """Base: a file that is replaced is gone once that is certain."""

    event = "member.picture"

    def replace(self, name, content):
        """Put ``content``, or nothing, into the file field ``name``."""
        file = getattr(self.member, name)
        before, storage = file.name, file.storage
        if content is None:
            setattr(self.member, name, "")
        else:
            self.store(file, content.name, content)
        if before:
            transaction.on_commit(partial(storage.delete, before))

    def cut(self, square):
        """Make what others are shown. A file that cannot be read is shown whole."""
        self.replace("portrait", cut_portrait(self.member.picture, square))
        self.member.picture_x = square.x
        self.member.picture_y = square.y
        self.member.picture_zoom = square.zoom

    def save(self, *names):
        crop = ["portrait", "picture_x", "picture_y", "picture_zoom"]
        self.member.save(update_fields=[*names, *crop, "updated_at"])


class SavePictureAction(PictureAction):
    """Store a processed picture, or none, and delete the earlier files. Its upper middle shows at first."""

    def __init__(self, member, picture=None, *, actor=None):
        super().__init__(member, actor=actor)
        self.picture = picture

    def change(self):
        if self.picture is None and not self.member.picture:
            return
        self.replace("picture", self.picture)
        if self.picture is None:
            self.replace("portrait", None)
        else:
            self.cut(Square())
        self.save("picture")
        self.log_change(removed=True if self.picture is None else "")


class CropPictureAction(PictureAction):
    """Show another square of the picture that is there. ``square`` is a ``pictures.Square``."""

    def __init__(self, member, square=None, *, actor=None):
        super().__init__(member, actor=actor)
        self.square = square or Square()

    def refusals(self):
        refusals = super().refusals()
        if not self.member.picture:
            refusals.append(Refusal("picture_missing", _("There is no picture yet.")))
        return refusals

    def change(self):
        member = self.member
        now = Square(member.picture_x, member.picture_y, member.picture_zoom)
        if self.square != now or not member.portrait:
            self.cut(self.square)
            self.save()
            self.log_change()
