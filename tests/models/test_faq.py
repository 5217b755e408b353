"""A question and its answer are one record that is published whole or not at all (R75)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Locale, Revision

from tests.factories import FAQEntryFactory, ProgramFactory, TopicFactory
from wagtail_mentoring.enums import Audience
from wagtail_mentoring.models import FAQEntry, FAQFeedback, ResourceTopic

pytestmark = pytest.mark.django_db

EMPTY_ANSWERS = [
    "",
    "<p></p>",
    '<p data-block-key="a1b2c"></p>',
    "<p> &nbsp; </p><p><br/></p>",
    "<ul><li>\u200b</li></ul>",
]


@pytest.fixture
def german():
    return Locale.objects.create(language_code="de")


def draft(**values):
    return FAQEntryFactory(live=False, **values)


@pytest.mark.parametrize("answer", EMPTY_ANSWERS)
def test_a_question_without_an_answer_is_kept_as_a_draft_but_not_published(answer):
    entry = draft(answer=answer)
    revision = entry.save_revision()
    with pytest.raises(ValidationError) as refused:
        revision.publish()
    assert refused.value.code == "no_answer"
    entry.refresh_from_db()
    assert not entry.live


@pytest.mark.parametrize(
    "answer", ["<p>Yes.</p>", '<embed embedtype="image" id="1" alt="A map" format="left"/>']
)
def test_words_or_a_picture_are_an_answer(answer):
    entry = draft(answer=answer)
    entry.save_revision().publish()
    entry.refresh_from_db()
    assert entry.live


def test_the_name_in_links_stays_when_the_question_is_reworded():
    entry = FAQEntryFactory(question="How do I enroll?")
    assert entry.anchor == "how-do-i-enroll"
    entry.question = "How does one take part?"
    entry.save_revision().publish()
    entry.refresh_from_db()
    assert entry.question == "How does one take part?"
    assert entry.anchor == "how-do-i-enroll"


def test_the_same_question_twice_has_two_names_in_links():
    anchors = {FAQEntryFactory(question="Who pays?").anchor for _ in range(3)}
    assert len(anchors) == 3
    assert all(anchor.startswith("who-pays") for anchor in anchors)


def test_a_question_without_letters_has_a_name_in_links():
    assert FAQEntryFactory(question="???").anchor
    assert FAQEntryFactory(question="Wie melde ich mich an? größer!").anchor == (
        "wie-melde-ich-mich-an-größer"
    )


def test_publishing_an_older_text_keeps_the_place_in_the_list():
    first, second = FAQEntryFactory(), FAQEntryFactory()
    revision = first.save_revision()
    FAQEntry.objects.filter(pk=first.pk).update(sort_order=second.sort_order + 1)
    Revision.objects.get(pk=revision.pk).publish()
    assert list(FAQEntry.objects.all()) == [second, first]


def test_new_entries_and_topics_come_last():
    topics = [TopicFactory() for _ in range(3)]
    entries = [FAQEntryFactory() for _ in range(3)]
    assert list(ResourceTopic.objects.all()) == topics
    assert list(FAQEntry.objects.all()) == entries


def test_each_role_sees_the_shared_part_and_its_own():
    both, mentors, mentees = (FAQEntryFactory(audience=audience) for audience in Audience)
    shown = FAQEntry.objects.for_audience
    assert set(shown(Audience.MENTEES)) == {both, mentees}
    assert set(shown(Audience.MENTORS)) == {both, mentors}
    assert set(shown(Audience.BOTH)) == {both, mentors, mentees}


def test_an_entry_without_a_program_belongs_to_every_program():
    careers, buddies = ProgramFactory(), ProgramFactory()
    everywhere, here = FAQEntryFactory(), FAQEntryFactory(program=careers)
    assert set(FAQEntry.objects.for_program(careers)) == {everywhere, here}
    assert set(FAQEntry.objects.for_program(buddies)) == {everywhere}


def test_a_translation_begins_as_a_draft_with_the_same_name_in_links(german):
    entry = FAQEntryFactory(question="Who pays?", topic=TopicFactory())
    copy = entry.copy_for_translation(german)
    copy.save()
    copy.refresh_from_db()
    assert (copy.live, copy.anchor, copy.translation_key) == (
        False,
        entry.anchor,
        entry.translation_key,
    )
    assert copy.uuid != entry.uuid
    assert copy.latest_revision_id is None


def test_another_question_never_takes_the_name_of_one_in_another_language(german):
    entry = FAQEntryFactory(question="Start?")
    other = FAQEntryFactory(question="Start?", locale=german)
    assert other.anchor != entry.anchor


def test_a_topic_is_translated_once_per_language(german):
    topic = TopicFactory(name="Beginning")
    copy = topic.copy_for_translation(german)
    copy.save()
    assert copy.uuid != topic.uuid
    with pytest.raises(IntegrityError), transaction.atomic():
        topic.copy_for_translation(german).save()


def test_two_topics_of_a_language_cannot_share_a_slug():
    topic = TopicFactory(slug="start")
    twin = ResourceTopic(name="Again", slug="start", locale=topic.locale)
    with pytest.raises(ValidationError) as refused:
        twin.full_clean()
    assert "slug" in refused.value.message_dict


def test_the_questions_of_a_topic_outlive_it():
    topic = TopicFactory()
    entry = FAQEntryFactory(topic=topic)
    topic.delete()
    entry.refresh_from_db()
    assert entry.topic is None


# Placeholders


def test_known_placeholders_are_taken():
    draft(
        question="Must we talk within {first_conversation_days}?",
        answer="<p>Yes. Write to {office_email} or <a href='/{enrollment_url}'>enroll</a>.</p>",
    ).full_clean()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Is {nothing} known?", "{nothing} at character 4 is no placeholder."),
        ("Is {program.office_email} known?", "{program.office_email} at character 4"),
        ("Is {program!r} known?", "{program!r} at character 4"),
        ("Is {{ program }} known?", "at character 4"),
        ("Is { known?", "{ at character 4"),
    ],
)
def test_an_unknown_placeholder_in_a_question_is_refused_with_its_position(words, said):
    with pytest.raises(ValidationError) as refused:
        draft(question=words).full_clean()
    assert said in refused.value.message_dict["question"][0]


def test_an_unknown_placeholder_in_an_answer_is_refused_with_its_paragraph():
    answer = (
        "<p>Nothing wrong with {program} here.</p><ul><li>Fine.</li>"
        "<li>It takes about {days} in all the years that we have seen.</li></ul>"
    )
    with pytest.raises(ValidationError) as refused:
        draft(answer=answer).full_clean()
    assert refused.value.message_dict["answer"] == [
        "{days} in paragraph 3 is no placeholder: “It takes about {days} in all the years that we…”."
    ]


def test_a_placeholder_torn_by_bold_type_is_refused():
    with pytest.raises(ValidationError) as refused:
        draft(answer="<p>Write to {office_<b>emal</b>}.</p>").full_clean()
    assert "{office_emal}" in refused.value.message_dict["answer"][0]


# Was this helpful?


def test_votes_are_counted_for_the_text_that_was_read():
    entry = FAQEntryFactory()
    FAQFeedback.objects.count_vote(entry, True)
    FAQFeedback.objects.count_vote(entry, True)
    FAQFeedback.objects.count_vote(entry, False)
    entry.answer = "<p>Said better.</p>"
    entry.save_revision().publish()
    entry.refresh_from_db()
    FAQFeedback.objects.count_vote(entry, True)
    assert list(entry.feedback.order_by("pk").values_list("helpful", "not_helpful")) == [
        (2, 1),
        (1, 0),
    ]


def test_nothing_is_kept_of_who_voted():
    names = {field.name for field in FAQFeedback._meta.get_fields()}
    assert names == {"id", "entry", "revision_ref", "helpful", "not_helpful"}
