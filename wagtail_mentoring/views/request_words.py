"""What a request looks like to each of the two: its state in a word, what happens next, what happened."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import RequestClosedReason, RequestNoteKind, RequestStatus, Role
from ..notifications.values import answer_by
from .people import day

#: state -> (tone, icon)
_TONES = {
    RequestStatus.ACCEPTED: ("success", ""),
    RequestStatus.DECLINED: ("neutral", "cross"),
    RequestStatus.WITHDRAWN: ("neutral", "back"),
    RequestStatus.EXPIRED: ("neutral", "clock"),
    RequestStatus.CLOSED: ("neutral", "minus"),
}


def last_day(item):
    """Return the last day to answer in words; an empty text when there is none (D8)."""
    return day(answer_by(item, item.program)) if item.is_open else ""


def open_question(notes):
    """Return the question that still waits for an answer, or ``None``. ``notes`` are in order."""
    return notes[-1] if notes and notes[-1].kind == RequestNoteKind.QUESTION else None


def state_of(item, own, notes=()):
    """Return ``{label, tone, icon}`` for the pill."""
    if not item.is_open:
        tone, icon = _TONES[RequestStatus(item.status)]
        return {"label": item.get_status_display(), "tone": tone, "icon": icon}
    is_asker = own.role == item.initiated_by
    if open_question(notes):
        if is_asker:
            return {"label": _("You are asked something"), "tone": "warning", "icon": "message"}
        return {"label": _("You asked for more"), "tone": "info", "icon": "message"}
    if item.is_waiting:
        return {"label": _("On the waiting list"), "tone": "info", "icon": ""}
    if is_asker:
        return {"label": _("Waiting for an answer"), "tone": "info", "icon": ""}
    return {"label": _("Waiting for your answer"), "tone": "warning", "icon": "message"}


def summary_of(item, own):
    """Return one sentence for a list: who asked whom when, and until when there is time."""
    asked_on, until = day(item.created_at), last_day(item)
    if item.is_open:
        if own.role == item.initiated_by:
            if until:
                return _("You asked on %(day)s. There is time to answer until %(until)s.") % {
                    "day": asked_on,
                    "until": until,
                }
            return _("You asked on %(day)s.") % {"day": asked_on}
        if until:
            return _("Asked you on %(day)s. You can answer until %(until)s.") % {
                "day": asked_on,
                "until": until,
            }
        return _("Asked you on %(day)s.") % {"day": asked_on}
    sentence = (
        _("You asked on %(day)s; over since %(end)s.")
        if own.role == item.initiated_by
        else _("Asked you on %(day)s; over since %(end)s.")
    )
    return sentence % {"day": asked_on, "end": day(item.decided_at)}


def lead_of(item, own):
    """Return who would like what, in one sentence."""
    is_asker = own.role == item.initiated_by
    if item.initiated_by == Role.MENTEE:
        sentence = (
            _("You would like %(name)s to be your %(mentor)s.")
            if is_asker
            else _("%(name)s would like you to be their %(mentor)s.")
        )
    else:
        sentence = (
            _("You would like to be the %(mentor)s of %(name)s.")
            if is_asker
            else _("%(name)s would like to be your %(mentor)s.")
        )
    return sentence % {
        "name": item.other_side(own).member.name,
        "mentor": item.program.word(Role.MENTOR),
    }


def next_of(item, own):
    """Return the sentences that say what happens next, to the one who asked."""
    name, until = item.asked.member.name, last_day(item)
    shown = {"name": name, "day": until}
    if item.is_waiting:
        return [
            _(
                "%(name)s has no free place at the moment. You are number %(place)d on the waiting list."
            )
            % {"name": name, "place": item.waiting_place},
            _then_asked(item, name),
            _("You can ask others in the meantime, or withdraw this request."),
        ]
    return [
        _("%(name)s has a mail with your words.") % shown,
        _("%(name)s can accept, decline, or ask you for more, and has until %(day)s.") % shown
        if until
        else _("%(name)s can accept, decline, or ask you for more.") % shown,
        _("You get a mail as soon as there is an answer."),
    ]


def _then_asked(item, name):
    days = item.program.request_expiry_days
    if not days:
        return _("As soon as it is your turn you get a mail, and %(name)s is asked to answer.") % {
            "name": name
        }
    return ngettext(
        "As soon as it is your turn you get a mail, and %(name)s has %(days)d day to answer.",
        "As soon as it is your turn you get a mail, and %(name)s has %(days)d days to answer.",
        days,
    ) % {"name": name, "days": days}


def outcome_of(item, own):
    """Return one sentence about a request that is over."""
    is_asker = own.role == item.initiated_by
    shown = {"name": item.other_side(own).member.name, "day": day(item.decided_at)}
    return (_outcome_for_asker if is_asker else _outcome_for_asked)(item, own) % shown


def _outcome_for_asker(item, own):
    if item.status == RequestStatus.CLOSED:
        return _closed(item, own)
    return {
        RequestStatus.ACCEPTED: _("%(name)s accepted on %(day)s."),
        RequestStatus.DECLINED: _(
            "%(name)s declined on %(day)s. That happens, and often only for lack of time."
        ),
        RequestStatus.WITHDRAWN: _("You withdrew this request on %(day)s."),
        RequestStatus.EXPIRED: _("There was no answer until %(day)s, so this request has ended."),
    }[RequestStatus(item.status)]


def _outcome_for_asked(item, own):
    if item.status == RequestStatus.CLOSED:
        return _closed(item, own)
    return {
        RequestStatus.ACCEPTED: _("You accepted on %(day)s."),
        RequestStatus.DECLINED: _("You declined on %(day)s."),
        RequestStatus.WITHDRAWN: _("%(name)s withdrew this request on %(day)s."),
        RequestStatus.EXPIRED: _("This request ended on %(day)s without an answer."),
    }[RequestStatus(item.status)]


def _closed(item, own):
    """Say why in a way that gives nothing private away."""
    full = {
        RequestClosedReason.MENTEE_FULL: Role.MENTEE,
        RequestClosedReason.MENTOR_FULL: Role.MENTOR,
    }.get(item.closed_reason)
    if full is own.role:
        return (
            _("You have no free place any more, so this request was closed on %(day)s.")
            if full is Role.MENTOR
            else _("You have found somebody, so this request was closed on %(day)s.")
        )
    if full is Role.MENTOR:
        return _("%(name)s has no free place any more, so this request was closed on %(day)s.")
    if full is Role.MENTEE:
        return _("%(name)s has found somebody, so this request was closed on %(day)s.")
    return _("This request was closed on %(day)s, because it cannot be answered at the moment.")


def timeline_of(item, own, notes):
    """Return the entries of ``elements/timeline.html``."""
    is_asker = own.role == item.initiated_by
    name = item.other_side(own).member.name
    entries = [
        {
            "title": _("You sent the request")
            if is_asker
            else _("%(name)s sent the request") % {"name": name},
            "when": item.created_at,
            "icon": "message",
            "tone": "info",
        }
    ]
    for note in notes:
        by_asker = note.kind == RequestNoteKind.ANSWER
        mine = by_asker == is_asker
        titles = {
            (False, True): _("You asked for more"),
            (False, False): _("%(name)s asked for more"),
            (True, True): _("You answered"),
            (True, False): _("%(name)s answered"),
        }
        entries.append(
            {
                "title": titles[by_asker, mine] % {"name": name},
                "when": note.created_at,
                "icon": "message",
                "tone": "info",
            }
        )
    if item.is_waiting:
        entries.append(
            {
                "title": _("On the waiting list"),
                "when": item.waiting_since,
                "icon": "clock",
                "tone": "info",
            }
        )
    if not item.is_open:
        tone, icon = _TONES[RequestStatus(item.status)]
        entries.append(
            {
                "title": item.get_status_display(),
                "when": item.decided_at,
                "icon": icon or "check",
                "tone": tone,
            }
        )
    elif last_day(item):
        entries.append(
            {
                "title": _("Last day to answer"),
                "when": answer_by(item, item.program),
                "show": "date",
                "icon": "calendar",
                "upcoming": True,
            }
        )
    return entries
