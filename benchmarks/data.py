"""A society of any size: a program with nine criteria and sixty choices, twelve answers for each person."""

import itertools
import random
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from wagtail_mentoring import get_member_profile_model, get_participant_model
from wagtail_mentoring.enums import CriterionKind, MatchRule, MembershipState, ProfileStatus, Role
from wagtail_mentoring.models import (
    Criterion,
    CriterionChoice,
    MenteeAnswer,
    MenteePreference,
    MentorAnswer,
    MentoringProgram,
    MentorPreference,
)

BATCH = 2000
ZONES = ["Europe/Zagreb", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo"]
COUNTRIES = ["HR", "GB", "US", "BR", "JP", "DE", "IN", "KE"]
#: label, kind, rule, number of choices, (fewest, most) answers of each person: about twelve in all
CRITERIA = [
    ("Career stage", CriterionKind.SCALE, MatchRule.MENTOR_ABOVE, 7, (1, 1)),
    ("Field", CriterionKind.SINGLE, MatchRule.SAME, 10, (1, 1)),
    ("Topics", CriterionKind.MULTIPLE, MatchRule.ANY_IN_COMMON, 16, (1, 5)),
    ("Help with", CriterionKind.MULTIPLE, MatchRule.OFFER_MEETS_SOUGHT, 12, (1, 3)),
    ("Languages", CriterionKind.LANGUAGE, MatchRule.ANY_IN_COMMON, 9, (1, 2)),
    ("Academia or industry", CriterionKind.SINGLE, MatchRule.SAME, 4, (1, 1)),
    ("Meet online", CriterionKind.YES_NO, MatchRule.SAME, 2, (0, 1)),
    ("Country", CriterionKind.COUNTRY, MatchRule.SAME, 0, (1, 1)),
    ("Time zone", CriterionKind.TIME_ZONE, MatchRule.HOURS_OVERLAP, 0, (1, 1)),
]
SYLLABLES = [
    "ba",
    "cor",
    "de",
    "fin",
    "gal",
    "ho",
    "jun",
    "ka",
    "lem",
    "mi",
    "nor",
    "pe",
    "ru",
    "so",
]


def invent(count, syllables):
    """Return that many invented words."""
    words = map("".join, itertools.product(SYLLABLES, repeat=syllables))
    return list(itertools.islice(words, count))


GIVEN = invent(180, 2)
FAMILY = invent(900, 3)
#: Each word of the vocabulary stands in about one of fifty profiles.
WORDS = invent(700, 4)
ANSWERS = {Role.MENTOR: MentorAnswer, Role.MENTEE: MenteeAnswer}
PREFERENCES = {Role.MENTOR: MentorPreference, Role.MENTEE: MenteePreference}


def make_program(slug, mentors, mentees, seed=1):
    """Make a program with that many people and return it."""
    chance = random.Random(seed)
    program = MentoringProgram.objects.create(name=slug, slug=slug)
    criteria = [
        Criterion.objects.create(
            program=program,
            label=label,
            slug=label.lower().replace(" ", "-"),
            kind=kind,
            match_rule=rule,
            sort_order=order,
        )
        for order, (label, kind, rule, _choices, _answers) in enumerate(CRITERIA)
    ]
    for criterion, (label, _kind, _rule, choices, _answers) in zip(criteria, CRITERIA, strict=True):
        have = criterion.choices.count()
        CriterionChoice.objects.bulk_create(
            CriterionChoice(criterion=criterion, label=f"{label} {number}", sort_order=number)
            for number in range(have, choices)
        )
    choices = {
        criterion.pk: list(CriterionChoice.objects.filter(criterion=criterion))
        for criterion in criteria
    }
    for role, count in ((Role.MENTOR, mentors), (Role.MENTEE, mentees)):
        for start in range(0, count, BATCH):
            _make_people(program, role, criteria, choices, start, min(BATCH, count - start), chance)
    return program


def index_program(program):
    """Write everybody's words into Wagtail's search index."""
    backend = get_search_backend()
    for role in Role:
        model = get_participant_model(role)
        index = backend.get_index_for_model(model)
        people = list(model.objects.filter(program=program).select_related("member").order_by("pk"))
        for start in range(0, len(people), BATCH):
            index.add_items(model, people[start : start + BATCH])


def _make_people(program, role, criteria, choices, start, count, chance):
    User, Member, Profile = (
        get_user_model(),
        get_member_profile_model(),
        get_participant_model(role),
    )
    users = User.objects.bulk_create(
        User(username=f"{program.slug}-{role}-{number}", password="!")
        for number in range(start, start + count)
    )
    members = Member.objects.bulk_create(
        Member(
            user=user,
            name=f"{chance.choice(GIVEN).title()} {chance.choice(FAMILY).title()} {number}",
            headline=f"Works on {chance.choice(WORDS)} and {chance.choice(WORDS)}",
            bio=" ".join(chance.choices(WORDS, k=12)),
            membership_state=MembershipState.CURRENT,
            country=chance.choice(COUNTRIES),
            time_zone=chance.choice(ZONES),
        )
        for number, user in enumerate(users, start)
    )
    now = timezone.now()
    profiles = Profile.objects.bulk_create(
        Profile(
            program=program,
            member=member,
            status=ProfileStatus.ACTIVE,
            joined_at=now - timedelta(minutes=chance.randrange(500_000)),
            **({"capacity": chance.randint(1, 4)} if role is Role.MENTOR else {}),
        )
        for member in members
    )
    _make_answers(role, profiles, criteria, choices, chance)
    if role is Role.MENTEE:
        _make_wishes(role, profiles, criteria, choices, chance)


def _make_answers(role, profiles, criteria, choices, chance):
    rows = []
    for profile in profiles:
        for criterion, (_label, kind, _rule, _choices, several) in zip(
            criteria, CRITERIA, strict=True
        ):
            if kind in (CriterionKind.COUNTRY, CriterionKind.TIME_ZONE):
                values = COUNTRIES if kind == CriterionKind.COUNTRY else ZONES
                rows.append((profile.pk, criterion.pk, None, chance.choice(values), None))
                continue
            offered = choices[criterion.pk]
            wanted = chance.randint(*several)
            # Some answers are given more often than others: the first twice as often as the middle one.
            ticks = {
                min(chance.randrange(len(offered)), chance.randrange(len(offered) * 2))
                for _ in range(wanted)
            }
            for tick in ticks:
                level = chance.randint(1, 4) if kind == CriterionKind.LANGUAGE else None
                rows.append((profile.pk, criterion.pk, offered[tick].pk, "", level))
    model = ANSWERS[role]
    insert(model, ["profile_id", "criterion_id", "choice_id", "value", "level"], rows)


def _make_wishes(role, profiles, criteria, choices, chance):
    """Every third person says what matters to them, for two criteria."""
    for profile in profiles:
        if chance.random() < 0.33:
            for criterion in chance.sample(criteria[:6], 2):
                wish = PREFERENCES[role].objects.create(
                    profile=profile, criterion=criterion, importance=chance.choice([1, 2, 2])
                )
                wish.choices.set(chance.sample(choices[criterion.pk], 2))


def insert(model, columns, rows):
    """Insert rows as fast as the database can; nobody searches yet, so no change needs to be logged."""
    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and hasattr(cursor.cursor, "copy"):
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
