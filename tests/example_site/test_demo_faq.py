"""The demo's questions and answers tell every rule of the program, and pass the app's own checks."""

import re

import pytest

from example_site.demo import content, faq
from tests.factories import ProgramFactory
from wagtail_mentoring.content.checks import check_entries
from wagtail_mentoring.models import FAQEntry

#: Rules that are no sentence of an answer, and where they are kept instead.
ELSEWHERE = {
    "R75": "a page for mentees, one for mentors, and a part that both share",
    "R76": "the last section of each page is for its readers alone",
    "R77": "the contact at the foot of every page",
    "R78": "testimonials",
}
TOLD = {rule: [] for rule in (f"R{number}" for number in range(1, 80))}
for _entry in faq.ENTRIES:
    for _rule in _entry.rules.split():
        TOLD[_rule].append(_entry)


@pytest.mark.parametrize("rule", [rule for rule in TOLD if rule not in ELSEWHERE])
def test_each_rule_is_told(rule):
    assert TOLD[rule], f"no entry tells {rule}"


@pytest.mark.parametrize("audience", ["mentors", "mentees"])
@pytest.mark.parametrize(
    "rule",
    [
        *("R1", "R3", "R6", "R7", "R8", "R13", "R14", "R15", "R18", "R20", "R22", "R23", "R24"),
        *("R37", "R43", "R44", "R47", "R49", "R50", "R52", "R53", "R54", "R57", "R58", "R61"),
        *("R66", "R67", "R68", "R69", "R70", "R71", "R72", "R73", "R74", "R79"),
    ],
)
def test_what_concerns_both_is_told_to_both(rule, audience):
    assert [entry for entry in TOLD[rule] if entry.audience in ("both", audience)]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("R8", "nobody pays extra"),
        ("R16", "{mentee_enrollment_url}"),
        ("R26", "{find_mentor_url}"),
        ("R27", "{find_mentee_url}"),
        ("R40", "{request_first_reminder_days}"),
        ("R47", "{first_conversation_days}"),
        ("R50", "{suggested_months}"),
        ("R64", "no new request reaches you"),
        ("R70", "{community_url}"),
        ("R71", "{office_email}"),
        ("R73", "oversight committee"),
    ],
)
def test_an_answer_says_what_its_rule_says(rule, words):
    assert any(words in entry.answer for entry in TOLD[rule])


def test_no_number_is_written_out():
    for entry in faq.ENTRIES:
        text = re.sub(r"<[^>]*>|\{[a-z_]+\}", " ", f"{entry.question} {entry.answer}")
        assert not re.search(r"\d", text), entry.question


def test_the_last_section_of_a_page_is_for_its_readers_alone():
    for _title, _slug, audience, _introduction, sections in faq.PAGES[1:]:
        assert {only_for for _topic, _heading, only_for in sections[:-1]} == {"both"}
        topic, _heading, only_for = sections[-1]
        assert (topic, only_for) == (None, audience)
        assert any(entry.audience == audience for entry in faq.ENTRIES)


@pytest.mark.django_db
def test_the_apps_own_checks_find_nothing():
    program = ProgramFactory(**content.PROGRAM)
    entries = []
    for number, one in enumerate(faq.ENTRIES):
        entry = FAQEntry(question=one.question, answer=one.answer, audience=one.audience)
        entry.full_clean(exclude=["locale", "topic"])
        entry.locale_id, entry.pk = 1, number + 1
        entries.append(entry)
    assert program.pk
    assert [finding.message for finding in check_entries(entries)] == []
