"""Which resources a list shows: filters, words, and what to take off when nothing fits (R3)."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import QueryDict

from ..enums import Audience, ResourceKind
from ..links import resource_model
from ..models import ResourceTopic

PER_PAGE = 20
#: Longest text that is searched for; more is cut off.
MAX_QUERY = 100
#: Neither is part of a word, and SQLite takes a lone quotation mark for an error.
_NOT_WORDS = {0: " ", ord('"'): " "}
#: What a list needs of each page; texts stay where they are.
LISTED_FIELDS = (
    "id",
    "title",
    "path",
    "url_path",
    "locale_id",
    "kind",
    "credit",
    "minutes",
    "file_size",
    "published_on",
    "summary",
    "image_id",
)


@dataclass(frozen=True)
class ResourceParams:
    """What somebody asked for: words, slugs of topics, kinds, and for whom. The rest of an address is ignored."""

    text: str = ""
    topics: tuple = ()
    kinds: tuple = ()
    audience: str = ""

    @classmethod
    def parse(cls, data):
        """Read ``request.GET``; what is not understood is left out (S-07)."""
        slugs = dict.fromkeys(slug[:80] for slug in data.getlist("topic") if "\x00" not in slug)
        kinds = set(data.getlist("kind"))
        audience = data.get("for", "")
        return cls(
            " ".join(data.get("q", "").translate(_NOT_WORDS).split())[:MAX_QUERY],
            tuple(list(slugs)[:50]),
            tuple(kind for kind in ResourceKind.values if kind in kinds),
            audience if audience in (Audience.MENTORS, Audience.MENTEES) else "",
        )

    def without(self, name, value=None):
        """Return the same without one filter, or without one of its values."""
        values = {"text": self.text, "topics": self.topics, "kinds": self.kinds}
        values["audience"] = self.audience
        if value is None:
            values[name] = type(values[name])()
        else:
            values[name] = tuple(one for one in values[name] if one != value)
        return ResourceParams(**values)

    @property
    def chosen(self):
        """The names of the filters that narrow the list."""
        return [name for name in ("text", "topics", "kinds", "audience") if getattr(self, name)]

    def query(self):
        """Return the ``QueryDict`` that asks for the same."""
        data = QueryDict(mutable=True)
        if self.text:
            data["q"] = self.text
        data.setlist("topic", self.topics)
        data.setlist("kind", self.kinds)
        if self.audience:
            data["for"] = self.audience
        for name in [name for name in data if not data.getlist(name)]:
            del data[name]
        return data

    def address(self):
        """Return the query string with its question mark, or an empty text."""
        query = self.query().urlencode()
        return f"?{query}" if query else ""


class TopicLinks:
    """Which resources have which topics: the rows between the two, whatever the site calls its page type."""

    def __init__(self, model):
        field = model._meta.get_field("topics")
        self.rows = field.remote_field.through.objects
        self.page = field.m2m_field_name()
        self.topic = field.m2m_reverse_field_name()

    def pages_with(self, **about):
        """Return the primary keys of the pages that have a topic of this kind, as a subquery."""
        about = {f"{self.topic}__{name}": value for name, value in about.items()}
        return self.rows.filter(**about).values(f"{self.page}_id")

    def topics_of(self, pages):
        """Return the primary keys of the topics of ``pages``, as a subquery."""
        return self.rows.filter(**{f"{self.page}__in": pages}).values(f"{self.topic}_id")

    def names_of(self, pages):
        """Return ``{page pk: [(key, name) of its topics]}``, in one query; the key is the same in every language."""
        found = {}
        rows = (
            self.rows.filter(**{f"{self.page}__in": [page.pk for page in pages]})
            .order_by(f"{self.topic}__sort_order", f"{self.topic}__name")
            .values_list(f"{self.page}_id", f"{self.topic}__translation_key", f"{self.topic}__name")
        )
        for pk, key, name in rows:
            found.setdefault(pk, []).append((key, name))
        return found


class ResourceSearch:
    """The resources of ``program`` in one language (``locale``, or its primary key) that a reader may read, narrowed to ``params``.

    What the reader may not read is not counted either: not in the number, nor in
    the pages, nor in what there is to choose from.
    """

    def __init__(self, program, locale, privacy, params):
        self.params = params
        self.model = resource_model()
        self.locale = locale
        pages = self.model.objects.live().filter(program=program, locale=locale)
        self.pages = privacy.readable(pages).order_by("-published_on", "-pk")

    @cached_property
    def _mixture(self):
        rows = self.pages.order_by().values_list("kind", "audience").annotate(number=Count("pk"))
        return list(rows)

    @property
    def has_any(self):
        """Whether there is any resource at all."""
        return bool(self._mixture)

    @property
    def kinds(self):
        """The kinds there are, in their order."""
        there = {kind for kind, _audience, _number in self._mixture}
        return [kind for kind in ResourceKind if kind in there]

    @property
    def has_audiences(self):
        """Whether any resource is for one role alone."""
        return any(audience != Audience.BOTH for _kind, audience, _number in self._mixture)

    @cached_property
    def topics(self):
        """The topics there are, in the editors' order."""
        links = TopicLinks(self.model)
        return list(
            ResourceTopic.objects.filter(
                locale=self.locale, pk__in=links.topics_of(self.pages.order_by())
            )
        )

    def find(self, params=None):
        """Return what fits ``params`` (default: what was asked for): a queryset, or results of the site's search."""
        params = params or self.params
        pages = self.pages
        if params.kinds:
            pages = pages.filter(kind__in=params.kinds)
        if params.audience:
            pages = pages.filter(audience__in=Audience(params.audience).sees)
        if params.topics:
            links = TopicLinks(self.model)
            pages = pages.filter(
                pk__in=links.pages_with(slug__in=params.topics, locale=self.locale)
            )
        if params.text:
            # The site's search filters by few fields; the database has filtered by all of them.
            found = self.model.objects.filter(id__in=pages.order_by().values("id"))
            found = found.order_by("-published_on", "-id").only(*LISTED_FIELDS)
            # The newest first, as in the whole list: to weigh words takes SQLite seconds, not milliseconds.
            return found.search(params.text, operator="and", order_by_relevance=False)
        return pages.only(*LISTED_FIELDS)

    def page(self, number):
        """Return a ``Page`` of what fits, the first or last one for a number there is not."""
        paginator = Paginator(self.find(), PER_PAGE)
        if not self.params.text and not self.params.topics:
            # What there is to choose from says how many there are, without another query.
            paginator.count = self._count_of_mixture()
        return paginator.get_page(number)

    def _count_of_mixture(self):
        kinds, audience = self.params.kinds, self.params.audience
        wanted = Audience(audience).sees if audience else tuple(Audience)
        return sum(
            number
            for kind, whom, number in self._mixture
            if (not kinds or kind in kinds) and whom in wanted
        )

    def ways_out(self):
        """Return ``[(name of a filter, how many fit without it)]`` for when nothing fits, most first."""
        ways = [(name, self._count(self.params.without(name))) for name in self.params.chosen]
        return sorted((way for way in ways if way[1]), key=lambda way: -way[1])

    def _count(self, params):
        return self.find(params).count()
