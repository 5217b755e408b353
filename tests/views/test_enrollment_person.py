"""Tasks about the person: details, education and positions; the log; nothing more than the form's fields."""

import pytest
from wagtail.models import ModelLogEntry

from tests.factories import Cast, MemberFactory, UserFactory
from tests.views.enrolling import address, form_data, submit
from wagtail_mentoring import get_member_profile_model, get_mentee_profile_model
from wagtail_mentoring.enums import ContactVisibility, ProfileStatus
from wagtail_mentoring.models import Education, Position

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def member():
    return MemberFactory(headline="")


@pytest.fixture
def profile(cast, member):
    return cast.mentee(member=member, status=ProfileStatus.DRAFT, joined_at=None)


@pytest.fixture
def signed_in(client, member):
    client.force_login(member.user)
    return client


@pytest.fixture
def person(profile):
    return address(profile.program, "enrollment_person")


@pytest.fixture
def history(profile):
    return address(profile.program, "enrollment_history")


def test_details_are_saved_and_lead_back_to_the_list(signed_in, member, profile, person):
    response = submit(
        signed_in,
        person,
        name="Ana María Ng",
        headline="Biostatistician",
        country="PT",
        time_zone="Europe/Lisbon",
        website="example.org/ana",
        linkedin_url="https://www.linkedin.com/in/ana-ng",
        phone="+351 21 123 45 67",
        language="de",
        phone_visibility="nobody",
    )
    assert response.url == address(profile.program)
    member.refresh_from_db()
    assert member.name == "Ana María Ng"
    assert (member.country, member.time_zone) == ("PT", "Europe/Lisbon")
    assert member.website == "https://example.org/ana"
    assert (member.language, member.phone_visibility) == ("de", "nobody")
    assert member.website_visibility == "partners"
    assert "Saved." in signed_in.get(response.url).content.decode()


def test_the_log_names_the_fields_and_not_their_values(signed_in, member, person):
    submit(signed_in, person, headline="H", phone="+351 21 123 45 67", bio="CANARY")
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.member.edit")
    assert entry.data == {"fields": ["bio", "headline", "phone"]}
    assert entry.user == member.user


def test_saving_without_a_change_writes_no_log(signed_in, member, person):
    member.headline = "Statistician"
    member.save()
    submit(signed_in, person)
    assert not ModelLogEntry.objects.filter(action="wagtail_mentoring.member.edit").exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Enter your name."),
        ("headline", "", "Say in one line what you do."),
        ("name", "x" * 121, "at most 120 characters"),
        ("name", "Ana\nBcc: all@example.com", "Use one line"),
        ("phone", "call me", "Enter a phone number"),
        ("website", "javascript:alert(1)", "Enter a web address"),
        ("website", "ftp://example.org", "Enter a web address"),
        ("linkedin_url", "https://linkedin.com.evil.example/in/ana", "your page on LinkedIn"),
        ("contact_email", "ana@", "valid email"),
        ("country", "XX", "Select a valid choice"),
        ("time_zone", "Mars/Olympus", "Select a valid choice"),
        ("website_visibility", "everybody", "Select a valid choice"),
        ("language", "tlh", "Select a valid choice"),
    ],
)
def test_a_wrong_value_is_said_at_its_field_and_nothing_is_saved(
    signed_in, member, person, field, value, words
):
    response = submit(signed_in, person, **{"headline": "H", "bio": "Kept words", field: value})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in html
    assert f'href="#id_{field}' in html
    assert words in html
    assert "Kept words" in html
    member.refresh_from_db()
    assert member.bio == ""


def test_unfinished_details_can_wait(signed_in, member, person):
    response = submit(signed_in, person, bio="Half a sentence", later="1")
    assert response.status_code == 302
    member.refresh_from_db()
    assert (member.bio, member.headline) == ("Half a sentence", "")


def test_who_is_enrolled_cannot_leave_the_headline_empty(signed_in, cast, member):
    cast.mentor(member=member)
    url = address(cast.program, "enrollment_person")
    assert b'name="later"' not in signed_in.get(url).content
    response = submit(signed_in, url, headline="", later="1")
    assert response.status_code == 200


def test_characters_nobody_can_store_are_left_out(signed_in, member, person):
    submit(signed_in, person, headline="H", bio="One\x01two\x07\r\nthree")
    member.refresh_from_db()
    assert member.bio == "Onetwo\nthree"


def test_contact_details_are_shown_to_no_more_than_the_program_allows(signed_in, cast, person):
    cast.program.contact_visibility = ContactVisibility.NOBODY
    cast.program.save()
    html = signed_in.get(person).content.decode()
    assert 'value="nobody"' in html
    assert 'value="enrolled"' not in html


def snapshot(*objects):
    return [
        {
            field.attname: getattr(type(one).objects.get(pk=one.pk), field.attname)
            for field in one._meta.concrete_fields
        }
        for one in objects
    ]


def everything_else(instance, declared):
    """Return a value for every field of the model that the form does not have."""
    values = {}
    for field in instance._meta.concrete_fields:
        if field.name in declared or field.primary_key:
            continue
        if field.choices:
            values[field.name] = str([value for value, _label in field.choices][-1])
        elif field.is_relation:
            values[field.name] = "1"
        elif field.get_internal_type() in ("DateField", "DateTimeField"):
            values[field.name] = "2030-01-01"
        elif field.get_internal_type().endswith("IntegerField"):
            values[field.name] = "7"
        else:
            values[field.name] = "CANARY"
    return values


