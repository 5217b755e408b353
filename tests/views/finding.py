"""A small program to search in: two criteria everybody reads, one private, and people by name."""

import re

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MemberFactory,
    MenteeFactory,
    MentorFactory,
    ProgramFactory,
    answer,
)
from wagtail_mentoring.enums import CriterionKind, CriterionPrivacy, MatchRule
from wagtail_mentoring.links import ProgramLinks


def names(page):
    """Return the names of the people on a page, in order."""
    return re.findall(r'mentoring-person__name"><a [^>]*>([^<]*)</a>', page)


def searcher(client, society):
    """Return a function that searches as the mentee and returns the page as text: ``look(q="Ana")``."""
    client.force_login(society.user)

    def look(query=None, url=None, **params):
        response = client.get(url or society.url(), query or params)
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())

    return look


class Society:
    def __init__(self, **program):
        self.program = ProgramFactory(**program)
        self.topics = self.criterion("Topics", CriterionKind.MULTIPLE, MatchRule.ANY_IN_COMMON)
        self.stage = self.criterion("Stage", CriterionKind.SCALE, MatchRule.MENTOR_ABOVE)
        self.secret = self.criterion(
            "Secret",
            CriterionKind.SINGLE,
            MatchRule.SAME,
            privacy=CriterionPrivacy.PRIVATE,
            is_filter=False,
        )
        self.bayes, self.surveys, self.sports = self.choices(
            self.topics, "Bayesian methods", "Surveys", "Sports"
        )
        self.student, self.early, self.senior = self.choices(
            self.stage, "Student", "Early career", "Senior"
        )
        self.red, self.blue = self.choices(self.secret, "Red secret", "Blue secret")
        self.mentee = self.add_mentee("Mia Mentee", self.bayes, self.surveys, self.early)
        self.user = self.mentee.member.user

    def criterion(self, label, kind, rule, **kwargs):
        return CriterionFactory(
            program=self.program,
            label=label,
            slug=label.lower(),
            kind=kind,
            match_rule=rule,
            **kwargs,
        )

    def choices(self, criterion, *labels):
        return [ChoiceFactory(criterion=criterion, label=label) for label in labels]

    def add(self, factory, name, *choices, **kwargs):
        member = MemberFactory(name=name, **kwargs.pop("member", {}))
        profile = factory(program=self.program, member=member, **kwargs)
        for choice in choices:
            answer(profile, choice.criterion, choice)
        return profile

    def add_mentor(self, name, *choices, **kwargs):
        return self.add(MentorFactory, name, *choices, **kwargs)

    def add_mentee(self, name, *choices, **kwargs):
        return self.add(MenteeFactory, name, *choices, **kwargs)

    def url(self, name="find_mentor", **kwargs):
        return ProgramLinks(self.program).url(name, **kwargs)

    def profile_url(self, profile):
        return ProgramLinks(self.program).profile(profile)
