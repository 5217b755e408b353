"""Tasks about a role: terms, answers of every kind, wishes, and the Code of Conduct."""

import pytest
from wagtail.models import ModelLogEntry

from tests.factories import (
    Cast,
    ChoiceFactory,
    CriterionFactory,
    MemberFactory,
    RequestFactory,
    answer,
)
from tests.views.enrolling import (
    address,
    criteria_of_every_kind,
    form_data,
    sensitive_criterion,
    submit,
)
from wagtail_mentoring.enums import CriterionKind, Importance, MatchRule, ProfileStatus
from wagtail_mentoring.models import CodeOfConductAgreement, Criterion, SensitiveConsent

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def member():
    return MemberFactory(country="PT", time_zone="Europe/Lisbon")


@pytest.fixture
def mentee(cast, member):
    return cast.mentee(member=member, status=ProfileStatus.DRAFT, joined_at=None)


@pytest.fixture
def mentor(cast, member):
    return cast.mentor(member=member, capacity=2, terms="Monthly")


@pytest.fixture
def signed_in(client, member):
    client.force_login(member.user)
    return client


def about(profile):
    return address(profile.program, "enrollment_role", role=profile.role.value)


def wishes(profile):
    return address(profile.program, "enrollment_wishes", role=profile.role.value)


def conduct(profile):
    return address(profile.program, "enrollment_conduct", role=profile.role.value)


def said(profile, criterion):
    return [
        (row.choice_id, row.value, row.level)
        for row in profile.answers.filter(criterion=criterion).order_by("pk")
    ]


def test_an_answer_of_every_kind(signed_in, mentee):
    kinds = criteria_of_every_kind(mentee.program)
    choices = {kind: list(one.choices.all()) for kind, one in kinds.items()}
    name = {kind: f"c{one.pk}" for kind, one in kinds.items()}
    spoken, known, _other = choices[CriterionKind.LANGUAGE]
    response = submit(
        signed_in,
        about(mentee),
        goals="Grow",
        **{
            name[CriterionKind.SINGLE]: str(choices[CriterionKind.SINGLE][1].pk),
            name[CriterionKind.MULTIPLE]: [str(c.pk) for c in choices[CriterionKind.MULTIPLE][:2]],
            name[CriterionKind.SCALE]: str(choices[CriterionKind.SCALE][2].pk),
            name[CriterionKind.YES_NO]: str(choices[CriterionKind.YES_NO][0].pk),
            name[CriterionKind.TEXT]: "Trains",
            f"{name[CriterionKind.LANGUAGE]}_{spoken.pk}": "4",
            f"{name[CriterionKind.LANGUAGE]}_{known.pk}": "1",
            name[CriterionKind.COUNTRY]: "BR",
            name[CriterionKind.TIME_ZONE]: "America/Sao_Paulo",
        },
    )
    assert response.status_code == 302
    mentee.refresh_from_db()
    assert mentee.goals == "Grow"
    expected = {
        CriterionKind.SINGLE: [(choices[CriterionKind.SINGLE][1].pk, "", None)],
        CriterionKind.MULTIPLE: [(c.pk, "", None) for c in choices[CriterionKind.MULTIPLE][:2]],
        CriterionKind.SCALE: [(choices[CriterionKind.SCALE][2].pk, "", None)],
        CriterionKind.YES_NO: [(choices[CriterionKind.YES_NO][0].pk, "", None)],
        CriterionKind.TEXT: [(None, "Trains", None)],
        CriterionKind.LANGUAGE: [(spoken.pk, "", 4), (known.pk, "", 1)],
        CriterionKind.COUNTRY: [(None, "BR", None)],
        CriterionKind.TIME_ZONE: [(None, "America/Sao_Paulo", None)],
    }
    assert {kind: said(mentee, one) for kind, one in kinds.items()} == expected
    # Shown again as given, and saved again without a change.
    submit(signed_in, about(mentee))
    assert {kind: said(mentee, one) for kind, one in kinds.items()} == expected
    # And all taken back.
    page = form_data(signed_in.get(about(mentee)))
    empty = {key: "" for key in page if key.startswith("c") and key != "csrfmiddlewaretoken"}
    submit(
        signed_in,
        about(mentee),
        without=(name[CriterionKind.MULTIPLE],),
        **{**empty, "goals": "Grow"} | {name[CriterionKind.MULTIPLE]: []},
    )
    assert not mentee.answers.exists()


