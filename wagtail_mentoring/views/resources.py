"""The list of resources, what it shows of each, and pictures of those that are not for everybody."""

from django.http import Http404
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.formats import get_format
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.images import get_image_model
from wagtail.models import Site

from ..content.privacy import privacy_of
from ..content.resource_search import LISTED_FIELDS, ResourceParams, ResourceSearch, TopicLinks
from ..content.resources import ICONS, resource_facts
from ..enums import Audience, ResourceKind, Role
from ..links import resource_model
from .files import private_picture
from .rendered import render_once

#: Where the page scrolls to, and the focus goes, after a search.
RESULTS = "results"
#: Size of a picture -> how it is cut.
PICTURES = {"list": "fill-320x214", "page": "max-1200x1200"}
LONG_LIST = 10
#: What the filters are made of, and the results on one page.
FILTER_TEMPLATES = (
    "wagtail_mentoring/resources/filters.html",
    "wagtail_mentoring/elements/filters.html",
    "wagtail_mentoring/elements/filter_group.html",
    "wagtail_mentoring/elements/button.html",
)
LIST_TEMPLATES = (
    "wagtail_mentoring/resources/list.html",
    "wagtail_mentoring/elements/resource_card.html",
    "wagtail_mentoring/elements/icon.html",
)


def resource_list_context(page, request):
    """Return what the template of the list of resources needs beside the program."""
    params = ResourceParams.parse(request.GET)
    search = ResourceSearch(page.program, page.locale_id, privacy_of(request), params)
    found = search.page(request.GET.get("page"))
    url = request.path
    total = found.paginator.count

    def address(params):
        return f"{url}{params.address()}#{RESULTS}"

    words = _Words(search, page.program)
    pages = list(found)
    material = _CardMaterial(pages, request)
    # Twenty cards take longer to make than to show.
    cards = SimpleLazyObject(lambda: material.cards()) if pages else []
    return {
        "found": found,
        "count_words": ngettext("%(count)s resource", "%(count)s resources", total)
        % {"count": total},
        "has_any": search.has_any,
        "cards": cards,
        "cards_html": render_once(
            LIST_TEMPLATES, material.facts(), lambda: {"cards": material.cards()}
        ),
        "filters_html": _filters_html(words.groups(), params, f"{url}#{RESULTS}"),
        "chosen": words.chosen(address),
        "clear_url": f"{url}#{RESULTS}",
        "page_query": params.query(),
        "ways": [] if total else words.ways(address),
    }


def _filters_html(groups, params, action):
    context = {
        "text": params.text,
        "groups": groups,
        "form_action": action,
        "chosen_count": len(params.topics) + len(params.kinds) + bool(params.audience),
    }
    if params.text:  # what somebody types is theirs, and seldom typed twice
        return get_template(FILTER_TEMPLATES[0]).render(context)
    return render_once(FILTER_TEMPLATES, context, lambda: context)


def newest_resources(program, locale, request, *, topic="", count=3):
    """Return the cards of the newest resources that whoever asks may read; none without a page type for them."""
    if resource_model() is None:
        return []
    params = ResourceParams(topics=(topic,) if topic else ())
    search = ResourceSearch(program, locale, privacy_of(request), params)
    return resource_cards(list(search.find()[:count]), request)


class _Words:
    """The filters in words."""

    def __init__(self, search, program):
        self.search = search
        self.params = search.params
        self.roles = {
            Audience.MENTORS: capfirst(program.word(Role.MENTOR, plural=True)),
            Audience.MENTEES: capfirst(program.word(Role.MENTEE, plural=True)),
        }
        self.topics = {topic.slug: topic.name for topic in search.topics}

    def names(self):
        return {
            "text": _("your words"),
            "topics": _("Topic"),
            "kinds": _("Kind"),
            "audience": _("For whom"),
        }

    def groups(self):
        """Return groups for ``elements/filter_group.html``; what makes no difference is not offered."""
        names = self.names()
        groups = [
            self._group(names["topics"], "topic", self.topics, self.params.topics),
            self._group(
                names["kinds"],
                "kind",
                {kind.value: kind.label for kind in self.search.kinds},
                self.params.kinds,
            ),
        ]
        if self.search.has_audiences:
            options = {"": _("Everybody"), **self.roles}
            group = self._group(names["audience"], "for", options, [self.params.audience])
            groups.append(
                group | {"kind": "radio", "chosen": int(bool(self.params.audience)) or ""}
            )
        return [
            group
            for group in groups
            if len(group["options"]) > 1 or any(option["checked"] for option in group["options"])
        ]

    def _group(self, legend, name, options, chosen):
        return {
            "legend": legend,
            "name": name,
            "options": [
                {"value": value, "label": label, "checked": value in chosen}
                for value, label in options.items()
            ],
            "open": True,
            "chosen": len([value for value in chosen if value in options]) or "",
            "filter_box": len(options) > LONG_LIST,
        }

    def chosen(self, address):
        """Return rows for ``elements/chosen_filters.html``."""
        names, params = self.names(), self.params
        chosen = []
        if params.text:
            chosen.append((_("Words"), params.text, params.without("text")))
        for slug in params.topics:
            # A topic that is no longer used, or never was, is named as the address does.
            label = self.topics.get(slug, slug)
            chosen.append((names["topics"], label, params.without("topics", slug)))
        for kind in params.kinds:
            label = ResourceKind(kind).label
            chosen.append((names["kinds"], label, params.without("kinds", kind)))
        if params.audience:
            label = self.roles[params.audience]
            chosen.append((names["audience"], label, params.without("audience")))
        return [
            {"label": label, "value": value, "remove_url": address(rest)}
            for label, value, rest in chosen
        ]

    def ways(self, address):
        """Return links to the same list without one filter, for when nothing fits."""
        names = self.names()
        ways = []
        for name, count in self.search.ways_out():
            words = ngettext(
                "Without %(filter)s: %(count)s resource",
                "Without %(filter)s: %(count)s resources",
                count,
            )
            label = words % {"filter": names[name], "count": count}
            ways.append({"label": label, "url": address(self.params.without(name))})
        return ways


