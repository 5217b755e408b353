"""Goals and notes of two people: added and changed on short forms, ticked off by buttons."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..actions import (
    AddGoalAction,
    AddNoteAction,
    ChangeGoalAction,
    ChangeNoteAction,
    MarkStepAction,
    RemoveGoalAction,
    RemoveNoteAction,
    SettleGoalAction,
)
from ..enums import GoalStatus
from ..forms.pair_work import ALONE, SHARED, GoalForm, PairNoteForm
from ..models import Goal, GoalStep, PairNote
from .base import ProgramTemplateView
from .mentorships import MentorshipActView
from .pair_forms import OneMentorshipMixin, PairFormView

#: Notes on one page.
NOTES_SHOWN = 20

_GOAL_TONES = {
    GoalStatus.OPEN: ("info", "goal"),
    GoalStatus.REACHED: ("success", "check"),
    GoalStatus.DROPPED: ("neutral", "minus"),
}


def goal_rows(view):
    """Return what the page of the two shows of each goal. Two queries."""
    rows = []
    for goal in view.item.goals.prefetch_related("steps"):
        tone, icon = _GOAL_TONES[GoalStatus(goal.status)]

        def url(name, goal=goal):
            return view.links.url(name, uuid=view.item.uuid, goal=goal.uuid)

        steps = [
            {
                "text": step.text,
                "is_done": step.done_at is not None,
                "url": view.links.url("desk_mentorship_step", uuid=view.item.uuid, step=step.uuid),
            }
            for step in goal.steps.all()
        ]
        rows.append(
            {
                "title": goal.title,
                "description": goal.description,
                "is_open": goal.status == GoalStatus.OPEN,
                "state": {"label": goal.get_status_display(), "tone": tone, "icon": icon},
                "steps": steps,
                "done": sum(step["is_done"] for step in steps),
                "change_url": url("desk_mentorship_goal"),
                "settle_url": url("desk_mentorship_goal_settle"),
            }
        )
    # What is under way comes first; each part stays in its order.
    return sorted(rows, key=lambda row: not row["is_open"])


class AddGoalView(PairFormView):
    form_name = "goal"
    form_class = GoalForm
    anchor = "#goals"

    def get_refusals(self):
        return self.rules.can_add_goal(self.item, self.own)

    def get_action(self, form=None):
        return AddGoalAction(self.item, self.own, **self.written(form), actor=self.request.user)

    def written(self, form):
        """Return what the goal is, and nothing that a site's own form may ask beside it."""
        return {name: form.cleaned_data[name] for name in ("title", "description", "steps")}

    @property
    def success_message(self):
        return _("The goal is on your page, where both of you see it.")

    def get_title(self):
        return _("Add a goal")

    def get_words(self):
        return {
            "act_lead": _("Small and clear is better than great and vague."),
            "submit_label": _("Add the goal"),
            "next_steps": [
                self.named(_("%(name)s finds it on your page and can change it as well.")),
                _("Nobody but the two of you reads it."),
            ],
        }


class ChangeGoalView(AddGoalView):
    template_name = "wagtail_mentoring/mentorships/goal.html"
    read_again = (*AddGoalView.read_again, "goal")

    @cached_property
    def goal(self):
        return get_object_or_404(
            Goal.objects.prefetch_related("steps"),
            mentorship=self.item,
            uuid=self.kwargs["goal"],
        )

    def get_refusals(self):
        return self.rules.can_change_goal(self.item, self.own, self.goal)

    def get_initial(self):
        return {
            "title": self.goal.title,
            "description": self.goal.description,
            "steps": "\n".join(step.text for step in self.goal.steps.all()),
            **super().get_initial(),
        }

    def get_keep(self):
        return f"goal-{self.goal.uuid}"

    def get_action(self, form=None):
        return ChangeGoalAction(
            self.item, self.own, self.goal, **self.written(form), actor=self.request.user
        )

    @property
    def success_message(self):
        return _("The goal is saved.")

    def get_title(self):
        return _("Change a goal")

    def get_words(self):
        return {
            "submit_label": _("Save the goal"),
            "act_lead": _("Steps that you leave as they are keep their tick."),
            "settle_url": self.links.url(
                "desk_mentorship_goal_settle", uuid=self.item.uuid, goal=self.goal.uuid
            ),
            "remove_url": self.links.url(
                "desk_mentorship_goal_remove", uuid=self.item.uuid, goal=self.goal.uuid
            ),
            "is_dropped": self.goal.status == GoalStatus.DROPPED,
        }


class _GoalButton(MentorshipActView):
    @cached_property
    def goal(self):
        return get_object_or_404(Goal, mentorship=self.item, uuid=self.kwargs["goal"])

    def get_success_url(self):
        return self.item_url() + "#goals"


