"""What the placeholders of a mail stand for, as the recipient sees it.

Only names, words and dates that the event lists leave this module: no address
of a member but what the caller put into ``contact`` (M-12).
"""

import datetime as dt

from django.conf import settings as django_settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from ..enums import ConcernRoute, MentorshipStatus, RequestClosedReason, RequestNoteKind, Role
from ..links import absolute_url
from ..models import Concern, Conversation, Mentorship, Message, PairSignal
from ..models.requests import Pair


def site_name():
    """Return the name of the site that mails come from."""
    site = Site.objects.filter(is_default_site=True).first()
    return (site.site_name if site else "") or getattr(django_settings, "WAGTAIL_SITE_NAME", "")


def build_values(event, recipient, about, program, extra=None, links=None):
    """Return ``{placeholder: value}`` for every placeholder of ``event``.

    Call it with the recipient's language and time zone active. ``extra`` wins
    over what is found from ``about``; a name the event does not have raises
    ``ValueError``.
    """
    extra = dict(extra or {})
    unknown = set(extra) - set(event.names)
    if unknown:
        raise ValueError(f"{event.key} has no placeholder {', '.join(sorted(unknown))}.")
    own, other = sides(about, recipient)
    values = {
        "recipient": recipient.name,
        "program": program.name,
        "site": site_name(),
        "office": program.office_name,
        "office_email": program.office_email,
        "mentor_word": program.word(Role.MENTOR),
        "mentee_word": program.word(Role.MENTEE),
        "mentorship_word": program.mentorship_name,
        "link": link_for(event, about, program, own, links),
    }
    if own is not None:
        values["own_role"] = program.word(own.role)
    if other is not None:
        values |= {"partner": other.member.name, "partner_role": program.word(other.role)}
    for name in event.names:
        if name not in values and name not in extra:
            values[name] = _FROM_OBJECT[name](about, program, own, other)
    values |= extra
    return {name: as_value(values.get(name, "")) for name in event.names}


def with_samples(event, values):
    """Return ``values`` as staff may look at them: samples in the place of what is private (S-12, D20)."""
    samples = {p.name: as_value(p.sample) for p in event.placeholders if p.private}
    return {name: samples.get(name, value) if value else value for name, value in values.items()}


def sides(about, recipient):
    """Return (profile of the recipient, profile of the other person); either may be ``None``."""
    if isinstance(about, Concern | PairSignal):
        # Told in confidence: nobody's name follows from it.
        return None, None
    member_id = recipient.member.pk if recipient.member else None
    about = pair_of(about)
    if isinstance(about, Pair):
        own = about.mentee if about.mentee_member_id == member_id else about.mentor
        return own, about.other_side(own)
    if about.member_id == member_id:
        return about, None
    return None, about


def pair_of(about):
    """Return the request that a message or conversation belongs to; everything else as it is."""
    if isinstance(about, Message):
        about = about.conversation
    return about.request if isinstance(about, Conversation) else about


def link_for(event, about, program, own, links=None):
    """Return the full address that the button of the mail leads to."""
    if event.link == "find":
        return absolute_url("find", program, own.role.other, links)
    if event.link == "conversation":
        return absolute_url("conversation", program, pair_of(about), links)
    if event.link in ("request", "mentorship", "profile", "case", "signal"):
        return absolute_url(event.link, program, about, links)
    return absolute_url(event.link, program, links=links)


def answer_by(request, program, *_unused):
    """Return the last day to answer ``request``, or an empty text (D8)."""
    if program.request_expiry_days is None or request.waiting_since:
        return ""
    return request.clock_started_at + dt.timedelta(days=program.request_expiry_days)


