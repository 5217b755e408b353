"""The queries of the search and of a profile, whoever looks and however much there is (F-02)."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from tests.factories import (
    MentorFactory,
    MentorshipFactory,
    RequestFactory,
    SavedSearchFactory,
    SocietyMeetingFactory,
    UserFactory,
    agree,
    make_many,
    publish_code_of_conduct,
)
from tests.views.finding import Society
from wagtail_mentoring.enums import ProfileStatus, RequestStatus
from wagtail_mentoring.links import ProgramLinks
from wagtail_mentoring.models import Education, MeetingAttendance, MentorAnswer, Position
from wagtail_mentoring.pages.models import FindMentorPage

pytestmark = pytest.mark.django_db

#: What Django asks before a view begins, and Wagtail on the way to a page.
FRAMEWORK = (
    "django_session",
    "auth_user",
    "auth_permission",
    "wagtailcore_site",
    "wagtailcore_page",
    "wagtailcore_pageviewrestriction",
    "wagtail_mentoring_pages_findmentorpage",
)


@pytest.fixture
def society():
    society = Society()
    publish_code_of_conduct(society.program)
    agree(society.mentee)
    return society


@pytest.fixture
def mentor(society):
    mentor = society.add_mentor(
        "Ana Lind",
        society.bayes,
        society.senior,
        member={"contact_email": "ana@contact.example", "phone": "+46 18 000000"},
    )
    agree(mentor)
    return mentor


@pytest.fixture
def count(client):
    """Return a function that opens an address and returns how many queries are the app's, and how many there are."""

    def open_it(url, user):
        client.force_login(user)
        client.get(url)  # the first search of a process reads the people
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        asked = [
            query["sql"].partition(" FROM ")[2].partition(" ")[0].strip('"`')
            for query in queries.captured_queries
        ]
        return sum(table not in FRAMEWORK for table in asked), len(asked)

    return open_it


def add_mentors(society, number):
    """Add so many mentors at once."""
    mentors = make_many(MentorFactory, society.program, number)
    MentorAnswer.objects.bulk_create(
        MentorAnswer(profile=one, criterion=society.topics, choice=society.bayes) for one in mentors
    )
    return mentors


@pytest.mark.parametrize("number", [1, 20, 500])
@pytest.mark.parametrize(
    ("query", "queries"), [("", 11), ("?c-topics={bayes}", 11), ("?q=lind", 12)]
)
def test_the_search_takes_the_same_queries(society, mentor, count, number, query, queries):
    meeting = SocietyMeetingFactory()
    if number > 1:
        some = add_mentors(society, number - 1)
        MeetingAttendance.objects.bulk_create(
            MeetingAttendance(meeting=meeting, member=one.member) for one in some
        )
        for one in some[:10]:
            RequestFactory(mentor=one, mentee=society.mentee)
            society.mentee.shortlist.create(candidate=one)
            SavedSearchFactory(profile=society.mentee, name=f"Search {one.pk}")
    url = society.url() + query.format(bayes=society.bayes.pk)
    # Session and user are Django's.
    assert count(url, society.user) == (queries, queries + 2)


def everything(society, mentor, number):
    """Let somebody have so much of everything that a profile shows."""
    for one in range(number):
        Position.objects.create(member=mentor.member, title=f"Lecturer {one}", sort_order=one)
        Education.objects.create(member=mentor.member, degree=f"PhD {one}", sort_order=one)
        meeting = SocietyMeetingFactory()
        for member in (mentor.member, society.mentee.member):
            MeetingAttendance.objects.create(meeting=meeting, member=member)
        choices = society.choices(society.topics, f"Topic {one}")
        MentorAnswer.objects.create(profile=mentor, criterion=society.topics, choice=choices[0])


def pair(society, mentor, status):
    request = RequestFactory(mentor=mentor, mentee=society.mentee, status=status)
    if status == RequestStatus.ACCEPTED:
        MentorshipFactory(request=request)


@pytest.mark.parametrize("number", [1, 20])
@pytest.mark.parametrize(
    ("state", "queries"),
    [("new", 8), ("full", 8), ("asked", 9), ("paired", 9), ("itself", 9), ("staff", 9)],
)
def test_a_profile_takes_the_same_queries(society, mentor, count, state, queries, number):
    everything(society, mentor, number)
    reader, url = society.user, society.profile_url(mentor)
    if state == "full":
        type(mentor).objects.update(capacity=1, open_mentorships=1)
    elif state == "asked":
        pair(society, mentor, RequestStatus.PENDING)
    elif state == "paired":
        pair(society, mentor, RequestStatus.ACCEPTED)
    elif state == "itself":
        reader = mentor.member.user
    elif state == "staff":
        reader = UserFactory()
        codename = "coordinate_mentoringprogram"
        reader.user_permissions.add(Permission.objects.get(codename=codename))
    # Session, user and twice permissions are Django's.
    assert count(url, reader) == (queries, queries + 4)


def test_a_profile_on_a_page_of_the_site_takes_as_many(society, mentor, count):
    root = Site.objects.get(is_default_site=True).root_page
    page = FindMentorPage(title="Find", slug="find", program=society.program)
    root.add_child(instance=page)
    page.save_revision().publish()
    url = ProgramLinks(society.program).profile(mentor)
    assert url.startswith("/find/")
    ours, _all = count(url, society.user)
    assert ours == 8


def test_a_mentor_looks_at_a_mentee_as_quickly(society, mentor, count):
    type(mentor).objects.update(joined_at=timezone.now(), status=ProfileStatus.ACTIVE)
    ours, _all = count(society.profile_url(society.mentee), mentor.member.user)
    assert ours == 8
