"""What two people do best next: one sentence and its button, on top of their page (R46-R53, D10, D11)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import MentorshipStatus
from .mentorships import first_step
from .people import day


def next_step(view):
    """Return ``{text, buttons}`` for the page ``view`` of an open mentorship, or ``None`` when it is over.

    ``buttons`` is a list of ``{label, url, post, icon, variant}``; ``post`` ones change something at once.
    """
    if not view.item.is_open:
        return None
    return next(step for step in (look(view) for look in _IN_ORDER) if step)


def _button(view, label, name, **more):
    return {"label": label, "url": view.work_url(name), **more}


def _on_hold(view):
    if view.item.status != MentorshipStatus.ON_HOLD:
        return None
    text = view.named(
        _("Your %(mentorship)s is on hold. Its place stays yours, and you can go on at any time.")
    )
    return {"text": text, "buttons": [_button(view, _("Go on"), "continue", post=True)]}


def _coming_end(view):
    if not view.end_is_near:
        return None
    words = {"day": day(view.item.agreed_end_on), "name": view.other.member.name}
    if view.item.agreed_end_on < timezone.localdate():
        text = _(
            "The last day you agreed on was %(day)s. Talk with %(name)s: do you go on, or is it done?"
        )
    else:
        text = _(
            "You have agreed to work together until %(day)s. Talk with %(name)s: do you go on, or is it done?"
        )
    return {
        "text": text % words,
        "buttons": [
            _button(view, _("Go on longer"), "extend"),
            _button(
                view,
                _("We have done what we set out to do"),
                "complete",
                variant="secondary",
                icon="check",
            ),
        ],
    }


def _to_confirm(view):
    proposed = view.standing[0]
    if proposed is None or proposed.proposed_by == view.own.role:
        return None
    text = view.named(
        _(
            "%(name)s has written down what you could agree on. Read it below, and agree or change it."
        )
    )
    return {
        "text": text,
        "buttons": [{"label": _("Read the proposal"), "url": "#agreement"}],
    }


def _first_conversation(view):
    if view.item.first_conversation_at:
        return None
    buttons = [_button(view, _("We have talked"), "first", post=True, icon="check")]
    if view.own.role == view.program.first_to_write and view.may_write_first:
        # Whose turn it is finds the way to write before the question whether it is done.
        buttons[0]["variant"] = "secondary"
        label = view.named(_("Write to %(name)s"))
        write = {"label": label, "url": f"{view.conversation['url']}#write", "icon": "message"}
        return {"text": first_step(view.item, view.own), "buttons": [write, *buttons]}
    if not view.meetings[0]:
        buttons.append(
            _button(view, _("Plan a meeting"), "meeting_add", variant="secondary", icon="calendar")
        )
    text = first_step(view.item, view.own)
    if view.thread.messages:
        # Who was to write first does not matter any more.
        text = _(
            "You have written to each other. Have you talked yet? If not, agree on a day and a time."
        )
    return {"text": text, "buttons": buttons}


def _to_agree(view):
    if any(view.standing):
        return None
    return {
        "text": _(
            "You have talked. Now write down in a few sentences what you want to achieve, how often you meet, and until when."
        ),
        "buttons": [_button(view, _("Write down what you agree on"), "agreement", icon="pencil")],
    }


def _to_set_goals(view):
    if view.goals:
        return None
    return {
        "text": _("Put your goals on the page, each with a first small step."),
        "buttons": [_button(view, _("Add a goal"), "goal_add", icon="plus")],
    }


def _to_meet(view):
    if view.meetings[0]:
        return None
    return {
        "text": _(
            "Agree on the next conversation before you forget: a date in the calendar keeps things going."
        ),
        "buttons": [_button(view, _("Plan a meeting"), "meeting_add", icon="calendar")],
    }


def _meeting(view):
    row = view.meetings[0][0]
    text = _("You meet on %(when)s. Bring what you want to talk about.") % {"when": row["when"]}
    return {"text": text, "buttons": [{"label": _("See the meeting"), "url": "#meetings"}]}


_IN_ORDER = (
    _on_hold,
    _coming_end,
    _to_confirm,
    _first_conversation,
    _to_agree,
    _to_set_goals,
    _to_meet,
    _meeting,
)
