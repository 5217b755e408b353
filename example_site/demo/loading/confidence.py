"""Lets people tell things in confidence, by the app's own actions."""

from wagtail_mentoring import actions
from wagtail_mentoring.enums import ConcernAbout, ConcernRoute
from wagtail_mentoring.models import Concern
from wagtail_mentoring.models.check_ins import questions_of
from wagtail_mentoring.models.concerns import categories_of

from .. import story_confidence as told


class Confidence:
    """Plans what is told; ``history`` is when and among whom."""

    def __init__(self, history):
        self.history = history

    def plan(self):
        for day, mentor, mentee, role, value, note in told.FEELINGS:
            self._at(day, mentor, mentee, self._feel, role, value, note)
        for day, mentor, mentee, role, answers in told.CHECK_INS:
            self._at(day, mentor, mentee, self._check_in, role, answers)
        concern = told.CONCERN
        people = concern["mentor"], concern["mentee"]
        self._at(concern["day"], *people, self._raise)
        self._at(concern["taken_up"], *people, self._take_up)
        self._at(concern["note_day"], *people, self._note)
        for day, by, of in told.BLOCKS:
            self.history.at(day, f"block:{by}", lambda two=(by, of): self._block(*two))

    def _at(self, day, mentor, mentee, act, *values):
        self.history.at(
            day,
            f"told:{mentor}:{mentee}",
            lambda: act(self.history.mentorship_of(mentor, mentee), *values),
        )

    def _feel(self, item, role, value, note):
        own = item.side(role)
        actions.SignalFeelingAction(item, own, value, note=note, actor=own.member.user).execute()

    def _check_in(self, item, role, answers):
        own = item.side(role)
        pairs = list(zip(questions_of(item.program), answers, strict=True))
        actions.SaveCheckInAction(item, own, pairs, actor=own.member.user).execute()

    def _raise(self, item):
        concern, program = told.CONCERN, item.program
        actions.RaiseConcernAction(
            program,
            item.mentee.member,
            route=ConcernRoute.OFFICE,
            category=categories_of(program)[concern["category"]],
            what_happened=concern["words"],
            about=item,
            kind=ConcernAbout.MENTORSHIP,
            people=[item.mentor.member],
            actor=item.mentee.member.user,
        ).execute()

    def _take_up(self, item):
        concern = Concern.objects.get(mentorship=item)
        actions.StartConcernAction(concern, actor=self.history.enroller.coordinator).execute()

    def _note(self, item):
        concern = Concern.objects.get(mentorship=item)
        actions.AddCaseNoteAction(
            concern, told.CONCERN["note"], actor=self.history.enroller.coordinator
        ).execute()

    def _block(self, by, of):
        blocker = self.history.user_of(by).mentoring_member
        blocked = self.history.user_of(of).mentoring_member
        actions.BlockAction(blocker, blocked, actor=blocker.user).execute()
