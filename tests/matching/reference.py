"""The search as one would write it first: slow and obvious. The real one must give the same answers."""

from datetime import date

from django.utils import timezone

from wagtail_mentoring import get_participant_model
from wagtail_mentoring.enums import FullMentorPolicy, Role
from wagtail_mentoring.matching.names import sort_key
from wagtail_mentoring.matching.params import MEETINGS, SearchParams
from wagtail_mentoring.matching.people import load_criteria, load_person
from wagtail_mentoring.matching.scoring import explain
from wagtail_mentoring.models import SocietyMeeting


def slug_of(criterion):
    return MEETINGS if criterion is MEETINGS else criterion.slug


def values_of(profile, criterion):
    if criterion is MEETINGS:
        return meetings_of(profile)
    return {
        str(answer.choice_id or answer.value)
        for answer in profile.answers.filter(criterion=criterion)
    }


def meetings_of(profile):
    """Return the meetings to come that somebody will be at, as they stand in an address."""
    today = timezone.localdate()
    return {
        str(row.meeting_id)
        for row in profile.member.meeting_attendances.all()
        if row.meeting.is_active and row.meeting.ends_on >= today
    }


def fits_filter(profile, criterion, chosen, every=False, level=0):
    if criterion is MEETINGS:
        mine = meetings_of(profile)
    elif level:
        speaks = profile.answers.filter(criterion=criterion)
        mine = {str(a.choice_id) for a in speaks if a.level is None or a.level >= level}
    else:
        mine = values_of(profile, criterion)
    return set(chosen) <= mine if every else bool(set(chosen) & mine)


def fits_filters(profile, criteria, asked, without=None):
    return all(
        fits_filter(
            profile,
            criterion,
            asked.chosen[slug_of(criterion)],
            every=slug_of(criterion) in asked.every,
            level=asked.levels.get(slug_of(criterion), 0),
        )
        for criterion in criteria
        if slug_of(criterion) in asked.chosen and slug_of(criterion) != without
    )


def reference_search(program, searcher, asked=None):
    """Return (profile ids in order, {slug: {value: count}}, {slug: count without it}, {slug: count with any}, left out)."""
    asked = asked or SearchParams()
    order = asked.order
    role = searcher.role.other
    specs = [spec for _criterion, spec in load_criteria(program)]
    filters = [
        criterion
        for criterion in program.criteria.filters().asked_of(role)
        if criterion.kind != "text"
    ]
    if SocietyMeeting.objects.upcoming().exists():
        filters.append(MEETINGS)
    people, dismissed = [], set(searcher.dismissals.values_list("candidate", flat=True))
    left_out = 0
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
        )
        if fit.fits and profile.pk in dismissed:
            left_out += 1
        elif fit.fits:
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
        if order == "soonest":
            is_full = not profile.has_free_place
            begins = max(profile.available_from or date.min, timezone.localdate())
            return (is_full, begins, -max(0, free(profile)), -score, name, profile.pk)
        return (-score, -max(0, free(profile)), name, profile.pk)

    found = sorted((e for e in people if fits_filters(e[0], filters, asked)), key=key)
    counts, without, instead = {}, {}, {}
    for criterion in filters:
        slug = slug_of(criterion)
        others = [p for p, _score in people if fits_filters(p, filters, asked, slug)]
        chosen, every = asked.chosen.get(slug, ()), slug in asked.every
        level = asked.levels.get(slug, 0)
        counts[slug] = {}
        for value in {value for p, _score in people for value in values_of(p, criterion)}:
            # With "all", the count says how many have this beside what is chosen.
            with_it = [(value, *chosen)] if every else [(value,)]
            count = sum(fits_filter(p, criterion, with_it[0], every, level) for p in others)
            if count:
                counts[slug][value] = count
        if chosen:
            without[slug] = len(others)
        if every and len(chosen) > 1:
            instead[slug] = sum(fits_filter(p, criterion, chosen, False, level) for p in others)
    return [profile.pk for profile, _score in found], counts, without, instead, left_out
