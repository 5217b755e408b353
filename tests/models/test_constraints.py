# ruff: noqa: S608 -- the SQL is our own, on purpose past the ORM
"""What must never be true is refused by the database itself, on every supported one (C-06)."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from tests.factories import (
    AgreementFactory,
    Cast,
    CriterionFactory,
    GoalFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    PairMeetingFactory,
    PairNoteFactory,
    RequestFactory,
)
from wagtail_mentoring.models import Mentorship, MentorshipRequest

pytestmark = pytest.mark.django_db


def refused(sql, *params):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def columns_of(instance, **changes):
    """Return names and values of an insert that repeats the row of ``instance`` with ``changes``."""
    fields = [f for f in instance._meta.concrete_fields if not f.primary_key]
    values = {
        f.column: f.get_db_prep_save(getattr(instance, f.attname), connection) for f in fields
    }
    values.update(changes)
    return list(values), list(values.values())


def insert(instance, **changes):
    import uuid

    uuid_field = instance._meta.get_field("uuid")
    changes.setdefault("uuid", uuid_field.get_db_prep_save(uuid.uuid4(), connection))
    names, values = columns_of(instance, **changes)
    quote = connection.ops.quote_name
    table, marks = quote(instance._meta.db_table), ", ".join(["%s"] * len(names))
    refused(f"INSERT INTO {table} ({', '.join(map(quote, names))}) VALUES ({marks})", *values)


def update(instance, assignment, *params):
    table = connection.ops.quote_name(instance._meta.db_table)
    refused(f"UPDATE {table} SET {assignment} WHERE id = {instance.pk}", *params)


@pytest.fixture
def pair():
    return MentorshipFactory()


@pytest.fixture
def request_():
    return RequestFactory()


def other_accepted(pair, **sides):
    return RequestFactory(
        **{"mentor": pair.mentor, "mentee": pair.mentee, **sides, "status": "accepted"}
    )


def test_a_mentor_place_is_taken_once(pair):
    third = MenteeFactory(program=pair.program)
    other = other_accepted(pair, mentee=third)
    insert(
        pair,
        request_id=other.pk,
        mentee_id=third.pk,
        mentee_member_id=third.member_id,
        open_pair="free",
    )


def test_a_mentee_place_is_taken_once(pair):
    third = MentorFactory(program=pair.program)
    other = other_accepted(pair, mentor=third)
    insert(
        pair,
        request_id=other.pk,
        mentor_id=third.pk,
        mentor_member_id=third.member_id,
        open_pair="free",
    )


def test_two_people_have_one_open_mentorship(pair):
    other = other_accepted(pair)
    insert(pair, request_id=other.pk, mentor_slot=7, mentee_slot=7)


def test_a_request_has_one_mentorship(pair):
    insert(pair, mentor_slot=7, mentee_slot=7, open_pair="free")


def test_two_people_have_one_open_request(request_):
    insert(request_)


@pytest.mark.parametrize("make", [MentorshipFactory, RequestFactory])
def test_nobody_is_paired_with_themself(make):
    instance = make()
    update(instance, "mentee_member_id = mentor_member_id")


@pytest.mark.parametrize(
    "assignment",
    [
        "ended_at = CURRENT_TIMESTAMP",
        "mentor_slot = NULL",
        "mentee_slot = NULL",
        "open_pair = NULL",
    ],
)
def test_an_open_mentorship_has_its_places_and_no_end(pair, assignment):
    update(pair, assignment)


def test_a_mentorship_that_is_over_has_no_places(pair):
    update(pair, "status = 'ended'")


@pytest.mark.parametrize(
    "assignment", ["open_pair = NULL", "decided_at = CURRENT_TIMESTAMP", "status = 'declined'"]
)
def test_an_open_request_is_open_in_every_way(request_, assignment):
    update(request_, assignment)


@pytest.mark.parametrize("make", [MentorshipFactory, RequestFactory, MentorFactory, MenteeFactory])
def test_unknown_states_are_refused(make):
    update(make(), "status = 'whatever'")


def test_a_person_has_one_profile_for_role_and_program():
    profile = MentorFactory()
    insert(profile)


def test_capacity_is_at_least_one():
    update(MentorFactory(), "capacity = 0")


def test_a_sensitive_criterion_is_private_and_never_required():
    criterion = CriterionFactory(is_sensitive=True, privacy="private", is_filter=False)
    update(criterion, "privacy = 'public'")
    update(criterion, "is_required = %s", True)


def test_a_private_criterion_is_no_filter():
    criterion = CriterionFactory(privacy="private", is_filter=False)
    update(criterion, "is_filter = %s", True)


def test_places_are_free_again_for_others_after_the_end():
    cast = Cast()
    pair = MentorshipFactory(
        request=RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    )
    Mentorship.objects.filter(pk=pair.pk).update(
        status="ended", mentor_slot=None, mentee_slot=None, open_pair=None, ended_at=timezone.now()
    )
    type(pair.mentor).objects.filter(pk=pair.mentor.pk).update(
        open_mentorships=F("open_mentorships") - 1
    )
    again = RequestFactory(mentor=pair.mentor, mentee=pair.mentee, status="accepted")
    MentorshipFactory(request=MentorshipRequest.objects.get(pk=again.pk))
    assert Mentorship.objects.open().count() == 1


@pytest.mark.parametrize("standing", ["proposed", "confirmed"])
def test_two_people_have_one_proposal_and_one_agreement_that_counts(pair, standing):
    AgreementFactory(mentorship=pair, standing=standing)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(mentorship=pair, standing=standing)
    AgreementFactory(mentorship=pair, standing=None)
    AgreementFactory(mentorship=pair, standing=None)


def test_each_version_of_an_agreement_exists_once(pair):
    AgreementFactory(mentorship=pair, version=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreementFactory(mentorship=pair, version=1, standing=None)


@pytest.mark.parametrize(
    ("make", "assignment"),
    [
        (AgreementFactory, "standing = 'confirmed'"),
        (AgreementFactory, "proposed_by = 'nobody'"),
        (GoalFactory, "status = 'reached'"),
        (PairNoteFactory, "author = 'office'"),
        (PairMeetingFactory, "status = 'maybe'"),
        (PairMeetingFactory, "planned_by = 'office'"),
        (PairMeetingFactory, "minutes = 1441"),
    ],
)
def test_what_two_people_work_on_is_kept_in_order(make, assignment):
    update(make(), assignment)
