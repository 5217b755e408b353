"""What people write about themselves: who may change it, and what the audit log says of it."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import ModelLogEntry

from tests.factories import ChoiceFactory, CriterionFactory, MemberFactory, UserFactory
from wagtail_mentoring.actions import (
    AnswerValue,
    SaveHistoryAction,
    SavePersonAction,
    SavePictureAction,
    SaveRoleAction,
)
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import Education, Position

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


def acts(member, actor):
    return [
        SavePersonAction(member, {"headline": "New"}, actor=actor),
        SaveHistoryAction(
            member,
            educations=[{"degree": "PhD", "institution": "Coimbra"}],
            positions=[],
            actor=actor,
        ),
        SavePictureAction(member, ContentFile(b"x", name="x.jpg"), actor=actor),
    ]


def test_the_person_and_coordinators_may(member, coordinator):
    for actor in (member.user, coordinator):
        for action in acts(member, actor):
            action.check()


def test_nobody_else_may(member):
    for action in acts(member, UserFactory()) + acts(member, MemberFactory().user):
        with pytest.raises(ActionRefused) as refused:
            action.execute()
        assert refused.value.codes == ["not_yours"]
    member.refresh_from_db()
    assert member.headline == "Statistician"
    assert not Education.objects.exists()
    assert not member.picture


def test_an_account_that_is_switched_off_may_not(member):
    member.user.is_active = False
    member.user.save()
    assert SavePersonAction(member, {}, actor=member.user).refusals()


def test_what_a_coordinator_does_for_somebody_is_marked(member, coordinator):
    for action in acts(member, coordinator):
        action.execute()
    entries = ModelLogEntry.objects.filter(object_id=str(member.pk), user=coordinator)
    assert {entry.action.rpartition(".")[2] for entry in entries} == {
        "edit",
        "history",
        "picture",
    }
    assert {entry.data["on_behalf_of"] for entry in entries} == {str(member.uuid)}


@pytest.mark.parametrize(
    "values",
    [
        {"membership_state": "none"},
        {"region": "Elsewhere"},
        {"picture": "elsewhere.jpg"},
        {"user": None},
        {"id": 1},
        {"uuid": "0" * 32},
    ],
)
def test_what_is_not_the_persons_to_say_is_left_alone(member, values):
    before = {name: getattr(member, name) for name in values}
    SavePersonAction(member, values, actor=member.user).execute()
    member.refresh_from_db()
    assert {name: getattr(member, name) for name in values} == before


def test_two_tabs_change_different_fields_and_both_stay(member):
    stale = type(member).objects.get(pk=member.pk)
    SavePersonAction(member, {"headline": "First tab"}, actor=member.user).execute()
    SavePersonAction(stale, {"city": "Porto"}, actor=member.user).execute()
    member.refresh_from_db()
    assert (member.headline, member.city) == ("First tab", "Porto")


def test_rows_are_ordered_by_what_is_newest(member):
    positions = [
        {"title": "Old", "organization": "A", "start_year": 2001, "end_year": 2005},
        {"title": "Undated", "organization": "B", "start_year": None, "end_year": None},
        {"title": "Now", "organization": "C", "start_year": 2020, "end_year": None},
        {"title": "Before", "organization": "D", "start_year": 2006, "end_year": 2019},
    ]
    SaveHistoryAction(member, educations=[], positions=positions, actor=member.user).execute()
    titles = [row.title for row in Position.objects.filter(member=member)]
    assert titles == ["Now", "Undated", "Before", "Old"]


def test_the_same_rows_again_change_nothing(member):
    rows = [{"title": "Lead", "organization": "Office", "start_year": 2020, "end_year": None}]
    for _time in range(2):
        SaveHistoryAction(member, educations=[], positions=rows, actor=member.user).execute()
    assert Position.objects.count() == 1
    assert ModelLogEntry.objects.filter(action="wagtail_mentoring.member.history").count() == 1


def test_a_role_is_saved_with_its_answers_or_not_at_all(cast):
    mentor = cast.mentor(terms="Old")
    criterion = CriterionFactory(program=cast.program)
    foreign = ChoiceFactory()
    action = SaveRoleAction(
        mentor,
        {"terms": "New"},
        answers={criterion.pk: [AnswerValue(choice_id=foreign.pk)]},
        actor=mentor.member.user,
    )
    with pytest.raises(ActionRefused) as refused:
        action.execute()
    assert refused.value.codes == ["choice_gone"]
    mentor.refresh_from_db()
    assert mentor.terms == "Old"


@pytest.mark.parametrize("capacity", [0, 6, 1000])
def test_a_capacity_beyond_the_programs_ceiling_is_refused(cast, capacity):
    mentor = cast.mentor()
    action = SaveRoleAction(mentor, {"capacity": capacity}, actor=mentor.member.user)
    with pytest.raises(ActionRefused) as refused:
        action.execute()
    assert refused.value.codes == ["capacity_out_of_range"]


def test_status_and_counts_are_not_among_the_values(cast):
    mentor = cast.mentor()
    SaveRoleAction(
        mentor,
        {"status": "left", "open_mentorships": 9, "hidden_from": None, "member": None},
        actor=mentor.member.user,
    ).execute()
    mentor.refresh_from_db()
    assert (mentor.status, mentor.open_mentorships) == ("active", 0)


def test_another_mentor_may_not(cast):
    mentor = cast.mentor(terms="Old")
    with pytest.raises(ActionRefused) as refused:
        SaveRoleAction(mentor, {"terms": "New"}, actor=cast.mentor().member.user).execute()
    assert "not_yours" in refused.value.codes
