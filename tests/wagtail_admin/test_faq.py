"""Editors without superuser rights write, check, schedule and publish questions and answers."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import GroupApprovalTask, Locale, Workflow, WorkflowContentType, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text

from tests.factories import FAQEntryFactory, ProgramFactory, TopicFactory
from wagtail_mentoring.models import FAQEntry, FAQFeedback, ResourceTopic

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory(name="Careers", request_expiry_days=None)


@pytest.fixture
def editor(actor, program):
    client = Client()
    client.force_login(actor("mentoring_editor"))
    return client


def data(action=None, **values):
    answer = values.pop("answer", "<p>Because.</p>")
    form = nested_form_data(
        {
            "question": "Why?",
            "answer": rich_text(answer),
            "audience": "both",
            "topic": "",
            "program": "",
            "go_live_at": "",
            "expire_at": "",
            **values,
        }
    )
    return {**form, f"action-{action}": "yes"} if action else form


def add(client, action=None, **values):
    return client.post(reverse("wagtail_mentoring_faq:add"), data(action, **values), follow=True)


def edit(client, entry, action=None, **values):
    url = reverse("wagtail_mentoring_faq:edit", args=[entry.pk])
    return client.post(url, data(action, **values), follow=True)


def test_an_editor_writes_a_draft_and_publishes_it(editor):
    topic = TopicFactory(name="Beginning")
    add(editor, question="Who pays?", audience="mentees", topic=str(topic.pk))
    entry = FAQEntry.objects.get()
    assert (entry.live, entry.topic, entry.audience) == (False, topic, "mentees")
    edit(editor, entry, "publish", question="Who pays what?")
    entry.refresh_from_db()
    assert (entry.live, entry.question, entry.anchor) == (True, "Who pays what?", "who-pays")
    history = editor.get(reverse("wagtail_mentoring_faq:history", args=[entry.pk])).text
    assert "Published" in history


@pytest.mark.parametrize("answer", ["", "<p> </p>", "<ul><li></li></ul>"])
def test_a_question_without_an_answer_is_saved_but_not_published(editor, answer):
    add(editor, answer=answer)
    entry = FAQEntry.objects.get()
    response = edit(editor, entry, "publish", answer=answer)
    assert "A question without an answer is not published." in response.text
    entry.refresh_from_db()
    assert not entry.live


def test_nor_is_it_sent_for_review_or_scheduled(editor):
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Look at it")
    task.groups.add(Group.objects.get(name="Mentoring coordinators"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=FAQEntry(locale=Locale.get_default()).get_content_type()
    )
    add(editor, answer="")
    entry = FAQEntry.objects.get()
    response = edit(editor, entry, "submit", answer="")
    assert "A question without an answer is not published." in response.text
    assert entry.current_workflow_state is None
    edit(editor, entry, "submit", answer="<p>Now.</p>")
    assert entry.current_workflow_state is not None
    entry.current_workflow_state.current_task_state.approve()
    entry.refresh_from_db()
    assert entry.live


def test_a_question_goes_live_and_ends_by_the_clock(editor, time_machine):
    start = timezone.now()
    time_machine.move_to(start)
    add(
        editor,
        "publish",
        go_live_at=f"{start + dt.timedelta(days=2):%Y-%m-%d %H:%M}",
        expire_at=f"{start + dt.timedelta(days=9):%Y-%m-%d %H:%M}",
    )
    entry = FAQEntry.objects.get()
    for days, live in ((1, False), (3, True), (10, False)):
        time_machine.move_to(start + dt.timedelta(days=days))
        call_command("publish_scheduled")
        entry.refresh_from_db()
        assert entry.live == live


def test_an_unknown_placeholder_is_refused_with_its_place_even_in_a_draft(editor):
    response = add(editor, question="Is {nothing} there?", answer="<p>Yes.</p><p>See {that}.</p>")
    text = response.text
    assert "{nothing} at character 4 is no placeholder." in text
    assert "{that} in paragraph 2 is no placeholder" in text
    assert not FAQEntry.objects.exists()


def test_the_form_lists_the_placeholders_with_what_they_print_now(editor):
    text = editor.get(reverse("wagtail_mentoring_faq:add")).text
    assert "{first_conversation_days}" in text
    assert "7 days" in text
    assert "an unlimited time" in text
    assert "mailto:office@society.example" in text


def test_the_same_question_is_pointed_out_with_a_link_and_saved_all_the_same(editor):
    other = FAQEntryFactory(question="How do we talk?")
    response = add(editor, "publish", question="How do we talk")
    assert FAQEntry.objects.live().count() == 2
    assert escape("“How do we talk?” asks nearly the same for the same readers.") in response.text
    assert reverse("wagtail_mentoring_faq:edit", args=[other.pk]) in response.text


def test_the_same_question_for_the_other_role_is_no_matter(editor):
    FAQEntryFactory(question="How do we talk?", audience="mentors")
    response = add(editor, question="How do we talk?", audience="mentees")
    assert "asks nearly the same" not in response.text


def test_a_number_that_is_a_setting_is_pointed_out_with_its_placeholder(editor):
    response = add(editor, answer="<p>Talk within seven days.</p>")
    assert "“seven days” is a setting of the program." in response.text
    assert "{first_conversation_days}" in response.text


def test_with_one_program_nobody_is_asked_for_it(editor):
    assert 'name="program"' not in editor.get(reverse("wagtail_mentoring_faq:add")).text
    other = ProgramFactory()
    assert 'name="program"' in editor.get(reverse("wagtail_mentoring_faq:add")).text
    add(editor, program=str(other.pk))
    assert FAQEntry.objects.get().program == other


def test_a_copy_is_another_entry(editor):
    entry = FAQEntryFactory(question="Who pays?")
    url = reverse("wagtail_mentoring_faq:copy", args=[entry.pk])
    assert "Who pays?" in editor.get(url).text
    editor.post(url, data(question="Who pays?"))
    copy = FAQEntry.objects.exclude(pk=entry.pk).get()
    assert not copy.live
    assert copy.anchor != entry.anchor
    assert copy.uuid != entry.uuid
    assert copy.translation_key != entry.translation_key


def test_the_order_of_the_list_is_the_order_of_the_page(editor):
    first, second, third = (FAQEntryFactory() for _ in range(3))
    url = reverse("wagtail_mentoring_faq:reorder", args=[third.pk])
    assert editor.post(f"{url}?position=0").status_code == 200
    assert list(FAQEntry.objects.all()) == [third, first, second]


def test_the_list_is_filtered_and_searched(editor):
    topic = TopicFactory()
    FAQEntryFactory(question="Needle in here?", audience="mentors", topic=topic)
    FAQEntryFactory(question="Other words?")
    url = reverse("wagtail_mentoring_faq:list")
    for query in ("?audience=mentors", f"?topic={topic.pk}", "?q=needle"):
        text = editor.get(url + query).text
        assert "Needle in here?" in text, query
        assert "Other words?" not in text, query


def test_an_editor_may_take_the_list_along(editor):
    FAQEntryFactory(question="=cmd?", answer="<p>An answer.</p>")
    response = editor.get(reverse("wagtail_mentoring_faq:list") + "?export=csv")
    text = b"".join(response.streaming_content).decode()
    assert "'=cmd?" in text
    assert "An answer." in text


def test_the_preview_fills_the_placeholders(editor, program):
    entry = FAQEntryFactory(
        question="Who of {program}?", answer="<p>Within {request_expiry_days}</p>"
    )
    url = reverse("wagtail_mentoring_faq:preview_on_edit", args=[entry.pk])
    form = data(question="Who of {program}?", answer="<p>Within {first_conversation_days}</p>")
    assert editor.post(url, form).json()["is_valid"]
    text = editor.get(url).text
    assert "Who of Careers?" in text
    assert "Within 7 days" in text


def test_an_editor_keeps_the_topics(editor):
    url = reverse("wagtail_mentoring_topics:add")
    editor.post(url, {"name": "Beginning", "slug": "beginning", "description": ""})
    topic = ResourceTopic.objects.get()
    response = editor.post(url, {"name": "Again", "slug": "beginning", "description": ""})
    assert "Another topic has this slug." in response.text
    editor.post(
        reverse("wagtail_mentoring_topics:edit", args=[topic.pk]),
        {"name": "First steps", "slug": "beginning", "description": "How to start."},
    )
    topic.refresh_from_db()
    assert topic.name == "First steps"


# Reports


def test_the_report_of_checks_lists_every_finding_with_its_entry(editor):
    first = FAQEntryFactory(question="How do we talk?")
    second = FAQEntryFactory(question="How do we talk?", answer="<p>Within 7 days.</p>")
    empty = FAQEntryFactory(question="Is it empty?", answer="", live=False)
    text = editor.get(reverse("wagtail_mentoring_faq_checks")).text
    for entry in (first, second, empty):
        assert reverse("wagtail_mentoring_faq:edit", args=[entry.pk]) in text
    assert "Asked twice" in text
    assert "Number of a setting" in text
    assert "No answer" in text


def test_the_report_of_checks_is_filtered_and_taken_along(editor, program):
    begin = TopicFactory(name="Beginning")
    FAQEntryFactory(question="Who pays?", topic=begin)
    FAQEntryFactory(question="Who pays!", answer="<p>Within 6 months.</p>", topic=begin)
    FAQEntryFactory(question="=Why not?", answer="", live=False)
    url = reverse("wagtail_mentoring_faq_checks")

    def rows(**query):
        response = editor.get(url, {**query, "export": "csv"})
        content = b"".join(response.streaming_content).decode()
        return list(csv.DictReader(io.StringIO(content)))

    found = rows()
    assert [(row["What"], row["Question"]) for row in found] == [
        ("No answer", "'=Why not?"),
        ("Asked twice", "Who pays!"),
        ("Number of a setting", "Who pays!"),
    ]
    assert found[1]["The other question"] == "Who pays?"
    assert found[1]["Topic"] == "Beginning"
    assert [row["What"] for row in rows(kind="twice")] == ["Asked twice"]
    assert [row["What"] for row in rows(topic=begin.pk)] == ["Asked twice", "Number of a setting"]
    assert editor.get(url, {"export": "xlsx"}).status_code == 200
    text = editor.get(url, {"kind": "empty"}).text
    assert "=Why not?" in text and "asks nearly the same" not in text


def test_the_report_of_checks_says_when_all_is_well(editor):
    FAQEntryFactory()
    assert editor.get(reverse("wagtail_mentoring_faq_checks")).status_code == 200


def test_the_report_of_feedback_counts_the_present_text_apart(editor):
    entry = FAQEntryFactory(question="Who pays?")
    for _vote in range(3):
        FAQFeedback.objects.count_vote(entry, False)
    entry.answer = "<p>Better.</p>"
    entry.save_revision().publish()
    entry.refresh_from_db()
    FAQFeedback.objects.count_vote(entry, True)
    url = reverse("wagtail_mentoring_faq_feedback")
    text = editor.get(url).text
    assert "Who pays?" in text
    assert "100 %" in text
    rows = b"".join(editor.get(url + "?export=csv").streaming_content).decode().splitlines()
    assert rows[1].endswith(",1,0,1,3")


def test_the_reports_take_few_queries(editor, django_assert_max_num_queries):
    for _number in range(3):
        FAQFeedback.objects.count_vote(FAQEntryFactory(), True)
    for name in ("wagtail_mentoring_faq_checks", "wagtail_mentoring_faq_feedback"):
        editor.get(reverse(name))
        with django_assert_max_num_queries(15):
            editor.get(reverse(name))
