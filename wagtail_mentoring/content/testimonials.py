"""Which testimonials a page shows."""

import random

from django.conf import settings
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale

from ..models import Testimonial

ORDERS = ("chosen", "newest", "random")


def main_locale(locale):
    """Return the site's main locale; no query where ``locale`` is it already."""
    code = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return locale if locale.language_code == code else Locale.get_default()


def find_testimonials(program, *, count=3, order="chosen", locale=None):
    """Return up to ``count`` published testimonials of ``program``: in the editors' order, the newest, or at random.

    In the language of ``locale`` (default: the reader's); where there is no translation, the
    main language's stands in. A quote in another language than the reader's has ``language`` set.
    """
    locale = locale or Locale.get_active()
    locales = {locale.pk: 0}
    locales.setdefault(main_locale(locale).pk, 1)
    found = Testimonial.objects.live().for_program(program).filter(locale__in=locales)
    if order == "newest":
        found = found.order_by("-consent_given_at", "-pk")
    rows = sorted(
        found.values_list("pk", "translation_key", "locale_id"), key=lambda row: locales[row[2]]
    )
    by_key = {}
    for pk, key, _locale in rows:
        by_key.setdefault(key, pk)
    keys = list(by_key.values())
    if order != "random":
        position = {pk: place for place, pk in enumerate(found.values_list("pk", flat=True))}
        keys.sort(key=position.__getitem__)
        chosen = keys[:count]
    else:
        chosen = random.sample(keys, min(count, len(keys)))
    return in_order(chosen)


def in_order(keys):
    """Return the published testimonials with these primary keys, in this order, with pictures."""
    by_key = (
        Testimonial.objects.live()
        .with_pictures()
        .select_related("locale")
        .in_bulk([key for key in keys if key])
    )
    shown = [by_key[key] for key in keys if key in by_key]
    for testimonial in shown:
        code = testimonial.locale.language_code
        testimonial.language = code if code != get_language() else ""
    return shown
