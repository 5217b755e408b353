"""What was typed survives a session that ended and a token that is no longer valid (A-17)."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import Cast, ChoiceFactory, CriterionFactory, MemberFactory, UserFactory
from tests.test_pictures import picture
from tests.views.enrolling import address, form_data
from wagtail_mentoring.enums import ProfileStatus
from wagtail_mentoring.models import CodeOfConductAgreement
from wagtail_mentoring.views.kept import SESSION_KEY

pytestmark = pytest.mark.django_db

AGAIN = "What you wrote is here again"


@pytest.fixture
def profile():
    return Cast().mentee(status=ProfileStatus.DRAFT, joined_at=None)


@pytest.fixture
def user(profile):
    return profile.member.user


@pytest.fixture
def about(profile):
    return address(profile.program, "enrollment_role", role="mentee")


@pytest.fixture
def person(profile):
    return address(profile.program, "enrollment_person")


@pytest.fixture
def browser():
    """A client that is asked for the token, as browsers are."""
    return Client(enforce_csrf_checks=True)


def test_signed_out_while_writing_the_words_are_there_after_signing_in(
    browser, user, profile, about
):
    criterion = CriterionFactory(program=profile.program)
    choices = [ChoiceFactory(criterion=criterion) for _number in range(3)]
    browser.force_login(user)
    data = form_data(browser.get(about))
    browser.cookies["sessionid"] = "expired"
    response = browser.post(
        about,
        {**data, "goals": "A long text about goals", f"c{criterion.pk}": [str(choices[1].pk)]},
    )
    assert response.status_code == 302
    assert response.url == f"/login/?next={about}"
    login = browser.get(response.url)
    signed_in = browser.post(
        response.url,
        {
            "username": user.get_username(),
            "password": "mentoring",
            "csrfmiddlewaretoken": form_data(login)["csrfmiddlewaretoken"][0],
        },
    )
    assert signed_in.status_code == 302
    page = browser.get(about)
    html = page.content.decode()
    assert AGAIN in html
    assert "<title>Error:" not in html
    again = form_data(page)
    assert again["goals"] == ["A long text about goals"]
    assert again[f"c{criterion.pk}"] == [str(choices[1].pk)]
    profile.refresh_from_db()
    assert profile.goals == ""
    assert browser.post(about, again).status_code == 302
    profile.refresh_from_db()
    assert profile.goals == "A long text about goals"
    assert AGAIN not in browser.get(about).content.decode()


def test_a_tick_that_was_taken_away_stays_away(browser, user, profile, about):
    criterion = CriterionFactory(program=profile.program)
    choice = ChoiceFactory(criterion=criterion)
    profile.answers.create(criterion=criterion, choice=choice)
    browser.force_login(user)
    data = form_data(browser.get(about))
    del data[f"c{criterion.pk}"]
    del data["csrfmiddlewaretoken"]
    assert browser.post(about, {**data, "goals": "New"}).status_code == 403
    assert f"c{criterion.pk}" not in form_data(browser.get(about))


def test_an_old_token_is_explained_and_the_words_are_there_again(browser, user, person):
    browser.force_login(user)
    data = form_data(browser.get(person))
    response = browser.post(person, {**data, "bio": "Kept", "csrfmiddlewaretoken": "x" * 64})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Please send this again" in html
    assert "Nothing is lost." in html
    assert f'href="{person}"' in html
    page = browser.get(person)
    assert AGAIN in page.content.decode()
    assert form_data(page)["bio"] == ["Kept"]


def test_the_rows_of_a_formset_are_there_again(browser, user, profile):
    url = address(profile.program, "enrollment_history")
    browser.force_login(user)
    data = form_data(browser.get(url))
    rows = {"position-TOTAL_FORMS": "2", "position-0-title": "One", "position-1-title": "Two"}
    browser.post(url, {**data, **rows, "csrfmiddlewaretoken": ""})
    page = browser.get(url)
    again = form_data(page)
    assert AGAIN in page.content.decode()
    assert (again["position-0-title"], again["position-1-title"]) == (["One"], ["Two"])


@pytest.mark.parametrize("how", ["signed out", "old token"])
def test_a_picture_cannot_be_kept_and_that_is_said(browser, user, profile, how):
    url = address(profile.program, "enrollment_picture")
    browser.force_login(user)
    data = form_data(browser.get(url))
    if how == "signed out":
        browser.cookies["sessionid"] = "expired"
    else:
        data["csrfmiddlewaretoken"] = ""
    file = SimpleUploadedFile("me.jpg", picture(), "image/jpeg")
    browser.post(url, {**data, "picture": file})
    if how == "signed out":
        session = browser.session
        kept = session[SESSION_KEY]
        browser.force_login(user)
        session = browser.session
        session[SESSION_KEY] = kept
        session.save()
    html = browser.get(url).content.decode()
    assert "The picture could not be kept. Please choose it again." in html
    assert AGAIN not in html
    profile.member.refresh_from_db()
    assert not profile.member.picture


def test_another_persons_words_are_not_offered(browser, user, profile, person):
    browser.force_login(user)
    data = form_data(browser.get(person))
    browser.cookies["sessionid"] = "expired"
    browser.post(person, {**data, "bio": "CANARY"})
    kept = browser.session[SESSION_KEY]
    other = MemberFactory()
    type(profile).objects.create(program=profile.program, member=other)
    browser.force_login(other.user)
    session = browser.session
    session[SESSION_KEY] = kept
    session.save()
    html = browser.get(person).content.decode()
    assert "CANARY" not in html
    assert SESSION_KEY not in browser.session


def test_words_are_kept_for_half_an_hour_and_for_their_own_page(browser, user, profile, person):
    browser.force_login(user)
    with time_machine.travel("2026-03-01 12:00", tick=False) as clock:
        data = form_data(browser.get(person))
        browser.post(person, {**data, "bio": "Kept", "csrfmiddlewaretoken": ""})
        browser.get(address(profile.program))
        clock.move_to("2026-03-01 12:31")
        assert form_data(browser.get(person))["bio"] == [""]


def test_passwords_and_forms_of_the_site_are_not_kept(browser, user, person):
    browser.force_login(user)
    data = form_data(browser.get(person))
    browser.post(person, {**data, "bio": "B", "new_password1": "CANARY", "csrfmiddlewaretoken": ""})
    assert "CANARY" not in str(browser.session[SESSION_KEY])
    stranger = Client(enforce_csrf_checks=True)
    response = stranger.post("/login/", {"username": "maria", "password": "CANARY"})
    assert response.status_code == 403
    assert "Nothing is lost." not in response.content.decode()
    assert SESSION_KEY not in stranger.session


def test_too_much_text_is_not_put_into_the_session(browser, user, person):
    browser.force_login(user)
    data = form_data(browser.get(person))
    response = browser.post(person, {**data, "bio": "x" * 30_000, "csrfmiddlewaretoken": ""})
    assert response.status_code == 403
    assert "Nothing is lost." not in response.content.decode()
    assert SESSION_KEY not in browser.session


TASKS = [
    ("enrollment_start", {}),
    ("enrollment_person", {}),
    ("enrollment_picture", {}),
    ("enrollment_history", {}),
    ("enrollment_role", {"role": "mentee"}),
    ("enrollment_wishes", {"role": "mentee"}),
    ("enrollment_conduct", {"role": "mentee"}),
    ("enrollment_check", {"role": "mentee"}),
]


@pytest.mark.parametrize(("name", "kwargs"), TASKS)
def test_every_form_says_whose_it_is_and_asks_for_the_token(browser, user, profile, name, kwargs):
    CodeOfConductAgreement.objects.all().delete()
    browser.force_login(user)
    url = address(profile.program, name, **kwargs)
    assert browser.post(url, {}).status_code == 403
    assert b'name="mentoring_owner"' in browser.get(url).content


def test_a_stranger_without_a_session_is_only_sent_to_sign_in(client, profile, person):
    UserFactory()
    response = client.post(person, {"name": "X"})
    assert response.status_code == 302
    assert response.url.startswith("/login/")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_what_another_site_sends_is_not_kept_and_signs_nobody_out(browser, user, person, headers):
    """S-22: browsers send no cookie with such a form; a new session would take the place of the member's."""
    response = browser.post(person, {"mentoring_owner": "", "bio": "Not mine"}, headers=headers)
    assert response.status_code == 403
    assert "sessionid" not in response.cookies
    browser.force_login(user)
    assert "Not mine" not in browser.get(person).text
