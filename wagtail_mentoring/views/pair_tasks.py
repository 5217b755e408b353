"""The reader's pairs on the desk, and what of them waits: a coming end, a proposal, the next meeting, the first talk."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import AgreementStanding, MentorshipStatus
from ..models import MentorshipAgreement, PairMeeting
from ..notifications.calendars import when_in_words
from ..rules.pair_work import steps_of_coming_end
from .mentorships import first_step, mentorship_state
from .people import day, person


def what_waits_of_pairs():
    """Return what ``pair_work_tasks`` needs, as annotations of requests that led to a mentorship."""
    proposed = MentorshipAgreement.objects.filter(
        mentorship=OuterRef("mentorship"), standing=AgreementStanding.PROPOSED
    )
    notices = steps_of_coming_end().filter(program=OuterRef("program"))
    return {
        "proposed_by": Subquery(proposed.order_by().values("proposed_by")[:1]),
        "end_notice": Subquery(notices.values("count")[:1]),
    }


def pair_work_tasks(view, items):
    """Return entries of ``elements/task_list.html`` for the open mentorships ``items``, what presses first.

    Each has a ``request`` that was read with ``what_waits_of_pairs``. One query more, if there are any.
    """
    return [
        *_ends(view, items),
        *_proposals(view, items),
        *_meetings(view, items),
        *_first_conversations(view, items),
    ]


def pair_card(view, item):
    """Return what ``desk/card.html`` shows of an open mentorship."""
    other = item.other_side(view.own(item))
    return {
        **person(other, view.links),
        "url": _url(view, item),
        "state": mentorship_state(item),
        "note": _("Your %(role)s since %(day)s")
        % {"role": view.program.word(other.role), "day": day(item.started_at)},
    }


def pair_row(view, item):
    """Return what ``elements/task_list.html`` shows of a mentorship that is over."""
    state = mentorship_state(item)
    return {
        "title": _name(view, item)["name"],
        "url": _url(view, item),
        "hint": _("From %(start)s to %(end)s")
        % {"start": day(item.started_at), "end": day(item.ended_at)},
        "status_label": state["label"],
        "tone": state["tone"],
        "icon": state["icon"],
    }


def _url(view, item, anchor=""):
    return view.links.url("desk_mentorship", uuid=item.uuid) + anchor


def _name(view, item):
    return {"name": item.other_side(view.own(item)).member.name}


def _ends(view, items):
    return [
        {
            "title": _("Decide with %(name)s whether you go on") % _name(view, item),
            "url": _url(view, item),
            "hint": _("You have agreed to work together until %(day)s.")
            % {"day": day(item.agreed_end_on)},
            "status_label": _("Coming end"),
            "tone": "warning",
            "icon": "flag",
        }
        for item in items
        if view.rules.end_is_near(item, item.request.end_notice or 0)
    ]


def _proposals(view, items):
    return [
        {
            "title": _("Read what %(name)s proposes to agree on") % _name(view, item),
            "url": _url(view, item, "#agreement"),
            "hint": _("You can agree to it, or change it and send it back."),
            "status_label": _("To agree"),
            "tone": "warning",
            "icon": "handshake",
        }
        for item in items
        if item.request.proposed_by == view.own(item).role.other
    ]


def _meetings(view, items):
    if not items:
        return []
    by_pk = {item.pk: item for item in items}
    coming = PairMeeting.objects.filter(mentorship__in=list(by_pk)).to_come(timezone.now())
    tasks, seen = [], set()
    for meeting in coming:
        if meeting.mentorship_id in seen:
            continue
        seen.add(meeting.mentorship_id)
        item = by_pk[meeting.mentorship_id]
        tasks.append(
            {
                "title": _("Meet %(name)s") % _name(view, item),
                "url": _url(view, item, "#meetings"),
                "hint": when_in_words(meeting),
                "status_label": _("Meeting"),
                "tone": "info",
                "icon": "calendar",
            }
        )
    return tasks


def _first_conversations(view, items):
    return [
        {
            "title": _("Talk with %(name)s for the first time") % _name(view, item),
            "url": _url(view, item),
            "hint": first_step(item, view.own(item)),
            "status_label": _("First conversation"),
            "tone": "info",
            "icon": "calendar",
        }
        for item in items
        if item.status == MentorshipStatus.ACTIVE and not item.first_conversation_at
    ]
