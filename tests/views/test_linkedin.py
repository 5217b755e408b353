"""A member fills their profile from their LinkedIn archive: upload, choose, save (R22, F13)."""

import re
import zipfile

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MenteeFactory,
    MentorFactory,
    ProgramFactory,
    answer,
)
from tests.linkedin.archives import POSITIONS, PROFILE, packed, table, usual
from tests.views.enrolling import address, form_data
from wagtail_mentoring.enums import CriterionKind, CriterionPrivacy
from wagtail_mentoring.models import Education, MentorAnswer, Position

pytestmark = pytest.mark.django_db
QUERIES = 14


@pytest.fixture
def program():
    program = ProgramFactory()
    topics = CriterionFactory(program=program, label="Topics", slug="topics")
    for label in ("R", "Survival analysis", "Teaching"):
        ChoiceFactory(criterion=topics, label=label)
    spoken = CriterionFactory(
        program=program, label="Languages", slug="languages", kind=CriterionKind.LANGUAGE
    )
    for label in ("Portugiesisch", "English", "French"):
        ChoiceFactory(criterion=spoken, label=label)
    return program


@pytest.fixture
def mentor(program):
    return MentorFactory(program=program, member__headline="", member__bio="")


@pytest.fixture
def member(mentor):
    return mentor.member


@pytest.fixture
def url(program):
    return address(program, "enrollment_linkedin")


@pytest.fixture
def signed_in(client, member):
    client.force_login(member.user)
    return client


def send(client, url, content=None, name="archive.zip"):
    content = packed() if content is None else content
    return client.post(url, {"archive": SimpleUploadedFile(name, content)})


def choose(client, url, page, without=(), **changes):
    data = {name: value for name, value in form_data(page).items() if name not in without}
    return client.post(url, {**data, **changes})


def answers(profile):
    return sorted((str(row), row.level) for row in profile.answers.all())


def test_what_is_found_is_shown_and_nothing_is_saved_yet(signed_in, member, url):
    page = send(signed_in, url)
    html = page.content.decode()
    assert page.status_code == 200
    for words in (
        "Biostatistician in clinical trials",
        "Senior Statistician, University Hospital, since 2020",
        "Analyst, Office of Statistics, 2015–2019",
        "PhD in Statistics, University of Coimbra, 2010–2014",
        "Survival analysis",
        "Portugiesisch: Native",
        "English: Fluent",
    ):
        assert words in html
    assert "CANARY" not in html
    member.refresh_from_db()
    assert member.headline == ""
    assert not Position.objects.exists()
    assert not MentorAnswer.objects.exists()


def test_the_lines_of_a_text_are_shown_and_its_markup_is_not_obeyed(signed_in, url):
    text = "I plan trials.\n\n<b>And</b> I teach."
    profile = table({**PROFILE, "Summary": text})
    html = send(signed_in, url, profile, "Profile.csv").content.decode()
    assert "I plan trials.<br><br>&lt;b&gt;And&lt;/b&gt; I teach." in html


def test_what_has_no_place_here_is_said(signed_in, url):
    html = send(signed_in, url).content.decode()
    after = html[html.index("Without a place here") :]
    assert "Juggling" in after
    assert "Survival" not in after


def test_saving_takes_over_what_is_ticked(signed_in, program, mentor, member, url):
    response = choose(signed_in, url, send(signed_in, url))
    assert response.url == address(program)
    member.refresh_from_db()
    assert member.headline == "Biostatistician in clinical trials"
    assert member.bio.startswith("I plan trials.")
    assert [str(row) for row in member.positions.all()] == [
        "Senior Statistician, University Hospital",
        "Analyst, Office of Statistics",
    ]
    assert [row.start_year for row in member.educations.all()] == [2010]
    assert answers(mentor) == [
        ("English", 3), ("Portugiesisch", 4), ("R", None), ("Survival analysis", None),
    ]  # fmt: skip
    html = signed_in.get(response.url).content.decode()
    assert (
        "Taken over from LinkedIn: your headline, the text about you, 2 positions, 1 degree or course, 4 answers."
        in html
    )


def test_the_meter_has_moved(signed_in, mentor, url, program):
    before = signed_in.get(address(program)).context["completeness"]["meters"][0]["value"]
    choose(signed_in, url, send(signed_in, url))
    after = signed_in.get(address(program)).context["completeness"]["meters"][0]["value"]
    assert after > before
    mentor.refresh_from_db()
    assert mentor.completeness == after


def test_what_is_not_ticked_is_not_taken(signed_in, mentor, member, url):
    page = send(signed_in, url)
    (topics,) = [
        name for name, values in form_data(page).items() if len(values) == 2 and name[0] == "c"
    ][:1]
    choose(signed_in, url, page, without=("bio", "educations", topics), positions=["1"])
    member.refresh_from_db()
    assert member.bio == ""
    assert [row.title for row in member.positions.all()] == ["Analyst"]
    assert not Education.objects.exists()
    assert len(answers(mentor)) == 2


