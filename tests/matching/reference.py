"""The search as one would write it first: slow and obvious. The real one must give the same answers."""

from django.utils import timezone

from wagtail_mentoring import get_participant_model
from wagtail_mentoring.enums import FullMentorPolicy, Role
from wagtail_mentoring.matching.names import sort_key
from wagtail_mentoring.matching.people import load_criteria, load_person
from wagtail_mentoring.matching.scoring import explain


def values_of(profile, criterion):
    return {
        str(answer.choice_id or answer.value)
        for answer in profile.answers.filter(criterion=criterion)
    }


def fits_filters(profile, criteria, chosen, without=None):
    return all(
        values_of(profile, criterion) & set(chosen[criterion.slug])
        for criterion in criteria
        if criterion.slug in chosen and criterion.slug != without
    )


def reference_search(program, searcher, chosen=None, order="fit"):
    """Return (profile ids in order, {slug: {value: count}})."""
    role = searcher.role.other
    chosen = chosen or {}
    specs = [spec for _criterion, spec in load_criteria(program)]
    filters = [
        criterion
        for criterion in program.criteria.filters().asked_of(role)
        if criterion.kind != "text"
    ]
    people = []
    for profile in get_participant_model(role)._default_manager.filter(program=program).listed():
        if profile.member_id == searcher.member_id:
            continue
        hide_full = role is Role.MENTEE or program.full_mentor_policy == FullMentorPolicy.HIDDEN
        if hide_full and not profile.has_free_place:
            continue
        pair = {searcher.role: load_person(searcher), role: load_person(profile)}
        fit = explain(
            pair[Role.MENTOR],
            pair[Role.MENTEE],
            specs,
            searcher.role,
            on=timezone.localdate(),
        )
        if fit.fits:
            people.append((profile, fit.score))

    def free(profile):
        return 9 if profile.limit is None else min(9, profile.limit - profile.open_mentorships)

    def key(entry):
        profile, score = entry
        name = sort_key(profile.member.name)
        if order == "name":
            return (name, profile.pk)
        if order == "newest":
            joined = profile.joined_at
            return (-joined.timestamp() if joined else 0, profile.pk)
        return (-score, -max(0, free(profile)), name, profile.pk)

    found = sorted((e for e in people if fits_filters(e[0], filters, chosen)), key=key)
    counts = {}
    for criterion in filters:
        others = [p for p, _score in people if fits_filters(p, filters, chosen, criterion.slug)]
        counts[criterion.slug] = {}
        for profile in others:
            for value in values_of(profile, criterion):
                counts[criterion.slug][value] = counts[criterion.slug].get(value, 0) + 1
    return [profile.pk for profile, _score in found], counts
