"""What waits for the reader of the desk: profiles, requests, messages, and what they do with their partners."""

from django.utils.translation import gettext as _

from ..enums import ProfileStatus
from ..models import Mentorship
from .messages import new_messages
from .pair_tasks import pair_work_tasks
from .request_words import open_question, summary_of


def desk_tasks(view):
    """Return entries of ``elements/task_list.html``, what presses first."""
    return [
        *_profiles(view),
        *_requests(view),
        *_messages(view),
        *pair_work_tasks(view, [item for item in view.mentorships if item.is_open]),
    ]


def _profiles(view):
    tasks = []
    for role, profile in view.profiles.items():
        word = {"role": view.program.word(role)}
        if profile.status == ProfileStatus.DRAFT:
            returned = bool(profile.staff_note)
            tasks.append(
                {
                    "title": _("Change your profile as %(role)s") % word
                    if returned
                    else _("Finish your enrollment as %(role)s") % word,
                    "url": view.links.url("enrollment"),
                    "hint": _("The people who run the program write: “%(note)s”")
                    % {"note": profile.staff_note}
                    if returned
                    else _("What you wrote so far is saved."),
                    "status_label": _("Sent back") if returned else _("Begun"),
                    "tone": "warning" if returned else "info",
                    "icon": "pencil",
                }
            )
        elif profile.is_enrolled and _must_agree(view, profile):
            tasks.append(
                {
                    "title": _("Agree to the new Code of Conduct as %(role)s") % word,
                    "url": view.links.url("enrollment_conduct", role=role.value),
                    "hint": _(
                        "It has changed. You can send and accept requests again as soon as you agree."
                    ),
                    "status_label": _("To read"),
                    "tone": "warning",
                    "icon": "document",
                }
            )
    return tasks


def _must_agree(view, profile):
    refusals = view.rules.conduct_refusals(profile)
    return any(refusal.code == "conduct_not_agreed" for refusal in refusals)


def _requests(view):
    tasks = []
    for item in view.requests:
        if not item.is_open:
            continue
        own = view.own(item)
        question = open_question(view.notes(item))
        name = {"name": item.other_side(own).member.name}
        if own.role == item.initiated_by:
            if not question:
                continue
            title, hint = _("Answer the question of %(name)s") % name, question.body
        elif question or item.is_waiting:
            continue
        else:
            title, hint = _("Answer the request from %(name)s") % name, summary_of(item, own)
        tasks.append(
            {
                "title": title,
                "url": view.links.url("desk_request", uuid=item.uuid),
                "hint": hint,
                "status_label": _("To answer"),
                "tone": "warning",
                "icon": "message",
            }
        )
    return tasks


def _messages(view):
    people = {item.pk: item for item in view.requests}
    people |= {item.request_id: item for item in view.mentorships}
    tasks = []
    for request_id, count in view.unread.items():
        item = people.get(request_id)
        if item is None:
            continue
        uuid = item.request.uuid if isinstance(item, Mentorship) else item.uuid
        name = {"name": item.other_side(view.own(item)).member.name}
        tasks.append(
            {
                "title": _("Read what %(name)s wrote") % name,
                "url": view.links.url("desk_conversation", uuid=uuid),
                "hint": new_messages(count),
                "status_label": _("New"),
                "tone": "warning",
                "icon": "message",
            }
        )
    return tasks
