"""Saving a search where one searches, and looking after it on the desk; no script needed."""

import re
import uuid
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import (
    Cast,
    ChoiceFactory,
    CriterionFactory,
    MenteeFactory,
    SavedSearchFactory,
    answer,
)
from wagtail_mentoring.enums import CriterionKind, ProfileStatus
from wagtail_mentoring.models import SavedSearch

pytestmark = pytest.mark.django_db


class World:
    def __init__(self, client, **rules):
        self.cast = Cast(**rules)
        self.topic = CriterionFactory(
            program=self.cast.program,
            label="Topics",
            slug="topic",
            kind=CriterionKind.MULTIPLE,
            is_filter=True,
        )
        self.careers = ChoiceFactory(criterion=self.topic, label="Careers & more")
        self.mentee, self.mentor = self.cast.mentee(), self.cast.mentor()
        answer(self.mentor, self.topic, self.careers)
        self.query = f"c-topic={self.careers.pk}"
        self.client = client
        client.force_login(self.mentee.member.user)

    def url(self, name, **kwargs):
        kwargs = {"program": self.cast.program.slug, **kwargs}
        return reverse(f"wagtail_mentoring:{name}", kwargs=kwargs)

    def get(self, name, query="", **kwargs):
        return self.client.get(f"{self.url(name, **kwargs)}?{query}")

    def text(self, name, query="", **kwargs):
        return unescape(self.get(name, query, **kwargs).content.decode())

    def save(self, **values):
        data = {"name": "My search", "query": self.query, "wants_mail": "on", **values}
        return self.client.post(self.url("find_mentor_save"), data)


@pytest.fixture
def world(client):
    return World(client)


def test_where_something_is_chosen_the_search_can_be_saved(world):
    text = world.text("find_mentor", world.query + "&order=name&page=1")
    assert f'action="{world.url("find_mentor_save")}"' in text
    assert f'name="query" value="{world.query}"' in text
    assert 'name="name" value="Careers & more"' in text
    assert "At most one mail in 7 days." in text


def test_where_nothing_is_chosen_there_is_nothing_to_save(world):
    assert "Save this search" not in world.text("find_mentor")
    assert world.get("find_mentor_save").status_code == 302


def test_saved_it_is_on_the_search_page_and_on_the_desk(world):
    response = world.save()
    assert response.status_code == 302
    assert response["Location"] == f"{world.url('find_mentor')}?{world.query}#results"
    text = world.text("find_mentor", world.query)
    assert "The search “My search” is saved." in text
    assert "This is your saved search “My search”." in text
    link = f'<a href="{world.url("find_mentor")}?{world.query}#results"'
    assert f'{link} aria-current="page">My search</a>' in text
    desk = world.text("desk")
    assert link in desk
    assert "Topics: Careers & more" in desk
    assert "Mail when somebody new fits" in desk


def test_a_name_is_needed_and_what_was_chosen_is_kept(world):
    response = world.save(name="")
    assert response.status_code == 200
    text = unescape(response.content.decode())
    assert "Give the search a name" in text
    assert f'name="query" value="{world.query}"' in text
    assert "Topics: Careers & more" in text
    assert not SavedSearch.objects.exists()


def test_a_refusal_says_why_and_keeps_the_name(world):
    world.save()
    response = world.save(query="q=other")
    assert response.status_code == 409
    text = response.content.decode()
    assert "You have a saved search of this name already." in text
    assert 'value="My search"' in text


@pytest.mark.parametrize("query", ["", "c-topic=999", "page=2", "q=\x00", "&&&=&", "x" * 9000])
def test_a_question_nobody_understands_is_not_saved(world, query):
    assert world.save(query=query).status_code in (200, 409)
    assert not SavedSearch.objects.exists()


def test_the_form_has_a_page_of_its_own(world):
    text = world.text("find_mentor_save", world.query)
    assert f'name="query" value="{world.query}"' in text
    assert not SavedSearch.objects.exists()


def test_without_mails_in_the_program_none_are_offered(client):
    world = World(client, saved_search_mail_days=None)
    assert "wants_mail" not in world.text("find_mentor", world.query)
    assert world.save().status_code == 302
    desk = world.text("desk")
    assert "My search" in desk and "Mail when" not in desk


def test_without_the_tick_no_mail_is_wanted(world):
    world.client.post(world.url("find_mentor_save"), {"name": "Quiet", "query": world.query})
    assert not SavedSearch.objects.get().wants_mail


def test_somebody_suspended_reads_why_not(world):
    type(world.mentee).objects.filter(pk=world.mentee.pk).update(status=ProfileStatus.SUSPENDED)
    assert "suspended" in world.text("find_mentor_save", world.query)
    assert world.save().status_code == 409
    assert not SavedSearch.objects.exists()


def test_renaming(world):
    world.save()
    search = SavedSearch.objects.get()
    assert 'value="My search"' in world.text("desk_search", uuid=search.uuid)
    response = world.client.post(world.url("desk_search", uuid=search.uuid), {"name": "Better"})
    assert response["Location"].endswith("#searches")
    assert "The search is now called “Better”." in world.text("desk")


def test_the_mail_is_switched_off_and_on(world):
    world.save()
    search = SavedSearch.objects.get()
    for value, words in (("off", "No mail"), ("on", "Mail when somebody new fits")):
        world.client.post(world.url("desk_search_mail", uuid=search.uuid), {"wants_mail": value})
        assert words in world.text("desk")
        search.refresh_from_db()
        assert search.wants_mail == (value == "on")


def test_deleting_asks_first(world):
    world.save()
    search = SavedSearch.objects.get()
    text = world.text("desk_search_delete", uuid=search.uuid)
    assert "Delete the search “My search”?" in text
    assert SavedSearch.objects.exists()
    world.client.post(world.url("desk_search_delete", uuid=search.uuid))
    assert not SavedSearch.objects.exists()
    assert world.client.post(world.url("desk_search_delete", uuid=search.uuid)).status_code == 404


@pytest.mark.parametrize("name", ["desk_search", "desk_search_mail", "desk_search_delete"])
def test_anothers_answers_like_a_missing_one(world, name):
    other = SavedSearchFactory(profile=world.cast.mentee(), name="Theirs")
    elsewhere = SavedSearchFactory(profile=MenteeFactory(member=world.mentee.member))
    for method in (world.client.get, world.client.post):
        for search in (other.uuid, elsewhere.uuid, uuid.uuid4()):
            assert method(world.url(name, uuid=search)).status_code == 404
    assert "Theirs" not in world.text("desk") + world.text("find_mentor")
    assert SavedSearch.objects.count() == 2


def test_what_is_no_choice_any_more_is_pointed_out(world):
    world.save()
    assert "is no choice any more" not in world.text("desk")
    world.topic.is_filter = False
    world.topic.save()
    assert "is no choice any more" in world.text("desk")


@pytest.mark.parametrize("count", [1, 5])
def test_the_desk_and_the_search_take_the_same_queries(world, django_assert_num_queries, count):
    for number in range(count):
        SavedSearchFactory(profile=world.mentee, name=f"Search {number}", query=world.query)
    world.text("find_mentor", world.query), world.text("desk")
    with django_assert_num_queries(QUERIES["find_mentor"]):
        world.get("find_mentor", world.query)
    with django_assert_num_queries(QUERIES["desk"]):
        assert len(re.findall("mentoring-searches__item", world.text("desk"))) == count


QUERIES = {"find_mentor": 13, "desk": 15}
