"""Makes accounts, memberships, members' profiles, and their enrollments by the app's own actions."""

import random
import uuid
import zlib
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group, Permission
from django.core.files import File
from django.core.management import CommandError
from wagtail.models import GroupPagePermission

from example_site.membership.models import Membership, Status
from wagtail_mentoring import actions, models
from wagtail_mentoring.enums import ContactVisibility, Importance, Role

from .. import criteria as codes
from .. import story
from ..accounts import PASSWORD, STAFF

PORTRAITS = Path(__file__).resolve().parent.parent / "assets" / "portraits"
#: Gives each profile the same public identifier every time.
NAMESPACE = uuid.UUID("6f1d6f0e-54a7-5d0c-9d5e-3f6c0f3f1e55")


def stable_uuid(*words):
    """Return the identifier that belongs to ``words``."""
    return uuid.uuid5(NAMESPACE, ":".join(words))


def make_user(username, name, email, **values):
    """Return the account ``username``, made or brought up to date, with the demo's password."""
    first, _space, last = name.partition(" ")
    user, _created = get_user_model().objects.update_or_create(
        username=username,
        defaults={
            "first_name": first,
            "last_name": last,
            "email": email,
            "is_active": True,
            **values,
        },
    )
    # Hashing is slow on purpose; one hash serves all, and a session lives on when it has not changed.
    if not user.password or user.password != _hash():
        user.password = _hash()
        user.save(update_fields=["password"])
    return user


def _hash(cache=[]):  # noqa: B006 -- one hash for this run
    if not cache:
        known = get_user_model().objects.filter(username="admin").values_list("password", flat=True)
        old = known.first()
        cache.append(old if old and check_password(PASSWORD, old) else make_password(PASSWORD))
    return cache[0]


def make_staff():
    """Make the accounts that run the program; return them by username."""
    staff = {}
    for person in STAFF:
        user = make_user(
            person.username,
            person.name,
            f"{person.username}@meridian-statistics.example",
            is_superuser=person.is_superuser,
            is_staff=person.is_superuser,
        )
        if person.group:
            try:
                user.groups.set([Group.objects.get(name=person.group)])
            except Group.DoesNotExist:
                raise CommandError(f"There is no group {person.group!r}: run migrate.") from None
        staff[person.username] = user
    return staff


def permit(landing):
    """Let the editors write the program's pages, and the coordinators look into the register."""
    editors = Group.objects.get(name="Mentoring editors")
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(
            group=editors, page_id=landing.pk, permission=permission
        )
    coordinators = Group.objects.get(name="Mentoring coordinators")
    coordinators.permissions.add(Permission.objects.get(codename="view_membership"))


def make_membership(user, number, region, clock, status=Status.CURRENT, lapsed=None):
    """Enter ``user`` in the society's register."""
    rng = random.Random(number)
    years = rng.randint(2, 11)
    paid_until = clock.day(lapsed) if lapsed else clock.day(-rng.randint(40, 320))
    return Membership.objects.create(
        user=user,
        number=f"M-{number}",
        status=status,
        region=region,
        joined_on=None if status == Status.PENDING else clock.day(365 * years + number % 300),
        valid_until=None if status == Status.PENDING else paid_until,
    )


