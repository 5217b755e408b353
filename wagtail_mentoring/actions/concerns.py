"""Concerns: raised by members, worked on by those who may read them (D16, R71-R74).

Nothing of this is written into the audit log, which others read: a case has a history of its own, and
only those who may read the case read it. Whoever is named, or raised it, cannot act on it (S-11).
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from .. import get_member_profile_model, signals
from ..enums import CONCERN_TRANSITIONS, CaseEvent, ConcernAbout, ConcernRoute
from ..models import CaseEntry, Concern, ConcernFile, ConcernPerson, Notification
from ..models.concerns import case_workers
from ..notifications.dispatch import cancel_queued, notify
from .base import MentoringAction
from .locks import LockSetChanged, compare_and_set
from .stored_files import StoredFilesMixin


class RaiseConcernAction(StoredFilesMixin, MentoringAction):
    """``member`` tells in confidence what went wrong. Returns the ``Concern``.

    ``people`` are member profiles, ``staff`` users without one. ``about`` is a mentorship, a request,
    a member profile, or ``None``. ``files`` are ``attachments.Attachment``. A concern for the office that
    no coordinator may read, as all of them are named, goes to the committee. The reporter gets an
    acknowledgement; the readers learn that there is something to read, and nothing else.
    """

    event = "concern.raise"

    def __init__(
        self,
        program,
        member,
        *,
        route,
        what_happened,
        category="",
        about=None,
        kind=ConcernAbout.OTHER,
        people=(),
        staff=(),
        others_named="",
        files=(),
        form_token=None,
        actor=None,
    ):
        super().__init__(actor=actor)
        self.program, self.member = program, member
        self.route, self.category, self.what_happened = ConcernRoute(route), category, what_happened
        self.about, self.kind = about, ConcernAbout(kind)
        self.people, self.staff, self.others_named = people, staff, others_named
        self.files, self.form_token = files, form_token

    def lock(self):
        # Two forms of one person at once are counted one after the other (S-27).
        if self.member is not None:
            list(
                get_member_profile_model()
                .objects.order_by("pk")
                .filter(pk=self.member.pk)
                .select_for_update()
            )

    def refusals(self):
        if self._sent():
            return []
        return self.rules.can_raise_concern(self.actor, self.member, self.program)

    def _sent(self):
        """Return the concern this very form has raised already, if it has."""
        if not self.form_token or self.member is None:
            return None
        return Concern.objects.filter(form_token=self.form_token, reporter=self.member).first()

    def _named_members(self):
        """Those whom the reporter named, and the other person of what it is about: named or not, they never read it."""
        both = ()
        if self.kind in (ConcernAbout.MENTORSHIP, ConcernAbout.REQUEST):
            both = (self.about.mentor_member, self.about.mentee_member)
        others = [one for one in both if one != self.member]
        return list(dict.fromkeys([*self.people, *others]))

    def write(self):
        sent = self._sent()
        if sent is not None:
            return sent
        concern = Concern.objects.create(
            program=self.program,
            reporter=self.member,
            route=self.route,
            about=self.kind,
            category=self.category,
            what_happened=self.what_happened,
            others_named=self.others_named,
            mentorship=self.about if self.kind is ConcernAbout.MENTORSHIP else None,
            request=self.about if self.kind is ConcernAbout.REQUEST else None,
            created_at=self.now,
            form_token=self.form_token,
        )
        ConcernPerson.objects.bulk_create(
            [ConcernPerson(concern=concern, member=one) for one in self._named_members()]
            + [ConcernPerson(concern=concern, user=one) for one in dict.fromkeys(self.staff)]
        )
        for file in self.files:
            self.attach(ConcernFile(concern=concern), file)
        note_in_case(self, concern, CaseEvent.RAISED)
        hand_over_unless_read(self, concern)
        notify("concern_received", recipient=self.member, about=concern, program=self.program)
        tell_readers(self, concern)
        self.signal(signals.concern_raised, concern)
        return concern


def note_in_case(action, concern, what, detail=""):
    """Write a line into the history of a case."""
    actor = action.actor
    return CaseEntry.objects.create(
        concern=concern,
        what=what,
        detail=detail,
        by=actor,
        by_name=(actor.get_full_name() or actor.get_username())[:160] if actor else "",
        created_at=action.now,
    )


def hand_over_unless_read(action, concern):
    """A case that nobody of the office may read is the committee's. Return whether it is so now."""
    if concern.route != ConcernRoute.OFFICE or concern.readers().exists():
        return False
    Concern.objects.filter(pk=concern.pk).update(route=ConcernRoute.COMMITTEE)
    concern.route = ConcernRoute.COMMITTEE
    note_in_case(action, concern, CaseEvent.ESCALATED)
    return True


def tell_readers(action, concern):
    """Tell those who handle the case that there is something to read."""
    for user in concern.readers():
        if user != action.actor:
            notify(
                "concern_waiting",
                recipient=user,
                about=concern,
                program=concern.program,
                step=concern.route,
            )


def lock_case(concern):
    """Lock the case and return it as it is now. Whoever locks people does so before."""
    return Concern.objects.select_for_update().get(pk=concern.pk)


class ConcernAction(MentoringAction):
    """Base for acts on one case."""

    def __init__(self, concern, *, actor=None):
        super().__init__(actor=actor)
        self.concern = concern

    def lock(self):
        self.concern = lock_case(self.concern)

    def refusals(self):
        return self.rules.can_work_on_concern(self.actor, self.concern)

    def set(self, **values):
        Concern.objects.filter(pk=self.concern.pk).update(**values)
        for name, value in values.items():
            setattr(self.concern, name, value)


