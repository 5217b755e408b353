"""How two people who work together reach each other (R41, R44, R45, D7)."""

from django.utils.translation import gettext as _


def contact_rows(member):
    """Return the rows of ``elements/key_values.html`` for what the member chose to give."""
    rows = []
    if member.shown_email:
        rows.append(_row(_("E-mail"), member.shown_email, f"mailto:{member.shown_email}"))
    if member.phone:
        number = "".join(sign for sign in member.phone if sign.isdigit() or sign == "+")
        rows.append(_row(_("Phone"), member.phone, f"tel:{number}"))
    if member.website:
        rows.append(_row(_("Website"), member.website, member.website))
    if member.linkedin_url:
        rows.append(_row(_("LinkedIn"), member.linkedin_url, member.linkedin_url))
    return rows


def _row(key, value, link):
    return {"key": key, "value": value, "link": link}


def contact_of(other, item, reader, rules, *, visible=True):
    """Return ``{rows, text}``: the details of ``other`` if ``reader`` may see them, else how to reach them.

    Once a mentorship is over there is nothing to say but what everybody enrolled may see, and
    nothing at all of somebody whose profile is not ``visible`` any more (rule 7).
    """
    name = {"name": other.member.name}
    may_see = visible and rules.can_see_contact(reader, other.member, item.program)
    rows = contact_rows(other.member) if may_see else []
    if rows or not item.is_open:
        return {"rows": rows, "text": ""}
    why = (
        _("%(name)s has not given any contact details yet.")
        if may_see
        else _("%(name)s does not show contact details here.")
    ) % name
    office = item.program.office_email
    if not office:
        return {"rows": [], "text": why}
    way = _("Write to %(office)s, and the people there put you in touch.") % {"office": office}
    return {"rows": [], "text": f"{why} {way}"}


def own_contact(own, other, rules):
    """Return ``{rows, text}``: what the partner sees of the reader, so that nobody waits for a mail in vain."""
    name = {"name": other.member.name}
    may_see = other.member.user_id is not None and rules.can_see_contact(
        other.member.user, own.member, own.program
    )
    rows = contact_rows(own.member)
    if may_see and rows:
        return {"rows": rows, "text": ""}
    if rows:
        return {
            "rows": [],
            "text": _("%(name)s sees none of your contact details.") % name,
        }
    return {
        "rows": [],
        "text": _("You have not given any contact details, so %(name)s cannot write to you.")
        % name,
    }
