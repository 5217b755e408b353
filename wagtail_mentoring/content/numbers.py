"""How many take part: a program's numbers for the public, with small ones left out."""

from dataclasses import dataclass

from django.utils.translation import ngettext, npgettext

from .. import get_participant_model
from ..enums import OPEN_MENTORSHIP_STATUSES, MentorshipStatus, Role
from ..models import Mentorship

#: No number below this is shown to the public, whatever an editor asks for: it might be somebody (P-09).
SMALLEST = 5


@dataclass(frozen=True)
class ProgramNumber:
    count: int
    words: str


def program_numbers(program, *, smallest=SMALLEST):
    """Return the ``ProgramNumber`` of mentors, mentees, countries and mentorships that are ``smallest`` or more.

    Counts the listed people and whoever works or has worked together; five queries.
    """
    smallest = max(smallest, SMALLEST)
    listed = {
        role: get_participant_model(role).objects.filter(program=program).listed() for role in Role
    }
    mentorships = Mentorship.objects.filter(program=program)
    countries = set()
    for people in listed.values():
        countries.update(
            people.exclude(member__country="").order_by().values_list("member__country", flat=True)
        )
    mentors, mentees = (people.count() for people in listed.values())
    working = mentorships.filter(status__in=OPEN_MENTORSHIP_STATUSES).count()
    completed = mentorships.filter(status=MentorshipStatus.COMPLETED).count()
    numbers = [
        (mentors, program.word(Role.MENTOR, plural=mentors != 1)),
        (mentees, program.word(Role.MENTEE, plural=mentees != 1)),
        (len(countries), npgettext("count", "country", "countries", len(countries))),
        (working, ngettext("pair at work", "pairs at work", working)),
        (
            completed,
            ngettext("pair that reached its goal", "pairs that reached their goal", completed),
        ),
    ]
    return [ProgramNumber(count, str(words)) for count, words in numbers if count >= smallest]