class MoveConcernAction(ConcernAction):
    """Base for moves of a case. ``transition`` is a key of ``CONCERN_TRANSITIONS``."""

    transition: str
    what: CaseEvent

    def __init__(self, concern, *, note="", actor=None):
        super().__init__(concern, actor=actor)
        self.note = note

    @property
    def event(self):
        return f"concern.{self.transition}"

    def refusals(self):
        return self.rules.can_move_concern(self.actor, self.concern, self.transition)

    def move(self, **values):
        sources, (target,) = CONCERN_TRANSITIONS[self.transition]
        if not compare_and_set(self.concern, sources, {"status": target, **values}):
            raise LockSetChanged
        note_in_case(self, self.concern, self.what, self.note)

    def write(self):
        self.move()
        return self.concern


class StartConcernAction(MoveConcernAction):
    """Take a case up; who does so looks after it if nobody does yet."""

    transition = "start"
    what = CaseEvent.STARTED

    def write(self):
        self.move()
        if self.concern.assignee_id is None and self.actor is not None:
            self.set(assignee=self.actor)
        return self.concern


class WaitConcernAction(MoveConcernAction):
    """The case waits for something, which the note says."""

    transition = "wait"
    what = CaseEvent.WAITING


class ReopenConcernAction(MoveConcernAction):
    """A closed case goes on."""

    transition = "reopen"
    what = CaseEvent.REOPENED

    def write(self):
        self.move(closed_at=None)
        return self.concern


class CloseConcernAction(MoveConcernAction):
    """End a case with its outcome; ``told`` goes to the one who raised it, by mail."""

    transition = "close"
    what = CaseEvent.CLOSED

    def __init__(self, concern, *, outcome="", told="", actor=None):
        super().__init__(concern, actor=actor)
        self.outcome, self.told = outcome, told

    def write(self):
        self.move(closed_at=self.now, outcome=self.outcome, outcome_told=self.told)
        cancel_queued(self.concern)
        if self.concern.reporter is not None:
            notify(
                "concern_outcome",
                recipient=self.concern.reporter,
                about=self.concern,
                program=self.concern.program,
                step=f"{self.now:%Y%m%d%H%M%S%f}",
            )
        self.signal(signals.concern_closed, self.concern)
        return self.concern


class AddCaseNoteAction(ConcernAction):
    """A note for those who read the case. Returns the ``CaseEntry``."""

    event = "concern.note"

    def __init__(self, concern, text, *, actor=None):
        super().__init__(concern, actor=actor)
        self.text = text

    def write(self):
        return note_in_case(self, self.concern, CaseEvent.NOTE, self.text)


class AssignConcernAction(ConcernAction):
    """Say who looks after the case; ``None`` for nobody."""

    event = "concern.assign"

    def __init__(self, concern, assignee, *, actor=None):
        super().__init__(concern, actor=actor)
        self.assignee = assignee

    def refusals(self):
        return self.rules.can_assign_concern(self.actor, self.concern, self.assignee)

    def write(self):
        self.set(assignee=self.assignee)
        name = (
            (self.assignee.get_full_name() or self.assignee.get_username())
            if self.assignee
            else _("Nobody")
        )
        note_in_case(self, self.concern, CaseEvent.ASSIGNED, name)
        return self.concern


class EscalateConcernAction(ConcernAction):
    """The office hands the case to the oversight committee, which alone reads it from now on (R72)."""

    event = "concern.escalate"

    def __init__(self, concern, *, note="", actor=None):
        super().__init__(concern, actor=actor)
        self.note = note

    def refusals(self):
        return self.rules.can_escalate_concern(self.actor, self.concern)

    def write(self):
        self.set(route=ConcernRoute.COMMITTEE, assignee=None)
        note_in_case(self, self.concern, CaseEvent.ESCALATED, self.note)
        tell_readers(self, self.concern)
        return self.concern


class NamePersonAction(ConcernAction):
    """Name a member or a user in the case: from the next request on they find no trace of it.

    Mails to them that wait are held back. Somebody who looked after the case does so no longer, and
    where nobody of the office is left to read it, it is the committee's.
    """

    event = "concern.name"

    def __init__(self, concern, *, member=None, user=None, actor=None):
        super().__init__(concern, actor=actor)
        self.member, self.user = member, user

    def write(self):
        values = {"member": self.member} if self.member is not None else {"user": self.user}
        person, is_new = ConcernPerson.objects.get_or_create(concern=self.concern, **values)
        if not is_new:
            return person
        account = self.member.user if self.member is not None else self.user
        note_in_case(self, self.concern, CaseEvent.NAMED, person.name)
        if account is not None:
            if self.concern.assignee_id == account.pk:
                self.set(assignee=None)
            cancel_queued(self.concern, ["concern_waiting"], recipient=account)
        if hand_over_unless_read(self, self.concern):
            tell_readers(self, self.concern)
        return person


class EmptyConcernAction(ConcernAction):
    """Remove what a closed case says, for its age; what can be counted stays (P-07). The system's act.

    Who was named is forgotten, too, but for those who handle cases: the counts would show them the case (S-11).
    """

    event = "concern.empty"

    def refusals(self):
        return self.rules.can_empty_concern(self.concern)

    def write(self):
        concern = self.concern
        files = list(concern.files.all())
        self.set(
            reporter=None,
            assignee=None,
            mentorship=None,
            request=None,
            what_happened="",
            others_named="",
            outcome="",
            outcome_told="",
            form_token=None,
            emptied_at=self.now,
        )
        staff = case_workers().order_by().values("pk")
        concern.persons.exclude(Q(user__in=staff) | Q(member__user__in=staff)).delete()
        concern.history.all().delete()
        concern.files.all().delete()
        Notification.objects.about(concern).delete()
        for stored in files:
            transaction.on_commit(lambda file=stored.file: file.storage.delete(file.name))
        return concern
