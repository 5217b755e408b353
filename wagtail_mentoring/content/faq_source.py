"""The rows a FAQ page is made of, read once, and a name for all that it depends on."""

import json
import marshal
import re
from functools import cache, lru_cache
from hashlib import blake2b

from django.conf import settings
from django.db import connections, models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale

from .. import __version__
from ..enums import Audience
from ..models import FAQEntry, ResourceTopic
from ..placeholders import PLACEHOLDER
from .expanding import expanded_tags

#: What is read of an entry and of its topic. Nothing that Django would have to convert: that takes
#: longer than reading it.
_ENTRY = frozenset(
    {
        "id",
        "uuid",
        "translation_key",
        "locale_id",
        "question",
        "answer",
        "audience",
        "topic_id",
        "program_id",
        "anchor",
        "sort_order",
        "live_revision_id",
    }
)
_TOPIC = frozenset({"id", "translation_key", "locale_id", "name", "description", "sort_order"})


#: Stand for a program's and a locale's key in the query below.
ANY_PROGRAM, ANY_LOCALE = -1, -2
_NAME = re.compile(PLACEHOLDER.pattern.encode())


@cache
def _columns(model, names):
    """Return the fields in the order in which a record takes its values."""
    return [field for field in model._meta.concrete_fields if field.attname in names]


@cache
def _place(model, names, name):
    return [field.attname for field in _columns(model, names)].index(name)


def _selected(model, names, prefix=""):
    """Return what a query has to select, as expressions."""
    return [
        Cast(f"{prefix}{field.name}", models.CharField())
        if isinstance(field, models.UUIDField)
        else models.F(f"{prefix}{field.attname}")
        for field in _columns(model, names)
    ]


def _record(model, names, values):
    columns = _columns(model, names)
    converted = [field.to_python(value) for field, value in zip(columns, values, strict=True)]
    return model.from_db(model._default_manager.db, [field.attname for field in columns], converted)


def readable_in(locale_id):
    """Return the condition for rows of a locale, and of the main language, which stands in for it."""
    return Q(locale=locale_id) | Q(locale__language_code=main_language())


def main_language():
    return get_supported_content_language_variant(settings.LANGUAGE_CODE)


@lru_cache(maxsize=16)
def _rows_query(audience, language):
    """Return (SQL, parameters, database) of the query for the rows.

    It is the same query on every page, and making it takes longer than answering it.
    """
    found = (
        FAQEntry.objects.live()
        .for_program(ANY_PROGRAM)
        .for_audience(audience)
        .filter(Q(locale=ANY_LOCALE) | Q(locale__language_code=language))
        .order_by("pk")
        .values_list(
            *_selected(FAQEntry, _ENTRY),
            *_selected(ResourceTopic, _TOPIC, "topic__"),
            "locale__language_code",
        )
    )
    return *found.query.get_compiler(found.db).as_sql(), found.db


class FAQSource:
    """The published entries of a program for readers of a locale and an audience, as plain rows.

    Rows are quick to read and to compare; ``entries`` makes records of them for a page that has to
    be composed. Where there is no translation, the entry of the main language stands in, as Wagtail
    does with pages. One query.
    """

    def __init__(self, program, locale_id, audience=Audience.BOTH):
        self.program, self.locale_id = program, locale_id
        self.audience = Audience(audience or Audience.BOTH)

    @cached_property
    def rows(self):
        """The values of each entry, then those of its topic, then the code of its language."""
        sql, params, alias = _rows_query(self.audience, main_language())
        given = {ANY_PROGRAM: self.program.pk, ANY_LOCALE: self.locale_id}
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, [given.get(one, one) for one in params])
            return [tuple(row) for row in cursor.fetchall()]

    def entries(self):
        """Return ``{translation_key: FAQEntry}`` in the editors' order, each with its topic and locale."""
        entries, topics, locales = {}, {}, {}
        locale = _place(FAQEntry, _ENTRY, "locale_id")
        size = len(_ENTRY)
        for row in sorted(self.rows, key=lambda row: row[locale] != self.locale_id):
            entry = _record(FAQEntry, _ENTRY, row[:size])
            if entry.translation_key in entries:
                continue
            if entry.topic_id is not None:
                if entry.topic_id not in topics:
                    topics[entry.topic_id] = _record(ResourceTopic, _TOPIC, row[size:-1])
                entry.topic = topics[entry.topic_id]
            entry.locale = locales.setdefault(
                entry.locale_id, Locale(pk=entry.locale_id, language_code=row[-1])
            )
            entries[entry.translation_key] = entry
        return dict(sorted(entries.items(), key=lambda pair: (pair[1].sort_order or 0, pair[1].pk)))

    def of_entries(self, name):
        """Return one value of each row's entry."""
        place = _place(FAQEntry, _ENTRY, name)
        return [row[place] for row in self.rows]


