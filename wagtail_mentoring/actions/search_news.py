"""Looking, from time to time, for people who are new to a saved search, and telling its owner once."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import get_participant_model
from ..conf import settings
from ..enums import Role
from ..exceptions import ActionRefused, Refusal
from ..links import ProgramLinks
from ..matching.news import Question, look
from ..matching.people import load_criteria, load_people
from ..matching.scoring import explain
from ..matching.words import reasons
from ..models import Mentorship, MentorshipRequest, SavedSearch
from ..models.saved_searches import pack
from ..notifications.dispatch import notify
from ..notifications.unsubscribe import unsubscribe_url
from ..placeholders import Entry, Section
from .base import MentoringAction
from .saved_searches import NEWS, next_look, owner_key, profiles_of
from .subscriptions import SAVED_SEARCH, SAVED_SEARCHES, key_of_all_searches, key_of_search

#: Members whose searches are looked at together.
BATCH = 200


@dataclass(frozen=True)
class News:
    """What a look at ``search``, a search of ``profile``, found.

    ``new`` are the ids of the new people to name, best fit first, and
    ``new_count`` is how many there are. ``known`` is what the search has shown
    by now; ``None`` when it is what was known before.
    """

    search: SavedSearch
    profile: object
    query: str
    known: bytes | None
    new: tuple = ()
    new_count: int = 0


def look_at_due(now):
    """Yield lists of ``News`` of the searches whose turn it is: all of one member in one program together.

    Streams: a batch of members at a time, with a fixed number of queries for
    each batch and one more for every different text that is searched for.
    """
    criteria: dict[int, list] = {}
    last = (0, 0)
    due = SavedSearch.objects.due(now)
    while True:
        owners = list(
            due.filter(Q(program__gt=last[0]) | Q(program=last[0], member__gt=last[1]))
            .order_by("program_id", "member_id")
            .values_list("program_id", "member_id")
            .distinct()[:BATCH]
        )
        if not owners:
            return
        last, batch = owners[-1], set(owners)
        searches = (
            due.filter(
                program__in={program for program, _member in owners},
                member__in={member for _program, member in owners},
            )
            .select_related("program")
            .order_by("program_id", "member_id", "name", "pk")
        )
        searches = [one for one in searches if (one.program_id, one.member_id) in batch]
        profiles = profiles_of(searches)
        for _program, some in groupby(searches, key=lambda search: search.program_id):
            mine = [search for search in some if owner_key(search) in profiles]
            if mine:
                yield from _by_member(_look(mine, profiles, criteria))


def _by_member(news):
    for _member, some in groupby(news, key=lambda one: one.search.member_id):
        yield list(some)


def _look(searches, profiles, criteria):
    program = searches[0].program
    if program.pk not in criteria:
        criteria[program.pk] = load_criteria(program)
    asked = []
    for search in searches:
        profile = profiles[owner_key(search)]
        search.program = profile.program = program
        asked.append(Question(profile, search.query, bytes(search.known), about=search))
    seen = {}
    for question, answer in look(program, asked, criteria=criteria[program.pk]):
        search = question.about
        # Another question than the one that is known, as criteria changed: who matches now is not
        # news. A question of which nothing is left asks for everybody, and nobody meant that.
        is_same = bool(answer.query) and answer.query == search.known_query
        known = search.known_people
        is_known = answer.query == search.known_query and answer.found <= known
        seen[search.pk] = News(
            search,
            question.searcher,
            answer.query,
            None if is_known else pack(known | answer.found),
            answer.new if is_same else (),
        )
    return _without_acquaintances([seen[search.pk] for search in searches])


def _without_acquaintances(news):
    """Leave out those whom the searcher knows from a request or a mentorship, and name the first few."""
    acquainted: dict[tuple, set] = {}
    for role in Role:
        profiles = {one.profile.pk for one in news if one.new and one.profile.role is role}
        for model in (MentorshipRequest, Mentorship) if profiles else ():
            pairs = model.objects.filter(**{f"{role.value}__in": profiles})
            for own, other in pairs.values_list(role.value, role.other.value):
                acquainted.setdefault((role, own), set()).add(other)
    few = settings.SAVED_SEARCH_MAIL_PEOPLE
    left = []
    for one in news:
        met = acquainted.get((one.profile.role, one.profile.pk), ())
        new = tuple(profile for profile in one.new if profile not in met)
        left.append(News(one.search, one.profile, one.query, one.known, new[:few], len(new)))
    return left


class NoteLookAction(MentoringAction):
    """Record that searches have been looked at and brought nothing to tell."""

    event = "saved_search.look"

    def __init__(self, news, *, now, actor=None):
        super().__init__(actor=actor)
        self.news, self.now = news, now

    def write(self):
        unchanged: dict[object, list[int]] = {}
        for one in self.news:
            again = next_look(one.search.program, self.now)
            if one.known is None:
                unchanged.setdefault(again, []).append(one.search.pk)
            else:
                _record(one, self.now, again)
        for again, searches in unchanged.items():
            SavedSearch.objects.filter(pk__in=searches).update(
                last_looked_at=self.now, next_look_at=again
            )


def _record(one, now, again, **values):
    if one.known is not None:
        values |= {"known": one.known, "known_query": one.query}
    SavedSearch.objects.filter(pk=one.search.pk).update(
        last_looked_at=now, next_look_at=again, **values
    )


class TellNewPeopleAction(MentoringAction):
    """Write one mail to a member about the people who are new to their saved searches in a program.

    ``news`` is what a look found, at all searches of the member whose turn it
    was. Each is told once: under the lock it has to be the member's turn still.
    """

    event = "saved_search.tell"

    def __init__(self, news, *, now, actor=None):
        super().__init__(actor=actor)
        self.news, self.now = news, now
        self.program = news[0].search.program

    def lock(self):
        seen = {one.search.pk: one for one in self.news}
        rows = SavedSearch.objects.filter(pk__in=seen).order_by("pk").select_for_update()
        current = {
            row.pk
            for row in rows
            if row.wants_mail and row.next_look_at == seen[row.pk].search.next_look_at
        }
        self.news = [one for one in self.news if one.search.pk in current]
        self.telling = [one for one in self.news if one.new]

    def refusals(self):
        if not self.telling:
            return [Refusal("looked_already", _("Somebody else has looked already."))]
        return [
            refusal
            for profile in {one.profile.pk: one.profile for one in self.telling}.values()
            for refusal in self.rules.can_mail_search_news(profile)
        ]

    def write(self):
        self.found = self._found()
        profile = self.telling[0].profile
        mail = notify(
            NEWS,
            recipient=profile.member,
            about=profile,
            program=self.program,
            step=f"{min(one.search.next_look_at for one in self.news):%Y%m%d%H%M%S}",
            extra=self._words,
            unsubscribe_url=self._unsubscribe_url(),
        )
        again = next_look(self.program, self.now)
        for one in self.news:
            if mail is None and one.new:  # nobody to write to: they are news still
                SavedSearch.objects.filter(pk=one.search.pk).update(next_look_at=again)
            elif one.new:
                _record(one, self.now, again, last_mailed_at=self.now)
            else:
                _record(one, self.now, again)
        # One mail a week also to those who search in both roles, or have paused in one of them.
        mine = SavedSearch.objects.mailed().filter(
            program=self.program, member=profile.member_id, next_look_at__lt=again
        )
        SavedSearch.objects.filter(pk__in=list(mine.values_list("pk", flat=True))).update(
            next_look_at=again
        )
        return mail

    def _found(self):
        """Return ``{role: {pk: (profile, Person)}}`` of those to name, asked for once more."""
        found = {}
        for role in Role:
            wanted = {
                pk for one in self.telling for pk in one.new if one.profile.role is role.other
            }
            if not wanted:
                continue
            profiles = list(
                get_participant_model(role)
                .objects.filter(pk__in=wanted, program=self.program)
                .listed()
                .not_blocked_for(self.telling[0].profile.member.user)
                .select_related("member")
            )
            if len(profiles) != len(wanted):  # gone this very moment: the next run looks again
                raise ActionRefused([Refusal("looked_already", _("Somebody has just gone."))])
            people = load_people(profiles)
            found[role] = {profile.pk: (profile, people[profile.pk]) for profile in profiles}
        return found

    def _unsubscribe_url(self):
        """One click stops what this mail is about: its one search, or all of them."""
        if len(self.telling) == 1:
            return unsubscribe_url(SAVED_SEARCH, key_of_search(self.telling[0].search))
        member = self.telling[0].profile.member
        return unsubscribe_url(SAVED_SEARCHES, key_of_all_searches(self.program, member))

    def _words(self):
        """Return the values of the mail's placeholders, in the language that is active."""
        specs = [spec for _criterion, spec in load_criteria(self.program)]
        links = ProgramLinks(self.program)
        days = self.program.saved_search_mail_days
        values = {
            "news": self._summary(),
            "people": tuple(self._section(one, specs, links) for one in self.telling),
            "days": ngettext("%(days)d day", "%(days)d days", days) % {"days": days},
        }
        if len(self.telling) == 1:
            values["link"] = _address(self.telling[0], links)
        return values

    def _summary(self):
        if len(self.telling) > 1:
            return _("New people fit %(count)s of your saved searches") % {
                "count": len(self.telling)
            }
        one = self.telling[0]
        role = one.profile.role.other
        return ngettext(
            "%(count)s new %(role)s fits “%(search)s”",
            "%(count)s new %(role)s fit “%(search)s”",
            one.new_count,
        ) % {
            "count": one.new_count,
            "role": self.program.word(role, plural=one.new_count != 1),
            "search": one.search.name,
        }

    def _section(self, one, specs, links):
        viewer = load_people([one.profile])[one.profile.pk]
        role = one.profile.role.other
        entries = []
        for pk in one.new:
            profile, person = self.found[role][pk]
            pair = {one.profile.role: viewer, role: person}
            fit = explain(pair[Role.MENTOR], pair[Role.MENTEE], specs, one.profile.role)
            entries.append(
                Entry(
                    profile.member.name,
                    links.absolute_url(f"find_{role.value}_profile", uuid=profile.uuid),
                    tuple(filter(None, (profile.member.headline, _fit_line(fit)))),
                )
            )
        if one.new_count > len(entries):
            see = _("See all who fit; %(count)s of them are new") % {"count": one.new_count}
        else:
            see = _("See all who fit")
        stop = unsubscribe_url(SAVED_SEARCH, key_of_search(one.search))
        return Section(
            one.search.name,
            tuple(entries),
            ((see, _address(one, links)), (_("Stop mails about this search"), stop)),
        )


def _address(one, links):
    """Return the address of the search itself."""
    return f"{links.absolute_url(f'find_{one.profile.role.other.value}')}?{one.query}"


def _fit_line(fit):
    if not fit.total:
        return ""
    line = ngettext(
        "Fits %(matched)s of %(total)s of your criteria",
        "Fits %(matched)s of %(total)s of your criteria",
        fit.total,
    ) % {"matched": fit.matched, "total": fit.total}
    why = reasons(fit)
    return f"{line} ({'; '.join(why)})" if why else line
