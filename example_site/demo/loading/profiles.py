"""What came to the profiles last: time, meetings of the society, and how complete they are."""

import datetime as dt
import random

from django.utils import timezone

from wagtail_mentoring import actions, models
from wagtail_mentoring.actions.completeness import CountCompletenessAction
from wagtail_mentoring.enums import HoursPerWeek

#: (name, place, days from today, days it lasts, web page)
MEETINGS = [
    ("Annual meeting", "Valparaíso", 120, 4, "https://annual-meeting.example/"),
    ("Winter school on survey methods", "Tartu", 65, 3, ""),
]
#: Accounts of the demo that will be there: they read of each other "and so will you".
TRAVELERS = {"mentor", "mentee", "both"}


def tell_more(program):
    """Give mentors their hours, some a first day to come, and let some say at which meeting they will be."""
    today = timezone.localdate()
    meetings = [
        models.SocietyMeeting.objects.update_or_create(
            name=name,
            defaults={
                "place": place,
                "starts_on": today + dt.timedelta(days=start),
                "ends_on": today + dt.timedelta(days=start + length - 1),
                "url": url,
            },
        )[0]
        for name, place, start, length, url in MEETINGS
    ]
    rng = random.Random(58)
    for number, mentor in enumerate(program.mentor_profiles.order_by("pk")):
        values = {"hours_per_week": rng.choice(list(HoursPerWeek)[:4])}
        if number % 9 == 4:
            values["available_from"] = today + dt.timedelta(days=40)
        actions.SaveRoleAction(mentor, values).execute()
    members = models.MemberProfile.objects.select_related("user").order_by("pk")
    for number, member in enumerate(members):
        if number % 3 == 0 or member.user.username in TRAVELERS:
            actions.SaveMeetingsAction(member, meetings[: 1 + number % 2]).execute()
    CountCompletenessAction(program).execute()
