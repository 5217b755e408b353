"""What somebody said, in rows with links to change it ("check your answers")."""

from django.utils.translation import gettext as _

from ..choices import country_name, language_name, time_zone_name
from ..enums import CriterionKind, Role
from .people import window_words


def summary_sections(profile, links):
    """Return ``[{"title", "rows"}]`` for the key-value element."""
    role = profile.program.word(profile.role)
    return [
        {"title": _("About you"), "rows": person_rows(profile.member, links)},
        {"title": _("As a %(role)s") % {"role": role}, "rows": role_rows(profile, links)},
        {"title": _("What matters to you"), "rows": wish_rows(profile, links)},
    ]


def person_rows(member, links):
    """Return the rows about the person."""
    place = ", ".join(filter(None, [member.city, country_name(member.country)]))
    url = links.url("enrollment_person")
    facts = [
        ("name", member.name),
        ("headline", member.headline),
        ("bio", member.bio),
        ("employer", member.employer),
        (_("place"), place),
        ("time_zone", time_zone_name(member.time_zone) if member.time_zone else ""),
        *((name, contact_words(member, name)) for name in member.contact_fields),
        ("language", language_name(member.language) if member.language else ""),
    ]
    rows = [_row(_label(member, name), value, url) for name, value in facts]
    rows.append(
        _row(
            _("Picture"),
            _("Uploaded") if member.picture else "",
            links.url("enrollment_picture"),
        )
    )
    history = [str(row) for row in (*member.educations.all(), *member.positions.all())]
    rows.append(
        {
            "key": _("Education and positions"),
            "lines": history,
            "value": "",
            "url": links.url("enrollment_history"),
        }
    )
    return rows


def contact_words(member, name):
    """Return a contact detail and who sees it, as far as its owner's choice goes."""
    value = getattr(member, name)
    if not value:
        return ""
    audience = member._meta.get_field(f"{name}_visibility")
    who = dict(audience.choices)[getattr(member, audience.name)]
    return _("%(detail)s (seen by: %(who)s)") % {"detail": value, "who": who}


def _label(instance, name):
    fields = {field.name: field for field in instance._meta.fields}
    label = str(fields[name].verbose_name if name in fields else name)
    return label[:1].upper() + label[1:]


def _row(key, value, url):
    return {"key": key, "value": value, "url": url}


def role_rows(profile, links):
    """Return the rows about the role: its own fields, then the answers."""
    url = links.url("enrollment_role", role=profile.role.value)
    names = ["capacity", "terms"] if profile.role is Role.MENTOR else ["goals"]
    rows = [_row(_label(profile, name), getattr(profile, name), url) for name in names]
    rows += [
        _row(_label(profile, "hours_per_week"), profile.get_hours_per_week_display() or "", url),
        _row(_("When you are free"), window_words(profile), url),
    ]
    answers = {}
    for answer in profile.answers.select_related("choice").order_by("choice__sort_order", "pk"):
        answers.setdefault(answer.criterion_id, []).append(answer)
    for criterion in profile.program.criteria.asked_of(profile.role):
        given = answers.get(criterion.pk, [])
        rows.append(
            {
                "key": criterion.label,
                "lines": [answer_text(criterion, answer) for answer in given],
                "value": "",
                "url": f"{url}#id_c{criterion.pk}",
            }
        )
    return rows


def answer_text(criterion, answer):
    """Return one answer as people read it."""
    if criterion.kind == CriterionKind.COUNTRY:
        return country_name(answer.value)
    if criterion.kind == CriterionKind.TIME_ZONE:
        return time_zone_name(answer.value)
    if criterion.kind == CriterionKind.LANGUAGE and answer.level:
        return _("%(language)s: %(level)s") % {
            "language": answer.choice.label,
            "level": answer.get_level_display(),
        }
    return str(answer)


def wish_rows(profile, links):
    """Return a row for each criterion that was given an importance."""
    url = links.url("enrollment_wishes", role=profile.role.value)
    rows = []
    wishes = (
        profile.preferences.filter(criterion__is_active=True)
        .select_related("criterion")
        .prefetch_related("choices")
        .order_by("criterion__sort_order", "criterion")
    )
    for wish in wishes:
        wanted = [choice.label for choice in wish.choices.all()]
        rows.append(
            {
                "key": wish.criterion.label,
                "lines": [wish.get_importance_display(), *wanted],
                "value": "",
                "url": url,
            }
        )
    return rows or [_row(_("Your wishes"), "", url)]