def test_yes_and_no_are_made_with_the_criterion(cast):
    criterion = CriterionFactory(
        program=cast.program, kind=CriterionKind.YES_NO, match_rule=MatchRule.SAME
    )
    criterion.save()
    assert [choice.label for choice in criterion.choices.all()] == ["Yes", "No"]


def test_the_other_roles_questions_are_not_asked(signed_in, cast, mentee):
    CriterionFactory(program=cast.program, label="Only mentors", ask_mentee=False)
    CriterionFactory(label="Another program")
    html = signed_in.get(about(mentee)).content.decode()
    assert "Only mentors" not in html
    assert "Another program" not in html


def test_the_question_is_put_in_the_roles_own_words(signed_in, cast, mentee):
    criterion = CriterionFactory(program=cast.program, mentee_question="Where do you want to go?")
    ChoiceFactory(criterion=criterion)
    assert "Where do you want to go?" in signed_in.get(about(mentee)).content.decode()


def test_what_the_person_said_already_is_filled_in(signed_in, mentee):
    kinds = criteria_of_every_kind(mentee.program)
    data = form_data(signed_in.get(about(mentee)))
    assert data[f"c{kinds[CriterionKind.COUNTRY].pk}"] == ["PT"]
    assert data[f"c{kinds[CriterionKind.TIME_ZONE].pk}"] == ["Europe/Lisbon"]


@pytest.fixture
def stage(cast):
    criterion = CriterionFactory(
        program=cast.program,
        label="Career stage",
        kind=CriterionKind.SINGLE,
        match_rule=MatchRule.SAME,
        is_required=True,
    )
    for label in ("Early", "Middle", "Late"):
        ChoiceFactory(criterion=criterion, label=label)
    return criterion


def test_a_required_answer_is_asked_for_and_the_rest_is_kept(signed_in, mentee, stage):
    response = submit(signed_in, about(mentee), goals="Kept words")
    html = response.content.decode()
    assert "Career stage: Choose an answer." in html
    assert f'href="#id_c{stage.pk}_0"' in html
    assert "Kept words" in html
    mentee.refresh_from_db()
    assert mentee.goals == ""


def test_unfinished_answers_can_wait_until_it_is_sent(signed_in, mentee, stage):
    assert submit(signed_in, about(mentee), goals="Half", later="1").status_code == 302
    mentee.refresh_from_db()
    assert mentee.goals == "Half"
    html = signed_in.get(address(mentee.program)).content.decode()
    assert "Begun" in html
    assert "Cannot start yet" in html


def test_a_choice_out_of_use_stays_with_who_has_it(signed_in, mentee, stage):
    early, middle, _late = stage.choices.all()
    answer(mentee, stage, middle)
    for choice in (early, middle):
        choice.is_active = False
        choice.save()
    html = signed_in.get(about(mentee)).content.decode()
    assert "Middle" in html
    assert "Early" not in html
    assert submit(signed_in, about(mentee), goals="Go").status_code == 302
    assert said(mentee, stage) == [(middle.pk, "", None)]


def test_a_choice_taken_away_while_the_form_is_open(signed_in, mentee, stage):
    data = form_data(signed_in.get(about(mentee)))
    early = stage.choices.first()
    early.is_active = False
    early.save()
    response = signed_in.post(
        about(mentee), {**data, "goals": "Kept words", f"c{stage.pk}": str(early.pk)}
    )
    html = response.content.decode()
    assert "This choice is no longer offered. Choose again." in html
    assert "Kept words" in html


def test_a_question_taken_out_while_the_form_is_open(signed_in, mentee, stage):
    other = CriterionFactory(program=mentee.program)
    choice = ChoiceFactory(criterion=other)
    data = form_data(signed_in.get(about(mentee)))
    Criterion.objects.filter(pk=stage.pk).update(is_active=False)
    response = signed_in.post(
        about(mentee),
        {
            **data,
            "goals": "Grow",
            f"c{stage.pk}": str(stage.choices.first().pk),
            f"c{other.pk}": [str(choice.pk)],
        },
    )
    html = signed_in.get(response.url).content.decode()
    assert "“Career stage” is no longer asked; your answer to it was not saved." in html
    assert said(mentee, other) == [(choice.pk, "", None)]
    assert said(mentee, stage) == []


