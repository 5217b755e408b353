"""Looks whether what editors link to is still there (``manage.py mentoring_check_links``)."""

import time
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import URLField
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField

from ..conf import settings
from ..enums import LinkState
from ..link_checks import ask, web_links
from ..links import base_url, page_models
from ..models import FAQEntry, LinkCheck, MentoringProgram
from ..models.link_checks import url_digest
from ..placeholders import one_line

#: Characters that are kept of where a link leads to.
LONGEST_ANSWER = 2000


@dataclass(frozen=True)
class LinkPlace:
    """Something of an editor, and the addresses of other sites in it."""

    content_type: ContentType
    pk: int
    title: str
    program_id: int | None
    urls: tuple


def find_places(program=None):
    """Yield a ``LinkPlace`` for each published thing with links to other sites: pages, resources, answers, programs."""
    for model in _page_types():
        pages = model.objects.live()
        for page in (pages.filter(program=program) if program else pages).iterator(chunk_size=200):
            # A page that extends another page type is looked at as what it is.
            if page.content_type_id == ContentType.objects.get_for_model(model).pk:
                yield from _place(page, page.title, page.program_id)
    entries = FAQEntry.objects.live()
    for entry in (entries.for_program(program) if program else entries).iterator(chunk_size=200):
        yield from _place(entry, entry.question, entry.program_id)
    programs = MentoringProgram.objects.live()
    for one in programs.filter(pk=program.pk) if program else programs:
        yield from _place(one, one.name, one.pk)


def _page_types():
    return dict.fromkeys(
        [
            *page_models(),
            *(
                model
                for model in apps.get_models()
                if getattr(model, "is_mentoring_resource", False)
            ),
        ]
    )


def _place(instance, title, program_id):
    values = []
    for field in instance._meta.get_fields():
        if isinstance(field, (RichTextField, URLField)):
            values.append(getattr(instance, field.name) or "")
        elif isinstance(field, StreamField):
            values.append(list(getattr(instance, field.name).raw_data))
    urls = web_links(values)
    if urls:
        kind = ContentType.objects.get_for_model(instance)
        yield LinkPlace(kind, instance.pk, title, program_id, tuple(urls))


class LinkChecker:
    """Asks each address once, one after the other, and no host more often than every ``delay`` seconds."""

    def __init__(self, *, timeout=10, delay=1):
        self.timeout = timeout
        self.delay = delay
        self.answers = {}
        self._last = {}

    def ask(self, url):
        """Return the ``Answer`` of ``url``."""
        if url not in self.answers:
            self.answers[url] = ask(
                url,
                timeout=self.timeout,
                user_agent=f"Mozilla/5.0 (compatible; wagtail-mentoring link check; +{base_url()})",
                private_hosts=settings.LINK_CHECK_PRIVATE_HOSTS,
                wait=self._wait,
            )
        return self.answers[url]

    def _wait(self, host):
        since = time.monotonic() - self._last.get(host, float("-inf"))
        if since < self.delay:
            time.sleep(self.delay - since)
        self._last[host] = time.monotonic()


def check_links(program=None, *, timeout=10, delay=1):
    """Ask all links of ``program``, or of all, and yield each ``LinkCheck`` as it is stored.

    What is linked no longer is forgotten. An answer is stored as soon as it is
    there, so that a run that was stopped has not been for nothing.
    """
    checker = LinkChecker(timeout=timeout, delay=delay)
    began = timezone.now()
    # A list: asking takes its time, and no query stays open for it.
    for place in list(find_places(program)):
        for url in place.urls:
            yield _store(place, url, checker.ask(url))
    old = LinkCheck.objects.filter(checked_at__lt=began)
    if program is not None:
        # Answers for every program are looked at with each of them.
        old = old.filter(program=program)
    old.delete()


def _store(place, url, answer):
    now = timezone.now()
    key = {
        "content_type": place.content_type,
        "object_id": place.pk,
        "url_digest": url_digest(url),
    }
    before = LinkCheck.objects.filter(**key).first()
    is_dead = answer.outcome in (LinkState.GONE, LinkState.FAILED, LinkState.PRIVATE)
    check, _created = LinkCheck.objects.update_or_create(
        **key,
        defaults={
            "url": url,
            "place_title": place.title[:255],
            "program_id": place.program_id,
            "state": LinkState(answer.outcome),
            "http_status": answer.http_status,
            # Another site's words: PostgreSQL takes no zeros, for one.
            "leads_to": one_line(answer.leads_to, LONGEST_ANSWER),
            "detail": one_line(answer.detail, 255),
            "checked_at": now,
            "failing_since": (before and before.failing_since or now) if is_dead else None,
        },
    )
    return check
