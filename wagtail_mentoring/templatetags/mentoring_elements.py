"""Template tags behind the element templates in ``wagtail_mentoring/elements/``.

They answer what a template cannot work out by itself: which kind of control a form field is, which
ids describe it, where a link of the error summary leads. None of them queries the database.
"""

from __future__ import annotations

import unicodedata

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField, BoundWidget
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


# Fields ---------------------------------------------------------------------------------------


@register.filter
def field_kind(field: BoundField) -> str:
    """Return how ``elements/field.html`` lays the field out.

    ``hidden``, ``checkbox`` (one box, label behind it), ``group`` (radio or checkbox set in a
    fieldset), ``compound`` (several inputs in a fieldset, such as a date of three selects),
    ``file``, ``select``, ``textarea`` or ``input``.
    """
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.FileInput):  # before use_fieldset, which a clearable one sets
        return "file"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "group"
    if widget.use_fieldset:
        return "compound"
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    return "input"


@register.filter
def is_radio(field: BoundField) -> bool:
    """Return whether the field is a set of radio buttons."""
    widget = field.field.widget
    # Django derives the checkbox set from the radio set.
    return isinstance(widget, forms.RadioSelect) and not isinstance(
        widget, forms.CheckboxSelectMultiple
    )


@register.filter
def described_by(field: BoundField, hint: str = "") -> str:
    """Return the ids that describe the field, in the order a reader hears them.

    The ids are the ones Django 5.2 gives by itself (``…_helptext``, ``…_error``), so a widget that is
    rendered without our element points to the same places. ``hint`` replaces the field's help text.
    """
    if not field.auto_id:
        return ""
    ids = []
    own = field.field.widget.attrs.get("aria-describedby")
    if own:
        ids.append(own)
    if hint or field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    if character_limit(field):
        ids.append(f"{field.auto_id}_count")
    return " ".join(ids)


@register.filter
def character_limit(field: BoundField) -> int | None:
    """Return the most characters a text area takes, or None when it has no limit."""
    if not isinstance(field.field.widget, forms.Textarea):
        return None
    limit = field.field.widget.attrs.get("maxlength") or getattr(field.field, "max_length", None)
    return int(limit) if limit else None


@register.simple_tag
def render_field(field: BoundField, hint: str = "", **attrs) -> SafeString:
    """Return the field's widget with our class and the ids of its hint, error and counter.

    Further keyword arguments become HTML attributes; underscores turn into hyphens
    (``inputmode="numeric"``, ``data_x="1"``). Empty ones are left out.
    """
    given = {
        name.rstrip("_").replace("_", "-"): value
        for name, value in attrs.items()
        if value not in ("", None)
    }
    classes = [field.field.widget.attrs.get("class", ""), given.pop("class", "")]
    kind = field_kind(field)
    if kind in ("input", "select", "textarea", "file"):
        classes.append(f"mentoring-control mentoring-control--{kind}")
    elif kind == "checkbox":
        classes.append("mentoring-option__input")
    given["class"] = " ".join(filter(None, classes))
    if kind != "compound":  # the fieldset around a compound field carries the description
        described = described_by(field, hint)
        if described:
            given["aria-describedby"] = described
    if kind == "textarea" and character_limit(field):
        given["data-mentoring-count"] = character_limit(field)
    if not given["class"]:
        del given["class"]
    return field.as_widget(attrs=given)


@register.filter
def render_option(option: BoundWidget) -> SafeString:
    """Return the bare input of one choice of a radio or checkbox set.

    ``aria-invalid`` is taken off: the set as a whole is wrong, and the fieldset says so once.
    """
    attrs = option.data["attrs"]
    attrs.pop("aria-invalid", None)
    attrs["class"] = f"{attrs.get('class', '')} mentoring-option__input".strip()
    return option.tag()


@register.filter
def error_anchor(field: BoundField) -> str:
    """Return the id of the element that a link to the field's error leads to."""
    kind = field_kind(field)
    if kind == "group":
        return f"{field.auto_id}_0"
    if kind == "compound":
        return f"{field.auto_id}_group"
    return field.id_for_label or field.auto_id


@register.simple_tag
def collect_errors(form=None, formsets=None, forms=None) -> list[dict]:
    """Return every error of the form, of further forms and of formsets as ``{"anchor", "text"}``.

    ``anchor`` is empty for an error that belongs to no field.
    """
    found: list[dict] = []
    for one in [form, *(forms or [])]:
        if one not in (None, ""):  # a template hands over "" for what it does not have
            found += _errors_of_form(one)
    for formset in formsets or []:
        found += [{"anchor": "", "text": text} for text in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, start=1):
            for error in _errors_of_form(row):
                text = _("Row %(number)s: %(error)s") % {"number": number, "error": error["text"]}
                found.append({**error, "text": text})
    return found


