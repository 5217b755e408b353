"""How two people reach each other (R41, R44, R45, D7, F14)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Short names; a contact field that a site adds is called by its own.
_LABELS = {
    "contact_email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Phone"),
    "website": gettext_lazy("Website"),
    "linkedin_url": gettext_lazy("LinkedIn"),
}


def contact_rows(member, names):
    """Return the rows of ``elements/key_values.html`` for these contact details (``rules.visible_contact``)."""
    return [_row(member, name) for name in names]


def _row(member, name):
    value = getattr(member, name)
    label = _LABELS.get(name) or capfirst(member._meta.get_field(name).verbose_name)
    return {"key": label, "value": value, "link": _link(name, value)}


def _link(name, value):
    if name == "phone":
        return "tel:" + "".join(sign for sign in value if sign.isdigit() or sign == "+")
    if "@" in value and "/" not in value:
        return f"mailto:{value}"
    return value if value.startswith(("https://", "http://")) else ""


def contact_of(other, item, reader, rules, *, visible=True):
    """Return ``{rows, text}``: the details of ``other`` if ``reader`` may see them, else how to reach them.

    Once a mentorship is over there is nothing to say but what everybody enrolled may see, and
    nothing at all of somebody whose profile is not ``visible`` any more (rule 7).
    """
    name = {"name": other.member.name}
    member = other.member
    seen = rules.visible_contact(reader, member, item.program) if visible else []
    rows = contact_rows(member, seen)
    if rows or not item.is_open:
        return {"rows": rows, "text": ""}
    # The same words whether there is nothing, or nothing for this reader.
    why = _("%(name)s does not show contact details here.") % name
    way = _("Write a message here, and %(name)s gets a mail.") % name
    return {"rows": [], "text": f"{why} {way}"}


def own_contact(own, other, rules):
    """Return ``{rows, text}``: what the partner sees of the reader, so that nobody waits for a mail in vain."""
    name = {"name": other.member.name}
    partner = other.member.user
    rows = contact_rows(own.member, rules.visible_contact(partner, own.member, own.program))
    if rows:
        return {"rows": rows, "text": ""}
    if own.member.given_contact:
        return {
            "rows": [],
            "text": _("%(name)s sees none of your contact details.") % name,
        }
    return {
        "rows": [],
        "text": _("You have not given any contact details, so %(name)s can write to you only here.")
        % name,
    }
