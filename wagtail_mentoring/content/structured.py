"""Structured data for search engines: a data block, never script."""

import json
import re

from django.utils.safestring import mark_safe

#: As Django's ``json_script``: nothing in the data can end the element or begin another.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_OWN_ADDRESS = re.compile(r"""(\s(?:href|src)=["'])(/(?!/)|#)""")


def faq_data(page, faq, url, language):
    """Return the questions that are shown as schema.org’s FAQPage; ``url`` is the page’s full address.

    ``language`` is the code of the page's language.

    The answers are those of the page, word for word, with full addresses.
    """
    root = re.match(r"(https?://[^/]+)?", url)[0]

    def full(match):
        return match[1] + (root + "/" if match[2] == "/" else url + "#")

    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "name": page.title,
        "url": url,
        "inLanguage": language,
        "mainEntity": [
            {
                "@type": "Question",
                "name": item.question,
                "url": f"{url}#{item.anchor}",
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": _OWN_ADDRESS.sub(full, item.answer),
                },
            }
            for item in faq.items
        ],
    }


def json_ld(data):
    """Return ``data`` as text that is safe within ``<script type="application/ld+json">``."""
    # Every sign that means something to HTML has been escaped.
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308