def _errors_of_form(form) -> list[dict]:
    if not form.is_bound:
        return []
    found = [{"anchor": "", "text": text} for text in form.non_field_errors()]
    for field in form:
        for text in field.errors:
            if field.is_hidden:
                found.append({"anchor": "", "text": text})
                continue
            # "This field is required" ten times over says nothing: the question stands before it.
            named = (
                _("%(question)s %(error)s") % {"question": field.label, "error": text}
                if str(field.label).endswith(("?", "？", "؟", "."))
                else _("%(label)s: %(error)s") % {"label": field.label, "error": text}
            )
            found.append({"anchor": error_anchor(field), "text": named})
    return found


@register.filter
def has_optional_fields(form) -> bool:
    """Return whether some visible fields of the form may stay empty, and others may not."""
    return len({bool(field.field.required) for field in form.visible_fields()}) > 1


# People and numbers ---------------------------------------------------------------------------


@register.filter
def initials(name: str) -> str:
    """Return up to two initials of a name, for a portrait without a picture.

    Marks, brackets and what follows a comma do not count: ``Ana María (she) Ng, PhD`` gives ``AN``.
    An accent stays with its letter, whatever the script. An empty name gives "".
    """
    name = unicodedata.normalize("NFC", str(name or ""))
    before, _comma, _degrees = name.partition(",")
    words = _names(before) if len(before.split()) > 1 else _names(name)
    letters = [_first_letter(word) for word in (words if len(words) < 2 else (words[0], words[-1]))]
    # Arabic letters would join into one sign that is no initial.
    joins = any(unicodedata.bidirectional(letter[0]) == "AL" for letter in letters)
    return ("\u200c" if joins else "").join(letters)


def _names(text: str) -> list[str]:
    return [word for word in text.split() if unicodedata.category(word[0])[0] == "L"]


def _first_letter(word: str) -> str:
    """Return the first letter of a word with its accents, in capitals where the script has them."""
    end = 1
    # A virama (class 9) ties the letter to the next one, which is left out here.
    while end < len(word) and unicodedata.category(word[end])[0] == "M":
        if unicodedata.combining(word[end]) == 9:
            break
        end += 1
    capital = word[0].upper()
    # Some capitals are two letters long; those of Georgian are for whole words alone.
    fits = len(capital) == 1 and not "\u1c90" <= capital <= "\u1cbf"
    return (capital if fits else word[0]) + word[1:end]


@register.filter
def steps(total, reached) -> list[bool]:
    """Return one entry per step, true for those reached: ``{{ 4|steps:3 }}`` draws four dots."""
    try:
        total, reached = int(total), int(reached)
    except (TypeError, ValueError):
        return []
    return [number < reached for number in range(total)]


@register.filter(expects_localtime=True)
def zone_label(value) -> str:
    """Return the name of the moment's time zone: ``CET``, or ``UTC+05:30`` where it has no letters."""
    name = value.tzname() if getattr(value, "tzinfo", None) else ""
    if not name or name.isalpha():
        return name or ""
    offset = value.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


@register.simple_tag
def elided_pages(page: Page) -> list:
    """Return page numbers around the current one; a gap is ``Paginator.ELLIPSIS``."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def page_query(query, number: int) -> str:
    """Return the query string for another page of the list, everything else in ``query`` kept."""
    query = QueryDict(mutable=True) if not query else query.copy()
    query["page"] = number
    return f"?{query.urlencode()}"


@register.filter
def draft_owner(user) -> str:
    """Return a short sign of the user for the kept drafts of a browser tab (A-17).

    It keeps one person's unsent text from being offered to the next who logs in on the same tab,
    without putting a primary key into the page.
    """
    if not getattr(user, "is_authenticated", False):
        return ""
    return salted_hmac(
        "wagtail_mentoring.draft_owner", str(user.pk), algorithm="sha256"
    ).hexdigest()[:16]


# Slots ----------------------------------------------------------------------------------------


class CaptureNode(template.Node):
    """Keep what stands between the tags in a variable instead of printing it."""

    def __init__(self, nodelist, name: str):
        self.nodelist = nodelist
        self.name = name

    def render(self, context) -> str:
        # Already escaped piece by piece while rendering, as any other output of the template.
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return ""


@register.tag
def capture(parser, token):
    """Keep template output in a variable, to hand it to an element: ``{% capture body %}…{% endcapture %}``."""
    try:
        _tag, name = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError(
            "{% capture %} takes one argument, the variable's name."
        ) from error
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)
