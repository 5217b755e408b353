"""Saying at which of the society's meetings one will be (R58)."""

from ..models import MeetingAttendance, SocietyMeeting
from .person import MemberAction


class SaveMeetingsAction(MemberAction):
    """Store at which of the meetings to come the member will be. Those that are over stay as they are."""

    event = "member.meetings"

    def __init__(self, member, meetings, *, actor=None):
        super().__init__(member, actor=actor)
        self.meetings = {meeting.pk for meeting in meetings}

    def change(self):
        offered = set(SocietyMeeting.objects.upcoming().values_list("pk", flat=True))
        rows = MeetingAttendance.objects.filter(member=self.member, meeting__in=offered)
        before = set(rows.values_list("meeting", flat=True))
        after = self.meetings & offered
        if before == after:
            return
        rows.filter(meeting__in=before - after).delete()
        MeetingAttendance.objects.bulk_create(
            MeetingAttendance(member=self.member, meeting_id=meeting)
            for meeting in sorted(after - before)
        )
        self.log_change()