def resource_cards(pages, request, reasons=None):
    """Return what ``elements/resource_card.html`` shows of each page, in a constant number of queries.

    ``reasons`` maps the key of a topic to why the reader is shown it.
    """
    return _CardMaterial(pages, request, reasons).cards()


class _CardMaterial:
    """What the cards of ``pages`` are made of, and the cards."""

    def __init__(self, pages, request, reasons=None):
        self.pages, self.request, self.reasons = pages, request, reasons or {}
        self.topics = TopicLinks(resource_model()).names_of(pages) if pages else {}
        images = _images({page.image_id for page in pages if page.image_id})
        privacy = privacy_of(request)
        self.pictures = {
            page.pk: _list_picture(page, images.get(page.image_id), privacy)
            for page in pages
            if page.image_id
        }

    def facts(self):
        """Return all that the cards depend on, whatever reader asks."""
        site = Site.find_for_request(self.request)
        return (
            [[getattr(page, name) for name in LISTED_FIELDS] for page in self.pages],
            sorted(self.topics.items()),
            sorted(self.pictures.items()),
            self.reasons,
            # An address depends on the sites there are, and on the one that is asked.
            site and site.pk,
            Site.get_site_root_paths(),
            get_format("DATE_FORMAT"),
        )

    def cards(self):
        return [
            {
                "title": page.title,
                "url": page.get_url(self.request),
                "icon": ICONS[page.kind],
                "facts": resource_facts(page),
                "summary": page.summary,
                "topics": [name for _key, name in self.topics.get(page.pk, ())],
                "reason": _reason(
                    [key for key, _name in self.topics.get(page.pk, ())], self.reasons
                ),
                "image_url": self.pictures.get(page.pk, ""),
            }
            for page in self.pages
        ]


def _reason(keys, reasons):
    answers = dict.fromkeys(answer for key in keys for answer in reasons.get(key, ()))
    return _("Because you said: %(answers)s.") % {"answers": ", ".join(answers)} if answers else ""


def _images(keys):
    if not keys:
        return {}
    images = get_image_model().objects.filter(pk__in=keys)
    return {image.pk: image for image in images.prefetch_renditions(PICTURES["list"])}


def _list_picture(page, image, privacy):
    if image is None:
        return ""
    if privacy.is_private(page):
        return private_picture_url(page, "list")
    return image.get_rendition(PICTURES["list"]).url


def private_picture_url(page, size):
    """Return where the picture of a page that is not for everybody is served; empty without urls.py."""
    try:
        return reverse("wagtail_mentoring:resource_picture", kwargs={"page": page.pk, "size": size})
    except NoReverseMatch:
        return ""


def page_picture(page, request):
    """Return ``{url, width, height}`` of the picture on top of a resource, or ``None``."""
    if page.image is None:
        return None
    rendition = page.image.get_rendition(PICTURES["page"])
    private = privacy_of(request).is_private(page)
    url = private_picture_url(page, "page") if private else rendition.url
    return {"url": url, "width": rendition.width, "height": rendition.height} if url else None


class ResourcePictureView(View):
    """The picture of a resource whose page is not for everybody; like a missing one for who may not read the page.

    So the address of the file in the library of images stands on no page.
    """

    def get(self, request, page, size):
        model = resource_model()
        pages = model.objects.live().filter(program__is_active=True) if model else None
        found = pages.filter(pk=page).first() if pages is not None and size in PICTURES else None
        if found is None or found.image is None or not privacy_of(request).may_read(found):
            raise Http404
        return private_picture(found.image.get_rendition(PICTURES[size]).file)
