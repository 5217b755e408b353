"""Beginning to enroll, answering, agreeing: allowed, refused by its code, twice, and by the wrong person."""

import pytest
from wagtail.models import ModelLogEntry

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MemberFactory,
    UserFactory,
    agree,
)
from wagtail_mentoring import get_member_profile_model
from wagtail_mentoring.actions import (
    AgreeToConductAction,
    AnswerValue,
    EnrollAction,
    PreferenceValue,
    SaveAnswersAction,
)
from wagtail_mentoring.enums import CriterionKind, CriterionPrivacy, MatchRule, ProfileStatus, Role
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import CodeOfConductAgreement, SensitiveConsent

pytestmark = pytest.mark.django_db


def refusals(action):
    with pytest.raises(ActionRefused) as refused:
        action.execute()
    return refused.value.codes


# Enrolling


def test_an_address_one_signs_in_with_is_not_shown_as_a_name(cast):
    """D7."""
    user = UserFactory(username="ana@private.example")
    assert EnrollAction(user, cast.program, "mentee", actor=user).execute().member.name == "ana"


def test_a_member_begins_in_both_roles_as_one_person(cast):
    user = UserFactory(first_name="Ana", last_name="Ng")
    profiles = [EnrollAction(user, cast.program, role, actor=user).execute() for role in Role]
    member = get_member_profile_model().objects.get()
    assert (member.name, member.user) == ("Ana Ng", user)
    assert [profile.member for profile in profiles] == [member, member]
    assert {profile.status for profile in profiles} == {ProfileStatus.DRAFT}
    assert profiles[0].capacity == cast.program.mentor_capacity_default


def test_beginning_twice_is_beginning_once(cast):
    user = UserFactory()
    first, second = [
        EnrollAction(user, cast.program, Role.MENTEE, actor=user).execute() for _time in range(2)
    ]
    assert first == second
    assert ModelLogEntry.objects.filter(action="wagtail_mentoring.profile.enroll").count() == 1


def test_closed_enrollment_and_accounts_that_are_no_members_are_refused(cast):
    user = UserFactory()
    cast.program.is_open = False
    assert refusals(EnrollAction(user, cast.program, Role.MENTEE)) == ["enrollment_closed"]
    cast.program.is_open = True
    user.is_active = False
    assert refusals(EnrollAction(user, cast.program, Role.MENTEE)) == ["membership_missing"]


# Answers


@pytest.fixture
def mentee(cast):
    return cast.mentee()


@pytest.fixture
def topics(cast):
    criterion = CriterionFactory(program=cast.program)
    for _number in range(3):
        ChoiceFactory(criterion=criterion)
    return criterion


def save(profile, **kwargs):
    return SaveAnswersAction(profile, actor=profile.member.user, **kwargs)


def test_answers_replace_the_earlier_ones_to_the_same_question_only(mentee, topics):
    other = CriterionFactory(program=mentee.program)
    kept = ChoiceFactory(criterion=other)
    one, two, _three = topics.choices.all()
    save(
        mentee,
        answers={
            topics.pk: [AnswerValue(choice_id=one.pk)],
            other.pk: [AnswerValue(choice_id=kept.pk)],
        },
    ).execute()
    save(mentee, answers={topics.pk: [AnswerValue(choice_id=two.pk)]}).execute()
    assert set(mentee.answers.values_list("choice", flat=True)) == {two.pk, kept.pk}


def test_one_answer_is_one_answer(mentee):
    criterion = CriterionFactory(
        program=mentee.program, kind=CriterionKind.SINGLE, match_rule=MatchRule.SAME
    )
    values = [AnswerValue(choice_id=ChoiceFactory(criterion=criterion).pk) for _n in range(2)]
    assert refusals(save(mentee, answers={criterion.pk: values})) == ["one_answer"]


def test_a_question_that_is_asked_no_longer_is_passed_over(mentee, topics):
    topics.is_active = False
    topics.save()
    choice = topics.choices.first()
    save(mentee, answers={topics.pk: [AnswerValue(choice_id=choice.pk)]}).execute()
    assert not mentee.answers.exists()


def test_a_question_of_another_program_is_passed_over(mentee):
    foreign = CriterionFactory()
    choice = ChoiceFactory(criterion=foreign)
    save(mentee, answers={foreign.pk: [AnswerValue(choice_id=choice.pk)]}).execute()
    assert not mentee.answers.exists()


