"""The form for concerns: from every page, for whoever takes part or did; it keeps what was typed (D16)."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import Cast, MemberFactory, UserFactory
from tests.views.pairing import Visitor, pair, refused, text_of
from wagtail_mentoring.enums import ConcernAbout, ConcernRoute, ProfileStatus
from wagtail_mentoring.models import Concern
from wagtail_mentoring.views.concerns import staff_key

pytestmark = pytest.mark.django_db
DATA = {
    "message": "They shouted at me.",
    "category": "Something else",
    "route": "office",
    "subject": "other",
    "others_named": "",
}


class Scene:
    def __init__(self):
        self.cast = Cast()
        self.mentor = self.cast.mentor(member=MemberFactory(name="Ana Lindqvist"))
        self.mentee = self.cast.mentee(member=MemberFactory(name="Mia Mentee"))
        self.pair = pair(self.mentor, self.mentee)
        self.coordinator = UserFactory(first_name="Cora", last_name="Ordina")
        self.coordinator.groups.add(Group.objects.get(name="Mentoring coordinators"))
        self.reader = Visitor(Client(), self.mentee)

    def form(self, query=""):
        return self.reader.client.get(self.url("desk_concern") + query)

    def url(self, name, **kwargs):
        from tests.views.pairing import url

        return url(self.cast.program, name, **kwargs)

    def send(self, query="", **data):
        return self.reader.client.post(self.url("desk_concern") + query, {**DATA, **data})


@pytest.fixture
def scene(db):
    return Scene()


def test_a_link_stands_on_every_page_at_the_same_place(scene):
    for name, kwargs in (
        ("desk", {}),
        ("find_mentor", {}),
        ("enrollment", {}),
        ("desk_mentorship", {"uuid": scene.pair.uuid}),
        ("find_mentor_profile", {"uuid": scene.mentor.uuid}),
    ):
        assert scene.url("desk_concern") in text_of(scene.reader.get(name, **kwargs)), name


def test_looking_at_the_form_stores_nothing(scene):
    page = text_of(scene.form())
    for name in ("Ana Lindqvist", "Cora Ordina"):
        assert name in page
    assert not Concern.objects.exists()


def test_it_is_sent_and_the_next_page_says_what_happens(scene):
    answer = scene.send(people=[str(scene.mentor.member.uuid)])
    page = scene.reader.client.get(answer.url)
    assert "What you wrote has arrived safely." in text_of(page)
    concern = Concern.objects.get()
    assert (concern.route, concern.about) == (ConcernRoute.OFFICE, ConcernAbout.PERSON)
    assert concern.named_members() == [scene.mentor.member]
    assert "shouted" not in text_of(page)


def test_from_the_page_of_the_two_it_is_filled_in_and_names_the_other(scene):
    query = f"?pair={scene.pair.uuid}"
    form = scene.form(query).context["form"]
    assert form.initial["subject"] == f"pair:{scene.pair.uuid}"
    assert form.initial["people"] == [str(scene.mentor.member.uuid)]
    # Even with the tick taken away the other of the two is named: they shall never read it.
    scene.send(query, subject=f"pair:{scene.pair.uuid}")
    concern = Concern.objects.get()
    assert (concern.mentorship, concern.about) == (scene.pair, ConcernAbout.MENTORSHIP)
    assert concern.named_members() == [scene.mentor.member]


def test_staff_can_be_named_by_what_says_nothing_of_them(scene):
    key = staff_key(scene.coordinator)
    page = text_of(scene.form())
    assert key in page
    assert scene.coordinator.username not in page
    scene.send(staff=[key])
    concern = Concern.objects.get()
    assert not Concern.objects.readable_by(scene.coordinator).exists()
    assert concern.route == ConcernRoute.COMMITTEE  # nobody else is in the office


def test_what_was_typed_stays_when_something_is_missing(scene):
    page = scene.send(category="", message="Long words")
    assert page.status_code == 200
    assert "Choose what comes closest." in text_of(page)
    assert "Long words" in text_of(page)
    assert not Concern.objects.exists()


def test_what_was_typed_stays_when_the_session_ends(scene):
    client = scene.reader.client
    client.logout()
    scene.send(message="Long words", people=[str(scene.mentor.member.uuid)])
    client.force_login(scene.mentee.member.user)
    form = scene.form().context["form"]
    assert form.initial["message"] == "Long words"
    assert form.initial["people"] == [str(scene.mentor.member.uuid)]


def test_only_people_one_can_know_can_be_ticked(scene):
    stranger = scene.cast.mentor()
    page = scene.send(people=[str(stranger.member.uuid)])
    assert page.status_code == 200
    assert not Concern.objects.exists()
    # Whom one sees can be brought along in the address.
    query = f"?person={stranger.member.uuid}"
    assert scene.send(query, people=[str(stranger.member.uuid)]).status_code == 302
    hidden = scene.cast.mentor(status=ProfileStatus.SUSPENDED)
    assert str(hidden.member.uuid) not in text_of(scene.form(f"?person={hidden.member.uuid}"))


@pytest.mark.parametrize("query", ["?pair=x", "?request=%00", "?person=1", "?pair=&person="])
def test_odd_addresses_are_understood(scene, query):
    assert scene.form(query).status_code == 200


def test_files_go_with_it_and_what_is_not_allowed_is_said(scene):
    good = SimpleUploadedFile("proof.txt", b"It happened on Monday.")
    bad = SimpleUploadedFile("proof.exe", b"MZ\x00\x00")
    page = scene.send(files=[bad])
    assert "proof.exe" in text_of(page)
    assert not Concern.objects.exists()
    assert scene.send(files=[good]).status_code == 302
    assert Concern.objects.get().files.get().name == "proof.txt"


def test_twice_the_same_form_is_one_concern(scene, settings):
    settings.WAGTAIL_MENTORING = {"CONCERNS_PER_DAY": 1}
    token = str(scene.form().context["form"].initial["form_token"])
    for _time in range(2):
        assert scene.send(form_token=token).status_code == 302
    assert Concern.objects.count() == 1
    assert refused(scene.send()) == ["too_many_concerns"]
    assert "They shouted at me." in text_of(scene.send())


@pytest.mark.parametrize("status", [ProfileStatus.LEFT, ProfileStatus.SUSPENDED])
def test_former_participants_and_those_without_membership_may(scene, status):
    gone = scene.cast.mentee(status=status)
    reader = Visitor(Client(), gone)
    assert reader.post("desk_concern", DATA).status_code == 302
    assert Concern.objects.get().reporter == gone.member


def test_somebody_who_never_took_part_reads_where_to_write(scene):
    client = Client()
    client.force_login(UserFactory())
    page = client.get(scene.url("desk_concern"))
    assert refused(page) == ["never_enrolled"]
    assert scene.cast.program.office_email in text_of(page)
    assert client.post(scene.url("desk_concern"), DATA).status_code == 409


def test_the_other_party_sees_nothing_of_it(scene):
    scene.send(f"?pair={scene.pair.uuid}", subject=f"pair:{scene.pair.uuid}")
    other = Visitor(Client(), scene.mentor)
    for name, kwargs in (
        ("desk", {}),
        ("desk_mentorship", {"uuid": scene.pair.uuid}),
        ("desk_concern", {}),
    ):
        assert "shouted" not in text_of(other.get(name, **kwargs))
