"""Goals with their steps, and notes. They belong to the two: nobody is mailed, nobody else reads them."""

from .. import signals
from ..enums import GoalStatus
from ..models import Goal, GoalStep, PairNote
from .agreements import PairWorkAction


class AddGoalAction(PairWorkAction):
    """Add a goal with its first steps (R49, R60). ``steps`` is a list of short texts. Returns the ``Goal``."""

    event = "goal.add"

    def __init__(self, mentorship, profile, *, title, description="", steps=(), actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.title, self.description, self.steps = title, description, steps

    def work_refusals(self):
        return self.rules.can_add_goal(self.mentorship, self.profile)

    def write(self):
        last = self.mentorship.goals.order_by("-sort_order").first()
        goal = Goal.objects.create(
            mentorship=self.mentorship,
            title=self.title,
            description=self.description,
            sort_order=last.sort_order + 1 if last else 0,
            created_at=self.now,
        )
        write_steps(goal, self.steps)
        self.done()
        self.signal(signals.goal_added, goal)
        return goal


def write_steps(goal, texts):
    """Let ``goal`` have the steps ``texts``, in this order; those that stay keep whether they are done."""
    kept = {}
    for step in goal.steps.all():
        kept.setdefault(step.text, []).append(step)
    for place, text in enumerate(texts):
        if kept.get(text):
            GoalStep.objects.filter(pk=kept[text].pop(0).pk).update(sort_order=place)
        else:
            GoalStep.objects.create(goal=goal, text=text, sort_order=place)
    gone = [step.pk for steps in kept.values() for step in steps]
    GoalStep.objects.filter(pk__in=gone).delete()


class _OneGoalAction(PairWorkAction):
    def __init__(self, mentorship, profile, goal, *, actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.goal = goal

    def lock(self):
        super().lock()
        self.goal = self.mentorship.goals.select_for_update().filter(pk=self.goal.pk).first()

    def work_refusals(self):
        return self.rules.can_change_goal(self.mentorship, self.profile, self.goal)


class ChangeGoalAction(_OneGoalAction):
    """Say a goal in other words, or change its steps. Returns the ``Goal``."""

    event = "goal.change"

    def __init__(
        self, mentorship, profile, goal, *, title="", description="", steps=(), actor=None
    ):
        super().__init__(mentorship, profile, goal, actor=actor)
        self.title, self.description, self.steps = title, description, steps

    def write(self):
        self.goal.title, self.goal.description = self.title, self.description
        self.goal.save(update_fields=["title", "description"])
        write_steps(self.goal, self.steps)
        self.done()
        self.signal(signals.goal_changed, self.goal)
        return self.goal


class SettleGoalAction(_OneGoalAction):
    """Mark a goal as reached, let it go, or take it up again (R53). Returns the ``Goal``."""

    event = "goal.settle"

    def __init__(self, mentorship, profile, goal, status, *, actor=None):
        super().__init__(mentorship, profile, goal, actor=actor)
        self.status = GoalStatus(status)

    def work_refusals(self):
        return self.rules.can_settle_goal(self.mentorship, self.profile, self.goal, self.status)

    def write(self):
        self.goal.status = self.status
        self.goal.settled_at = None if self.status == GoalStatus.OPEN else self.now
        self.goal.save(update_fields=["status", "settled_at"])
        self.done()
        self.signal(signals.goal_changed, self.goal)
        return self.goal


class RemoveGoalAction(_OneGoalAction):
    """Remove a goal with its steps."""

    event = "goal.remove"

    def write(self):
        self.goal.delete()
        self.done()
        return self.mentorship


class MarkStepAction(_OneGoalAction):
    """Mark a step as done, or as not done. Twice is the same as once. Returns the ``GoalStep``."""

    event = "goal.step"

    def __init__(self, mentorship, profile, step, done, *, actor=None):
        super().__init__(mentorship, profile, step.goal, actor=actor)
        self.step, self.is_done = step, done

    def work_refusals(self):
        refusals = super().work_refusals()
        if not refusals and not self.goal.steps.filter(pk=self.step.pk).exists():
            refusals = self.rules.can_change_goal(self.mentorship, self.profile, None)
        return refusals

    def write(self):
        self.step.done_at = self.now if self.is_done else None
        GoalStep.objects.filter(pk=self.step.pk).update(done_at=self.step.done_at)
        self.done()
        self.signal(signals.goal_changed, self.goal)
        return self.step


class AddNoteAction(PairWorkAction):
    """Write a note, for oneself or for both. Returns the ``PairNote``."""

    event = "note.add"

    def __init__(self, mentorship, profile, *, text, is_shared=False, actor=None):
        super().__init__(mentorship, profile, actor=actor)
        self.text, self.is_shared = text, is_shared

    def write(self):
        note = PairNote.objects.create(
            mentorship=self.mentorship,
            author=self.profile.role,
            text=self.text,
            is_shared=self.is_shared,
            created_at=self.now,
        )
        self.done_for(note)
        return note

    def done_for(self, note):
        """A private note leaves no trace that anybody else could find."""
        if note.is_shared:
            self.done()
            self.signal(signals.note_shared, note)


class _OneNoteAction(AddNoteAction):
    def __init__(self, mentorship, profile, note, *, text="", is_shared=False, actor=None):
        super().__init__(mentorship, profile, text=text, is_shared=is_shared, actor=actor)
        self.note = note

    def lock(self):
        super().lock()
        self.note = self.mentorship.notes.select_for_update().filter(pk=self.note.pk).first()

    def work_refusals(self):
        return self.rules.can_change_note(self.mentorship, self.profile, self.note)


class ChangeNoteAction(_OneNoteAction):
    """Change an own note, or share it, or keep it for oneself again. Returns the ``PairNote``."""

    event = "note.change"

    def write(self):
        self.note.text, self.note.is_shared = self.text, self.is_shared
        self.note.changed_at = self.now
        self.note.save(update_fields=["text", "is_shared", "changed_at"])
        self.done_for(self.note)
        return self.note


class RemoveNoteAction(_OneNoteAction):
    """Remove an own note for good."""

    event = "note.remove"

    def write(self):
        self.note.delete()
        return self.mentorship
