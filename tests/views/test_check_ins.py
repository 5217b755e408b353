"""How it goes, told in private from the page of two people (F47, F70)."""

import pytest
from django.test import Client

from tests.factories import Cast, MemberFactory, MentorFactory
from tests.views.pairing import Visitor, pair, text_of
from wagtail_mentoring.enums import ResponseBand
from wagtail_mentoring.models import CheckIn, PairSignal

pytestmark = pytest.mark.django_db


class Two:
    def __init__(self):
        cast = Cast()
        self.program = cast.program
        self.mentor = cast.mentor(member=MemberFactory(name="Ana Lindqvist"))
        self.mentee = cast.mentee(member=MemberFactory(name="Mia Mentee"))
        self.item = pair(self.mentor, self.mentee)
        self.uuid = self.item.uuid
        self.reader, self.other = Visitor(Client(), self.mentee), Visitor(Client(), self.mentor)


@pytest.fixture
def two(db):
    return Two()


def test_a_word_is_enough_and_the_other_sees_nothing(two):
    before = text_of(two.other.get("desk_mentorship", uuid=two.uuid))
    page = two.reader.get("desk_mentorship", uuid=two.uuid)
    assert page.context["feeling"]["url"] in text_of(page)
    assert not PairSignal.objects.exists()
    answer = two.reader.post("desk_mentorship_feeling", {"value": "unsure"}, uuid=two.uuid)
    page = text_of(two.reader.client.get(answer.url))
    # Without the word: the other one may look over one's shoulder.
    assert "You told us on" in page and "I am not sure" not in page
    after = text_of(two.other.get("desk_mentorship", uuid=two.uuid))
    assert "I am not sure" not in after
    assert len(after) == len(before)
    assert text_of(two.other.get("desk"))


def test_not_a_fit_leads_to_the_ways_on(two):
    answer = two.reader.post(
        "desk_mentorship_feeling", {"value": "not_a_fit", "note": "No time"}, uuid=two.uuid
    )
    page = two.reader.client.get(answer.url)
    assert page.context["end_url"] in text_of(page)
    assert page.context["concern_url"] in text_of(page)
    assert "No time" not in text_of(page)
    assert PairSignal.objects.get().note == "No time"


def test_the_ways_on_say_only_what_is_true(two):
    def lead():
        return text_of(two.reader.get("desk_mentorship_not_a_fit", uuid=two.uuid))

    assert "know now" not in lead()
    two.reader.post("desk_mentorship_feeling", {"value": "not_a_fit"}, uuid=two.uuid)
    assert "The people who run the program know now; Ana Lindqvist does not." in lead()
    two.reader.post("desk_mentorship_feeling", {"value": "well"}, uuid=two.uuid)
    assert "know now" not in lead()


def test_one_of_the_three_has_to_be_chosen(two):
    page = two.reader.post("desk_mentorship_feeling", {"note": "Kept words"}, uuid=two.uuid)
    assert "Choose one of the three." in text_of(page)
    assert "Kept words" in text_of(page)


def test_a_check_in_is_answered_and_answered_again(two):
    page = two.reader.get("desk_mentorship_checkin", uuid=two.uuid)
    assert "How is it going, all in all?" in text_of(page)
    answer = two.reader.post("desk_mentorship_checkin", {"question_0": "4"}, uuid=two.uuid)
    assert answer.status_code == 302
    form = two.reader.get("desk_mentorship_checkin", uuid=two.uuid).context["form"]
    assert form.initial["question_0"] == 4
    two.reader.post("desk_mentorship_checkin", {"question_2": "More time"}, uuid=two.uuid)
    [said] = CheckIn.objects.get().answers.all()
    assert said.text == "More time"


def test_an_empty_one_is_refused_and_an_impossible_answer_as_well(two):
    page = two.reader.post("desk_mentorship_checkin", {}, uuid=two.uuid)
    assert page.status_code == 409
    assert "Answer at least one question." in text_of(page)
    page = two.reader.post("desk_mentorship_checkin", {"question_0": "9"}, uuid=two.uuid)
    assert page.status_code == 200
    assert not CheckIn.objects.exists()


def test_when_it_is_over_there_is_nothing_to_tell(two):
    from wagtail_mentoring.actions import EndMentorshipAction

    EndMentorshipAction(two.item, two.mentor).execute()
    assert "How is it going?" not in text_of(two.reader.get("desk_mentorship", uuid=two.uuid))
    for name in ("desk_mentorship_feeling", "desk_mentorship_checkin"):
        assert two.reader.post(name, {"value": "well"}, uuid=two.uuid).status_code == 409
    page = two.reader.get("desk_mentorship_not_a_fit", uuid=two.uuid)
    assert page.context["find_url"] in text_of(page)


def test_how_soon_somebody_answers_stands_on_profile_and_card(two):
    words = "Usually answers within three days"
    other = MentorFactory(program=two.program, response_band=ResponseBand.THREE_DAYS)
    assert words in text_of(two.reader.get("find_mentor"))
    assert words in text_of(two.reader.get("find_mentor_profile", uuid=other.uuid))
    type(two.program).objects.update(shows_responsiveness=False)
    assert words not in text_of(two.reader.get("find_mentor"))
    assert words not in text_of(two.reader.get("find_mentor_profile", uuid=other.uuid))
