"""Keeping a question: saved, renamed, with mail or without, deleted.

What somebody looks for is their own affair: nothing of it is in the audit log.
"""

import datetime as dt
from dataclasses import replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..enums import Role
from ..exceptions import ActionRefused, Refusal
from ..matching.news import Question, look, params_of, query_of
from ..matching.params import PREFIX
from ..models import SavedSearch
from ..notifications.dispatch import cancel_queued
from ..placeholders import one_line
from .base import MentoringAction
from .locks import lock_profiles

#: The mail about new people.
NEWS = "saved_search_news"


def profiles_of(searches):
    """Return ``{(program, member, role): profile}`` of whoever saved these searches; one query for each role."""
    found = {}
    for role in Role:
        mine = [search for search in searches if search.role == role]
        if not mine:
            continue
        profiles = get_participant_model(role).objects.filter(
            program__in={search.program_id for search in mine},
            member__in={search.member_id for search in mine},
        )
        for profile in profiles.select_related("program", "member__user"):
            found[profile.program_id, profile.member_id, role.value] = profile
    return found


def owner_key(search):
    """Return the key of a search in what ``profiles_of`` returns."""
    return search.program_id, search.member_id, search.role


def next_look(program, now):
    """Return when to look again: whole minutes, so that a run a second early in a week to come is not a run too early."""
    days = program.saved_search_mail_days or 1
    return now.replace(second=0, microsecond=0) + dt.timedelta(days=days)


class SaveSearchAction(MentoringAction):
    """Keep a question under a name. Everybody who fits it now counts as shown. Returns the ``SavedSearch``.

    Saved twice under the same name, it is there once.
    """

    event = "saved_search.save"

    def __init__(self, profile, *, name, query, wants_mail=True, actor=None):
        super().__init__(actor=actor)
        self.profile = profile
        self.name = one_line(name)
        self.query = query
        self.wants_mail = wants_mail

    @cached_property
    def answer(self):
        """What was understood, and who fits it now."""
        return answer_now(self.profile, self.query)

    def lock(self):
        # The profile's lock makes the count of its searches certain.
        own = [self.profile.pk]
        is_mentor = self.profile.role is Role.MENTOR
        mentors, mentees = lock_profiles(*((own, []) if is_mentor else ([], own)))
        self.profile = (mentors if is_mentor else mentees)[self.profile.pk]

    def existing(self):
        mine = SavedSearch.objects.of(self.profile)
        return mine.filter(name=self.name, query=self.answer.query).first()

    def refusals(self):
        refusals = self.rules.can_act_for(self.actor, self.profile)
        if refusals or self.existing():
            return refusals
        return self.rules.can_save_search(self.profile, name=self.name, query=self.answer.query)

    def write(self):
        search = self.existing()
        if search is None:
            search = SavedSearch(
                program=self.profile.program,
                member=self.profile.member,
                role=self.profile.role.value,
                name=self.name,
                query=self.answer.query,
                wants_mail=self.wants_mail,
                created_at=self.now,
            )
            begin_anew(search, self.answer, self.now)
            search.save()
        return search


def answer_now(profile, query):
    """Return the ``Answer`` to ``query``, asked by ``profile`` now."""
    return next(answer for _question, answer in look(profile.program, [Question(profile, query)]))


def begin_anew(search, answer, now):
    """Count all who fit now as shown, and look again together with the member's other searches."""
    search.known_people = search.known_people | answer.found
    search.known_query = answer.query
    search.last_looked_at = now
    others = SavedSearch.objects.mailed().filter(
        program=search.program_id, member=search.member_id, next_look_at__gt=now
    )
    planned = others.exclude(pk=search.pk).order_by("-next_look_at")
    search.next_look_at = planned.values_list("next_look_at", flat=True).first() or next_look(
        search.program, now
    )


class SavedSearchAction(MentoringAction):
    """Base for changes of one saved search. Its owner makes them, or the system."""

    def __init__(self, search, *, actor=None):
        super().__init__(actor=actor)
        self.search = search

    def lock(self):
        search = SavedSearch.objects.select_for_update().filter(pk=self.search.pk).first()
        if search is None:
            raise ActionRefused(
                [Refusal("search_gone", _("This search has been deleted already."))]
            )
        self.search = search

    def refusals(self):
        if self.actor is None or self.search.member.user_id == self.actor.pk:
            return []
        return [Refusal("not_yours", _("Only the member who saved this search can do this."))]


class RenameSearchAction(SavedSearchAction):
    """Give a saved search another name."""

    event = "saved_search.rename"

    def __init__(self, search, *, name, actor=None):
        super().__init__(search, actor=actor)
        self.name = one_line(name)

    def refusals(self):
        return super().refusals() or self.rules.can_rename_search(self.search, self.name)

    def write(self):
        self.search.name = self.name
        self.search.save(update_fields=["name"])
        return self.search


class SetSearchMailAction(SavedSearchAction):
    """Switch the mail about new people on or off. Off takes effect at once: what waits is not sent any more (M-19).

    Switched on again, it tells of those who are new from then on.
    """

    event = "saved_search.mail"

    def __init__(self, search, wants_mail, *, actor=None):
        super().__init__(search, actor=actor)
        self.wants_mail = wants_mail

    def write(self):
        if self.search.wants_mail == self.wants_mail:
            return self.search
        self.search.wants_mail = self.wants_mail
        fields = ["wants_mail"]
        profile = profiles_of([self.search]).get(owner_key(self.search))
        if profile is not None and self.wants_mail:
            begin_anew(self.search, answer_now(profile, self.search.query), self.now)
            fields += ["known", "known_query", "last_looked_at", "next_look_at"]
        self.search.save(update_fields=fields)
        if not self.wants_mail:
            cancel_news(self.search)
        return self.search


class DeleteSearchAction(SavedSearchAction):
    """Forget a saved search."""

    event = "saved_search.delete"

    def write(self):
        search = self.search
        cancel_news(search)
        SavedSearch.objects.filter(pk=search.pk).delete()


def cancel_news(search):
    """Hold back a mail about new people that waits, unless other searches of the member bring mail as well."""
    mine = SavedSearch.objects.mailed().filter(program=search.program_id, member=search.member_id)
    if mine.exclude(pk=search.pk).exists():
        return
    for role in Role:
        profiles = get_participant_model(role).objects.filter(
            program=search.program_id, member=search.member_id
        )
        for profile in profiles:
            cancel_queued(profile, events=[NEWS])


def follow_merged_choices(criterion, source_ids, target):
    """Let saved searches ask for the choice that others have become. Who matches then is not news."""
    gone = {str(pk) for pk in source_ids}
    searches = SavedSearch.objects.filter(
        program=criterion.program_id, query__contains=f"{PREFIX}{criterion.slug}="
    )
    for search in searches.only("pk", "query").iterator():
        params = params_of(search.query)
        asked = params.chosen.get(criterion.slug, ())
        if gone & set(asked):
            values = dict.fromkeys(str(target.pk) if one in gone else one for one in asked)
            chosen = {**params.chosen, criterion.slug: tuple(values)}
            query = query_of(replace(params, chosen=chosen))
            SavedSearch.objects.filter(pk=search.pk, query=search.query).update(query=query)
