"""An attacker who may search as often as they like learns nothing that is private (S-05, P-03, P-04, D20).

Each test hides something, looks at everything a member of the other role can see, changes what is hidden, and looks
again. Nothing may differ: no name, order, count, score, line, page or letter. What may be learned is tried as well:
a change that is public has to be seen, or the tests would hold for a search that shows nothing.
"""

import os
import random
import re
from dataclasses import replace

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.factories import (
    BlockFactory,
    ChoiceFactory,
    CriterionFactory,
    MenteeFactory,
    MentorFactory,
)
from wagtail_mentoring.enums import (
    ContactVisibility,
    CriterionKind,
    CriterionPrivacy,
    Importance,
    MatchRule,
    ProfileStatus,
    Role,
)
from wagtail_mentoring.links import ProgramLinks
from wagtail_mentoring.matching.params import ORDERS, SearchParams
from wagtail_mentoring.matching.search import search
from wagtail_mentoring.models import Criterion, SensitiveConsent

from .test_search_reference import PREFERENCES, Society, answer

pytestmark = pytest.mark.django_db

SEEDS = range(int(os.environ.get("MENTORING_INFERENCE_CASES", "4")))
CANARY = "Xylophone"


class Secrets(Society):
    """A random society in which people also told secrets, of every kind and weight."""

    def __init__(self, seed):
        super().__init__(seed)
        self.secrets = [
            self.secret(CriterionKind.MULTIPLE, MatchRule.ANY_IN_COMMON),
            self.secret(CriterionKind.SCALE, MatchRule.MENTOR_ABOVE, is_hard_rule=True),
            self.secret(CriterionKind.SINGLE, MatchRule.SAME, privacy=CriterionPrivacy.PARTNERS),
            self.secret(CriterionKind.SINGLE, MatchRule.SAME, is_sensitive=True, purpose="Because"),
            self.secret(CriterionKind.TEXT, MatchRule.IGNORE),
        ]
        for criterion in self.secrets:
            for profile in self.mentors + self.mentees:
                self.tell(profile, criterion)
        while not self.mentors:
            self.mentors.append(self.person(MentorFactory))

    def secret(self, kind, rule, **kwargs):
        criterion = CriterionFactory(
            program=self.program,
            kind=kind,
            match_rule=rule,
            weight=10,
            is_filter=False,
            **{"privacy": CriterionPrivacy.PRIVATE, **kwargs},
        )
        labels = [f"{CANARY} {number}" for number in range(3)]
        criterion.offered = [
            ChoiceFactory(criterion=criterion, label=label)
            for label in labels
            if kind != CriterionKind.TEXT
        ]
        return criterion

    def tell(self, profile, criterion):
        """Answer a secret at random; somebody may also say nothing, or wish something about it."""
        profile.answers.filter(criterion=criterion).delete()
        PREFERENCES[profile.role].objects.filter(profile=profile, criterion=criterion).delete()
        if self.random.random() < 0.8:
            if criterion.kind == CriterionKind.TEXT:
                answer(profile, criterion, value=f"{CANARY} {self.random.random()}")
            else:
                answer(profile, criterion, self.random.choice(criterion.offered))
        if self.random.random() < 0.6:
            self.wish(profile, criterion)

    def wish(self, profile, criterion):
        wish, _created = PREFERENCES[profile.role].objects.get_or_create(
            profile=profile, criterion=criterion
        )
        wish.importance = self.random.choice(Importance.values)
        wish.save()
        if getattr(criterion, "offered", None):
            wish.choices.set(self.random.sample(criterion.offered, self.random.randint(0, 2)))

    def pair(self):
        """Return an attacker of either role and a victim of the other, both there to be found."""
        people = [self.random.choice(self.mentors), self.random.choice(self.mentees)]
        for profile in people:
            type(profile).objects.filter(pk=profile.pk).update(
                status=ProfileStatus.ACTIVE, available_until=None, open_mentorships=0
            )
        self.random.shuffle(people)
        attacker, victim = [
            type(profile).objects.select_related("program", "member__user").get(pk=profile.pk)
            for profile in people
        ]
        # An attacker does what can be done: answers all there is, and wishes for what they want to know.
        for criterion in self.secrets:
            if criterion.offered:
                attacker.answers.filter(criterion=criterion).delete()
                answer(attacker, criterion, criterion.offered[0])
                wish, _created = PREFERENCES[attacker.role].objects.update_or_create(
                    profile=attacker,
                    criterion=criterion,
                    defaults={
                        "importance": self.random.choice([Importance.IMPORTANT, Importance.MUST])
                    },
                )
                wish.choices.set([criterion.offered[0]])
        return attacker, victim


