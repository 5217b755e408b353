"""What coordinators and editors write: programs, criteria, mail texts."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.factories import ChoiceFactory, CriterionFactory, MentorFactory, ProgramFactory, answer
from wagtail_mentoring.models import Criterion, NotificationTemplate

pytestmark = pytest.mark.django_db


def criterion_data(program, *choices, existing=(), **values):
    """The form of a criterion as a browser would send it."""
    return nested_form_data(
        {
            "program": program.pk,
            "label": "Sector",
            "slug": "sector",
            "kind": "multiple",
            "ask_mentor": "on",
            "ask_mentee": "on",
            "mentor_question": "",
            "mentee_question": "",
            "help_text": "",
            "privacy": "public",
            "purpose": "",
            "weight": "5",
            "match_rule": "any_in_common",
            "match_distance": "1",
            "is_active": "on",
            "choices": inline_formset(
                [
                    {"label": choice, "is_active": "on"} if isinstance(choice, str) else choice
                    for choice in (*existing, *choices)
                ],
                initial=len(existing),
            ),
            **values,
        }
    )


ADD = "/admin/mentoring/criteria/add/"


@pytest.fixture
def program():
    return ProgramFactory()


def test_a_criterion_is_made_with_its_choices_in_order(admin, program):
    CriterionFactory(program=program, sort_order=4)
    response = admin.post(ADD, criterion_data(program, "Industry", "Government"))
    assert response.status_code == 302
    criterion = Criterion.objects.get(label="Sector")
    assert [choice.label for choice in criterion.choices.all()] == ["Industry", "Government"]
    assert criterion.sort_order == 5


def test_the_only_program_is_chosen_already(admin, program):
    assert f'<option value="{program.pk}" selected>' in admin.get(ADD).text


def test_a_criterion_with_choices_needs_two(admin, program):
    response = admin.post(ADD, criterion_data(program, "Industry"))
    assert "Give at least two choices." in response.text
    assert not Criterion.objects.exists()


def test_a_kind_without_choices_takes_none(admin, program):
    response = admin.post(ADD, criterion_data(program, "Kenya", kind="country", match_rule="same"))
    assert "Delete the choices." in response.text


def test_a_yes_or_no_question_gets_its_choices(admin, program):
    admin.post(ADD, criterion_data(program, kind="yes_no", match_rule="same"))
    assert [c.label for c in Criterion.objects.get().choices.all()] == ["Yes", "No"]


def test_the_same_name_twice_is_pointed_out(admin, program):
    CriterionFactory(program=program, label="Sector")
    data = criterion_data(program, "Industry", "industry ")
    response = admin.post(ADD, data, follow=True)
    assert "Two choices have the same name." in response.text
    assert "Another criterion of this program is called “Sector”, too." in response.text
    assert Criterion.objects.count() == 2


def test_rules_that_contradict_are_refused(admin, program):
    response = admin.post(
        ADD,
        criterion_data(program, "a", "b", is_sensitive="on", is_required="on", purpose="We ask."),
    )
    assert "A sensitive criterion is private and never required." in response.text


@pytest.fixture
def answered(program):
    criterion = CriterionFactory(program=program, label="Sector", slug="sector")
    choices = [ChoiceFactory(criterion=criterion, label=label) for label in ("One", "Two", "Three")]
    answer(MentorFactory(program=program), criterion, choices[0])
    return criterion


def edit_url(criterion):
    return reverse("wagtail_mentoring_criteria:edit", args=[criterion.pk])


def kept(choice, **values):
    return {"id": choice.pk, "label": choice.label, "is_active": "on", **values}


def test_an_answered_choice_is_not_deleted(admin, program, answered):
    one, two, three = answered.choices.all()
    existing = [kept(one, DELETE="1"), kept(two), kept(three)]
    response = admin.post(edit_url(answered), criterion_data(program, existing=existing))
    assert "Untick “offered” instead of deleting it" in response.text
    assert answered.choices.count() == 3


def test_a_choice_without_answers_is_deleted(admin, program, answered):
    one, two, three = answered.choices.all()
    existing = [kept(one), kept(two, DELETE="1"), kept(three)]
    response = admin.post(edit_url(answered), criterion_data(program, existing=existing))
    assert response.status_code == 302
    assert [c.label for c in answered.choices.all()] == ["One", "Three"]


def test_an_answered_choice_is_taken_out_of_the_offer(admin, program, answered):
    one, two, three = answered.choices.all()
    existing = [kept(one, is_active=""), kept(two), kept(three)]
    admin.post(edit_url(answered), criterion_data(program, existing=existing))
    one.refresh_from_db()
    assert not one.is_active


def test_an_answered_criterion_keeps_its_kind_and_program(admin, program, answered):
    other = ProgramFactory()
    one, two, three = answered.choices.all()
    existing = [kept(one), kept(two), kept(three)]
    data = criterion_data(other, existing=existing, kind="single", match_rule="same")
    response = admin.post(edit_url(answered), data)
    assert "Members have answered this already." in response.text
    admin.post(edit_url(answered), criterion_data(other, existing=existing))
    answered.refresh_from_db()
    assert answered.program == program


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("private", "partners", False),
        ("private", "public", False),
        ("partners", "public", False),
        ("public", "private", True),
        ("private", "private", True),
    ],
)
def test_answers_given_in_confidence_stay_so(admin, program, answered, before, after, allowed):
    """D20, rule 7: an edit does not publish what members said to a few."""
    Criterion.objects.filter(pk=answered.pk).update(privacy=before, is_filter=False)
    existing = [kept(choice) for choice in answered.choices.all()]
    response = admin.post(
        edit_url(answered), criterion_data(program, existing=existing, privacy=after)
    )
    answered.refresh_from_db()
    assert (response.status_code, answered.privacy) == ((302, after) if allowed else (200, before))
    assert allowed or "Members have answered this in confidence." in response.text


def test_an_answered_criterion_is_not_deleted(admin, answered):
    url = reverse("wagtail_mentoring_criteria:delete", args=[answered.pk])
    for method in (admin.get, admin.post):
        response = method(url, follow=True)
        assert "has 1 answer and cannot be deleted. Untick “in use” instead" in response.text
    assert Criterion.objects.filter(pk=answered.pk).exists()


def test_a_criterion_without_answers_is_deleted(admin, program):
    criterion = CriterionFactory(program=program)
    admin.post(reverse("wagtail_mentoring_criteria:delete", args=[criterion.pk]))
    assert not Criterion.objects.filter(pk=criterion.pk).exists()


def test_criteria_are_dragged_into_order(admin, program):
    first, second = (CriterionFactory(program=program, sort_order=n) for n in range(2))
    assert "data-controller" in admin.get("/admin/mentoring/criteria/").text
    url = reverse("wagtail_mentoring_criteria:reorder", args=[second.pk])
    admin.post(f"{url}?position=0")
    assert list(Criterion.objects.all()) == [second, first]


# Programs


def program_data(program, **values):
    empty = inline_formset([])
    fields = {
        "name": program.name,
        "slug": program.slug,
        "is_active": "on",
        "is_open": "on",
        "office_name": "",
        "office_email": "",
        "community_url": "",
        "mentee_max_mentors": "1",
        "mentee_max_open_requests": "3",
        "mentor_capacity_default": "2",
        "mentor_capacity_ceiling": "5",
        "full_mentor_policy": "waiting_list",
        "suggestion_count": 3,
        "suggestion_leeway": 10,
        "desk_resource_count": "3",
        "saved_search_limit": "10",
        "saved_search_mail_days": "7",
        "completeness_threshold": "0",
        "contact_visibility": "partners",
        "request_first_reminder_days": "7",
        "request_second_reminder_days": "14",
        "mail_from_hour": "8",
        "mail_until_hour": "20",
        "mail_daily_limit": "5",
        "digest_weekday": "0",
        "request_expiry_days": "28",
        "first_conversation_days": "7",
        "first_to_write": "mentee",
        "suggested_months_min": "6",
        "suggested_months_max": "12",
        "next_steps": "null",
        "membership_grace_days": "30",
        "code_of_conduct": "",
        "message_days_after_end": "30",
        "message_mail_pause_minutes": "15",
        "concern_keep_days": "1095",
        "shows_responsiveness": "on",
        "check_in_questions": empty,
        "concern_categories": empty,
        "decline_reasons": empty,
        "end_reasons": empty,
        **{f"{word}_word": "" for word in ("mentor", "mentors", "mentee", "mentees", "mentorship")},
    }
    return nested_form_data({**fields, **values})


def test_rules_words_and_reasons_of_a_program_are_edited(admin, program):
    url = reverse("wagtail_mentoring_programs:edit", args=[program.pk])
    reasons = inline_formset([{"text": "No time", "is_active": "on"}])
    response = admin.post(
        url,
        program_data(
            program,
            mentee_max_mentors="",
            mentor_word="guide",
            mentor_approval_required="on",
            decline_reasons=reasons,
        ),
    )
    assert response.status_code == 302, response.context["form"].errors
    program.refresh_from_db()
    assert program.mentee_max_mentors is None
    assert (program.mentor_word, program.mentor_approval_required) == ("guide", True)
    assert [reason.text for reason in program.decline_reasons.all()] == ["No time"]


def test_days_out_of_order_are_refused(admin, program):
    url = reverse("wagtail_mentoring_programs:edit", args=[program.pk])
    response = admin.post(url, program_data(program, request_expiry_days="10"))
    assert "Reminders and expiry must follow one another" in response.text


def test_another_page_for_the_code_of_conduct_is_not_bound_to_the_old_text(admin, program):
    page = Page.objects.get(depth=2)
    revision = page.save_revision()
    revision.publish()
    type(program).objects.update(code_of_conduct=page, binding_revision=revision)
    other = page.add_child(instance=Page(title="New code", slug="new-code"))
    url = reverse("wagtail_mentoring_programs:edit", args=[program.pk])
    admin.post(url, program_data(program, code_of_conduct=page.pk))
    program.refresh_from_db()
    assert program.binding_revision == revision
    admin.post(url, program_data(program, code_of_conduct=other.pk))
    program.refresh_from_db()
    assert program.binding_revision is None


def test_fields_that_are_no_part_of_the_form_are_not_written(admin, program):
    """S-09: a crafted form changes nothing but what the form has."""
    revision = Page.objects.get(depth=2).save_revision()
    url = reverse("wagtail_mentoring_programs:edit", args=[program.pk])
    uuid = program.uuid
    admin.post(url, program_data(program, binding_revision=revision.pk, uuid=revision.pk, id=77))
    program.refresh_from_db()
    assert (program.binding_revision, program.uuid) == (None, uuid)


# Mail texts

MAIL_ADD = "/admin/mentoring/mail-texts/add/"


@pytest.fixture
def editor(as_actor):
    return as_actor("mentoring_editor")


def test_first_the_mail_is_chosen(editor, program):
    text = editor.get(MAIL_ADD).text
    assert f"{MAIL_ADD}?event=request_received" in text
    assert "Request received" in text


def test_the_form_lists_the_placeholders_of_the_mail(editor, program):
    text = editor.get(f"{MAIL_ADD}?event=mentorship_started").text
    assert "<code>{next_steps}</code>" in text
    assert "<code>{answer_by}</code>" not in text


def mail_data(program, **values):
    return {
        "program": program.pk,
        "language": "",
        "subject": "A request for {recipient}",
        "body": "Please answer by {answer_by}.",
        "is_active": "on",
        **values,
    }


def test_an_own_text_is_written(editor, program):
    response = editor.post(f"{MAIL_ADD}?event=request_received", mail_data(program))
    assert response.status_code == 302
    text = NotificationTemplate.objects.get()
    assert (text.event, text.subject) == ("request_received", "A request for {recipient}")
    edit = reverse("wagtail_mentoring_mail_texts:edit", args=[text.pk])
    editor.post(edit, mail_data(program, subject="Somebody asks you"))
    text.refresh_from_db()
    assert (text.event, text.subject) == ("request_received", "Somebody asks you")


def test_an_unknown_placeholder_is_refused_by_name(editor, program):
    response = editor.post(
        f"{MAIL_ADD}?event=request_received", mail_data(program, body="{partner.user.password}")
    )
    assert "{partner.user.password}" in response.text
    assert "Possible are" in response.text
    assert not NotificationTemplate.objects.exists()


def test_the_same_mail_and_language_twice_is_refused(editor, program):
    for _time in range(2):
        response = editor.post(f"{MAIL_ADD}?event=request_received", mail_data(program))
    assert "There is a text for this mail and language already." in response.text
    assert NotificationTemplate.objects.count() == 1


def test_a_text_without_words_is_refused(editor, program):
    response = editor.post(
        f"{MAIL_ADD}?event=request_received", mail_data(program, subject="", body="")
    )
    assert "Write a subject or a text." in response.text


def test_a_mail_that_does_not_exist_leads_back_to_the_choice(editor, program):
    assert "Which mail" in editor.get(f"{MAIL_ADD}?event=nonsense").text
    assert editor.post(MAIL_ADD, mail_data(program)).status_code == 302
    assert not NotificationTemplate.objects.exists()


PREVIEW = "/admin/mentoring/mail-texts/preview/"


def test_a_preview_is_filled_sandboxed_and_saves_nothing(editor, program):
    response = editor.post(
        f"{PREVIEW}?event=request_received",
        mail_data(program, subject="For {recipient}", body="<script>alert(1)</script> {message}"),
    )
    assert "For Robin Adeyemi" in response.text
    assert 'sandbox=""' in response.text
    # Escaped for the attribute; and in the mail's HTML, too.
    assert "<script>alert(1)" not in response.text
    assert "&amp;lt;script&amp;gt;" in response.text
    assert not NotificationTemplate.objects.exists()


def test_a_preview_says_what_is_wrong(editor, program):
    response = editor.post(f"{PREVIEW}?event=request_received", mail_data(program, body="{secret}"))
    assert "{secret}" in response.text
    assert "<iframe" not in response.text
    response = editor.post(f"{PREVIEW}?event=nonsense", mail_data(program))
    assert "There is no such mail." in response.text


def test_a_stored_text_is_previewed(editor, program):
    text = NotificationTemplate.objects.create(
        program=program, event="profile_approved", subject="Welcome, {recipient}"
    )
    url = reverse("wagtail_mentoring_mail_texts:preview", args=[text.pk])
    assert "Welcome, Robin Adeyemi" in editor.get(url).text


def test_a_preview_needs_the_right_to_edit(editor, program):
    from django.contrib.auth.models import Group

    group = Group.objects.get(name="Mentoring editors")
    group.permissions.remove(
        *Permission.objects.filter(
            codename__in=["add_notificationtemplate", "change_notificationtemplate"]
        )
    )
    response = editor.post(f"{PREVIEW}?event=request_received", mail_data(program))
    assert response.status_code == 302