def test_wishes_are_stored_with_their_importance(mentee, topics):
    choice = topics.choices.first()
    wish = PreferenceValue(importance=2, choice_ids=frozenset([choice.pk]))
    save(mentee, preferences={topics.pk: wish}).execute()
    save(mentee, preferences={topics.pk: wish}).execute()
    preference = mentee.preferences.get()
    assert (preference.importance, list(preference.choices.all())) == (2, [choice])


def test_a_sensitive_answer_needs_its_consent(mentee):
    criterion = CriterionFactory(
        program=mentee.program,
        is_sensitive=True,
        is_filter=False,
        privacy=CriterionPrivacy.PRIVATE,
        purpose="Why",
    )
    values = {criterion.pk: [AnswerValue(choice_id=ChoiceFactory(criterion=criterion).pk)]}
    assert refusals(save(mentee, answers=values)) == ["consent_missing"]
    assert refusals(save(mentee, answers=values, consents={criterion.pk: None})) == [
        "consent_missing"
    ]
    save(mentee, answers=values, consents={criterion.pk: False}).execute()
    assert SensitiveConsent.objects.get().findable is False
    save(mentee, answers=values, consents={criterion.pk: True}).execute()
    assert SensitiveConsent.objects.get().findable is True
    save(mentee, consents={criterion.pk: None}).execute()
    assert not mentee.answers.exists()


def test_strangers_do_not_answer_for_somebody(mentee, topics, coordinator):
    stranger = MemberFactory().user
    action = SaveAnswersAction(mentee, answers={topics.pk: []}, actor=stranger)
    assert refusals(action) == ["not_yours"]
    SaveAnswersAction(mentee, answers={topics.pk: []}, actor=coordinator).execute()
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.profile.answer")
    assert entry.data["on_behalf_of"] == str(mentee.member.uuid)


# Agreeing


def agreement(profile, **kwargs):
    revision = profile.program.conduct_revision()
    values = {"actor": profile.member.user, **kwargs}
    return AgreeToConductAction(profile, values.pop("revision_id", revision.pk), **values)


@pytest.fixture
def both(cast):
    member = MemberFactory()
    profiles = [cast.mentor(member=member), cast.mentee(member=member)]
    CodeOfConductAgreement.objects.all().delete()
    return profiles


def test_the_record_says_who_what_when_and_in_which_language(both):
    mentor, _mentee = both
    record = agreement(mentor).execute()
    assert (record.member, record.role, record.language) == (mentor.member, "mentor", "en")
    assert record.page_title == "Code of Conduct"
    assert len(record.text_hash) == 64
    assert record.revision == mentor.program.conduct_revision()
    assert agreement(mentor).execute() == record


def test_one_act_for_both_roles_leaves_a_record_each(both):
    mentor, mentee = both
    agreement(mentee, also=[mentor]).execute()
    assert set(CodeOfConductAgreement.objects.values_list("role", flat=True)) == {
        "mentor",
        "mentee",
    }


def test_nobody_agrees_for_another(both, cast, coordinator):
    mentor, mentee = both
    stranger = cast.mentee()
    CodeOfConductAgreement.objects.all().delete()
    assert refusals(agreement(mentor, actor=coordinator)) == ["not_yours"]
    assert refusals(agreement(mentor, actor=None)) == ["not_yours"]
    agreement(mentee, also=[mentor, stranger]).execute()
    assert not CodeOfConductAgreement.objects.filter(member=stranger.member).exists()


def test_another_text_than_the_one_that_was_read_is_refused(both):
    mentor, _mentee = both
    before = mentor.program.conduct_revision().pk
    page = mentor.program.code_of_conduct.specific
    page.body = "<p>New.</p>"
    page.save_revision().publish()
    mentor.program.refresh_from_db()
    assert refusals(agreement(mentor, revision_id=before)) == ["conduct_changed"]
    page.unpublish()
    mentor.program.refresh_from_db()
    action = AgreeToConductAction(mentor, before, actor=mentor.member.user)
    assert refusals(action) == ["conduct_missing"]


def test_a_record_is_never_changed(both):
    agree(*both)
    record = CodeOfConductAgreement.objects.first()
    with pytest.raises(TypeError):
        record.save()
    with pytest.raises(TypeError):
        CodeOfConductAgreement.objects.update(role="mentee")
