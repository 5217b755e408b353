"""What editors write: whom it is for, what it is, and how its links were found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(TextChoices):
    """Whom a text is for (R75)."""

    BOTH = "both", _("Mentors and mentees")
    MENTORS = "mentors", _("Mentors")
    MENTEES = "mentees", _("Mentees")

    @property
    def sees(self):
        """The audiences whose texts are shown to this one: the shared part plus its own."""
        return tuple(Audience) if self is Audience.BOTH else (Audience.BOTH, self)


class ResourceKind(TextChoices):
    """What a resource is; readers filter by it (R4, R5)."""

    ARTICLE = "article", pgettext_lazy("kind of resource", "Article")
    LINK = "link", pgettext_lazy("kind of resource", "Article on another site")
    DOCUMENT = "document", pgettext_lazy("kind of resource", "Document")
    VIDEO = "video", pgettext_lazy("kind of resource", "Video")
    AUDIO = "audio", pgettext_lazy("kind of resource", "Audio")


class LinkState(TextChoices):
    """How a link to another site was found."""

    OK = "ok", pgettext_lazy("state of a link", "Works")
    GONE = "gone", pgettext_lazy("state of a link", "There is no such page")
    FAILED = "failed", pgettext_lazy("state of a link", "Cannot be reached")
    UNSURE = "unsure", pgettext_lazy("state of a link", "Answers people only")
    PRIVATE = "private", pgettext_lazy("state of a link", "Not on the internet")
