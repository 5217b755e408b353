"""From an event and its values to subject, text and HTML (M-11, M-15, M-16).

The words come from an editor's template or else from the app's files. Either
way they hold ``{placeholders}`` until the very end, so a member's words are
never read as a template, a placeholder or markup.
"""

import re
from dataclasses import dataclass
from html import escape

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from ..links import ProgramLinks, absolute_url, base_url
from ..placeholders import PLACEHOLDER, ValueKind, fill, names_in, one_line, without_tricks
from .richtext import convert
from .sections import sections_as_html, sections_as_text
from .values import as_value, build_values, site_name, with_samples

FOLDER = "wagtail_mentoring/emails/"
#: Longest subject; the rest is cut off.
SUBJECT_LIMIT = 150
_BLOCKS = (ValueKind.WORDS, ValueKind.LINES, ValueKind.RICH, ValueKind.SECTIONS)
_ALONE = re.compile(r"\s*\{([a-z][a-z0-9_]*)\}\s*")
_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Rendered:
    """A mail's contents."""

    subject: str
    text: str
    html: str
    #: Where the button leads.
    link: str = ""


class Token:
    """Stands for a value in the app's files: true when there is one, and prints as its placeholder."""

    def __init__(self, name, value):
        self.name = name
        self.value = value

    def __bool__(self):
        return bool(self.value)

    def __str__(self):
        return f"{{{self.name}}}"


def render_event(event, recipient, about, program, extra=None, unsubscribe_url="", for_staff=False):
    """Return the ``Rendered`` mail for ``recipient``, in their language and time zone.

    ``extra`` may be a function that returns it, called with these active. Raises ``ValueError`` for a name in ``extra`` that the event does not have.
    ``for_staff`` puts samples in the place of what is private.
    """
    with translation.override(recipient.language), timezone.override(recipient.time_zone):
        extra = extra() if callable(extra) else extra
        links = ProgramLinks(program)
        values = build_values(event, recipient, about, program, extra, links)
        if for_staff:
            values = with_samples(event, values)
        words = words_of(event, program, recipient.language, values)
        settings_url = ""
        if recipient.member is not None and not event.for_coordinators:
            settings_url = links.absolute_url("desk_mails")
        concern_url = concern_url_of(event, program, links)
        return render(event, values, words, unsubscribe_url, settings_url, concern_url)


def preview(event, program, language, subject="", body=""):
    """Return the ``Rendered`` mail filled with sample values, for editors (M-17).

    ``subject`` and ``body`` are the words to show; empty ones fall back to those
    that would be used.
    """
    with translation.override(language):
        values = {p.name: as_value(p.sample) for p in event.placeholders}
        values |= {"program": program.name, "site": site_name() or values["site"]}
        current = words_of(event, program, language, values)
        words = (subject or current[0], body or current[1])
        return render(event, values, words, concern_url=concern_url_of(event, program))


def default_words(event, language):
    """Return (subject, body) of the app's own words in ``language``, with all placeholders in place."""
    with translation.override(language):
        return _file_words(event, dict.fromkeys(event.names, True))


def words_of(event, program, language, values):
    """Return (subject, body) with placeholders: the editors' words where there are any."""
    subject, body = "", ""
    # Exact language first, then "en" for "en-gb", then the words for all languages.
    wanted = [language, language.split("-")[0], ""]
    found = {
        template.language: template
        for template in program.notification_templates.filter(
            event=event.key, language__in=wanted, is_active=True
        )
    }
    for code in wanted:
        template = found.get(code)
        if template:
            subject, body = subject or template.subject, body or template.body
    if subject and body:
        return subject, body
    own_subject, own_body = _file_words(event, values)
    return subject or own_subject, body or own_body


def concern_url_of(event, program, links=None):
    """Return where a member may raise a concern, for the foot of the mail; staff need no such link (D16)."""
    if event.for_coordinators or event.for_case_readers:
        return ""
    return absolute_url("desk_concern", program, links=links)


def render(event, values, words, unsubscribe_url="", settings_url="", concern_url=""):
    """Return the ``Rendered`` mail of ``words`` filled with ``values``. The language must be active.

    ``unsubscribe_url`` is where its kind can be stopped, ``settings_url`` where the member chooses
    which mails to get, ``concern_url`` where one tells of a problem in confidence, for the foot of the mail.
    """
    subject, body = words
    base = base_url()
    html_values, text_values = {}, {}
    for placeholder in event.placeholders:
        name, value = placeholder.name, values[placeholder.name]
        text_values[name], html_values[name] = _forms(placeholder.kind, value, base)
    lines = {name: one_line(text) for name, text in text_values.items()}
    title = one_line(fill(subject, _for_subject(event, lines)), SUBJECT_LIMIT) or str(event.label)
    text, html = _Body(event, text_values, html_values, lines).write(body)
    context = {
        "subject": title,
        "body_text": text,
        # Built below from escaped pieces only.
        "body_html": mark_safe(html),  # noqa: S308
        "site_name": lines["site"],
        "site_url": base + "/" if base else "",
        "action_url": text_values["link"],
        "action_label": str(event.action),
        "footer_text": _footer(event, lines),
        "unsubscribe_url": unsubscribe_url,
        "settings_url": settings_url,
        "concern_url": concern_url,
    }
    return Rendered(
        subject=title,
        text=render_to_string(FOLDER + "base.txt", context).strip() + "\n",
        html=render_to_string(FOLDER + "base.html", context),
        link=text_values["link"],
    )


