"""Who sees which contact detail: the whole matrix, and the same answer wherever it is shown (D7, F14, P-08)."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from tests.factories import (
    Cast,
    MemberFactory,
    MentorshipFactory,
    RequestFactory,
    UserFactory,
    show_contact,
)
from wagtail_mentoring.actions import AcceptRequestAction, EndMentorshipAction
from wagtail_mentoring.enums import ContactVisibility, ProfileStatus, RequestStatus, Standing
from wagtail_mentoring.links import ProgramLinks
from wagtail_mentoring.models import Notification
from wagtail_mentoring.rules import get_rules

pytestmark = pytest.mark.django_db

DETAILS = {
    "contact_email": "ana@contact.example",
    "phone": "+46 18 123456",
    "website": "https://ana.example/",
    "linkedin_url": "https://www.linkedin.com/in/ana",
}
NOBODY, PARTNERS, ENROLLED = ContactVisibility

#: who looks -> the circles they belong to
VIEWERS = {
    "anonymous": set(),
    "stranger": set(),
    "draft": set(),
    "suspended": set(),
    "lapsed": set(),
    "former partner": {ENROLLED},
    "enrolled": {ENROLLED},
    "paused": {ENROLLED},
    "partner": {ENROLLED, PARTNERS},
}


@pytest.fixture
def cast():
    return Cast(contact_visibility=ENROLLED)


@pytest.fixture
def ana(cast):
    return cast.mentor(member=MemberFactory(name="Ana Lind", **DETAILS))


def pair(mentor, mentee):
    request = RequestFactory(mentor=mentor, mentee=mentee, status=RequestStatus.ACCEPTED)
    return MentorshipFactory(request=request)


def viewer(cast, ana, who):
    if who == "anonymous":
        return AnonymousUser()
    if who == "stranger":
        return UserFactory()
    mentee = cast.mentee()
    statuses = {
        "draft": ProfileStatus.DRAFT,
        "suspended": ProfileStatus.SUSPENDED,
        "paused": ProfileStatus.PAUSED,
    }
    if who in statuses:
        type(mentee).objects.filter(pk=mentee.pk).update(status=statuses[who])
    elif who == "lapsed":
        type(mentee).objects.filter(pk=mentee.pk).update(hidden_from="2020-01-01")
    elif who in ("partner", "former partner"):
        mentorship = pair(ana, mentee)
        if who == "former partner":
            EndMentorshipAction(mentorship, mentee).execute()
    return mentee.member.user


@pytest.mark.parametrize("who", VIEWERS)
@pytest.mark.parametrize("own", ContactVisibility)
@pytest.mark.parametrize("allowed", ContactVisibility)
def test_every_viewer_every_choice(cast, ana, who, own, allowed):
    """The narrower of the program's and the member's choice, for whoever looks."""
    type(cast.program).objects.update(contact_visibility=allowed)
    cast.program.refresh_from_db()
    show_contact(ana.member, own)
    narrower = min(own, allowed, key=list(ContactVisibility).index)
    expected = list(DETAILS) if narrower in VIEWERS[who] else []
    user = viewer(cast, ana, who)
    assert get_rules().visible_contact(user, ana.member, cast.program) == expected


@pytest.mark.parametrize("own", ContactVisibility)
def test_people_see_their_own_and_coordinators_all(cast, ana, own):
    show_contact(ana.member, own)
    rules, coordinator = get_rules(), UserFactory()
    coordinator.user_permissions.add(Permission.objects.get(codename="coordinate_mentoringprogram"))
    for user in (ana.member.user, coordinator):
        assert rules.visible_contact(user, ana.member, cast.program) == list(DETAILS)


def test_a_partner_in_another_program_is_none_here(cast, ana):
    other = Cast(contact_visibility=ENROLLED)
    mentor = other.mentor(member=ana.member)
    mentee = other.mentee()
    pair(mentor, mentee)
    assert get_rules().visible_contact(mentee.member.user, ana.member, cast.program) == []


@pytest.fixture
def mixed(ana):
    """One detail for each circle, and one for partners that is empty."""
    member = ana.member
    member.contact_email_visibility = PARTNERS
    member.phone_visibility = NOBODY
    member.website_visibility = ENROLLED
    member.linkedin_url = ""
    member.save()
    return ana


BY_STANDING = {
    Standing.STRANGER: [],
    Standing.ENROLLED: ["website"],
    Standing.PARTNER: ["contact_email", "website"],
}


@pytest.mark.parametrize("standing", Standing)
def test_each_detail_has_its_own_circle(cast, mixed, standing):
    found = get_rules().contact_for(standing, mixed.member, cast.program)
    assert found == BY_STANDING[standing]


def shown(text):
    return [name for name, value in DETAILS.items() if value in text]


@pytest.mark.parametrize("who", ["enrolled", "partner", "former partner"])
def test_profile_and_mentorship_page_show_what_the_rule_says(client, cast, mixed, who):
    user = viewer(cast, mixed, who)
    expected = BY_STANDING[Standing.PARTNER if who == "partner" else Standing.ENROLLED]
    assert get_rules().visible_contact(user, mixed.member, cast.program) == expected
    links = ProgramLinks(cast.program)
    client.force_login(user)
    assert shown(client.get(links.profile(mixed)).content.decode()) == expected
    for mentorship in mixed.mentorships.all():
        url = links.url("desk_mentorship", uuid=mentorship.uuid)
        assert shown(client.get(url).content.decode()) == expected


def test_the_partner_reads_what_is_seen_of_oneself(client, cast, mixed):
    mentorship = pair(mixed, cast.mentee())
    client.force_login(mixed.member.user)
    url = ProgramLinks(cast.program).url("desk_mentorship", uuid=mentorship.uuid)
    assert shown(client.get(url).content.decode()) == BY_STANDING[Standing.PARTNER]


def test_the_mail_to_a_new_pair_has_what_the_rule_says(
    cast, mixed, django_capture_on_commit_callbacks
):
    request = RequestFactory(mentor=mixed, mentee=cast.mentee())
    with django_capture_on_commit_callbacks():
        AcceptRequestAction(request, actor=mixed.member.user).execute()
    mail = Notification.objects.get(
        event="mentorship_started", recipient=request.mentee_member.user
    )
    for body in (mail.body_text, mail.body_html):
        assert shown(body) == BY_STANDING[Standing.PARTNER]
