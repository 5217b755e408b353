"""Who gets a mail, and in which language and time zone."""

import pytest
from wagtail.users.models import UserProfile

from tests.factories import MemberFactory, ProgramFactory, UserFactory
from wagtail_mentoring.notifications.recipients import (
    is_usable_address,
    known_zone,
    office_of,
    resolve,
    supported_language,
)


@pytest.mark.parametrize(
    ("code", "expected"), [("de", "de"), ("de-at", "de"), ("fr", "en"), ("", "en"), ("x" * 9, "en")]
)
def test_a_language_the_site_does_not_have_falls_back(code, expected):
    assert supported_language(code) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Asia/Tokyo", "Asia/Tokyo"), ("", "UTC"), ("Nowhere/City", "UTC"), ("../etc/passwd", "UTC")],
)
def test_an_unknown_time_zone_falls_back(name, expected):
    assert str(known_zone(name)) == expected


@pytest.mark.parametrize(
    ("address", "usable"),
    [
        ("a@society.example", True),
        ("", False),
        ("a@society", False),
        ("a@society.example, b@society.example", False),
        ("Ana <a@society.example>", False),
        ("a@society.example\r\nBcc: b@society.example", False),
        ("a\x00@society.example", False),
    ],
)
def test_only_one_plain_address_is_usable(address, usable):
    assert is_usable_address(address) is usable


@pytest.mark.django_db
class TestResolve:
    def test_a_member_s_own_choice_wins(self):
        member = MemberFactory(language="de", time_zone="Asia/Tokyo", name="Ana\r\nLindqvist")
        UserProfile.objects.create(user=member.user, preferred_language="ar")
        recipient = resolve(member)
        assert (recipient.language, str(recipient.time_zone)) == ("de", "Asia/Tokyo")
        assert recipient.name == "Ana Lindqvist"

    def test_an_administrator_gets_the_language_of_their_admin(self):
        user = UserFactory(first_name="Kim")
        UserProfile.objects.create(
            user=user, preferred_language="de", current_time_zone="Europe/Berlin"
        )
        recipient = resolve(user)
        assert (recipient.language, str(recipient.time_zone)) == ("de", "Europe/Berlin")
        assert recipient.name == "Kim"

    def test_a_user_who_takes_part_is_addressed_as_the_member_they_are(self):
        member = MemberFactory(name="Ana", language="de")
        assert resolve(member.user).name == "Ana"
        assert resolve(member.user).language == "de"

    def test_the_office_is_reached_at_its_address(self):
        office = office_of(ProgramFactory(office_name="Office"))
        assert office.is_reachable
        assert (office.name, office.key) == ("Office", "office")
