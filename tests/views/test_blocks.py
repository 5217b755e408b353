"""Blocked people do not meet: lists, counts, addresses, pictures; and the list to take it back (F86, S-06)."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from tests.factories import BlockFactory, RequestFactory
from tests.views.finding import Society
from tests.views.pairing import Visitor, pair, refused, text_of
from wagtail_mentoring.links import picture_url
from wagtail_mentoring.matching.params import SearchParams
from wagtail_mentoring.matching.search import search
from wagtail_mentoring.matching.suggestions import suggest
from wagtail_mentoring.models import MemberBlock

pytestmark = pytest.mark.django_db


class Two:
    """A mentee and a mentor who could work together, and another mentor."""

    def __init__(self, client):
        self.society = society = Society()
        self.mentee = society.mentee
        self.mentor = society.add_mentor("Ana Lindqvist", society.bayes, society.senior)
        self.other = society.add_mentor("Ben Okafor", society.surveys, society.senior)
        self.client = client
        for profile in (self.mentee, self.mentor):
            profile.program = society.program

    def block(self, by_mentee):
        by, of = (self.mentee, self.mentor) if by_mentee else (self.mentor, self.mentee)
        return BlockFactory(by=by.member, of=of.member)

    def as_(self, profile):
        return Visitor(Client(), profile)


@pytest.fixture
def two(client):
    return Two(client)


BOTH = pytest.mark.parametrize("by_mentee", [True, False], ids=["searcher", "found"])


@BOTH
def test_not_found_not_counted_not_suggested(two, by_mentee):
    program = two.society.program
    before = search(program, two.mentee, SearchParams())
    assert before.total == 2
    two.block(by_mentee)
    after = search(program, two.mentee, SearchParams())
    assert [one.profile for one in after.results] == [two.other]
    topics = {option.label: option.count for option in after.facets[0].options}
    assert not topics.get("Bayesian methods")
    assert after.left_out == 0
    assert [one.profile for one in suggest(program, [two.mentee])["mentee"]] == [two.other]
    assert search(program, two.mentor, SearchParams()).total == 0


@BOTH
def test_addresses_answer_like_missing_ones(two, by_mentee):
    two.mentor.member.picture.save("face.jpg", ContentFile(b"not read here"))
    reader = two.as_(two.mentee)
    url = picture_url(two.mentor.member)
    assert reader.get("find_mentor_profile", uuid=two.mentor.uuid).status_code == 200
    assert reader.client.get(url).status_code == 200
    two.block(by_mentee)
    for name in ("find_mentor_profile", "find_mentor_request"):
        answer = reader.get(name, uuid=two.mentor.uuid)
        missing = reader.get(name, uuid=uuid.uuid4())
        assert answer.status_code == 404
        assert (answer.content, dict(answer.headers)) == (missing.content, dict(missing.headers))
    assert reader.client.get(url).status_code == 404
    assert reader.post("desk_shortlist_add", role="mentee", uuid=two.mentor.uuid).status_code == 404


@BOTH
def test_off_the_shortlist_while_it_lasts(two, by_mentee):
    two.mentee.shortlist.create(candidate=two.mentor)
    reader = two.as_(two.mentee)
    block = two.block(by_mentee)
    assert "Ana Lindqvist" not in text_of(reader.get("desk_shortlist", role="mentee"))
    block.delete()
    assert "Ana Lindqvist" in text_of(reader.get("desk_shortlist", role="mentee"))


def test_blocking_from_the_profile_and_taking_it_back(two):
    reader = two.as_(two.mentee)
    page = reader.get("find_mentor_profile", uuid=two.mentor.uuid)
    assert page.context["block_url"] in text_of(page)
    page = reader.client.get(page.context["block_url"])
    assert "Block Ana Lindqvist" in text_of(page)
    assert not MemberBlock.objects.exists()
    page = reader.client.post(page.wsgi_request.path, follow=True)
    assert "Ana Lindqvist is blocked, and is not told." in text_of(page)
    [card] = page.context["cards"]
    page = reader.client.post(card["back_url"], follow=True)
    assert "You have blocked nobody" in text_of(page)
    assert reader.get("find_mentor_profile", uuid=two.mentor.uuid).status_code == 200


def test_the_blocked_one_has_nothing_on_their_list_and_cannot_lift_it(two):
    block = two.block(by_mentee=True)
    reader = two.as_(two.mentor)
    assert "You have blocked nobody" in text_of(reader.get("desk_blocked"))
    assert reader.post("desk_unblock", uuid=block.uuid).status_code == 404
    assert MemberBlock.objects.exists()


def test_a_partner_is_blocked_with_the_end_of_the_mentorship(two):
    item = pair(two.mentor, two.mentee)
    reader = two.as_(two.mentee)
    page = reader.get("desk_mentorship", uuid=item.uuid)
    assert page.context["block_url"] in text_of(page)
    page = reader.client.get(page.context["block_url"])
    assert "Your mentorship ends." in text_of(page)
    reader.client.post(page.wsgi_request.path)
    item.refresh_from_db()
    assert not item.is_open
    # What was stays readable, by its name alone.
    page = two.as_(two.mentor).get("desk_mentorship", uuid=item.uuid)
    assert "Mia Mentee" in text_of(page)
    assert two.as_(two.mentor).get("find_mentee_profile", uuid=two.mentee.uuid).status_code == 404


def test_somebody_known_from_a_request_can_be_blocked_when_unseen(two):
    RequestFactory(mentor=two.mentor, mentee=two.mentee, status="declined")
    type(two.mentor).objects.filter(pk=two.mentor.pk).update(status="left")
    reader = two.as_(two.mentee)
    assert reader.get("desk_block", uuid=two.mentor.member.uuid).status_code == 200


def test_nobody_is_blocked_whom_one_cannot_know(two):
    stranger = Society().add_mentor("Elsewhere")
    reader = two.as_(two.mentee)
    for one in (stranger.member.uuid, two.mentee.member.uuid, uuid.uuid4()):
        assert reader.get("desk_block", uuid=one).status_code == 404
        assert reader.post("desk_block", uuid=one).status_code == 404


def test_the_badge_of_somebody_who_blocked_a_coordinator_says_that_they_are_away(two):
    from django.contrib.auth.models import Permission

    two.block(by_mentee=False)
    two.mentee.member.user.user_permissions.add(
        Permission.objects.get(codename="coordinate_mentoringprogram")
    )
    page = two.as_(two.mentee).get("find_mentor_profile", uuid=two.mentor.uuid)
    assert page.status_code == 200
    page = two.as_(two.mentee).get("find_mentor_request", uuid=two.mentor.uuid)
    assert refused(page) == ["conduct_missing"] or refused(page) == ["not_available"]
