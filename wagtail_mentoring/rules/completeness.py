"""How complete a profile is, what is missing, and why it helps (R18, R23, F9)."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import MatchRule, Role
from ..models import Criterion, Education, Position
from .base import BaseRules


@dataclass(frozen=True)
class Part:
    """One thing a complete profile has.

    ``page`` is the page of the enrollment where it is added: person, picture,
    history, role or wishes. ``done`` goes from 0 to 1.
    """

    code: str
    page: str
    done: bool | Fraction
    label: str
    why: str


@dataclass(frozen=True)
class Completeness:
    parts: list[Part]

    @property
    def value(self):
        """Percent, rounded down: 100 is everything."""
        done = sum(Fraction(part.done) for part in self.parts)
        return int(100 * done / len(self.parts)) if self.parts else 100

    @property
    def missing(self):
        return [part for part in self.parts if part.done < 1]


@dataclass(frozen=True)
class ProfileFacts:
    """What has to be read to tell how complete a profile is; for many at once, see ``profile_facts``."""

    has_history: bool = False
    #: ids of the questions to this role; sensitive ones stand apart, for nobody has to answer them
    asked: frozenset = field(default_factory=frozenset)
    required: frozenset = field(default_factory=frozenset)
    sensitive: frozenset = field(default_factory=frozenset)
    answered: frozenset = field(default_factory=frozenset)
    may_wish: bool = False
    has_wishes: bool = False

    @property
    def unanswered(self):
        return self.asked - self.sensitive - self.answered

    @property
    def lacks_required(self):
        return bool(self.required - self.answered)


def profile_facts(profiles):
    """Return ``{profile id: ProfileFacts}`` for profiles of one role, in five queries."""
    profiles = list(profiles)
    if not profiles:
        return {}
    role = profiles[0].role
    members = {profile.member_id for profile in profiles}
    has_history = set()
    for model in (Education, Position):
        has_history.update(
            model.objects.filter(member__in=members).order_by().values_list("member", flat=True)
        )
    questions = _questions({profile.program_id for profile in profiles}, role)
    answered, wished = defaultdict(set), set()
    ids = [profile.pk for profile in profiles]
    model = type(profiles[0])
    answers = model._meta.get_field("answers").related_model.objects.filter(profile__in=ids)
    for profile, criterion in answers.values_list("profile", "criterion").distinct():
        answered[profile].add(criterion)
    wishes = model._meta.get_field("preferences").related_model.objects.filter(profile__in=ids)
    wished.update(wishes.values_list("profile", flat=True).distinct())
    return {
        profile.pk: ProfileFacts(
            has_history=profile.member_id in has_history,
            answered=frozenset(answered[profile.pk]),
            has_wishes=profile.pk in wished,
            **questions[profile.program_id],
        )
        for profile in profiles
    }


def _questions(programs, role):
    """Return for each program what is asked of ``role``, and whether it may wish by anything."""
    found = {
        program: {"asked": set(), "required": set(), "sensitive": set(), "may_wish": False}
        for program in programs
    }
    for criterion in Criterion.objects.active().filter(program__in=programs).order_by():
        of_program = found[criterion.program_id]
        if criterion.is_asked_of(role):
            of_program["asked"].add(criterion.pk)
            if criterion.is_required:
                of_program["required"].add(criterion.pk)
            if criterion.is_sensitive:
                of_program["sensitive"].add(criterion.pk)
        if criterion.is_asked_of(role.other) and criterion.match_rule != MatchRule.IGNORE:
            of_program["may_wish"] = True
    return {
        program: {
            name: frozenset(value) if isinstance(value, set) else value
            for name, value in of_program.items()
        }
        for program, of_program in found.items()
    }


class CompletenessRules(BaseRules):
    """What belongs to a complete profile. A site adds or drops parts in ``completeness_parts``."""

    def completeness(self, profile, facts=None):
        """Return the ``Completeness`` of a mentor or mentee profile."""
        facts = facts or profile_facts([profile])[profile.pk]
        return Completeness(self.completeness_parts(profile, facts))

    def completeness_parts(self, profile, facts):
        """Return every part a complete profile has, done or not; each counts the same."""
        return [*self._person_parts(profile.member, facts), *self._role_parts(profile, facts)]

    def _person_parts(self, member, facts):
        return [
            Part(
                "headline",
                "person",
                bool(member.name and member.headline),
                _("Add a headline"),
                _("It stands beside your name wherever people look for somebody."),
            ),
            Part(
                "bio",
                "person",
                bool(member.bio),
                _("Write a few sentences about you"),
                _("By these people decide whether to write to you."),
            ),
            Part(
                "place",
                "person",
                bool(member.country and member.time_zone),
                _("Say where you are"),
                _("Country and time zone tell whether two people can talk at a good hour."),
            ),
            Part(
                "picture",
                "picture",
                bool(member.picture),
                _("Add a picture"),
                _("People like to see whom they write to."),
            ),
            Part(
                "history",
                "history",
                facts.has_history,
                _("Add your education or a position"),
                _("Your way so far says more than a title."),
            ),
        ]

    def _role_parts(self, profile, facts):
        word = {"role": profile.program.word(profile.role)}
        if profile.role is Role.MENTOR:
            label, why = (
                _("Say how you like to work"),
                _("Then people know what to expect, and ask you for the right thing."),
            )
        else:
            label, why = (
                _("Say what you hope to achieve"),
                _("It is the first thing others want to know before they say yes."),
            )
        parts = [Part("statement", "role", bool(profile.statement), label, why)]
        asked = facts.asked - facts.sensitive
        if asked:
            missing = len(facts.unanswered)
            parts.append(
                Part(
                    "answers",
                    "role",
                    Fraction(len(asked) - missing, len(asked)),
                    ngettext(
                        "Answer the last question as a %(role)s",
                        "Answer %(count)d more questions as a %(role)s",
                        missing,
                    )
                    % {"count": missing, **word},
                    _("The search compares answers. Without one you cannot fit."),
                )
            )
        if facts.may_wish:
            parts.append(
                Part(
                    "wishes",
                    "wishes",
                    facts.has_wishes,
                    _("Say what matters to you as a %(role)s") % word,
                    _("Then those who fit you best come first."),
                )
            )
        return parts
