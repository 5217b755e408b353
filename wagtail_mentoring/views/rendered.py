"""HTML that takes a while to make and is the same for all readers, kept in Django's cache."""

from hashlib import blake2b

from django.core.cache import cache
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

#: How long it is kept, in seconds. It is never shown once anything it is made of changed.
KEPT_SECONDS = 60 * 60


def fingerprint(templates, *facts):
    """Return a key for what is made of ``facts`` by ``templates``: another one when any of these changes.

    The language and the templates' own texts count, too: a site may bring its own with its next release.
    """
    sources = [getattr(get_template(name).template, "source", "") for name in templates]
    made_of = repr((templates, sources, get_language(), facts)).encode("utf-8", "replace")
    return f"wagtail_mentoring.rendered.{blake2b(made_of, digest_size=20).hexdigest()}"


def render_once(templates, facts, make_context):
    """Return the first of ``templates`` rendered with ``make_context()``, kept as long as ``facts`` are the same.

    ``facts`` must say all that the context depends on; the other templates are those it includes.
    """
    key = fingerprint(templates, facts)
    html = cache.get(key)
    if html is None:
        html = str(get_template(templates[0]).render(make_context()))
        cache.set(key, html, KEPT_SECONDS)
    return mark_safe(html)  # noqa: S308
