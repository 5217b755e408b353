"""From the page of a Code of Conduct to the text that binds (D13)."""

import re

import pytest
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, Revision

from tests.factories import Cast
from wagtail_mentoring.actions import BindConductAction
from wagtail_mentoring.models import MentoringProgram

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    """A program whose first text binds, with a mentor and a mentee who agreed to it."""
    cast = Cast()
    BindConductAction(cast.program).execute()
    cast.program.refresh_from_db()
    cast.mentor()
    cast.mentee()
    return cast


@pytest.fixture
def editor(as_actor):
    return as_actor("mentoring_editor")


def publish(program, body):
    page = program.code_of_conduct.specific
    page.body = body
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk)


def url_of(page):
    return reverse("wagtail_mentoring_conduct", args=[page.pk])


def bind(client, page, revision=None):
    program = MentoringProgram.objects.get()
    data = {"program": program.pk, "revision": revision or page.live_revision_id}
    return client.post(url_of(page), data, follow=True)


def test_an_editor_sees_what_changed_and_makes_the_text_binding(editor, cast):
    page = publish(cast.program, "<p>Be kind and punctual.</p>")
    text = re.sub(r"\s+", " ", editor.get(url_of(page)).text)
    assert "1 of 1 mentors have agreed" in text
    assert re.search(r"Be kind<ins>.*and punctual", text)
    assert "The published Code of Conduct is binding now." in bind(editor, page).text
    program = MentoringProgram.objects.get()
    assert program.binding_revision_id == page.live_revision_id
    entry = ModelLogEntry.objects.filter(action="wagtail_mentoring.program.bind_conduct").first()
    assert entry.user.username == "the_mentoring_editor"
    text = editor.get(url_of(page)).text
    assert "0 of 1 mentors have agreed" in text
    assert "<form" not in text.split("mentoring-record")[1].split("</section>")[0]


def test_a_text_published_in_the_meantime_is_not_bound_unseen(editor, cast):
    seen = publish(cast.program, "<p>Be kind and punctual.</p>").live_revision_id
    page = publish(cast.program, "<p>Be silent.</p>")
    before = MentoringProgram.objects.get().binding_revision_id
    assert "Another text was published in the meantime" in bind(editor, page, seen).text
    assert MentoringProgram.objects.get().binding_revision_id == before


def test_another_page_and_a_missing_one_answer_alike_to_who_may_not(as_actor, cast):
    client = as_actor("web_editor")
    there, missing = (client.get(url) for url in (url_of(cast.program.code_of_conduct), "/x/"))
    assert there.status_code == 302
    assert client.get(reverse("wagtail_mentoring_conduct", args=[999_999])).url == there.url
    assert missing.status_code == 404


def test_a_page_that_is_no_code_of_conduct_has_no_such_view(editor, cast):
    response = editor.get(url_of(Page.objects.get(url_path="/home/")))
    assert response.status_code == 302


def test_the_editor_of_the_page_leads_there(admin, coordinator, cast):
    coordinator.is_superuser = True
    coordinator.save()
    page = publish(cast.program, "<p>Be kind and punctual.</p>")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert url_of(page) in admin.get(edit).text
    root = Page.objects.get(url_path="/home/")
    other = admin.get(reverse("wagtailadmin_pages:edit", args=[root.pk])).text
    assert "mentoring/code-of-conduct" not in other
    data = {
        "title": page.title,
        "slug": page.slug,
        "program": cast.program.pk,
        "introduction": "null",
        "body": '{"blocks": [{"key": "a", "text": "Be kind.", "type": "unstyled"}], "entityMap": {}}',
        "action-publish": "1",
    }
    response = admin.post(edit, data, follow=True)
    assert "Did their promises change?" in response.text
    assert url_of(page) in response.text


def test_the_binding_text_outlives_a_purge_but_not_its_page(cast):
    publish(cast.program, "<p>Be kind and punctual.</p>")
    publish(cast.program, "<p>Be kind and on time.</p>")
    binding = MentoringProgram.objects.get().binding_revision
    with pytest.raises(ProtectedError):
        binding.delete()
    assert Revision.objects.count() == 3
    call_command("purge_revisions", verbosity=0)
    assert Revision.objects.filter(pk=binding.pk).exists()
    assert Revision.objects.count() == 2
    cast.program.code_of_conduct.specific.delete()
    program = MentoringProgram.objects.get()
    assert (program.code_of_conduct, program.binding_revision) == (None, None)
