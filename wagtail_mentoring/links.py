"""Addresses of the members' pages: the editors' page where there is one, else the app's own URLs.

A page type says what it shows by ``mentoring_kind``; its sub-routes carry the
names of the views in ``urls.py``, so both give the same pages.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.db import connections
from django.db.models import CharField, F, Value
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from wagtail.models import Site

from .conf import settings
from .enums import Role

LANDING, ENROLLMENT, FIND_MENTOR, FIND_MENTEE, DESK, CONDUCT, FAQ, RESOURCES = KINDS = (
    "landing",
    "enrollment",
    "find_mentor",
    "find_mentee",
    "desk",
    "conduct",
    "faq",
    "resources",
)

#: Prefix of a view's name -> kind of page that serves it.
VIEW_KINDS = {
    "enrollment": ENROLLMENT,
    "find_mentor": FIND_MENTOR,
    "find_mentee": FIND_MENTEE,
    "desk": DESK,
}


def page_models(kind=None):
    """Return the installed page types of this ``kind``, or of any."""
    kinds = (kind,) if kind else KINDS
    return [model for model in apps.get_models() if getattr(model, "mentoring_kind", None) in kinds]


def resource_model():
    """Return the page type that all resources of the site share, or ``None`` where there is none.

    It is the topmost one made from ``ResourcePageMixin``; articles, documents and interviews extend it.
    """
    for model in apps.get_models():
        if getattr(model, "is_mentoring_resource", False) and not any(
            getattr(parent, "is_mentoring_resource", False) for parent in model._meta.parents
        ):
            return model
    return None


def interview_models():
    """Return the page types of recorded interviews."""
    return [model for model in apps.get_models() if getattr(model, "is_mentoring_interview", False)]


#: Stands for a program's key in the query below.
ANY_PROGRAM = -1


@lru_cache(maxsize=1)
def _pages_query():
    """Return (SQL, parameters, database) of the query for a program's pages of all types.

    It is the same query on every page a member opens, and making it takes longer than answering it.
    """
    queries = []
    for model in page_models():
        queries.append(
            model.objects.live()
            .filter(program=ANY_PROGRAM)
            .order_by()
            .annotate(
                kind=Value(model.mentoring_kind, output_field=CharField()),
                model_label=Value(model._meta.label, output_field=CharField()),
                code=F("locale__language_code"),
            )
            .values_list("kind", "model_label", "pk", "url_path", "locale_id", "code", "title")
        )
    rows = queries[0].union(*queries[1:], all=True).order_by() if len(queries) > 1 else queries[0]
    return *rows.query.get_compiler(rows.db).as_sql(), rows.db


class ProgramLinks:
    """Addresses within one program. Finds the program's pages once, in one query."""

    def __init__(self, program, request=None):
        self.program = program
        self.request = request
        self._pages = None

    def page(self, kind):
        """Return the live page of ``kind``, in the current language if there is one, or ``None``."""
        if self._pages is None:
            self._pages = self._load_pages()
        return self._pages.get(kind)

    def _load_pages(self):
        if not page_models():
            return {}
        sql, params, alias = _pages_query()
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, [self.program.pk if one == ANY_PROGRAM else one for one in params])
            rows = cursor.fetchall()
        language, pages = get_language(), {}
        for kind, label, pk, url_path, locale_id, _code, title in sorted(
            rows, key=lambda row: (row[5] != language, row[2])
        ):
            if kind not in pages:
                model = apps.get_model(label)
                page = model(
                    id=pk,
                    url_path=url_path,
                    locale_id=locale_id,
                    title=title,
                    program_id=self.program.pk,
                )
                # The link to the parent table is called differently on each base page.
                page.pk = pk
                if page.get_url_parts(self.request) is not None:
                    pages[kind] = page
        return pages

    def _route(self, name, kwargs):
        """Return (page or None, path below it) for a view's name."""
        kind = next((k for prefix, k in VIEW_KINDS.items() if name.startswith(prefix)), name)
        page = self.page(kind)
        if page is None:
            return None, reverse(
                f"wagtail_mentoring:{name}", kwargs={"program": self.program.slug, **kwargs}
            )
        return page, page.reverse_subpage(name, kwargs=kwargs) if hasattr(
            page, "reverse_subpage"
        ) else ""

    def url(self, name, **kwargs):
        """Return the address of view ``name`` for a link on the site.

        Raises ``NoReverseMatch`` when there is neither a page nor a URL for it.
        """
        page, path = self._route(name, kwargs)
        return path if page is None else page.get_url(self.request) + path

    def absolute_url(self, name, **kwargs):
        """Return the full address of view ``name`` for a mail.

        The host is the one in the settings or the Wagtail site's, never a
        request's (M-18). Falls back to the site's root.
        """
        try:
            page, path = self._route(name, kwargs)
        except NoReverseMatch:
            return base_url() + "/"
        url = path if page is None else page.get_full_url() + path
        if page is not None and not settings.BASE_URL:
            return urljoin(base_url(), url)
        return base_url() + urlsplit(url).path

    def profile(self, profile):
        """Return the address of a participant's page."""
        return self.url(f"find_{profile.role.value}_profile", uuid=profile.uuid)

    def request_form(self, profile):
        """Return the address of the form that asks ``profile``."""
        return self.url(f"find_{profile.role.value}_request", uuid=profile.uuid)

    def find(self, role):
        """Return the address of the search for people of ``role``."""
        return self.url(f"find_{Role(role).value}")

    def conduct(self):
        """Return the address of the Code of Conduct, or an empty text."""
        page = self.program.code_of_conduct
        return (page.get_url(self.request) or "") if page is not None and page.live else ""

    def faq(self):
        """Return the address of the questions and answers, or an empty text."""
        page = self.page(FAQ)
        return (page.get_url(self.request) or "") if page is not None else ""

    def resources(self):
        """Return the address of the resources, or an empty text."""
        page = self.page(RESOURCES)
        return (page.get_url(self.request) or "") if page is not None else ""