def test_fields_beyond_the_form_change_nothing(signed_in, member, profile, person):
    other = MemberFactory()
    before = snapshot(member, profile, other)
    declared = form_data(signed_in.get(person))
    extra = {
        **everything_else(member, declared),
        **everything_else(profile, declared),
        "status": "active",
        "user": str(other.user.pk),
        "id": str(other.pk),
        "pk": str(other.pk),
        "member": str(other.pk),
        "open_mentorships": "0",
    }
    assert {"membership_state", "region", "hidden_from", "joined_at", "picture"} <= set(extra)
    submit(signed_in, person, headline="Only this", **extra)
    after = snapshot(member, profile, other)
    changed = {name for name in before[0] if before[0][name] != after[0][name]}
    assert changed == {"headline", "updated_at"}
    assert after[1].pop("completeness") not in (before[1].pop("completeness"), 100)
    assert before[1:] == after[1:]


# Education and positions


def rows(response, prefix):
    return [name for name in form_data(response) if name.startswith(f"{prefix}-")]


def test_rows_are_saved_the_newest_first(signed_in, member, history):
    response = submit(
        signed_in,
        history,
        **{
            "education-0-degree": "PhD",
            "education-0-institution": "Coimbra",
            "education-0-start_year": "2015",
            "education-0-end_year": "2019",
            "position-TOTAL_FORMS": "2",
            "position-0-title": "Analyst",
            "position-0-organization": "Bureau",
            "position-0-start_year": "2019",
            "position-0-end_year": "2022",
            "position-1-title": "Lead",
            "position-1-organization": "Office",
            "position-1-start_year": "2022",
        },
    )
    assert response.status_code == 302
    assert [str(row) for row in Education.objects.filter(member=member)] == ["PhD, Coimbra"]
    assert [row.title for row in Position.objects.filter(member=member)] == ["Lead", "Analyst"]


def test_a_button_adds_a_row_without_script_and_keeps_what_was_typed(signed_in, member, history):
    first = signed_in.get(history)
    assert 'name="education-add"' in first.content.decode()
    response = submit(
        signed_in,
        history,
        **{"education-0-degree": "Half", "position-0-title": "Kept", "education-add": "1"},
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert "Error:</span>" not in html
    assert "<title>Error:" not in html
    data = form_data(response)
    assert data["education-TOTAL_FORMS"] == ["2"]
    assert data["education-0-degree"] == ["Half"]
    assert data["education-1-degree"] == [""]
    assert data["position-0-title"] == ["Kept"]
    assert not Education.objects.exists()


@pytest.mark.parametrize("total", ["", "x", "99999999999", "-1"])
def test_a_broken_count_of_rows_breaks_nothing(signed_in, history, total):
    response = submit(signed_in, history, **{"education-TOTAL_FORMS": total, "education-add": "1"})
    assert response.status_code == 200
    assert submit(signed_in, history, **{"education-TOTAL_FORMS": total}).status_code in (200, 302)


def test_a_tick_removes_a_row(signed_in, member, history):
    for title in ("Stays", "Goes"):
        Position.objects.create(member=member, title=title, organization="Office")
    page = signed_in.get(history)
    data = form_data(page)
    number = next(n for n in (0, 1) if data[f"position-{n}-title"] == ["Goes"])
    signed_in.post(history, {**data, f"position-{number}-DELETE": "on"})
    assert [row.title for row in Position.objects.filter(member=member)] == ["Stays"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"education-0-degree": "PhD"}, "This field is required"),
        (
            {
                "education-0-degree": "PhD",
                "education-0-institution": "C",
                "education-0-start_year": "2020",
                "education-0-end_year": "2010",
            },
            "The end is before the beginning.",
        ),
        (
            {
                "education-0-degree": "PhD",
                "education-0-institution": "C",
                "education-0-start_year": "3020",
            },
            "Enter a year that has begun.",
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_saved(signed_in, history, values, words):
    response = submit(
        signed_in, history, **{**values, "position-0-title": "T", "position-0-organization": "O"}
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Error:" in html
    assert "Row 1" in html
    assert words in html
    assert not Position.objects.exists()


def test_at_most_thirty_rows(signed_in, member, history):
    data = {"position-TOTAL_FORMS": "40"}
    for number in range(40):
        data[f"position-{number}-title"] = f"T{number}"
        data[f"position-{number}-organization"] = "O"
    response = submit(signed_in, history, **data)
    assert response.status_code == 200
    assert not Position.objects.exists()


def test_a_site_can_use_a_form_of_its_own(signed_in, settings, member, person):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "FORMS": {"person": "tests.views.test_enrollment_person.ShortPersonForm"},
    }
    html = signed_in.get(person).content.decode()
    assert 'name="phone"' not in html
    assert submit(signed_in, person, name="Ana", headline="H").status_code == 302
    member.refresh_from_db()
    assert member.name == "Ana"


def __getattr__(name):
    """Made late: the member model may be swapped, and is not there while this module loads."""
    if name != "ShortPersonForm":
        raise AttributeError(name)
    from wagtail_mentoring.forms.person import PersonForm

    class ShortPersonForm(PersonForm):
        class Meta(PersonForm.Meta):
            fields = ["name", "headline"]

    return ShortPersonForm


def test_another_members_details_are_never_touched(client, profile, person):
    stranger = UserFactory()
    client.force_login(stranger)
    assert client.post(person, {"name": "Stolen"}).status_code == 302
    assert not get_member_profile_model().objects.filter(name="Stolen").exists()
    assert get_mentee_profile_model().objects.count() == 1