def test_nothing_is_overwritten_that_was_not_ticked(signed_in, member, url):
    member.headline, member.bio = "My own words", "More of them"
    member.save()
    page = send(signed_in, url)
    html = page.content.decode()
    assert "If you tick this, it takes the place of: My own words" in html
    assert {"headline", "bio"}.isdisjoint(form_data(page))
    choose(signed_in, url, page)
    member.refresh_from_db()
    assert (member.headline, member.bio) == ("My own words", "More of them")
    choose(signed_in, url, page, headline="on")
    member.refresh_from_db()
    assert member.headline == "Biostatistician in clinical trials"


def test_the_same_archive_again_finds_everything_there_and_doubles_nothing(signed_in, mentor, url):
    choose(signed_in, url, send(signed_in, url))
    page = send(signed_in, url)
    assert set(form_data(page)) <= {"csrfmiddlewaretoken", "mentoring_owner", "mentoring_found"}
    html = page.content.decode()
    assert html.count("(already in your profile)") == 7
    assert html.count("Stands in your profile already.") == 2
    # Even what is ticked all the same.
    before = answers(mentor)
    response = choose(signed_in, url, page, positions=["0", "1"], educations=["0"])
    assert Position.objects.count() == 2
    assert answers(mentor) == before
    assert "nothing has changed" in signed_in.get(response.url).content.decode()


def test_a_row_without_years_is_the_same_row(signed_in, member, url):
    Position.objects.create(member=member, title="ANALYST", organization="Office of  Statistics")
    page = send(signed_in, url)
    assert form_data(page)["positions"] == ["0"]


def test_sent_twice_is_saved_once(signed_in, url):
    page = send(signed_in, url)
    choose(signed_in, url, page)
    choose(signed_in, url, page)
    assert Position.objects.count() == 2
    assert MentorAnswer.objects.count() == 4


def test_own_answers_stay_as_they_are(signed_in, program, mentor, url):
    spoken = program.criteria.get(slug="languages")
    english, french = spoken.choices.get(label="English"), spoken.choices.get(label="French")
    answer(mentor, spoken, english, level=1)
    answer(mentor, spoken, french, level=2)
    page = send(signed_in, url)
    assert "English (already in your profile)" in page.content.decode()
    choose(signed_in, url, page)
    assert {("English", 1), ("French", 2), ("Portugiesisch", 4)} <= set(answers(mentor))


def test_both_roles_get_what_both_are_asked(signed_in, program, mentor, member, url):
    mentee = MenteeFactory(program=program, member=member)
    program.criteria.filter(slug="topics").update(ask_mentee=False)
    choose(signed_in, url, send(signed_in, url))
    assert len(answers(mentor)) == 4
    assert answers(mentee) == [("English", 3), ("Portugiesisch", 4)]


@pytest.mark.parametrize(
    "changes",
    [
        {"is_sensitive": True, "privacy": CriterionPrivacy.PRIVATE, "is_filter": False},
        {"is_active": False},
        {"ask_mentor": False},
        {"kind": CriterionKind.SINGLE},
    ],
    ids=str,
)
def test_questions_of_other_kinds_are_left_alone(signed_in, program, mentor, url, changes):
    program.criteria.filter(slug="topics").update(**changes)
    choose(signed_in, url, send(signed_in, url))
    assert len(answers(mentor)) == 2


def test_a_similar_name_is_offered_but_not_ticked(signed_in, mentor, url):
    page = send(signed_in, url, table([{"Name": "Teaching Statistics"}]), "Skills.csv")
    assert "Teaching (LinkedIn: “Teaching Statistics”)" in page.content.decode()
    choose(signed_in, url, page)
    assert answers(mentor) == []


def test_a_choice_that_went_in_the_meantime_is_said(signed_in, program, mentor, url):
    page = send(signed_in, url)
    program.criteria.get(slug="topics").choices.filter(label="R").update(is_active=False)
    response = choose(signed_in, url, page)
    assert response.status_code == 200
    assert "Select a valid choice" in response.content.decode()
    assert answers(mentor) == []
    assert choose(signed_in, url, response).status_code == 302


