"""Resources on the desk of somebody who waits (R6), and the newest ones on the front page."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from tests.factories import (
    Cast,
    ChoiceFactory,
    CriterionFactory,
    MentorshipFactory,
    RequestFactory,
    TopicFactory,
    answer,
    make_resource,
)
from wagtail_mentoring.actions import MergeChoicesAction
from wagtail_mentoring.pages.models import MentoringIndexPage, ResourceIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def index(cast):
    home = Site.objects.get(is_default_site=True).root_page
    return home.add_child(
        instance=ResourceIndexPage(title="Resources", slug="resources", program=cast.program)
    )


@pytest.fixture
def criterion(cast):
    return CriterionFactory(program=cast.program, label="Topics")


@pytest.fixture
def abroad(criterion):
    return ChoiceFactory(criterion=criterion, label="Working abroad")


@pytest.fixture
def topic(abroad):
    topic = TopicFactory(name="Abroad", slug="abroad")
    topic.choices.add(abroad)
    return topic


def desk(client, cast, profile):
    client.force_login(profile.member.user)
    response = client.get(reverse("wagtail_mentoring:desk", kwargs={"program": cast.program.slug}))
    found = response.context["resources"]
    return [(card["title"], card["reason"]) for card in found["cards"]] if found else None


@pytest.fixture
def library(index, cast, topic):
    make_resource(index, cast.program, title="Older", published_on="2025-01-01")
    make_resource(index, cast.program, title="Fits", topics=[topic], published_on="2024-01-01")
    make_resource(
        index, cast.program, title="For mentors", audience="mentors", published_on="2026-02-01"
    )
    make_resource(index, cast.program, title="Newest", published_on="2026-01-01")
    return index


def test_who_waits_finds_what_fits_with_the_reason_then_the_newest(
    client, cast, library, criterion, abroad
):
    mentee = cast.mentee()
    answer(mentee, criterion, abroad)
    assert desk(client, cast, mentee) == [
        ("Fits", "Because you said: Working abroad."),
        ("Newest", ""),
        ("Older", ""),
    ]


def test_a_mentor_finds_what_is_for_mentors(client, cast, library):
    assert desk(client, cast, cast.mentor())[0] == ("For mentors", "")


def test_the_program_says_how_many(client, cast, library):
    cast.program.desk_resource_count = 1
    cast.program.save()
    assert len(desk(client, cast, cast.mentee())) == 1
    cast.program.desk_resource_count = 0
    cast.program.save()
    assert desk(client, cast, cast.mentee()) is None


def test_who_works_with_somebody_is_not_told_to_read(client, cast, library):
    pair = MentorshipFactory(
        request=RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    )
    assert desk(client, cast, pair.mentee) is None


def test_without_a_list_or_resources_there_is_nothing(client, cast, index):
    mentee = cast.mentee()
    assert desk(client, cast, mentee) is None
    index.unpublish()
    assert desk(client, cast, mentee) is None


def test_what_a_participant_may_not_read_is_left_out(client, cast, library):
    page = library.get_children().get(title="Newest")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    mentee = cast.mentee()
    assert "Newest" not in dict(desk(client, cast, mentee))
    restriction.groups.add(cast.program.enrolled_group)
    assert "Newest" in dict(desk(client, cast, mentee))


def test_a_topic_follows_answers_that_become_one(cast, topic, criterion, abroad):
    target = ChoiceFactory(criterion=criterion, label="Going places")
    ChoiceFactory(criterion=criterion)
    MergeChoicesAction(criterion, [abroad], target).execute()
    assert list(topic.choices.all()) == [target]


def test_editors_choose_answers_by_question_and_answer(admin_client, topic, abroad):
    url = reverse("wagtail_mentoring_topics:edit", args=[topic.pk])
    html = admin_client.get(url).text
    assert "Topics: Working abroad" in html
    admin_client.post(url, {"name": "Abroad", "slug": "abroad", "description": ""})
    assert not topic.choices.exists()
    admin_client.post(
        url, {"name": "Abroad", "slug": "abroad", "description": "", "choices": [abroad.pk]}
    )
    assert list(topic.choices.all()) == [abroad]


# On the front page


def front_page(index, cast, **value):
    page = MentoringIndexPage(title="Front", slug="front", program=cast.program)
    page.sections = [("resources", {"heading": "", "topic": None, "count": 2, **value})]
    return index.get_parent().add_child(instance=page)


def test_the_front_page_shows_the_newest(client, cast, library):
    html = client.get(front_page(library, cast).url).text
    assert "New to read, see and hear" in html
    assert html.index("For mentors") < html.index("Newest")
    assert "Older" not in html
    assert f'href="{library.url}"' in html


def test_those_of_one_topic_can_be_chosen(client, cast, library, topic):
    html = client.get(front_page(library, cast, topic=topic, heading="Go far").url).text
    assert "Go far" in html
    assert "Fits" in html
    assert "Newest" not in html


def test_what_is_not_for_everybody_is_not_shown_to_everybody(client, cast, library):
    page = library.get_children().get(title="Newest")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    front = front_page(library, cast)
    assert "Newest" not in client.get(front.url).text
    client.force_login(cast.mentee().member.user)
    assert "Newest" in client.get(front.url).text


def test_without_resources_there_is_no_heading(client, cast, index):
    assert "New to read" not in client.get(front_page(index, cast).url).text