def test_a_question_added_while_the_form_is_open_is_asked(signed_in, mentee):
    data = form_data(signed_in.get(about(mentee)))
    new = CriterionFactory(program=mentee.program, label="New one", is_required=True)
    ChoiceFactory(criterion=new)
    response = signed_in.post(about(mentee), {**data, "goals": "Grow"})
    assert "New one: Choose at least one." in response.content.decode()


def test_a_choice_of_another_question_is_refused(signed_in, mentee, stage):
    foreign = ChoiceFactory(criterion=CriterionFactory(program=mentee.program))
    response = submit(signed_in, about(mentee), goals="G", **{f"c{stage.pk}": str(foreign.pk)})
    assert "This choice is no longer offered" in response.content.decode()


@pytest.mark.parametrize("junk", ["x", "-1", "9" * 30, "1'--", "\x00", "1.5"])
def test_made_up_values_are_no_error_of_the_server(signed_in, mentee, junk):
    kinds = criteria_of_every_kind(mentee.program)
    language = kinds[CriterionKind.LANGUAGE]
    values = {f"c{one.pk}": junk for one in kinds.values()}
    values[f"c{language.pk}_{language.choices.first().pk}"] = junk
    values[f"c{'9' * 18}"] = junk
    values["c_1"] = junk
    response = submit(signed_in, about(mentee), goals="G", **values)
    assert response.status_code == 200
    assert not mentee.answers.exists()


# How many, and the waiting list


def test_a_mentor_says_how_many_and_on_what_terms(signed_in, mentor):
    assert submit(signed_in, about(mentor), capacity="4", terms="Weekly").status_code == 302
    mentor.refresh_from_db()
    assert (mentor.capacity, mentor.terms) == (4, "Weekly")
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.profile.edit")
    assert "Weekly" not in str(entry.data)


@pytest.mark.parametrize("capacity", ["0", "-1", "6", "", "two", "2.5", "9" * 20])
def test_the_programs_ceiling_holds(signed_in, mentor, capacity):
    response = submit(signed_in, about(mentor), capacity=capacity)
    assert response.status_code == 200
    mentor.refresh_from_db()
    assert mentor.capacity == 2


def test_a_place_more_goes_to_who_waits_longest(signed_in, cast, mentor):
    from django.utils import timezone

    mentor.open_mentorships = 2
    mentor.save()
    waiting = RequestFactory(mentor=mentor, mentee=cast.mentee(), waiting_since=timezone.now())
    submit(signed_in, about(mentor), capacity="3")
    waiting.refresh_from_db()
    assert waiting.waiting_since is None


def test_who_takes_fewer_than_they_have_reads_that_all_stay(signed_in, mentor):
    mentor.open_mentorships = 2
    mentor.save()
    response = submit(signed_in, about(mentor), capacity="1")
    html = signed_in.get(response.url).content.decode()
    assert "They all stay with you." in html


def test_fields_beyond_the_form_change_nothing(signed_in, cast, mentor, member):
    other = cast.mentor()
    fields = [f.attname for f in mentor._meta.concrete_fields]
    before = {name: getattr(mentor, name) for name in fields}
    extra = {
        "status": "suspended",
        "program": "999",
        "program_id": "999",
        "member": str(other.member_id),
        "member_id": str(other.member_id),
        "open_mentorships": "0",
        "completeness": "100",
        "hidden_from": "2000-01-01",
        "joined_at": "2000-01-01",
        "submitted_at": "2000-01-01",
        "paused_until": "2099-01-01",
        "staff_note": "CANARY",
        "uuid": str(other.uuid),
        "id": str(other.pk),
        "pk": str(other.pk),
        "profile": str(other.pk),
    }
    submit(signed_in, about(mentor), terms="Only this", **extra)
    mentor.refresh_from_db()
    changed = {name for name in fields if getattr(mentor, name) != before[name]}
    assert changed == {"terms", "updated_at", "completeness"}
    assert mentor.completeness < 100
    other.refresh_from_db()
    assert other.terms == ""


# Sensitive questions


def test_a_sensitive_question_says_why_and_asks_for_its_own_consent(signed_in, mentee):
    criterion = sensitive_criterion(mentee.program)
    html = signed_in.get(about(mentee)).content.decode()
    assert criterion.purpose in html
    assert "I prefer not to say" in html
    name = f"c{criterion.pk}"
    data = form_data(signed_in.get(about(mentee)))
    assert data[name] == [""]
    assert f"{name}_consent" not in data
    answer_without_consent = submit(
        signed_in, about(mentee), goals="G", **{name: str(criterion.choices.first().pk)}
    )
    assert "Tick this if you want to answer" in answer_without_consent.content.decode()
    assert said(mentee, criterion) == []
    submit(
        signed_in,
        about(mentee),
        goals="G",
        **{name: str(criterion.choices.first().pk), f"{name}_consent": "on"},
    )
    assert said(mentee, criterion) == [(criterion.choices.first().pk, "", None)]
    assert SensitiveConsent.objects.get().findable is False