def questions(society, victim):
    """Return questions an attacker may ask: nothing, each filter by each value, secrets too, words, orders, pages."""
    asked = [SearchParams(order=order, page=page) for order in ORDERS for page in (1, 2, 99)]
    for criterion in Criterion.objects.filter(program=society.program):
        for value in {
            *map(str, criterion.choices.values_list("pk", flat=True)),
            *victim.answers.filter(criterion=criterion)
            .exclude(value="")
            .values_list("value", flat=True),
        }:
            asked.append(SearchParams(chosen={criterion.slug: (value,)}))
        asked.append(
            SearchParams(
                chosen={
                    criterion.slug: tuple(map(str, criterion.choices.values_list("pk", flat=True)))
                },
                every=frozenset([criterion.slug]),
                levels={criterion.slug: 3},
                order="soonest",
            )
        )
    asked += [
        SearchParams(text=text) for text in (CANARY, f"{CANARY} 0", "secret@example", "ana", "a")
    ]
    return asked


def seen_by(attacker, society, asked):
    """Return all that searches say: names, order, scores, lines, counts, ways on, pages."""
    seen = []
    for params in asked:
        found = search(society.program, attacker, params, page_size=5)
        facets = [(f.criterion.slug, f.options, f.match, f.level) for f in found.facets]
        people = [(r.profile.pk, r.profile.member.name, r.fit, r.waiting) for r in found.results]
        pages = (found.total, found.page.number, found.page.paginator.num_pages)
        seen.append((found.params, pages, people, facets, found.without, found.instead))
    return seen


def read_by(client, attacker, victim, society, asked):
    """Return the pages themselves, letter by letter, but for what is new with every answer."""
    client.force_login(attacker.member.user)
    links = ProgramLinks(society.program)
    urls = [links.profile(victim)]
    urls += [links.find(victim.role) + params.query().replace("?", "?", 1) for params in asked]
    pages = []
    for url in urls:
        text = client.get(url).content.decode()
        pages.append(re.sub(r'(nonce|csrfmiddlewaretoken" value)="[^"]*"', "", text))
    return pages


def assert_nothing_is_learned(client, society, attacker, victim, change):
    asked = questions(society, victim)
    some = society.random.sample(asked, 6)
    before = seen_by(attacker, society, asked), read_by(client, attacker, victim, society, some)
    for _time in range(2):
        change()
        after = seen_by(attacker, society, asked), read_by(client, attacker, victim, society, some)
        assert after == before
    assert not any(CANARY in page.replace(f"q={CANARY}", "") for page in before[1][:1])


@pytest.fixture(params=SEEDS, ids=lambda seed: f"case{seed}")
def society(request):
    return Secrets(request.param)


def test_private_answers(client, society):
    """Whatever is private, for partners, or sensitive: answers and wishes about it."""
    attacker, victim = society.pair()

    def change():
        for criterion in society.secrets:
            society.tell(victim, criterion)

    assert_nothing_is_learned(client, society, attacker, victim, change)


def test_a_sensitive_answer_whether_its_owner_wants_to_be_found_by_it_or_not(client, society):
    """Consent lets it count for coordinators; a member's page says neither the answer nor the consent."""
    attacker, victim = society.pair()
    sensitive = next(criterion for criterion in society.secrets if criterion.is_sensitive)
    for profile in (attacker, victim):
        SensitiveConsent.objects.create(member=profile.member, criterion=sensitive, findable=True)

    def change():
        consents = SensitiveConsent.objects.filter(member=victim.member)
        consents.update(findable=society.random.random() < 0.5)
        if society.random.random() < 0.3:
            consents.delete()
            victim.answers.filter(criterion=sensitive).delete()
        else:
            society.tell(victim, sensitive)

    assert_nothing_is_learned(client, society, attacker, victim, change)


def test_what_somebody_wishes_for(client, society):
    """D20: about anything, however much, a must included."""
    attacker, victim = society.pair()

    def change():
        for criterion in society.criteria:
            society.wish(victim, criterion)

    assert_nothing_is_learned(client, society, attacker, victim, change)


