"""Lists: what the columns say, what the filters find, and that they stay fast."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MemberFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    ProgramFactory,
    RequestFactory,
    make_many,
)
from tests.wagtail_admin.conftest import make_agreement, make_notification
from wagtail_mentoring.enums import MembershipState, ProfileStatus
from wagtail_mentoring.models import MentoringProgram

pytestmark = pytest.mark.django_db


def listing(name):
    return reverse(f"wagtail_mentoring_{name}")


def names_in(response, *names):
    """Return which of the names the list shows."""
    rows = response.context["object_list"]
    shown = " ".join(str(row) for row in rows)
    return {name for name in names if name in shown}


@pytest.fixture
def program():
    return ProgramFactory()


def member_of(program, name, **values):
    return MentorFactory(program=program, member__name=name, **values)


def rows(kind, program, count):
    """Make ``count`` rows of a kind."""
    for _number in range(count):
        if kind == "mentors":
            MentorFactory(program=program)
        elif kind == "mentees":
            MenteeFactory(program=program)
        elif kind == "criteria":
            ChoiceFactory(criterion=CriterionFactory(program=program))
        elif kind == "members":
            MemberFactory()
        elif kind == "requests":
            RequestFactory(mentor__program=program)
        elif kind == "mentorships":
            MentorshipFactory(request__mentor__program=program)
        elif kind == "notifications":
            make_notification(program, MemberFactory())
        elif kind == "agreements":
            make_agreement(program, MemberFactory())
        elif kind == "lapsed":
            MentorFactory(
                program=program,
                member__membership_state=MembershipState.LAPSED,
                member__membership_lapsed_on=timezone.localdate(),
            )


@pytest.mark.parametrize(
    ("kind", "url_name", "queries"),
    [
        ("mentors", "mentors:list", 13),
        ("mentees", "mentees:list", 13),
        ("members", "members:list", 11),
        ("criteria", "criteria:list", 11),
        ("requests", "requests:index", 13),
        ("mentorships", "mentorships:index", 13),
        ("notifications", "notifications:index", 11),
        ("agreements", "agreements:index", 12),
        ("lapsed", "lapsed_report", 11),
    ],
)
def test_a_list_takes_the_same_number_of_queries_at_1_and_20_rows(
    kind, url_name, queries, admin, program, django_assert_num_queries
):
    url = listing(url_name)
    rows(kind, program, 1)
    admin.get(url)
    with django_assert_num_queries(queries):
        assert len(admin.get(url).context["object_list"]) == 1
    rows(kind, program, 19)
    with django_assert_num_queries(queries):
        assert len(admin.get(url).context["object_list"]) == 20


@pytest.mark.parametrize(
    ("factory", "url_name", "queries"),
    [
        (MentorFactory, "mentors:list", 13),
        (MenteeFactory, "mentees:list", 13),
        (CriterionFactory, "criteria:list", 11),
    ],
)
def test_a_list_of_500_takes_as_many(
    factory, url_name, queries, admin, program, django_assert_num_queries
):
    if factory is CriterionFactory:
        for _number in range(500):
            factory(program=program)
    else:
        make_many(factory, program, 500)
    admin.get(listing(url_name))
    with django_assert_num_queries(queries):
        context = admin.get(listing(url_name)).context
    page = context["page_obj"]
    # Criteria are put in order by hand: all of them stand on one page.
    assert (page.paginator.count if page else len(context["object_list"])) == 500


def test_a_mentor_shows_load_membership_and_status(admin, program):
    member_of(
        program,
        "Ruth Abiola",
        capacity=3,
        open_mentorships=1,
        member__membership_state=MembershipState.LAPSED,
        member__region="North",
        hidden_from=timezone.localdate() + dt.timedelta(days=5),
    )
    text = admin.get(listing("mentors:list")).text
    for words in ("Ruth Abiola", "1 of 3", "Lapsed", "North", "hidden in 5 days", "Active"):
        assert words in text


def test_mentors_are_filtered_by_load(admin, program):
    member_of(program, "Free", capacity=2, open_mentorships=1)
    member_of(program, "Full", capacity=1, open_mentorships=1)
    member_of(program, "Ceiling", capacity=9, open_mentorships=5)
    member_of(program, "Idle", capacity=2)
    url = listing("mentors:list")
    names = ("Free", "Full", "Ceiling", "Idle")
    assert names_in(admin.get(url + "?load=full"), *names) == {"Full", "Ceiling"}
    assert names_in(admin.get(url + "?load=free"), *names) == {"Free", "Idle"}
    assert names_in(admin.get(url + "?load=none"), *names) == {"Idle"}


def test_mentees_without_a_limit_are_never_full(admin):
    program = ProgramFactory(mentee_max_mentors=None)
    MenteeFactory(program=program, member__name="Many", open_mentorships=7)
    one = ProgramFactory()
    MenteeFactory(program=one, member__name="One", open_mentorships=1)
    url = listing("mentees:list")
    assert names_in(admin.get(url + "?load=full"), "Many", "One") == {"One"}
    assert names_in(admin.get(url + "?load=free"), "Many", "One") == {"Many"}


def test_mentors_are_filtered_by_status_membership_region_and_search(admin, program):
    member_of(program, "Anna", status=ProfileStatus.PENDING, member__region="North")
    member_of(program, "Berta", member__region="South", member__membership_state="lapsed")
    member_of(program, "Clara", status=ProfileStatus.PAUSED, member__headline="Epidemiologist")
    url = listing("mentors:list")
    names = ("Anna", "Berta", "Clara")
    assert names_in(admin.get(url + "?status=pending&status=paused"), *names) == {"Anna", "Clara"}
    assert names_in(admin.get(url + "?membership=lapsed"), *names) == {"Berta"}
    assert names_in(admin.get(url + "?region=North"), *names) == {"Anna"}
    assert names_in(admin.get(url + "?q=epidemio"), *names) == {"Clara"}


def test_mentors_are_filtered_by_what_members_see(admin, program):
    today = timezone.localdate()
    member_of(program, "Seen")
    member_of(program, "Grace", hidden_from=today + dt.timedelta(days=1))
    member_of(program, "Gone", hidden_from=today)
    url = listing("mentors:list")
    names = ("Seen", "Grace", "Gone")
    assert names_in(admin.get(url + "?visibility=found"), *names) == {"Seen", "Grace"}
    assert names_in(admin.get(url + "?visibility=lapsing"), *names) == {"Grace"}
    assert names_in(admin.get(url + "?visibility=hidden"), *names) == {"Gone"}


def test_requests_tell_how_long_is_left(admin, program):
    old = timezone.now() - dt.timedelta(days=25)
    RequestFactory(mentor__program=program, mentor__member__name="Soon", clock_started_at=old)
    RequestFactory(mentor__program=program, mentor__member__name="Later")
    RequestFactory(
        mentor__program=program, mentor__member__name="Waits", waiting_since=timezone.now()
    )
    url = listing("requests:index")
    text = admin.get(url).text
    assert "3 days" in text
    assert "28 days" in text
    assert "On the waiting list" in text
    names = ("Soon", "Later", "Waits")
    assert names_in(admin.get(url + "?waits=expiring"), *names) == {"Soon"}
    assert names_in(admin.get(url + "?waits=place"), *names) == {"Waits"}
    assert names_in(admin.get(url + "?waits=answer"), *names) == {"Soon", "Later"}
    assert names_in(admin.get(url + "?q=later"), *names) == {"Later"}


def test_a_program_without_expiry_has_no_days(admin):
    program = ProgramFactory(request_expiry_days=None)
    RequestFactory(
        mentor__program=program, clock_started_at=timezone.now() - dt.timedelta(days=400)
    )
    assert len(admin.get(listing("requests:index") + "?waits=expiring").context["object_list"]) == 0


def test_mentorships_are_filtered_by_status_and_first_conversation(admin, program):
    MentorshipFactory(
        request__mentor__program=program,
        request__mentor__member__name="Talked",
        first_conversation_at=timezone.now(),
    )
    MentorshipFactory(request__mentor__program=program, request__mentor__member__name="Silent")
    url = listing("mentorships:index")
    assert names_in(admin.get(url + "?first_conversation=due"), "Talked", "Silent") == {"Silent"}
    assert len(admin.get(url + "?status=ended").context["object_list"]) == 0


def test_mails_are_filtered_by_status(admin, program):
    member = MemberFactory()
    make_notification(program, member, status="failed", error="No such mailbox")
    make_notification(program, member)
    response = admin.get(listing("notifications:index") + "?status=failed")
    assert len(response.context["object_list"]) == 1
    assert "No such mailbox" in response.text


def test_a_site_with_one_program_never_sees_a_choice_of_programs(admin, program):
    member_of(program, "Ruth")
    url = listing("mentors:list")
    assert "program" not in admin.get(url).context["filters"].form.fields
    assert program.name not in admin.get(url).text
    ProgramFactory()
    assert "program" in admin.get(url).context["filters"].form.fields
    assert program.name in admin.get(url).text


@pytest.mark.parametrize(
    "query",
    [
        "?status=nonsense&status=%00",
        "?program=999999999999999999999",
        "?load=x&p=-1",
        "?p=99999999&ordering=member__user__password",
        "?q=%00",
        "?q=" + "a" * 5000,
        "?joined_at_from=tomorrow",
        "?export=exe",
    ],
)
def test_odd_addresses_do_no_harm(query, admin, program):
    member_of(program, "Ruth")
    assert admin.get(listing("mentors:list") + query).status_code == 200


def test_lapsed_members_are_listed_with_what_it_means(admin, program):
    today = timezone.localdate()
    lapsed = member_of(
        program,
        "Lapsed",
        member__membership_state=MembershipState.LAPSED,
        member__membership_lapsed_on=today - dt.timedelta(days=40),
        hidden_from=today - dt.timedelta(days=9),
    )
    MentorshipFactory(request__mentor=lapsed)
    member_of(program, "Current")
    member_of(
        program,
        "Left",
        status=ProfileStatus.LEFT,
        member__membership_lapsed_on=today,
    )
    response = admin.get(listing("lapsed_report"))
    assert names_in(response, "Lapsed", "Current", "Left") == {"Lapsed"}
    (row,) = response.context["object_list"]
    assert (row.open_mentorships, row.hidden_from) == (1, today - dt.timedelta(days=9))


def test_a_program_with_participants_is_not_deleted(admin, program):
    member_of(program, "Ruth")
    url = reverse("wagtail_mentoring_programs:delete", args=[program.pk])
    response = admin.post(url, follow=True)
    assert "Untick “visible to members” instead." in response.text
    assert MentoringProgram.objects.filter(pk=program.pk).exists()
    empty = ProgramFactory()
    admin.post(reverse("wagtail_mentoring_programs:delete", args=[empty.pk]))
    assert not MentoringProgram.objects.filter(pk=empty.pk).exists()


def test_somebody_who_only_sees_profiles_gets_no_bulk_actions(admin, coordinator, program):
    group = coordinator.groups.get()
    group.permissions.remove(Permission.objects.get(codename="coordinate_mentoringprogram"))
    member_of(program, "Ruth")
    response = admin.get(listing("mentors:list"))
    assert response.status_code == 200
    assert "data-bulk-action-button" not in response.text