def test_being_found_by_it_is_a_wish_of_its_own(signed_in, mentee):
    criterion = sensitive_criterion(mentee.program)
    name = f"c{criterion.pk}"
    value = {name: str(criterion.choices.first().pk), f"{name}_consent": "on"}
    submit(signed_in, about(mentee), goals="G", **value, **{f"{name}_findable": "on"})
    assert SensitiveConsent.objects.get().findable is True


def test_a_private_answer_counts_only_with_a_consent_of_its_own(signed_in, mentee):
    """Coordinators read it; for the fit it is used only if the member says so."""
    criterion = sensitive_criterion(mentee.program, is_sensitive=False)
    name = f"c{criterion.pk}"
    value = {name: str(criterion.choices.first().pk)}
    html = signed_in.get(about(mentee)).content.decode()
    assert "It may be used to find me" in html
    assert f"{name}_consent" not in html
    submit(signed_in, about(mentee), goals="G", **value)
    assert said(mentee, criterion) == [(criterion.choices.first().pk, "", None)]
    assert not SensitiveConsent.objects.exists()
    submit(signed_in, about(mentee), goals="G", **value, **{f"{name}_findable": "on"})
    assert SensitiveConsent.objects.get().findable is True
    submit(signed_in, about(mentee), goals="G", **value, **{f"{name}_findable": ""})
    assert SensitiveConsent.objects.get().findable is False
    assert said(mentee, criterion) == [(criterion.choices.first().pk, "", None)]


def test_only_coordinators_answers_ask_for_it(signed_in, mentee):
    criterion = sensitive_criterion(mentee.program, is_sensitive=False, privacy="partners")
    other = sensitive_criterion(
        mentee.program, is_sensitive=False, slug="other", match_rule=MatchRule.IGNORE
    )
    html = signed_in.get(about(mentee)).content.decode()
    assert f"c{criterion.pk}" in html and f"c{other.pk}" in html
    assert "It may be used to find me" not in html


def test_preferring_not_to_say_stores_nothing(signed_in, mentee):
    criterion = sensitive_criterion(mentee.program)
    name = f"c{criterion.pk}"
    submit(signed_in, about(mentee), goals="G", **{name: "", f"{name}_consent": "on"})
    assert not SensitiveConsent.objects.exists()
    assert said(mentee, criterion) == []


def test_taking_the_consent_back_takes_the_answers_of_both_roles(signed_in, mentee, mentor):
    criterion = sensitive_criterion(mentee.program)
    choice = criterion.choices.first()
    SensitiveConsent.objects.create(member=mentee.member, criterion=criterion)
    answer(mentee, criterion, choice)
    answer(mentor, criterion, choice)
    name = f"c{criterion.pk}"
    submit(signed_in, about(mentee), without=(f"{name}_consent",), goals="G", **{name: ""})
    assert not SensitiveConsent.objects.exists()
    assert said(mentee, criterion) == said(mentor, criterion) == []


def test_no_answer_in_one_role_leaves_that_of_the_other(signed_in, mentee, mentor):
    criterion = sensitive_criterion(mentee.program)
    SensitiveConsent.objects.create(member=mentee.member, criterion=criterion)
    answer(mentor, criterion, criterion.choices.first())
    submit(signed_in, about(mentee), goals="G")
    assert len(said(mentor, criterion)) == 1


# Wishes


def test_wishes_are_saved_and_shown_again(signed_in, mentee, stage):
    early, middle, _late = stage.choices.all()
    response = submit(
        signed_in,
        wishes(mentee),
        **{f"w{stage.pk}": "3", f"w{stage.pk}_choices": [str(early.pk), str(middle.pk)]},
    )
    assert response.status_code == 302
    wish = mentee.preferences.get()
    assert wish.importance == Importance.MUST
    assert set(wish.choices.all()) == {early, middle}
    data = form_data(signed_in.get(wishes(mentee)))
    assert data[f"w{stage.pk}"] == ["3"]
    assert data[f"w{stage.pk}_choices"] == [str(early.pk), str(middle.pk)]


