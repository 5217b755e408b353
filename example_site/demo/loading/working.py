"""Lets the demo's pairs work together: they agree, set goals, take notes and meet."""

import datetime as dt

from wagtail_mentoring import actions
from wagtail_mentoring.enums import Role
from wagtail_mentoring.notifications.recipients import known_zone

from ..work import WORK


class Working:
    """Adds to a ``History`` what its pairs do."""

    def __init__(self, history):
        self.history = history

    def plan(self):
        for work in WORK:
            for agreement in work.agreements:
                self.at(work, agreement.day, self.propose, agreement)
                if agreement.agreed is not None:
                    self.at(work, agreement.agreed, self.agree, agreement)
            for goal in work.goals:
                self.at(work, goal.day, self.add_goal, goal)
            for note in work.notes:
                self.at(work, note.day, self.write_note, note)
            for meeting in work.meetings:
                self.at(work, max(meeting.day + meeting.notice, 1), self.meet, meeting)

    def at(self, work, day, act, what):
        self.history.at(day, f"{work.mentor}:{work.mentee}:{act.__name__}", lambda: act(work, what))

    def sides(self, work, role):
        """Return (mentorship, profile of the side of ``role``, its user)."""
        mentorship = self.history.mentorship_of(work.mentor, work.mentee)
        profile = mentorship.side(role)
        return mentorship, profile, profile.member.user

    def propose(self, work, agreement):
        mentorship, profile, user = self.sides(work, agreement.by)
        actions.ProposeAgreementAction(
            mentorship,
            profile,
            goals=agreement.goals,
            rhythm=agreement.rhythm,
            communication=agreement.communication,
            boundaries=agreement.boundaries,
            ends_on=None if agreement.ends is None else self.history.clock.day(agreement.ends),
            actor=user,
        ).execute()

    def agree(self, work, agreement):
        mentorship, profile, user = self.sides(work, Role(agreement.by).other)
        actions.ConfirmAgreementAction(mentorship, profile, actor=user).execute()

    def add_goal(self, work, goal):
        mentorship, profile, user = self.sides(work, Role.MENTEE)
        added = actions.AddGoalAction(
            mentorship,
            profile,
            title=goal.title,
            description=goal.description,
            steps=[text for text, _done in goal.steps],
            actor=user,
        ).execute()
        done = {text for text, is_done in goal.steps if is_done}
        for step in added.steps.filter(text__in=done):
            actions.MarkStepAction(mentorship, profile, step, True, actor=user).execute()
        if goal.status != "open":
            actions.SettleGoalAction(mentorship, profile, added, goal.status, actor=user).execute()

    def write_note(self, work, note):
        mentorship, profile, user = self.sides(work, note.by)
        actions.AddNoteAction(
            mentorship, profile, text=note.text, is_shared=note.is_shared, actor=user
        ).execute()

    def meet(self, work, meeting):
        mentorship, profile, user = self.sides(work, meeting.by)
        zone = known_zone(profile.member.time_zone)
        starts_at = dt.datetime.combine(
            self.history.clock.day(meeting.day), dt.time(meeting.hour), tzinfo=zone
        )
        actions.PlanMeetingAction(
            mentorship,
            profile,
            starts_at=starts_at.astimezone(dt.UTC),
            minutes=meeting.minutes,
            time_zone=str(zone),
            place=meeting.place,
            link=meeting.link,
            agenda=meeting.agenda,
            actor=user,
        ).execute()