class SettleGoalView(_GoalButton):
    def get_action(self):
        status = self.request.POST.get("status")
        if status not in GoalStatus.values:
            raise Http404
        return SettleGoalAction(self.item, self.own, self.goal, status, actor=self.request.user)

    @property
    def success_message(self):
        if self.result.status == GoalStatus.REACHED:
            return _("A goal reached. Well done, both of you.")
        return _("Noted.")


class RemoveGoalView(_GoalButton):
    def get_action(self):
        return RemoveGoalAction(self.item, self.own, self.goal, actor=self.request.user)

    @property
    def success_message(self):
        return _("The goal is removed.")


class StepView(MentorshipActView):
    """Tick a step, or untick it."""

    def get_success_url(self):
        return self.item_url() + "#goals"

    def get_action(self):
        step = get_object_or_404(
            GoalStep.objects.select_related("goal"),
            goal__mentorship=self.item,
            uuid=self.kwargs["step"],
        )
        return MarkStepAction(
            self.item,
            self.own,
            step,
            self.request.POST.get("done") == "yes",
            actor=self.request.user,
        )


def note_rows(view, notes):
    """Return what is shown of ``notes``, as the reader may read them."""
    return [
        {
            "text": note.text,
            "author": _("You")
            if note.author == view.own.role
            else view.item.side(note.author).member.name,
            "written": note.created_at,
            "is_shared": note.is_shared,
            "url": view.links.url("desk_mentorship_note", uuid=view.item.uuid, note=note.uuid)
            if note.author == view.own.role and view.item.is_open
            else "",
        }
        for note in notes
    ]


class NotesView(OneMentorshipMixin, ProgramTemplateView):
    """All notes the reader may read, the latest first."""

    template_name = "wagtail_mentoring/mentorships/notes.html"

    def get_context_data(self, **kwargs):
        notes = self.item.notes.readable_by(self.own.role)
        page = Paginator(notes, NOTES_SHOWN).get_page(self.request.GET.get("page"))
        title = _("Notes")
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.get_breadcrumb(
                {"label": self.item_title(), "url": self.item_url()}, {"label": title}
            ),
            notes=note_rows(self, page.object_list),
            list_page=page,
            item=self.item,
            item_url=self.item_url(),
            add_url=self.links.url("desk_mentorship_note_add", uuid=self.item.uuid)
            if self.item.is_open
            else "",
            other_name=self.other.member.name,
            **kwargs,
        )


class AddNoteView(PairFormView):
    form_name = "pair_note"
    form_class = PairNoteForm
    anchor = "#notes"

    def get_refusals(self):
        return self.rules.can_work(self.item, self.own)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "name": self.other.member.name}

    def get_keep(self):
        # A private note must not stay behind in a browser that others use.
        return ""

    def get_action(self, form=None):
        return AddNoteAction(
            self.item,
            self.own,
            text=form.cleaned_data["text"],
            is_shared=form.is_shared,
            actor=self.request.user,
        )

    @property
    def success_message(self):
        return _("The note is saved.")

    def get_title(self):
        return _("Write a note")

    def get_words(self):
        return {"submit_label": _("Save the note")}


class ChangeNoteView(AddNoteView):
    template_name = "wagtail_mentoring/mentorships/note.html"

    @cached_property
    def note(self):
        return get_object_or_404(
            PairNote, mentorship=self.item, author=self.own.role, uuid=self.kwargs["note"]
        )

    def get_refusals(self):
        return self.rules.can_change_note(self.item, self.own, self.note)

    def get_initial(self):
        return {
            "text": self.note.text,
            "readers": SHARED if self.note.is_shared else ALONE,
            **super().get_initial(),
        }

    def get_action(self, form=None):
        return ChangeNoteAction(
            self.item,
            self.own,
            self.note,
            text=form.cleaned_data["text"],
            is_shared=form.is_shared,
            actor=self.request.user,
        )

    def get_title(self):
        return _("Change a note")

    def get_words(self):
        return {
            "submit_label": _("Save the note"),
            "remove_url": self.links.url(
                "desk_mentorship_note_remove", uuid=self.item.uuid, note=self.note.uuid
            ),
        }


class RemoveNoteView(MentorshipActView):
    def get_success_url(self):
        return self.item_url() + "#notes"

    def get_action(self):
        note = get_object_or_404(
            PairNote, mentorship=self.item, author=self.own.role, uuid=self.kwargs["note"]
        )
        return RemoveNoteAction(self.item, self.own, note, actor=self.request.user)

    @property
    def success_message(self):
        return _("The note is removed.")
