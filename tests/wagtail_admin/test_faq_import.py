"""An existing FAQ comes in through the admin, and by a command."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ModelLogEntry

from tests.factories import TopicFactory
from tests.faq_documents import documents
from wagtail_mentoring.models import FAQEntry, FAQImport, ResourceTopic
from wagtail_mentoring.models.faq import ANSWER_FEATURES

pytestmark = pytest.mark.django_db
START = "/admin/mentoring/faq-import/"


@pytest.fixture
def editor(as_actor):
    return as_actor("mentoring_editor")


def upload(client, content=documents.TEXT, name="faq.txt"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(START, {"file": SimpleUploadedFile(name, content)})


def table(rows, **changes):
    """Return what the table sends: its rows as they are, with changes by ``id_field``."""
    converter = ContentstateConverter(features=ANSWER_FEATURES)
    data = {"p": "1"}
    for row in rows:
        values = {
            "question": row["question"],
            "answer": converter.from_database_format(row["answer"]),
            "audience": row["audience"],
            "topic": row["topic"],
            "change": "",
            **({"keep": "on"} if row["keep"] else {}),
        }
        data |= {f"row-{row['id']}-{name}": value for name, value in values.items()}
    return data | {f"row-{name}": value for name, value in changes.items()}


@pytest.mark.parametrize(
    ("content", "name"),
    [(documents.TEXT, "faq.txt"), (documents.HTML, "faq.html"), (documents.WORD, "faq.docx")],
)
def test_from_a_document_to_drafts(editor, content, name):
    response = upload(editor, content, name)
    found = FAQImport.objects.get()
    assert response.url == reverse("wagtail_mentoring_faq_import_table", args=[found.uuid])
    text = editor.get(response.url).text
    assert "8 questions will be drafts." in text
    assert "1 has no answer." in text
    assert "It has no answer. It is saved as a draft" in text
    response = editor.post(response.url, {**table(found.rows), "save": "1"}, follow=True)
    assert "8 questions are saved as drafts." in response.text
    entries = FAQEntry.objects.order_by("sort_order")
    assert [(entry.question, entry.audience) for entry in entries] == documents.QUESTIONS
    assert not any(entry.live for entry in entries)
    assert all(entry.latest_revision.user.username == "the_mentoring_editor" for entry in entries)
    assert not FAQImport.objects.exists()
    assert ModelLogEntry.objects.filter(action="wagtail_mentoring.faq.import").count() == 1
    first = FAQEntry.objects.get(question=documents.QUESTIONS[0][0])
    first.latest_revision.publish()
    assert FAQEntry.objects.live().get() == first


def test_corrections_are_kept_and_applied(editor):
    url = upload(editor).url
    rows = FAQImport.objects.get().rows
    topic = TopicFactory(name="Money")
    ids = [row["id"] for row in rows]
    last = next(row for row in rows if row["question"] == "Where do we meet?")
    response = editor.post(
        url,
        {
            **table(
                rows,
                **{
                    f"{ids[1]}-question": "Is it free?",
                    f"{ids[1]}-topic": str(topic.pk),
                    f"{ids[4]}-audience": "both",
                    f"{ids[4]}-topic": "new",
                    f"{ids[5]}-change": "join",
                    f"{last['id']}-change": f"move:{ids[6]}",
                },
            ),
            "apply": "1",
        },
    )
    assert response.status_code == 302
    rows = FAQImport.objects.get().rows
    assert [row["question"] for row in rows if row["question"]] == [
        "What is the mentoring program?",
        "Is it free?",
        "How long does a mentorship last?",
        "What do I have to do before I get a mentor?",
        "How do I find a mentor?",
        "What if we do not get on?",
        "Where do we meet?",
    ]
    assert "<b>Can I have more than one mentor (at a time)?</b>" in rows[4]["answer"]
    assert "Wherever you like" in rows[5]["answer"]
    data = table(rows)
    del data[f"row-{ids[0]}-keep"]
    editor.post(url, {**data, "save": "1"})
    assert FAQEntry.objects.count() == 6
    assert FAQEntry.objects.get(question="Is it free?").topic == topic
    entry = FAQEntry.objects.get(question="How do I find a mentor?")
    assert (entry.audience, entry.topic.name) == ("both", "Only for mentees")
    assert ResourceTopic.objects.count() == 2


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(editor):
    url = upload(editor).url
    rows = FAQImport.objects.get().rows
    response = editor.post(
        url,
        {
            **table(rows, **{"1-question": "x" * 300, "2-question": "Is it free?"}),
            "save": "1",
        },
    )
    assert response.status_code == 422
    assert "at most 255 characters" in response.text
    assert "x" * 300 in response.text
    assert "Is it free?" in response.text
    assert not FAQEntry.objects.exists()


def test_a_form_sent_twice_makes_nothing_twice(editor):
    url = upload(editor).url
    rows = FAQImport.objects.get().rows
    editor.post(url, {**table(rows), "save": "1"})
    assert editor.post(url, {**table(rows), "save": "1"}).status_code == 404
    assert FAQEntry.objects.count() == 8


def test_discard(editor):
    url = upload(editor).url
    editor.post(url, {"discard": "1"})
    assert not FAQImport.objects.exists()
    assert not FAQEntry.objects.exists()


def test_opening_changes_nothing_and_anothers_import_is_not_there(editor, as_actor):
    url = upload(editor).url
    before = FAQImport.objects.values().get()
    editor.get(url)
    editor.get(START)
    assert FAQImport.objects.values().get() == before
    assert as_actor("coordinator").get(url).status_code == 404
    assert as_actor("web_editor").get(url).status_code == 302


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04", "faq.docx", "not a Word file"),
        (b"%PDF-1.7", "faq.pdf", "Save the document as .docx"),
        (b"No question here.", "faq.txt", "No question was found"),
        (b"", "faq.txt", "The submitted file is empty"),
    ],
)
def test_a_document_that_cannot_be_used(editor, content, name, words):
    response = upload(editor, content, name)
    assert response.status_code == 200
    assert words in response.text
    assert not FAQImport.objects.exists()


def test_pasted_text(editor):
    response = editor.post(START, {"text": documents.LABELS})
    assert len(FAQImport.objects.get().rows) == 8
    assert response.status_code == 302
    assert "Choose a file, or paste the text." in editor.post(START, {"text": " "}).text


def test_a_long_faq_goes_over_several_pages(editor):
    text = "\n\n".join(f"What about number {n}?\n\nIt is {n}." for n in range(45))
    url = editor.post(START, {"text": text}).url
    rows = FAQImport.objects.get().rows
    data = table(rows[:30], **{"1-question": "What about none?"})
    response = editor.post(url, {**data, "to": "2"})
    assert response.url.endswith("?p=2")
    page = editor.get(response.url)
    assert "What about number 44?" in page.text
    data = table(rows[30:])
    editor.post(url, {**data, "p": "2", "save": "1"})
    assert FAQEntry.objects.count() == 45
    assert FAQEntry.objects.filter(question="What about none?").exists()


class TestCommand:
    def run(self, *args):
        out = StringIO()
        call_command("mentoring_import_faq", *args, stdout=out)
        return out.getvalue()

    @pytest.fixture
    def document(self, tmp_path):
        path = tmp_path / "faq.txt"
        path.write_text(documents.TEXT, encoding="utf-8")
        return str(path)

    def test_dry_run(self, document):
        said = self.run(document, "--dry-run")
        assert "8 questions, 3 texts that belong to none, 1 to look at; nothing saved." in said
        assert not FAQEntry.objects.exists()

    def test_json(self, document):
        data = json.loads(self.run(document, "--format=json"))
        assert [one["question"] for one in data["questions"]] == [
            question for question, _audience in documents.QUESTIONS
        ]
        assert data["saved"] == FAQEntry.objects.count() == 8
        assert len(data["texts"]) == 3

    def test_what_cannot_be_read(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            self.run(str(tmp_path / "nowhere.txt"))
        (tmp_path / "faq.docx").write_bytes(b"PK\x03\x04")
        with pytest.raises(CommandError, match="not a Word file"):
            self.run(str(tmp_path / "faq.docx"))

    def test_unknown_language_or_program(self, document):
        with pytest.raises(CommandError, match="no language 'xx'"):
            self.run(document, "--language=xx")
        with pytest.raises(CommandError, match="no program 'xx'"):
            self.run(document, "--program=xx")
