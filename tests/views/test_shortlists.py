"""The shortlist with notes, the comparison, and whom one dismissed (F20)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import RequestFactory
from tests.views.finding import Society
from tests.views.pairing import text_of
from wagtail_mentoring.enums import ProfileStatus

pytestmark = pytest.mark.django_db


class Shelf:
    """A mentee who looks around, and two mentors."""

    def __init__(self, client):
        self.society, self.client = Society(), client
        society = self.society
        self.own = society.mentee
        self.ana = society.add_mentor("Ana Lindqvist", society.bayes, society.senior)
        self.ben = society.add_mentor("Ben Okafor", society.surveys, society.senior)
        client.force_login(society.user)

    def url(self, name="desk_shortlist", **kwargs):
        return self.society.url(name, role="mentee", **kwargs)

    def get(self, name="desk_shortlist", query="", **kwargs):
        return self.client.get(self.url(name, **kwargs) + query)

    def press(self, name, profile, follow=False, **data):
        return self.client.post(self.url(name, uuid=profile.uuid), data, follow=follow)

    def shown(self):
        return [card["name"] for card in self.get().context["cards"]]

    def searched(self):
        return [card["name"] for card in self.client.get(self.society.url()).context["cards"]]


@pytest.fixture
def shelf(client):
    return Shelf(client)


def test_a_card_is_set_aside_and_taken_off_where_it_stands(shelf):
    find = shelf.society.url()
    page = shelf.client.get(find)
    assert shelf.url("desk_shortlist_add", uuid=shelf.ana.uuid) in text_of(page)
    answer = shelf.press("desk_shortlist_add", shelf.ana, next=find)
    assert answer.url == find
    page = shelf.client.get(find)
    assert "Ana Lindqvist is on your shortlist." in text_of(page)
    assert shelf.url("desk_shortlist_remove", uuid=shelf.ana.uuid) in text_of(page)
    assert shelf.shown() == ["Ana Lindqvist"]
    page = shelf.press("desk_shortlist_remove", shelf.ana, follow=True)
    assert "Ana Lindqvist is off your shortlist." in text_of(page)
    assert shelf.shown() == []


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:x", ""])
def test_a_button_leads_only_to_pages_of_this_site(shelf, back):
    assert shelf.press("desk_shortlist_add", shelf.ana, next=back).url == shelf.url()


def test_a_get_changes_nothing(shelf):
    for name in ("desk_shortlist_add", "desk_dismiss", "desk_shortlist_note"):
        assert shelf.get(name, uuid=shelf.ana.uuid).status_code == 302
    assert not shelf.own.shortlist.exists()
    assert not shelf.own.dismissals.exists()


def test_the_newest_comes_first_and_notes_are_written_in_place(shelf):
    for mentor in (shelf.ana, shelf.ben):
        shelf.press("desk_shortlist_add", mentor)
    assert shelf.shown() == ["Ben Okafor", "Ana Lindqvist"]
    answer = shelf.press("desk_shortlist_note", shelf.ana, note="Knows <surveys>.")
    assert answer.url == f"{shelf.url()}#person-{shelf.ana.uuid}"
    page = shelf.get()
    assert "Knows &lt;surveys&gt;." in text_of(page)
    # No word of questions that need an answer: the note is the only one, and may stay empty.
    assert "Please answer every question" not in text_of(page)
    assert "Your note on Ana Lindqvist is saved." in text_of(page)


def test_a_note_that_is_too_long_is_shown_again(shelf):
    shelf.press("desk_shortlist_add", shelf.ana)
    page = shelf.press("desk_shortlist_note", shelf.ana, note="x" * 1001)
    assert page.status_code == 200
    assert "x" * 1001 in text_of(page)
    assert shelf.own.shortlist.get().note == ""


def test_notes_are_read_by_nobody_else(shelf, admin_client):
    own = shelf.own
    own.shortlist.create(candidate=shelf.ana, note="A canary")
    coordinator = admin_client.get(shelf.url())
    assert coordinator.status_code == 404
    for profile, name in ((own, "mentees"), (shelf.ana, "mentors")):
        for view in ("inspect", "history"):
            page = admin_client.get(reverse(f"wagtail_mentoring_{name}:{view}", args=[profile.pk]))
            assert page.status_code == 200
            assert profile.member.name in text_of(page)
            assert "canary" not in text_of(page)
    shelf.client.force_login(shelf.ana.member.user)
    for url in (shelf.society.url("desk"), shelf.society.profile_url(shelf.ana)):
        page = shelf.client.get(url)
        assert page.status_code == 200
        assert "canary" not in text_of(page)


@pytest.mark.parametrize("status", [ProfileStatus.PAUSED, ProfileStatus.LEFT])
def test_who_is_not_available_drops_out_silently_and_comes_back(shelf, status):
    shelf.own.shortlist.create(candidate=shelf.ana, note="Mine")
    shelf.own.shortlist.create(candidate=shelf.ben)
    change = type(shelf.ana).objects.filter(pk=shelf.ana.pk)
    change.update(status=status)
    page = shelf.get()
    assert [card["name"] for card in page.context["cards"]] == ["Ben Okafor"]
    assert "Ana" not in text_of(page)
    query = f"?who={shelf.ana.uuid}&who={shelf.ben.uuid}"
    assert "Ana" not in text_of(shelf.get("desk_compare", query))
    assert shelf.press("desk_shortlist_note", shelf.ana, note="x").status_code == 404
    change.update(status=ProfileStatus.ACTIVE)
    assert "Mine" in text_of(shelf.get())


def test_whom_one_cannot_see_one_cannot_keep(shelf):
    hidden = shelf.society.add_mentor("Hidden", status=ProfileStatus.PENDING)
    elsewhere = Society().add_mentor("Elsewhere")
    for profile in (hidden, elsewhere):
        for name in ("desk_shortlist_add", "desk_dismiss", "desk_bring_back"):
            assert shelf.press(name, profile).status_code == 404


def test_who_has_not_the_role_has_no_list(shelf):
    for name in ("desk_shortlist", "desk_compare", "desk_dismissed"):
        assert shelf.client.get(shelf.society.url(name, role="mentor")).status_code == 404
        assert shelf.client.get(shelf.society.url(name, role="nobody")).status_code == 404


def test_dismissed_and_brought_back(shelf):
    find = shelf.society.url()
    shelf.press("desk_dismiss", shelf.ana, next=find)
    page = shelf.client.get(find)
    assert "Ana Lindqvist is not shown to you any more, and is not told." in text_of(page)
    assert shelf.url("desk_dismissed") in text_of(page)
    assert "1 mentor you dismissed is left out" in text_of(page)
    assert shelf.searched() == ["Ben Okafor"]
    assert [card["name"] for card in shelf.get("desk_dismissed").context["cards"]] == [
        "Ana Lindqvist"
    ]
    profile = text_of(shelf.client.get(shelf.society.profile_url(shelf.ana)))
    assert "You have dismissed this person" in profile
    page = shelf.press("desk_bring_back", shelf.ana, follow=True, next=shelf.url("desk_dismissed"))
    assert "Ana Lindqvist is shown to you again." in text_of(page)
    assert "You have dismissed nobody" in text_of(page)
    assert sorted(shelf.searched()) == ["Ana Lindqvist", "Ben Okafor"]


def test_who_was_asked_cannot_be_put_out_of_sight(shelf):
    RequestFactory(mentor=shelf.ana, mentee=shelf.own)
    dismiss = shelf.url("desk_dismiss", uuid=shelf.ana.uuid)
    for url in (shelf.society.url(), shelf.society.profile_url(shelf.ana)):
        assert dismiss not in text_of(shelf.client.get(url))
    page = shelf.press("desk_dismiss", shelf.ana, follow=True)
    assert "A request between you and Ana Lindqvist is open." in text_of(page)
    assert not shelf.own.dismissals.exists()


# Side by side


def test_the_comparison_says_of_each_what_was_asked_and_said(shelf):
    shelf.own.shortlist.create(candidate=shelf.ana, note="Ask about the priors.")
    query = f"?who={shelf.ben.uuid}&who={shelf.ana.uuid}&who={shelf.ana.uuid}&who=nonsense"
    page = shelf.get("desk_compare", query)
    assert [one["name"] for one in page.context["people"]] == ["Ben Okafor", "Ana Lindqvist"]
    topics = page.context["rows"][0]
    assert (topics["label"], topics["asked"]) == ("Topics", "Bayesian methods, Surveys")
    assert [cell["said"] for cell in topics["cells"]] == ["Surveys", "Bayesian methods"]
    assert {cell["counts"] for cell in topics["cells"]} == {"yes"}
    assert "Secret" not in text_of(page)
    assert page.context["notes"] == ["", "Ask about the priors."]


def test_at_most_four_and_at_least_two(shelf):
    assert "Choose two to four people" in text_of(shelf.get("desk_compare"))
    assert "Choose two" in text_of(shelf.get("desk_compare", f"?who={shelf.ana.uuid}"))
    people = [shelf.society.add_mentor(f"Mentor {number}") for number in range(5)]
    page = shelf.get("desk_compare", "?" + "&".join(f"who={one.uuid}" for one in people))
    assert len(page.context["people"]) == 4
    assert "You can compare 4 at a time." in text_of(page)


@pytest.mark.parametrize("name", ["desk_shortlist", "desk_compare", "desk_dismissed"])
def test_the_queries_are_as_many_with_two_as_with_four(shelf, name):
    """F-02."""
    people = [shelf.ana, shelf.ben]
    counts = []
    for _round in range(2):
        for mentor in people:
            shelf.own.shortlist.get_or_create(candidate=mentor)
            if name == "desk_dismissed":
                shelf.own.dismissals.get_or_create(candidate=mentor)
        query = "?" + "&".join(f"who={one.uuid}" for one in people)
        shelf.get(name, query)
        with CaptureQueriesContext(connection) as queries:
            assert shelf.get(name, query).status_code == 200
        counts.append(len(queries))
        people += [shelf.society.add_mentor(f"Mentor {number}") for number in range(2)]
    assert counts[0] == counts[1] <= 18