def as_value(value):
    """Return dates as text in the active language and time zone; everything else as it is."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, dt.date):
        # "N" would shorten the month in English.
        return formats.date_format(value, formats.get_format("DATE_FORMAT").replace("N", "F"))
    return "" if value is None else value


def _message(about, program, own, other):
    if isinstance(about, Mentorship):
        answered_by = Role(about.request.initiated_by).other
        return about.request.decision_message if own.role is not answered_by else ""
    return about.message if about.is_open else about.decision_message


def _last_note(kind):
    def find(about, program, own, other):
        note = about.notes.filter(kind=kind).order_by("-pk").first()
        return note.body if note else ""

    return find


def _closed_because(about, program, own, other):
    """Say why in a way that gives nothing private away: a lapse or suspension reads like any absence."""
    full = {
        RequestClosedReason.MENTEE_FULL: (Role.MENTEE, _("%(name)s has found somebody.")),
        RequestClosedReason.MENTOR_FULL: (
            Role.MENTOR,
            _("%(name)s has no free place any more."),
        ),
    }
    role, sentence = full.get(about.closed_reason, (None, ""))
    if role is other.role:
        return sentence % {"name": other.member.name}
    if role is Role.MENTEE:
        return _("You have found somebody.")
    if role is Role.MENTOR:
        return _("You have no free place any more.")
    return _("It cannot be answered at the moment.")


def _first_step(about, program, own, other):
    day = timezone.localtime(about.started_at).date() + dt.timedelta(
        days=program.first_conversation_days
    )
    shown = {"name": other.member.name, "day": as_value(day)}
    if own.role == program.first_to_write:
        return _("You write first. Talk for the first time by %(day)s if you can.") % shown
    return _("%(name)s writes first. Talk for the first time by %(day)s if you can.") % shown


def _months(about, program, own, other):
    low, high = program.suggested_months_min, program.suggested_months_max
    return str(low) if low == high else f"{low}–{high}"


def _outcome(about, program, own, other):
    shown = {"name": other.member.name, "mentorship": program.mentorship_name}
    if about.status == MentorshipStatus.COMPLETED:
        return _("%(name)s has marked your %(mentorship)s as completed.") % shown
    return _("%(name)s has ended your %(mentorship)s.") % shown


def _days(about, program, own, other):
    days = program.request_expiry_days
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days else ""


def _waiting(about, program, own, other):
    if not about.is_waiting:
        return ""
    if own.role is Role.MENTEE:
        return _(
            "%(name)s has no free place at the moment, so this request is on a waiting list."
        ) % {"name": other.member.name}
    return _(
        "You have no free place at the moment, so this request is on your waiting list. "
        "It moves up when a place becomes free."
    )


def _staff_note(about, program, own, other):
    return "" if isinstance(about, Pair) else about.staff_note


def _paused_until(about, program, own, other):
    return other.paused_until or ""


def _read_by(about, program, own, other):
    return {
        ConcernRoute.OFFICE: _("the program office"),
        ConcernRoute.COMMITTEE: _("the oversight committee"),
    }[ConcernRoute(about.route)]


#: placeholder -> how it follows from the object
_FROM_OBJECT = {
    "message": _message,
    "asked_on": lambda about, *_rest: about.created_at,
    "answer_by": answer_by,
    "days": _days,
    "waiting": _waiting,
    "question": _last_note(RequestNoteKind.QUESTION),
    "answer": _last_note(RequestNoteKind.ANSWER),
    "reason": _closed_because,
    "first_step": _first_step,
    "next_steps": lambda about, program, *_rest: program.next_steps,
    "contact": lambda *_rest: "",
    "months": _months,
    "outcome": _outcome,
    "thanks": lambda about, *_rest: about.thanks,
    "agreed_end": lambda about, *_rest: about.agreed_end_on,
    "what": lambda *_rest: "",
    "when": lambda *_rest: "",
    "ended_on": lambda about, *_rest: about.ended_at,
    "person": lambda about, *_rest: about.member.name,
    "person_role": lambda about, program, *_rest: program.word(about.role),
    "note": _staff_note,
    "until": _paused_until,
    "own_role": lambda about, program, *_rest: "",
    "partner": lambda *_rest: "",
    "partner_role": lambda *_rest: "",
    "raised_on": lambda about, *_rest: about.created_at,
    "read_by": _read_by,
    "outcome_told": lambda about, *_rest: about.outcome_told,
    "news": lambda *_rest: "",
    "people": lambda *_rest: (),
    "files": lambda *_rest: "",
    "reply": lambda *_rest: "",
}
