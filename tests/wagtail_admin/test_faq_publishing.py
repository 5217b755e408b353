"""Questions are published several at once, by the rules of publishing one."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import FAQEntryFactory, UserFactory
from tests.faq_documents import documents
from tests.wagtail_admin.test_faq_import import table, upload
from wagtail_mentoring.models import FAQEntry, FAQImport

pytestmark = pytest.mark.django_db
LIST = "/admin/mentoring/faq/"
BUTTON = "data-bulk-action-button"


@pytest.fixture
def editor(as_actor):
    return as_actor("mentoring_editor")


@pytest.fixture
def writer():
    """Somebody who may write questions and not publish them."""
    user = UserFactory()
    names = ["add_faqentry", "change_faqentry", "view_faqentry"]
    user.user_permissions.set(
        [
            *Permission.objects.filter(codename__in=names),
            Permission.objects.get(codename="access_admin"),
        ]
    )
    client = Client()
    client.force_login(user)
    return client


def draft(question, **values):
    return FAQEntryFactory(question=question, published=False, live=False, **values)


def url_of(*entries, **query):
    url = reverse("wagtail_bulk_action", args=["wagtail_mentoring", "faqentry", "publish"])
    ids = "&".join(f"id={getattr(entry, 'pk', entry)}" for entry in entries)
    return f"{url}?{ids}&next={query.get('next', LIST)}"


def test_drafts_are_published_at_once_and_each_is_in_the_log(editor):
    entries = [draft(f"Question {number}?") for number in range(3)]
    assert BUTTON in editor.get(LIST).text
    assert (
        "These 3 questions are published, with their answers:" in editor.get(url_of(*entries)).text
    )
    assert not FAQEntry.objects.live().exists()
    response = editor.post(url_of(*entries), follow=True)
    assert "3 questions are published." in response.text
    assert FAQEntry.objects.live().count() == 3
    published = ModelLogEntry.objects.filter(action="wagtail.publish")
    assert {entry.user.username for entry in published} == {"the_mentoring_editor"}
    assert published.count() == 3


def test_of_each_that_is_not_ready_it_says_why(editor):
    ready = draft("Ready?")
    later = draft("Later?")
    later.go_live_at = timezone.now() + dt.timedelta(days=1)
    later.save_revision()
    locked = draft("Locked?", locked=True, locked_by=UserFactory(), locked_at=timezone.now())
    wrong = draft("Wrong?", answer="<p>In {no_such_name}.</p>")
    refused = {
        draft("Empty?", answer="<p> </p>"): "It has no answer.",
        later: "It has a date of its own: publish it on its page.",
        locked: "It is locked, or somebody is reviewing it.",
        wrong: "no_such_name",
    }
    published = FAQEntryFactory(question="Published?")
    url = url_of(ready, published, *refused)
    html = editor.get(url).text
    for entry, reason in refused.items():
        edit = reverse("wagtail_mentoring_faq:edit", args=[entry.pk])
        [line] = [line for line in html.splitlines() if f'<li><a href="{edit}"' in line]
        words = line.split(f'<a href="{edit}">')[1].split("</li>")[0]
        assert words.startswith(f"{entry.question}</a>: ")
        assert reason in words
    assert "This one is published already:" in html
    response = editor.post(url, follow=True)
    assert "1 question is published." in response.text
    assert "Still drafts:" in response.text
    assert set(FAQEntry.objects.live()) == {ready, published}


def test_the_newest_draft_is_what_is_published(editor):
    entry = FAQEntryFactory(question="Old?")
    entry.question = "New?"
    entry.save_revision()
    editor.post(url_of(entry))
    entry.refresh_from_db()
    assert (entry.question, entry.has_unpublished_changes) == ("New?", False)


def test_who_may_not_publish_is_not_offered_it_and_does_not_do_it(writer):
    entry = draft("Secret?")
    assert BUTTON not in writer.get(LIST).text
    for response in (writer.get(url_of(entry)), writer.post(url_of(entry))):
        assert "Secret?" not in response.text
        assert response.status_code == 302
    assert not FAQEntry.objects.live().exists()


def test_all_means_what_the_list_shows(editor):
    draft("For mentors?", audience="mentors")
    draft("For mentees?", audience="mentees")
    editor.post(url_of("all", next=f"{LIST}%3Faudience%3Dmentors"))
    assert [entry.question for entry in FAQEntry.objects.live()] == ["For mentors?"]


def test_a_list_of_many_takes_no_more_queries(editor, django_assert_max_num_queries):
    few = [draft(f"Question {number}?") for number in range(3)]
    with django_assert_max_num_queries(11):
        editor.get(url_of(*few))
    many = [draft(f"Another {number}?") for number in range(20)]
    with django_assert_max_num_queries(11):
        editor.get(url_of(*many))


# After an import


def save_import(client):
    found_at = upload(client, documents.TEXT).url
    return client.post(found_at, {**table(FAQImport.objects.get().rows), "save": "1"}, follow=True)


def test_an_import_leads_to_publishing_all_that_is_complete(editor):
    html = save_import(editor).text
    assert "Publish all that are complete" in html
    [url] = [
        part.split('"')[0].replace("&amp;", "&")
        for part in html.split('href="')[1:]
        if "/faqentry/publish/" in part.split('"')[0] and "id=" in part.split('"')[0]
    ]
    shown = editor.get(url).text
    assert "These 7 questions are published" in shown
    assert "It has no answer." in shown
    response = editor.post(url, follow=True)
    assert response.redirect_chain[-1][0] == LIST
    assert FAQEntry.objects.live().count() == 7


def test_who_may_not_publish_is_not_led_to_it(writer):
    response = save_import(writer)
    assert "8 questions are saved as drafts." in response.text
    assert "Publish all that are complete" not in response.text
