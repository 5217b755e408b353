"""Keeps the stored number of how complete a profile is (R23, F9); searches filter by it."""

import datetime as dt
from collections import defaultdict

from .. import get_participant_model
from ..enums import Role
from ..models import MentoringProgram
from ..rules.completeness import profile_facts
from .base import MentoringAction
from .locks import atomic_with_bounded_wait, lock_profiles

BATCH = 500
#: What was changed without an action, by a script or in another app, is put right at least so often.
COUNT_AGAIN_AFTER = dt.timedelta(days=1)


def lock_profiles_of(member):
    """Lock a person's profiles in every program and return them; before the person's own row."""
    ids = {
        role: list(
            get_participant_model(role)
            .objects.filter(member=member)
            .order_by()
            .values_list("pk", flat=True)
        )
        for role in Role
    }
    mentors, mentees = lock_profiles(ids[Role.MENTOR], ids[Role.MENTEE])
    return [*mentors.values(), *mentees.values()]


def count_completeness(profiles, rules):
    """Store anew how complete these locked profiles are; return how many numbers were other ones."""
    wrong = find_miscounted(profiles, rules)
    by_value = defaultdict(list)
    for profile, value in wrong:
        by_value[type(profile), value].append(profile.pk)
        profile.completeness = value
    for (model, value), ids in by_value.items():
        model.objects.filter(pk__in=ids).update(completeness=value)
    return len(wrong)


def find_miscounted(profiles, rules):
    """Return ``[(profile, what it should be)]`` for those whose stored number is another one."""
    found = []
    for role in Role:
        some = [profile for profile in profiles if profile.role is role]
        facts = profile_facts(some)
        for profile in some:
            value = rules.completeness(profile, facts[profile.pk]).value
            if value != profile.completeness:
                found.append((profile, value))
    return found


def in_batches(program):
    """Yield the profiles of ``program``, with their people, some at a time."""
    for role in Role:
        last = 0
        while True:
            profiles = list(
                get_participant_model(role)
                .objects.filter(program=program, pk__gt=last)
                .select_related("member")
                .order_by("pk")[:BATCH]
            )
            if not profiles:
                break
            last = profiles[-1].pk
            for profile in profiles:
                profile.program = program
            yield profiles


class CountCompletenessAction(MentoringAction):
    """Count all profiles of a program anew, some at a time: after its questions changed, and once a day.

    Returns how many numbers were other ones.
    """

    event = "program.completeness"

    def __init__(self, program, *, actor=None):
        super().__init__(actor=actor)
        self.program = program

    def execute(self):
        self.check()
        programs = MentoringProgram.objects.filter(pk=self.program.pk)
        # First the mark: questions that change while this counts take it away again.
        programs.update(completeness_counted_at=self.now)
        try:
            changed = sum(self._count(profiles) for profiles in in_batches(self.program))
        except Exception:
            programs.update(completeness_counted_at=None)
            raise
        self.did_something = bool(changed)
        return changed

    def _count(self, profiles):
        wrong = [profile.pk for profile, _value in find_miscounted(profiles, self.rules)]
        if not wrong:
            return 0
        is_mentor = profiles[0].role is Role.MENTOR
        with atomic_with_bounded_wait():
            mentors, mentees = lock_profiles(*((wrong, ()) if is_mentor else ((), wrong)))
            return count_completeness([*mentors.values(), *mentees.values()], self.rules)