def test_more_rows_than_there_is_room_for_are_refused_and_nothing_is_saved(signed_in, member, url):
    rows = [{**POSITIONS[1], "Title": f"Job {number}"} for number in range(40)]
    page = send(
        signed_in, url, packed({"Positions.csv": table(rows), "Profile.csv": table(PROFILE)})
    )
    response = choose(signed_in, url, page)
    assert response.status_code == 409
    assert "has room for 30 rows of each list. Choose fewer." in response.content.decode()
    assert not Position.objects.exists()
    member.refresh_from_db()
    assert member.headline == ""
    choose(signed_in, url, response, positions=[str(number) for number in range(30)])
    assert Position.objects.count() == 30


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"hello", "neither the zip file from LinkedIn nor one of its CSV files"),
        (b"PK\x03\x04", "it may be damaged"),
        (packed({"Positions.csv": b"0" * 9_000_000}), "far larger than LinkedIn makes it"),
        (packed(compression=zipfile.ZIP_LZMA), "packed in an unusual way"),
        (usual()["Connections.csv"], "neither the zip file"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(signed_in, url, content, words):
    response = send(signed_in, url, content)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in html
    assert words in html


def test_no_file_at_all(signed_in, url):
    assert "Choose the file first." in signed_in.post(url).content.decode()


def test_the_size_is_a_setting(signed_in, url, settings):
    settings.WAGTAIL_MENTORING = {"LINKEDIN_MAX_BYTES": 1000}
    assert "larger than" in send(signed_in, url, b"x" * 1001).content.decode()


def test_what_was_cut_is_said(signed_in, url):
    rows = [{**POSITIONS[1], "Title": f"Job {number}"} for number in range(10_000)]
    html = send(signed_in, url, table(rows), "Positions.csv").content.decode()
    assert "Only the first 60 rows of Positions.csv are shown." in html


def test_markup_and_formulas_stay_text(signed_in, member, url):
    title = '<script>alert(1)</script>=HYPERLINK("x")'
    page = send(signed_in, url, table([{**POSITIONS[0], "Title": title}]), "Positions.csv")
    assert "<script>alert" not in page.content.decode()
    choose(signed_in, url, page)
    assert member.positions.get().title == title


def test_nothing_waits_anywhere_between_the_two_steps(signed_in, url, media_root, member):
    send(signed_in, url)
    assert not [path for path in media_root.rglob("*") if path.is_file()]
    session = Session.objects.get().get_decoded()
    assert set(session) <= {"_auth_user_id", "_auth_user_backend", "_auth_user_hash", "_messages"}


@pytest.mark.parametrize("found", ["", "x", "a:b:c", "\0"])
def test_a_made_up_finding_is_refused(signed_in, url, found):
    response = signed_in.post(url, {"mentoring_found": found, "headline": "on"}, follow=True)
    assert "Please upload the file once more." in response.content.decode()


def test_another_members_finding_is_refused(client, signed_in, program, member, url):
    found = form_data(send(signed_in, url))["mentoring_found"]
    other = MentorFactory(program=program, member__headline="").member
    client.force_login(other.user)
    response = client.post(url, {"mentoring_found": found, "headline": "on"})
    assert response.url == url
    other.refresh_from_db()
    assert other.headline == ""


def test_after_an_hour_the_file_has_to_be_uploaded_again(signed_in, member, url):
    with time_machine.travel("2026-11-24 10:00", tick=False):
        page = send(signed_in, url)
    with time_machine.travel("2026-11-24 11:01", tick=False):
        signed_in.force_login(member.user)
        response = choose(signed_in, url, page)
    assert response.url == url
    assert not Position.objects.exists()


def test_signed_out_in_between_nothing_of_the_archive_is_kept(client, signed_in, member, url):
    page = send(signed_in, url)
    client.logout()
    response = choose(client, url, page)
    assert "login" in response.url
    kept = str(Session.objects.get().get_decoded())
    assert "mentoring_found" not in kept
    client.force_login(member.user)
    assert client.get(url).status_code == 200
    assert not Position.objects.exists()


def test_it_is_found_where_it_helps(signed_in, program, url):
    for name in ("enrollment_person", "enrollment_history"):
        assert f'href="{url}"' in signed_in.get(address(program, name)).content.decode()
    html = signed_in.get(url).content.decode()
    assert "Get a copy of your data" in html


def test_before_an_enrollment_there_is_nothing_to_fill(client, program, url):
    from tests.factories import UserFactory

    client.force_login(UserFactory())
    assert client.get(url).url == address(program)
    assert send(client, url).url == address(program)


def test_what_is_found_is_small_enough_to_travel(signed_in, url):
    rows = [{**POSITIONS[1], "Title": f"{number} " + "é" * 300} for number in range(100)]
    skills = [{"Name": f"{number} " + "ö" * 300} for number in range(300)]
    page = send(signed_in, url, packed({"Positions.csv": table(rows), "Skills.csv": table(skills)}))
    packed_text = re.search(r'name="mentoring_found" value="([^"]+)"', page.content.decode())[1]
    assert len(packed_text) < 60_000


@pytest.mark.parametrize("count", [1, 8])
def test_the_same_number_of_queries_whatever_is_asked(
    signed_in, program, member, url, count, django_assert_num_queries
):
    MenteeFactory(program=program, member=member)
    for _number in range(count):
        criterion = CriterionFactory(program=program)
        ChoiceFactory(criterion=criterion, label="R")
    with django_assert_num_queries(QUERIES):
        assert send(signed_in, url).status_code == 200
