"""One click off: by a mail program, by a person, by a scanner (M-19, S-20, S-21, RFC 8058)."""

import threading

import pytest
from django.db import connection
from django.test import Client

from tests.factories import MenteeFactory, SavedSearchFactory
from wagtail_mentoring.actions import DeleteSearchAction
from wagtail_mentoring.actions.subscriptions import (
    SAVED_SEARCH,
    SAVED_SEARCHES,
    key_of_all_searches,
    key_of_search,
)
from wagtail_mentoring.models import SavedSearch
from wagtail_mentoring.notifications.unsubscribe import unsubscribe_url

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def search():
    return SavedSearchFactory(name="Careers & more")


@pytest.fixture
def url(search):
    return path(unsubscribe_url(SAVED_SEARCH, key_of_search(search)))


def path(url):
    assert url.startswith("http://localhost/")
    return url.removeprefix("http://localhost")


def is_on(search):
    return SavedSearch.objects.values_list("wants_mail", flat=True).get(pk=search.pk)


def test_a_mail_program_posts_and_it_is_off(search, url):
    """As RFC 8058 says: no cookie, no sign-in, no CSRF token, no redirect, no question."""
    client = Client(enforce_csrf_checks=True)
    for _time in range(20):
        response = client.post(url, ONE_CLICK)
        assert response.status_code == 200
        assert not is_on(search)
    assert not response.cookies


def test_a_post_as_form_data_or_without_a_body_does_the_same(search, url):
    assert Client(enforce_csrf_checks=True).post(url).status_code == 200
    assert not is_on(search)


def test_looking_changes_nothing(search, url):
    client = Client()
    for method in (client.get, client.head, client.options):
        for _time in range(3):
            assert method(url).status_code == 200
    assert is_on(search)


def test_a_person_reads_what_it_is_and_presses_a_button(search, url):
    client = Client(enforce_csrf_checks=True)
    text = client.get(url).content.decode()
    assert "Careers &amp; more" in text
    assert f'<form class="mentoring-post" method="post" action="{url}">' in text
    text = client.post(url).content.decode()
    assert "You do not get these mails any more." in text
    assert "<form" not in text
    assert "You do not get these mails any more." in client.get(url).content.decode()


def test_it_stays_off_until_the_member_says_otherwise(search, url):
    Client().post(url)
    SavedSearch.objects.filter(pk=search.pk).update(wants_mail=True)
    assert "Stop these mails" in Client().get(url).content.decode()
    assert is_on(search)


def test_only_the_named_search_is_switched_off(search, url):
    other = SavedSearchFactory(
        profile=None, member=search.member, program=search.program, role="mentee"
    )
    Client().post(url, ONE_CLICK)
    assert is_on(other)


def test_all_searches_of_one_member_in_one_program(search):
    url = path(unsubscribe_url(SAVED_SEARCHES, key_of_all_searches(search.program, search.member)))
    mine = SavedSearchFactory(
        profile=None, member=search.member, program=search.program, role="mentor"
    )
    others = [
        SavedSearchFactory(),
        SavedSearchFactory(profile=MenteeFactory(member=search.member)),
    ]
    assert Client().post(url, ONE_CLICK).status_code == 200
    assert not is_on(search) and not is_on(mine)
    assert all(map(is_on, others))


def test_for_a_search_that_is_gone_there_is_nothing_left_to_stop(search, url):
    DeleteSearchAction(search).execute()
    assert Client().get(url).status_code == 200
    assert Client().post(url, ONE_CLICK).status_code == 200


def test_it_works_while_the_program_is_closed(search, url):
    search.program.is_active = False
    search.program.save()
    assert Client().get(url).status_code == 200
    assert Client().post(url, ONE_CLICK).status_code == 200
    assert not is_on(search)


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.replace("/saved-search:", "/saved-searches:"),
        lambda url: url[:-2] + ("A" if url[-2] != "A" else "B") + "/",
        lambda url: "/mentoring/unsubscribe/x/",
        lambda url: "/mentoring/unsubscribe/saved-search:00/",
    ],
)
def test_a_token_that_is_not_the_sites_does_not_exist(search, url, change):
    for method in (Client().get, Client().post):
        assert method(change(url)).status_code == 404
    assert is_on(search)


def test_it_leaks_nothing_and_is_kept_by_nobody(url):
    response = Client().get(url)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_twenty_at_once(search, url):
    codes = []

    def post():
        codes.append(Client().post(url, ONE_CLICK).status_code)
        connection.close()

    threads = [threading.Thread(target=post) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [200] * 20
    assert not is_on(search)