def _for_subject(event, lines):
    """Return the values for the subject: it stands in the admin's lists, so a private mail's holds nobody's words (S-12)."""
    return {name: line if event.may_head(name) else "" for name, line in lines.items()}


def _file_words(event, values):
    context = {name: Token(name, values[name]) for name in event.names}
    return tuple(
        render_to_string(f"{FOLDER}{event.key}{ending}.txt", context).strip()
        for ending in ("_subject", "")
    )


def _footer(event, lines):
    context = {name: Token(name, lines[name]) for name in event.names}
    context["for_coordinators"] = event.for_coordinators
    context["for_case_readers"] = event.for_case_readers
    return one_line(fill(render_to_string(FOLDER + "footer.txt", context), lines))


def _forms(kind, value, base):
    """Return (text, HTML) of one value."""
    if kind is ValueKind.RICH:
        return convert(value, base)
    if kind is ValueKind.SECTIONS:
        return sections_as_text(value), sections_as_html(value)
    if kind is ValueKind.LINES and not isinstance(value, str):
        value = "\n".join(one_line(line) for line in value)
    if kind in (ValueKind.WORDS, ValueKind.LINES):
        text = without_tricks(value).strip()
        return text, _paragraphs(text)
    text = one_line(value)
    if kind is ValueKind.LINK:
        return text, f'<a href="{escape(text)}">{escape(text)}</a>' if text else ""
    return text, escape(text)


def _paragraphs(text):
    parts = re.split(r"\n[ \t]*\n\s*", text)
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)


class _Body:
    """Writes the body, paragraph by paragraph, as text and as HTML."""

    def __init__(self, event, text_values, html_values, lines):
        self.event = event
        self.text_values = text_values
        self.html_values = html_values
        self.lines = lines

    def write(self, body):
        """Return (text, HTML). A paragraph whose placeholders are all empty is left out."""
        texts, htmls = [], []
        body = without_tricks(body)
        for paragraph in re.split(r"\n[ \t]*\n\s*", body.strip()):
            names = names_in(paragraph) & set(self.event.names)
            if names and not any(self.text_values[name] for name in names):
                continue
            text, html = self._paragraph(paragraph)
            texts.append(text)
            htmls.append(html)
        return "\n\n".join(filter(None, texts)), "\n".join(htmls)

    def _paragraph(self, paragraph):
        texts, htmls, plain = [], [], []
        for line in paragraph.split("\n"):
            alone = _ALONE.fullmatch(line)
            placeholder = alone and next(
                (p for p in self.event.placeholders if p.name == alone[1]), None
            )
            if placeholder and placeholder.kind in _BLOCKS:
                self._flush(plain, texts, htmls)
                self._block(placeholder, texts, htmls)
            elif line.strip():
                plain.append(line.strip())
        self._flush(plain, texts, htmls)
        return "\n".join(texts), "".join(htmls)

    def _block(self, placeholder, texts, htmls):
        text, html = self.text_values[placeholder.name], self.html_values[placeholder.name]
        if not text:
            return
        if placeholder.kind is ValueKind.WORDS:
            # Marked line by line, so that nobody's words can pass for the site's.
            text = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
            html = f"<blockquote>{html}</blockquote>"
        if texts:
            text = "\n" + text
        texts.append(text)
        htmls.append(html)

    def _flush(self, plain, texts, htmls):
        if not plain:
            return
        if texts:
            texts.append("")
        texts.extend(fill(line, self.lines) for line in plain)
        if all(line.startswith("- ") for line in plain):
            items = "".join(f"<li>{self._line(line[2:])}</li>" for line in plain)
            htmls.append(f"<ul>{items}</ul>")
        else:
            htmls.append(f"<p>{'<br>'.join(self._line(line) for line in plain)}</p>")
        plain.clear()

    def _line(self, line):
        """Return a line of the words as HTML: the editors' addresses become links, values never do."""
        parts, end = [], 0
        for match in PLACEHOLDER.finditer(line):
            parts.append(_linked(line[end : match.start()]))
            parts.append(self._inline(match[1], match[0]))
            end = match.end()
        parts.append(_linked(line[end:]))
        return "".join(parts)

    def _inline(self, name, otherwise):
        if name not in self.lines:
            return escape(otherwise)
        kind = self.event.placeholder(name).kind
        return self.html_values[name] if kind is ValueKind.LINK else escape(self.lines[name])


def _linked(text):
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        url = escape(match[0])
        parts += [escape(text[end : match.start()]), f'<a href="{url}">{url}</a>']
        end = match.end()
    return "".join(parts) + escape(text[end:])
