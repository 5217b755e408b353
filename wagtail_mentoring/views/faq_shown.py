"""The questions of a FAQ page as HTML, made once and kept while nothing of them changes."""

from django.core.cache import cache
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe

from ..content import FAQContent, FAQPageSource, compose_faq, faq_data, json_ld
from .rendered import KEPT_SECONDS, fingerprint

TEMPLATE = "wagtail_mentoring/faq/sections.html"


class ShownFAQ:
    """What one reader gets: ``content``, its ``html``, and its structured ``data``.

    Three hundred answers take a while to render, and are the same for all readers, so they are
    kept in Django's cache under the fingerprint of all they are made of. A search, a thank-you and
    a preview are rendered each time.
    """

    def __init__(self, page, values, audience, request):
        self.page, self.values, self.audience = page, values, audience
        self.query = request.GET.get("q", "").replace("\x00", "")
        self.thanked = request.GET.get("thanks", "")
        self.url = page.get_full_url(request) or ""
        self.source = FAQPageSource(page, audience)
        is_preview = getattr(request, "is_preview", False)
        self._kept = None
        if not (self.query.strip() or self.thanked or is_preview):
            self._kept = self._get_kept()

    @cached_property
    def content(self):
        """The ``FAQContent``; where its HTML is kept it is composed only if a template asks for its sections."""
        if self._kept is None:
            return self._composed
        return _KeptContent(lambda: self._composed, self.source.audience, self._kept["count"])

    @cached_property
    def html(self):
        return mark_safe(self._kept["html"]) if self._kept else self._render()  # noqa: S308

    @cached_property
    def data(self):
        """The text of the JSON-LD block; empty without questions."""
        if self._kept:
            return mark_safe(self._kept["data"])  # noqa: S308
        return self._make_data()

    def _make_data(self):
        faq = self._composed
        if not faq.count:
            return ""
        return json_ld(faq_data(self.page, faq, self.url, self.source.language))

    def _get_kept(self):
        key = self._key()
        kept = cache.get(key)
        if kept is None:
            kept = {
                "html": str(self._render()),
                "data": str(self._make_data()),
                "count": self._composed.count,
            }
            cache.set(key, kept, KEPT_SECONDS)
        return kept

    def _key(self):
        return fingerprint(
            (TEMPLATE,),
            self.source.fingerprint(self.values),
            self.url,
            self.audience,
            self._helpful_url,
        )

    @cached_property
    def _composed(self):
        content = compose_faq(
            self.page,
            self.values,
            audience=self.audience,
            query=self.query,
            source=self.source,
        )
        if self._helpful_url:
            for item in content.items:
                item.helpful_url = self._helpful_url.replace("ENTRY", str(item.entry.uuid))
        return content

    def _render(self):
        return get_template(TEMPLATE).render(
            {
                "page": self.page,
                "program": self.page.program,
                "faq": self._composed,
                "faq_audience": self.audience,
                "faq_thanked": self.thanked,
            }
        )

    @cached_property
    def _helpful_url(self):
        return helpful_url(self.page) if self.page.ask_helpful else ""


class _KeptContent(FAQContent):
    """Knows its number; the sections are composed when they are asked for."""

    def __init__(self, compose, audience, count):
        self._make, self._count = compose, count
        self.audience, self.query = audience, ""

    @cached_property
    def sections(self):
        return self._make().sections

    @property
    def count(self):
        return self._count


def helpful_url(page):
    """Return where answers to “Was this helpful?” go, with ``ENTRY`` for the question; empty without urls.py."""
    nobody = "00000000-0000-0000-0000-000000000000"
    if not page.pk:
        return ""
    try:
        url = reverse("wagtail_mentoring:faq_helpful", kwargs={"page": page.pk, "entry": nobody})
    except NoReverseMatch:
        return ""
    return url.replace(nobody, "ENTRY")
