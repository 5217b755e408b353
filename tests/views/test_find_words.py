"""The words of a search: every text that others read is found, in any script, and nothing else (R26, S-26)."""

import pytest

from tests.factories import CriterionFactory, answer
from tests.views.finding import Society, names, searcher
from wagtail_mentoring.actions.person import SaveHistoryAction
from wagtail_mentoring.enums import CriterionKind, CriterionPrivacy, MatchRule
from wagtail_mentoring.models import Position

#: The full-text index of MariaDB and MySQL knows only what has been committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def society():
    return Society()


@pytest.fixture
def look(client, society):
    return searcher(client, society)


@pytest.fixture
def ana(society):
    """Somebody who says a lot, among others who say nothing of it."""
    society.add_mentor("Nobody")
    mentor = society.add_mentor(
        "Zoë Ångström",
        society.sports,
        terms="We meet in Montréal on Fridays.",
        member={
            "headline": "Climate and glaciers",
            "bio": "I taught in Nairobi and Zürich. 以前は統計学を教えていた。",
            "employer": "Österreichische Statistik",
        },
    )
    Position.objects.create(
        member=mentor.member, title="Aktuarin", organization="Versicherung Österreich", sort_order=0
    )
    country = society.criterion("Country", CriterionKind.COUNTRY, MatchRule.SAME)
    answer(mentor, country, value="KE")
    book = society.criterion("Book", CriterionKind.TEXT, MatchRule.IGNORE, is_filter=False)
    answer(mentor, book, value="The Lady Tasting-Tea, in 東京大学 with Émile")
    return mentor


@pytest.mark.parametrize(
    "words",
    [
        "zoe",
        "Ångstr",
        "angstrom zoë",
        "glaciers",
        "NAIROBI",
        "zurich",
        "Zürich",
        "統計学",
        "statistik",
        "osterreichische",
        "aktuarin",
        "versicherung",
        "montreal",
        "sports",
        "spo",
        "kenya",
        "tasting",
        "tea",
        "京大",
        "emile",
        # Each word may stand somewhere else.
        "glaciers sports kenya zoe",
        "nairobi, sports!",
    ],
)
def test_words_are_found_wherever_others_read_them(ana, look, words):
    assert names(look(q=words)) == ["Zoë Ångström"]


@pytest.mark.parametrize("words", ["glaciers volcanoes", "umbrella", "asting", "zoe nobody"])
def test_all_words_have_to_be_there(ana, look, words):
    assert names(look(q=words)) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("山田 太郎", "太"),
        ("山田太郎", "田太"),
        ("김민준", "김민준"),
        ("أمينة الخطيب", "الخطيب"),
        ("أمينة الخطيب", "امينة"),
        ("Łukasz Żółć", "zolc"),
        ("Nguyễn Thị Hoa", "nguyen hoa"),
        ("Straße", "strasse"),
        ("Ольга Ёлкина", "елкина"),
        ("O'Brien-Smith", "smith"),
        ("สมชาย ใจดี", "ใจดี"),
        ("अनिता शर्मा", "शर्मा"),
    ],
)
def test_names_in_every_script(society, look, name, words):
    society.add_mentor("Somebody Else")
    society.add_mentor(name)
    assert len(names(look(q=words))) == 1


def test_words_follow_a_change_of_the_member(society, look):
    mentor = society.add_mentor("Ana", society.bayes)
    assert names(look(q="volcanoes")) == []
    mentor.member.headline = "Volcanoes"
    mentor.member.save()
    assert names(look(q="volcanoes")) == ["Ana"]
    mentor.member.headline = "Rivers"
    mentor.member.save()
    assert names(look(q="volcanoes")) == []
    position = {"title": "Vulcanologist", "organization": "Etna"}
    for positions, found in (([position], ["Ana"]), ([], [])):
        SaveHistoryAction(
            mentor.member, educations=[], positions=positions, actor=mentor.member.user
        ).execute()
        assert names(look(q="vulcanologist")) == names(look(q="etna")) == found
    Position.objects.create(member=mentor.member, sort_order=0, **position)
    assert names(look(q="etna")) == ["Ana"]
    mentor.member.positions.all().delete()
    assert names(look(q="etna")) == []


@pytest.mark.parametrize("privacy", [CriterionPrivacy.PRIVATE, CriterionPrivacy.PARTNERS])
def test_what_is_not_public_is_not_found(society, look, privacy):
    mentor = society.add_mentor(
        "Ana", member={"contact_email": "hidden@example.org", "phone": "+385 1 4567"}
    )
    criterion = CriterionFactory(
        program=society.program,
        kind=CriterionKind.TEXT,
        match_rule=MatchRule.IGNORE,
        is_filter=False,
        privacy=privacy,
    )
    answer(mentor, criterion, value="Confidential 内緒")
    mentor.staff_note = "Confidential"
    mentor.save()
    for words in ("confidential", "内緒", "hidden", "4567", mentor.member.user.email.split("@")[0]):
        assert names(look(q=words)) == [], words


def test_a_text_that_becomes_private_is_not_found_any_more(society, look):
    mentor = society.add_mentor("Ana")
    criterion = society.criterion("Book", CriterionKind.TEXT, MatchRule.IGNORE, is_filter=False)
    answer(mentor, criterion, value="Umbrella")
    assert names(look(q="umbrella")) == ["Ana"]
    criterion.privacy = CriterionPrivacy.PARTNERS
    criterion.save()
    assert names(look(q="umbrella")) == []