def test_wishes_are_about_what_the_other_side_answers_and_the_fit_counts(
    signed_in, cast, mentee, stage
):
    CriterionFactory(program=cast.program, label="Only mentees", ask_mentor=False)
    CriterionFactory(program=cast.program, label="Not compared", match_rule=MatchRule.IGNORE)
    html = signed_in.get(wishes(mentee)).content.decode()
    assert "Career stage" in html
    assert "Only mentees" not in html
    assert "Not compared" not in html


def test_a_wish_for_a_made_up_importance_is_refused(signed_in, mentee, stage):
    response = submit(signed_in, wishes(mentee), **{f"w{stage.pk}": "9"})
    assert response.status_code == 200
    assert not mentee.preferences.exists()


def test_nothing_to_wish_for_is_said(signed_in, mentee):
    assert "nothing to wish for" in signed_in.get(wishes(mentee)).content.decode()


# The Code of Conduct


@pytest.fixture
def not_agreed(mentee):
    CodeOfConductAgreement.objects.all().delete()
    return mentee


def test_the_text_is_read_and_agreed_to(signed_in, not_agreed):
    page = signed_in.get(conduct(not_agreed))
    assert "Be kind." in page.content.decode()
    revision = not_agreed.program.conduct_revision()
    assert form_data(page)["revision"] == [str(revision.pk)]
    response = submit(signed_in, conduct(not_agreed), agree="on")
    assert response.status_code == 302
    agreement = CodeOfConductAgreement.objects.get()
    assert agreement.revision_ref == revision.pk
    assert agreement.role == "mentee"
    assert agreement.language == "en"
    assert "You agreed to this text on" in signed_in.get(conduct(not_agreed)).content.decode()


def test_without_the_tick_nothing_is_agreed(signed_in, not_agreed):
    response = submit(signed_in, conduct(not_agreed))
    assert "Tick the box to agree." in response.content.decode()
    assert not CodeOfConductAgreement.objects.exists()


def test_one_tick_holds_for_both_roles(signed_in, not_agreed, mentor):
    CodeOfConductAgreement.objects.all().delete()
    html = signed_in.get(conduct(not_agreed)).content.decode()
    assert "as a mentor and as a mentee" in html
    submit(signed_in, conduct(not_agreed), agree="on")
    assert set(CodeOfConductAgreement.objects.values_list("role", flat=True)) == {
        "mentor",
        "mentee",
    }


def test_agreed_in_one_role_and_new_in_the_other_asks_for_the_new_one(
    signed_in, not_agreed, mentor
):
    submit(signed_in, conduct(mentor), agree="on")
    CodeOfConductAgreement.objects.filter(role="mentee").delete()
    submit(signed_in, conduct(not_agreed), agree="on")
    assert CodeOfConductAgreement.objects.count() == 2


def test_a_text_that_changed_meanwhile_is_shown_and_not_agreed_to(signed_in, not_agreed):
    data = form_data(signed_in.get(conduct(not_agreed)))
    page = not_agreed.program.code_of_conduct.specific
    page.body = "<p>Be kind and punctual.</p>"
    page.save_revision().publish()
    response = signed_in.post(conduct(not_agreed), {**data, "agree": "on"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "<title>Error:" in html
    assert "The Code of Conduct has changed in the meantime." in html
    assert "Be kind and punctual." in html
    assert not CodeOfConductAgreement.objects.exists()
    again = form_data(response)
    assert "agree" not in again
    assert signed_in.post(conduct(not_agreed), {**again, "agree": "on"}).status_code == 302


@pytest.mark.parametrize("revision", ["", "0", "999999", "x", "\x00"])
def test_a_made_up_revision_is_not_agreed_to(signed_in, not_agreed, revision):
    response = submit(signed_in, conduct(not_agreed), agree="on", revision=revision)
    assert response.status_code in (200, 409)
    assert not CodeOfConductAgreement.objects.exists()


def test_before_there_is_a_text_the_page_says_so(signed_in, not_agreed):
    not_agreed.program.code_of_conduct.specific.unpublish()
    html = signed_in.get(conduct(not_agreed)).content.decode()
    assert "has not published its Code of Conduct yet" in html
    assert 'name="agree"' not in html
    assert signed_in.post(conduct(not_agreed), {"agree": "on", "revision": "1"}).status_code == 409
    assert "Not there yet" in signed_in.get(address(not_agreed.program)).content.decode()
