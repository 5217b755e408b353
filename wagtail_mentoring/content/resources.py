"""What a list says about a resource."""

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import ngettext

from ..enums import ResourceKind

#: kind -> its icon element
ICONS = {
    ResourceKind.ARTICLE: "document",
    ResourceKind.LINK: "link",
    ResourceKind.DOCUMENT: "download",
    ResourceKind.VIDEO: "video",
    ResourceKind.AUDIO: "phone",
}


def resource_facts(page):
    """Return what is known of a resource, in words: its kind, by whom, how long or large, and of when."""
    facts = [ResourceKind(page.kind).label, page.credit, length_words(page)]
    if page.file_size:
        facts.append(filesizeformat(page.file_size))
    facts.append(date_format(page.published_on, "DATE_FORMAT"))
    return [str(fact) for fact in facts if fact]


def length_words(page):
    """Return how long it takes to read, see or hear, in words; empty where nobody said."""
    if not page.minutes:
        return ""
    words = {
        ResourceKind.VIDEO: ngettext("%(count)d minute", "%(count)d minutes", page.minutes),
        ResourceKind.AUDIO: ngettext("%(count)d minute", "%(count)d minutes", page.minutes),
    }.get(page.kind) or ngettext(
        "%(count)d minute to read", "%(count)d minutes to read", page.minutes
    )
    return words % {"count": page.minutes}