_kept_base_url = ContextVar("kept_base_url", default=None)


def base_url():
    """Return scheme and host for links in mails, without a slash at the end."""
    if settings.BASE_URL:
        return settings.BASE_URL.rstrip("/")
    kept = _kept_base_url.get()
    if kept is None:
        return _site_url()
    if not kept:
        kept.append(_site_url())
    return kept[0]


def _site_url():
    site = Site.objects.filter(is_default_site=True).first() or Site.objects.first()
    return site.root_url if site else ""


@contextmanager
def one_base_url():
    """Read the site's address once for all links of a mail; a run writes thousands of them."""
    token = _kept_base_url.set([])
    try:
        yield
    finally:
        _kept_base_url.reset(token)


#: Pages of the admin that mails to staff lead to.
ADMIN_PAGES = {
    "case": "wagtail_mentoring_concerns:inspect",
    "signal": "wagtail_mentoring_signals:inspect",
}


def absolute_url(kind, program, obj=None, links=None):
    """Return a full address for a mail.

    ``kind`` is "desk", "enrollment", "find" (``obj`` is the role sought),
    "profile", "request", "mentorship" (``obj`` is the object), "conversation" (``obj``
    is the request), "conduct", or a page of the admin: "case", "signal" (``obj`` is the object).
    ``links`` are the program's, where they are at hand.
    """
    links = links or ProgramLinks(program)
    if kind == "find":
        return links.absolute_url(f"find_{Role(obj).value}")
    if kind == "profile":
        return links.absolute_url(f"find_{obj.role.value}_profile", uuid=obj.uuid)
    if kind in ("request", "mentorship", "conversation"):
        return links.absolute_url(f"desk_{kind}", uuid=obj.uuid)
    if kind in ADMIN_PAGES:
        return base_url() + reverse(ADMIN_PAGES[kind], args=[obj.pk])
    if kind == "conduct":
        return urljoin(base_url(), links.conduct())
    return links.absolute_url(kind)


def picture_url(member):
    """Return the address of a member's picture; the view there asks the rules (S-24)."""
    if not member.picture:
        return ""
    # The file's random name makes a new picture, or another part of it, a new address.
    file = member.portrait or member.picture
    stamp = file.name.rsplit("/", 1)[-1].split(".", 1)[0][:8]
    return reverse("wagtail_mentoring:picture", kwargs={"uuid": member.uuid, "stamp": stamp})