class FAQPageSource(FAQSource):
    """The same for a FAQ page, with what its sections and answers link to."""

    def __init__(self, page, audience=""):
        super().__init__(page.program, page.locale_id, page.audience or audience)
        self.page = page

    @cached_property
    def sections(self):
        """What the editor composed, as it is stored: nothing that was chosen is looked up."""
        return list(self.page.sections.raw_data)

    @cached_property
    def language(self):
        """The code of the page's language; only a page without questions of its own asks the database."""
        codes = dict(zip(self.of_entries("locale_id"), (row[-1] for row in self.rows), strict=True))
        return codes.get(self.locale_id) or self.page.locale.language_code

    @cached_property
    def tags(self):
        """What each link and image in answers and words becomes, as ``{tag: HTML}``."""
        texts = self.of_entries("answer")
        texts += [one["value"] for one in self.sections if isinstance(one.get("value"), str)]
        return expanded_tags(texts)

    def fingerprint(self, values):
        """Return a name for what the page shows now; ``values`` are the ``ContentValues`` of its program.

        Whoever keeps rendered questions under this name never shows old ones: a word of an answer,
        the address of a page it links to, a number of the program, each gives another name. Nothing
        has to be thrown away.
        """
        words = json.dumps(self.sections, default=str)
        # Version 2 writes nothing but the values.
        told = marshal.dumps(self.rows, 2) + words.encode()
        names = sorted({name.decode() for name in _NAME.findall(told)})
        facts = (
            __version__,
            get_language(),
            self.audience.value,
            # A site's own template may print anything of the page and the program.
            _fields(self.page),
            _fields(self.program),
            self._chosen_elsewhere(),
            self._topics_elsewhere(),
            self.tags,
            [
                (name, str(values.html(name)), values.address(name))
                for name in names
                if name in values
            ],
        )
        name = blake2b(told, digest_size=20)
        name.update(repr(facts).encode("utf-8", "replace"))
        return name.hexdigest()

    def _chosen_elsewhere(self):
        """Return which entries were chosen that stand for others: drafts, or of another language."""
        chosen = {
            one["value"] if isinstance(one, dict) else one
            for section in self.sections
            if section.get("type") == "entries"
            for one in section["value"].get("entries") or ()
        }
        rest = chosen - set(self.of_entries("id")) - {None}
        if not rest:
            return ()
        found = FAQEntry.objects.filter(pk__in=rest).order_by("pk")
        return list(found.values_list("pk", "translation_key"))

    def _topics_elsewhere(self):
        """Return all topics, where those of the entries themselves are not enough for the headings."""
        place = len(_ENTRY) + _place(ResourceTopic, _TOPIC, "id")
        locale = len(_ENTRY) + _place(ResourceTopic, _TOPIC, "locale_id")
        known = {row[place] for row in self.rows if row[locale] == self.locale_id}
        needed = {row[place] for row in self.rows} - {None}
        needed |= {
            section["value"].get("topic")
            for section in self.sections
            if section.get("type") == "topic"
        } - {None}
        if needed <= known:
            return ()
        found = ResourceTopic.objects.order_by("pk")
        return list(found.values_list(*_selected(ResourceTopic, _TOPIC)))


def _fields(record):
    return [str(getattr(record, field.attname)) for field in record._meta.concrete_fields]