class Enroller:
    """Enrolls the demo's people. ``choices`` maps a criterion's slug and a code to the choice."""

    def __init__(self, program, clock, coordinator):
        self.program, self.clock, self.coordinator = program, clock, coordinator
        self.criteria = {c.slug: c for c in program.criteria.prefetch_related("choices")}
        self.choices = {}
        for spec in codes.CRITERIA:
            made = {choice.label: choice for choice in self.criteria[spec["slug"]].choices.all()}
            for code, label in (spec["codes"] or {}).items():
                self.choices[spec["slug"], code] = made[label]
        self.users, self.profiles = {}, {}

    def make_account(self, person, number):
        """Make account and membership of ``person``."""
        slug = person["slug"]
        user = make_user(person.get("account", slug), person["name"], f"{slug}@people.example")
        self.users[slug] = user
        make_membership(user, number, person["place"][3], self.clock, lapsed=story.LAPSED.get(slug))

    def enroll(self, person, role, stop=""):
        """Take ``person`` through the enrollment as ``role``, up to ``stop`` ("draft" or nothing)."""
        slug, user = person["slug"], self.users[person["slug"]]
        profile = actions.EnrollAction(user, self.program, role, actor=user).execute()
        model = type(profile)
        model.objects.filter(pk=profile.pk).update(uuid=stable_uuid(slug, role))
        self._fill_member(profile.member, person)
        own = person[role]
        if role == Role.MENTOR:
            profile.capacity, profile.terms = own["capacity"], own["terms"].strip()
        elif stop != "draft":
            profile.goals = own["goals"].strip()
        profile.uuid = stable_uuid(slug, role)
        profile.save()
        actions.SaveAnswersAction(
            profile,
            answers=self._answers(person, role),
            preferences=self._preferences(person, role),
            consents=self._consents(person),
            actor=user,
        ).execute()
        if stop != "draft":
            revision = self.program.conduct_revision()
            actions.AgreeToConductAction(profile, revision.pk, actor=user).execute()
            profile = actions.SubmitProfileAction(profile, actor=user).execute()
        self.profiles[slug, role] = profile
        return profile

    def approve(self, profile):
        """Let ``profile`` in."""
        actions.ApproveProfileAction(profile, actor=self.coordinator).execute()

    def send_back(self, profile, note):
        """Return ``profile`` with a note."""
        actions.ReturnProfileAction(profile, note=note, actor=self.coordinator).execute()

    def _fill_member(self, member, person):
        slug = person["slug"]
        if member.headline:
            return
        rng = random.Random(zlib.crc32(slug.encode()))
        city, country, zone, _region = person["place"]
        member.uuid = stable_uuid(slug)
        member.name = person["name"]
        member.headline, member.bio = person["headline"], person["bio"].strip()
        member.employer, member.city = person["employer"], city
        member.country, member.time_zone = country, zone
        member.contact_email = f"{slug}@people.example"
        if rng.random() < 0.35:
            member.phone = f"+999 555 {rng.randint(100, 999)} {rng.randint(100, 999)}"
        if rng.random() < 0.3:
            member.website = f"https://{slug}.example/"
        member.contact_email_visibility = rng.choice(
            [ContactVisibility.PARTNERS] * 5 + [ContactVisibility.ENROLLED] * 2
        )
        member.website_visibility = ContactVisibility.ENROLLED
        member.phone_visibility = rng.choice(
            [ContactVisibility.PARTNERS] * 3 + [ContactVisibility.NOBODY]
        )
        if slug not in story.WITHOUT_PICTURE:
            with (PORTRAITS / f"{slug}.webp").open("rb") as file:
                member.picture.save(f"{slug}.webp", File(file), save=False)
        member.save()
        for number, row in enumerate(person["education"]):
            degree, institution, years = row.split("|")
            start, _dash, end = years.partition("-")
            models.Education.objects.create(
                member=member, sort_order=number, degree=degree, institution=institution,
                start_year=int(start), end_year=int(end) if end else None,
            )  # fmt: skip
        for number, row in enumerate(person["positions"]):
            title, organization, years = row.split("|")
            start, _dash, end = years.partition("-")
            models.Position.objects.create(
                member=member, sort_order=number, title=title, organization=organization,
                start_year=int(start), end_year=int(end) if end else None,
            )  # fmt: skip

    def _value(self, criterion, code, level=None):
        return actions.AnswerValue(choice_id=self.choices[criterion, code].pk, level=level)

    def _answers(self, person, role):
        rng = random.Random(zlib.crc32(f"{person['slug']}:{role}".encode()))
        answers = {
            "topics": person[role]["offers" if role == Role.MENTOR else "seeks"].split(),
            "career-stage": [person["stage"]],
            "sector": [person["sector"]],
            "fields": person["fields"].split(),
            "methods": person["methods"].split(),
            "region": [person["place"][3]],
            "talking": person["talk"].split(),
            "rhythm": [person["often"]],
            # The coming one is a meeting of the society (loading/profiles.py), not a criterion.
            "meetings": [year for year in person["meetings"].split() if year in codes.MEETINGS],
        }
        stored = {
            self.criteria[slug].pk: [self._value(slug, code) for code in values]
            for slug, values in answers.items()
            if values
        }
        stored[self.criteria["languages"].pk] = [
            self._value("languages", word.rstrip("1234"), int(word[-1]))
            for word in person["languages"].split()
            if word.rstrip("1234") in codes.LANGUAGES
        ]
        stored[self.criteria["time-zone"].pk] = [actions.AnswerValue(value=person["place"][2])]
        if rng.random() < 0.5:
            words = rng.choice(story.GOOD_TO_KNOW)
            stored[self.criteria["good-to-know"].pk] = [actions.AnswerValue(value=words)]
        if person.get("break") or rng.random() < 0.4:
            stored[self.criteria["career-break"].pk] = [
                self._value("career-break", bool(person.get("break")) or rng.random() < 0.3)
            ]
        if self._tells_gender(person):
            stored[self.criteria["gender"].pk] = [self._value("gender", person["gender"])]
        return stored

    def _tells_gender(self, person):
        return zlib.crc32(person["slug"].encode()) % 3 > 0

    def _consents(self, person):
        number = zlib.crc32(person["slug"].encode())
        consents = {self.criteria["career-break"].pk: True} if person.get("break") else {}
        if self._tells_gender(person):
            consents[self.criteria["gender"].pk] = number % 5 > 1
        return consents

    def _preferences(self, person, role):
        rng = random.Random(zlib.crc32(f"wish:{person['slug']}:{role}".encode()))
        wishes = {
            "topics": rng.choice([Importance.IMPORTANT, Importance.IMPORTANT, Importance.MUST]),
            "languages": Importance.IMPORTANT,
            "talking": Importance.NICE,
            "time-zone": rng.choice([Importance.NICE, Importance.IMPORTANT]),
            "fields": rng.choice([Importance.NONE, Importance.NICE, Importance.IMPORTANT]),
            "methods": rng.choice([Importance.NICE, Importance.NICE, Importance.IMPORTANT]),
            "career-stage": rng.choice([Importance.NICE, Importance.IMPORTANT]),
        }
        stored = {
            self.criteria[slug].pk: actions.PreferenceValue(importance=importance)
            for slug, importance in wishes.items()
        }
        seeks = person.get("mentee", {}).get("seeks", "").split() if role == Role.MENTEE else []
        if "between" in seeks:
            sectors = ("pharma", "tech", "official")
            stored[self.criteria["sector"].pk] = actions.PreferenceValue(
                importance=Importance.NICE,
                choice_ids=frozenset(self.choices["sector", code].pk for code in sectors),
            )
        if "women" in seeks:
            stored[self.criteria["gender"].pk] = actions.PreferenceValue(
                importance=Importance.NICE,
                choice_ids=frozenset([self.choices["gender", "f"].pk]),
            )
        return stored
