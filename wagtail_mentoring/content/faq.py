"""The questions of a page, in sections, for whoever reads it."""

import html
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..enums import Audience
from ..models import FAQEntry, ResourceTopic
from .expanding import expand_with
from .faq_source import FAQPageSource, FAQSource, readable_in
from .values import ContentValues

#: Longest text that is searched for; more is cut off.
MAX_QUERY = 100


@dataclass(eq=False)
class FAQItem:
    """One question with its answer, ready to be shown."""

    entry: FAQEntry
    question: str
    answer: str
    #: Code of the language, where it is not the page's own.
    language: str = ""
    #: Where answers to “Was this helpful?” go.
    helpful_url: str = ""
    #: The ids of the whole, of the question and of the answer on the page.
    anchor: str = field(init=False)
    question_id: str = field(init=False)
    answer_id: str = field(init=False)

    def __post_init__(self):
        name = self.entry.anchor
        self.anchor, self.question_id = f"faq-{name}", f"question-{name}"
        self.answer_id = f"answer-{name}"

    @cached_property
    def searched(self):
        """Question and answer as a search sees them."""
        text = html.unescape(strip_tags(self.answer.replace("<", " <")))
        return f"{self.question} {text}".casefold()


@dataclass
class FAQSection:
    """A heading with questions below it, or with words alone."""

    heading: str = ""
    description: str = ""
    #: A rendered block of words that stands where the editor put it.
    words: str = ""
    items: list = field(default_factory=list)
    number: int = 0

    @property
    def id(self):
        return f"faq-section-{self.number}"


@dataclass
class FAQContent:
    """What a page shows: its sections, and what was asked for."""

    sections: list
    audience: str = Audience.BOTH
    query: str = ""

    @property
    def items(self):
        return [item for section in self.sections for item in section.items]

    @property
    def count(self):
        return sum(len(section.items) for section in self.sections)


def load_entries(program, locale, *, audience=Audience.BOTH):
    """Return the published entries for readers of ``locale``, in order, as ``{translation_key: entry}``."""
    return FAQSource(program, locale.pk, audience).entries()


def compose_faq(page, values=None, *, audience="", query="", source=None):
    """Return the ``FAQContent`` of a FAQ page for ``audience`` (empty: everybody), narrowed to ``query``.

    ``source`` is a ``FAQPageSource`` that has been read already, for the same audience.
    """
    source = source or FAQPageSource(page, audience)
    query = " ".join(query.split())[:MAX_QUERY]
    values = values or ContentValues(page.program)
    sections = _Composer(source, values).sections()
    _make_items(sections, source, values)
    if query:
        words = query.casefold().split()
        for section in sections:
            section.items = [
                item for item in section.items if all(word in item.searched for word in words)
            ]
        sections = [section for section in sections if section.items]
    for number, section in enumerate(sections, start=1):
        section.number = number
    return FAQContent(sections, source.audience, query)


class _Composer:
    """Gathers entries into sections; each is shown once, at the first place that asks for it."""

    def __init__(self, source, values):
        self.page = source.page
        self.values = values
        self.rest = source.entries()

    def sections(self):
        blocks = list(self.page.sections)
        if not any(block.block_type in ("topic", "entries") for block in blocks):
            return [*filter(None, map(self._from_block, blocks)), *self._all_topics()]
        return [section for section in map(self._from_block, blocks) if section]

    def _from_block(self, block):
        if block.block_type == "text":
            # A block renders itself as safe HTML; what is filled in is escaped.
            return FAQSection(words=mark_safe(self.values.fill_html(block.render())))  # noqa: S308
        if block.block_type == "topic":
            return self._topic(block.value)
        if block.block_type == "entries":
            return self._picked(block.value)
        return None

    def _take(self, wanted, audience):
        """Take out of the rest the entries for which ``wanted(entry)`` holds."""
        taken = [
            entry
            for entry in self.rest.values()
            if wanted(entry) and (not audience or entry.audience == audience)
        ]
        for entry in taken:
            del self.rest[entry.translation_key]
        return taken

    def _topic(self, value):
        topic = value.get("topic")
        key = topic.translation_key if topic else None
        entries = self._take(
            lambda entry: key is None or (entry.topic and entry.topic.translation_key == key),
            value.get("only_for"),
        )
        heading = self.values.fill_text(value.get("heading") or "")
        description = ""
        if topic:
            # The name in the language of the page, where the editor chose the topic in another one.
            is_own = topic.locale_id == self.page.locale_id
            shown = topic if is_own else self._topics.get(key, topic)
            heading, description = heading or shown.name, shown.description
        return (
            FAQSection(heading or _("More questions"), description, items=entries)
            if entries
            else None
        )

    def _picked(self, value):
        keys = [entry.translation_key for entry in value.get("entries", ()) if entry]
        entries = [self.rest.pop(key) for key in keys if key in self.rest]
        heading = self.values.fill_text(value.get("heading") or "")
        return FAQSection(heading, items=entries) if entries else None

    @cached_property
    def _topics(self):
        """The topics in the language of the page, or else the main one, in order."""
        locale, topics = self.page.locale_id, {}
        rows = ResourceTopic.objects.filter(readable_in(locale))
        for topic in sorted(rows, key=lambda row: row.locale_id != locale):
            topics.setdefault(topic.translation_key, topic)
        return dict(sorted(topics.items(), key=lambda pair: pair[1].sort_order or 0))

    def _all_topics(self):
        """What a page without sections shows: every topic, then what has none."""
        sections = []
        for key, topic in self._topics.items():
            entries = self._take(
                lambda entry, key=key: entry.topic and entry.topic.translation_key == key, ""
            )
            if entries:
                sections.append(FAQSection(topic.name, topic.description, items=entries))
        rest = self._take(lambda entry: True, "")
        if rest:
            sections.append(FAQSection(_("More questions") if sections else "", items=rest))
        return sections


def _make_items(sections, source, values):
    """Turn the entries of ``sections`` into items."""
    entries = [entry for section in sections for entry in section.items]
    answers = expand_with([entry.answer for entry in entries], source.tags)
    made = {
        entry.pk: FAQItem(
            entry,
            values.fill_text(entry.question),
            # Rich text as Wagtail's own filter marks it; what is filled in has been escaped.
            mark_safe(values.fill_html(answer)),  # noqa: S308
            "" if entry.locale_id == source.locale_id else entry.locale.language_code,
        )
        for entry, answer in zip(entries, answers, strict=True)
    }
    for section in sections:
        section.items = [made[entry.pk] for entry in section.items]