def test_contact_details_that_are_not_shared(client, society):
    attacker, victim = society.pair()
    type(society.program).objects.filter(pk=society.program.pk).update(
        contact_visibility=ContactVisibility.PARTNERS
    )
    society.program.refresh_from_db()

    def change():
        number = society.random.randint(0, 9)
        member = victim.member
        member.contact_email = f"secret{number}@example.org"
        member.phone = f"+385 1 {number}"
        member.linkedin_url = f"https://www.linkedin.com/in/secret{number}"
        member.website = society.random.choice(["", "https://example.org/secret"])
        member.save()
        member.user.email = f"{CANARY.lower()}{number}@example.org"
        member.user.save()
        victim.staff_note = f"{CANARY} {number}"
        victim.save(update_fields=["staff_note"])

    assert_nothing_is_learned(client, society, attacker, victim, change)


@pytest.mark.parametrize(
    "hide",
    [
        {"status": ProfileStatus.PAUSED},
        {"status": ProfileStatus.PENDING},
        {"status": ProfileStatus.SUSPENDED},
        {"hidden_from": "today"},
    ],
    ids=lambda hide: "-".join(map(str, hide.values())),
)
def test_whoever_is_hidden_might_as_well_not_be_there(client, society, hide):
    """Whether there is anybody hidden, and what they said, changes nothing (S-06)."""
    attacker, victim = society.pair()
    factory = MentorFactory if victim.role is Role.MENTOR else MenteeFactory
    hide = {key: timezone.localdate() if value == "today" else value for key, value in hide.items()}

    def change():
        hidden = society.person(factory)
        type(hidden).objects.filter(pk=hidden.pk).update(**hide)

    assert_nothing_is_learned(client, society, attacker, victim, change)


@pytest.mark.parametrize("by_attacker", [False, True], ids=["blocked by them", "blocks them"])
def test_whoever_is_blocked_might_as_well_not_be_there(client, society, by_attacker):
    """Neither side can tell a block from nobody (F86)."""
    attacker, victim = society.pair()
    factory = MentorFactory if victim.role is Role.MENTOR else MenteeFactory

    def change():
        two = [attacker.member, society.person(factory).member]
        by, of = two if by_attacker else reversed(two)
        BlockFactory(by=by, of=of)

    assert_nothing_is_learned(client, society, attacker, victim, change)


def test_what_is_public_is_seen(society):
    """The counter-proof: the same eyes notice a public answer, a new headline for the words, a place taken."""
    attacker, victim = society.pair()
    open_ = CriterionFactory(
        program=society.program, kind=CriterionKind.MULTIPLE, match_rule=MatchRule.ANY_IN_COMMON
    )
    one, other = ChoiceFactory(criterion=open_), ChoiceFactory(criterion=open_)
    answer(attacker, open_, one)
    asked = questions(society, victim)
    before = seen_by(attacker, society, asked)
    answer(victim, open_, one)
    after = seen_by(attacker, society, asked)
    assert after != before
    type(victim).objects.filter(pk=victim.pk).update(status=ProfileStatus.PAUSED)
    assert seen_by(attacker, society, asked) != after
    assert other.pk


# Anything may stand in an address (S-07) ----------------------------------------------------------


def test_no_question_is_too_odd_to_be_understood():
    """Thousands of addresses: each is read, and what was understood of it is understood again."""
    luck = random.Random(7)
    names = ["q", "order", "page", "c-topics", "match-topics", "level-topics", "c-", "match-", "x"]
    values = ["", "1", "all", "any", "fit", "soonest", "-1", "9" * 400, "\x00", "é", "*", '"', "3"]
    for _number in range(4000):
        query = QueryDict(mutable=True)
        for _part in range(luck.randint(0, 6)):
            text = "".join(chr(luck.choice([*range(1, 0x300), 0x2028, 0x1F600])) for _ in range(3))
            query.appendlist(luck.choice([*names, text]), luck.choice([*values, text * 100]))
        params = SearchParams.parse(query)
        assert params.order in ORDERS and params.page >= 1 and len(params.text) <= 200
        again = SearchParams.parse(QueryDict(params.query(page=params.page).removeprefix("?")))
        assert again == replace(params)
