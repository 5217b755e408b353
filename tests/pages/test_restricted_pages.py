"""Pages for those who take part: kept from others in every way there is to a page (R6)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import RequestFactory
from django.urls import reverse
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from tests.factories import Cast, MemberFactory, UserFactory, make_resource
from wagtail_mentoring.content.privacy import Privacy, privacy_of
from wagtail_mentoring.enums import ProfileStatus
from wagtail_mentoring.pages.models import ResourceIndexPage

pytestmark = pytest.mark.django_db

SECRET = "Hidden handbook"


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def index(home, cast):
    return home.add_child(
        instance=ResourceIndexPage(title="Resources", slug="resources", program=cast.program)
    )


@pytest.fixture
def image():
    return get_image_model().objects.create(title="A picture", file=get_test_image_file())


@pytest.fixture
def page(index, cast, image):
    page = make_resource(index, cast.program, title=SECRET, image=image)
    restrict(page, cast.program)
    return page


def restrict(page, program):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(program.enrolled_group)


def request_of(user=None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return request


def sign_in(client, profile):
    client.force_login(profile.member.user)


def test_editors_find_the_group_where_they_set_the_privacy_of_a_page(admin_client, index, cast):
    url = reverse("wagtailadmin_pages:set_privacy", args=[index.pk])
    assert f"Enrolled in {cast.program.name}" in admin_client.get(url).json()["html"]


def test_a_visitor_is_asked_to_sign_in(client, page):
    response = client.get(page.url)
    assert response.status_code == 302
    assert response.url.startswith("/login/")


@pytest.mark.parametrize("status", [ProfileStatus.ACTIVE, ProfileStatus.PAUSED])
def test_who_takes_part_reads_it_also_without_a_partner_and_on_a_break(client, page, cast, status):
    sign_in(client, cast.mentee(status=status))
    response = client.get(page.url)
    assert response.status_code == 200
    assert SECRET in response.text


def test_a_member_who_is_not_enrolled_is_told_how_to_enroll(client, page, cast):
    client.force_login(MemberFactory().user)
    response = client.get(page.url)
    assert response.status_code == 403
    html = response.text
    assert SECRET not in html
    assert f"This is for everybody enrolled in {cast.program.name}" in html
    assert "also while you still look for somebody" in html
    assert f'href="/mentoring/{cast.program.slug}/enroll/"' in html
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ProfileStatus.DRAFT, "Finish your enrollment first."),
        (ProfileStatus.PENDING, "Your enrollment waits for approval."),
        (ProfileStatus.SUSPENDED, "Your profile is suspended."),
        (ProfileStatus.LEFT, "You have left the program."),
    ],
)
def test_who_is_not_in_any_more_or_not_yet_is_told_why(client, page, cast, status, words):
    sign_in(client, cast.mentee(status=status))
    response = client.get(page.url)
    assert response.status_code == 403
    assert words in response.text


def test_other_restrictions_are_left_to_wagtail(client, index, cast):
    page = make_resource(index, cast.program)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    client.force_login(UserFactory())
    assert client.get(page.url).status_code == 302


@pytest.mark.django_db(transaction=True)  # MariaDB's full text knows only what has been committed
def test_it_is_in_no_list_sitemap_api_or_search_of_others(client, page, index, cast):
    outsider = UserFactory()
    insider = cast.mentee().member.user
    everything = Page.objects.all()
    for user, expected in ((None, False), (outsider, False), (insider, True)):
        request = request_of(user)
        assert privacy_of(request).readable(everything).filter(pk=page.pk).exists() is expected
        assert privacy_of(request).may_read(page) is expected
        api = PagesAPIViewSet()
        api.request = request
        assert api.get_base_queryset().filter(pk=page.pk).exists() is expected
        if user:
            client.force_login(user)
        html = client.get(f"{index.url}?q=handbook").text
        assert (SECRET in html) is expected
    # What knows no reader, such as a sitemap or a feed, shows what is for everybody.
    assert not Privacy().may_read(page)
    assert page.pk not in [one.pk for one in Sitemap(request_of(insider)).items()]
    found = Page.objects.live().public().search("handbook")
    assert [one.title for one in found] == []


def test_no_page_names_the_file_of_its_picture(client, page, index, cast, image):
    sign_in(client, cast.mentee())
    for url in (index.url, page.url):
        html = client.get(url).text
        assert "/mentoring/resource-picture/" in html
        assert "/media/images/" not in html


def test_its_picture_is_served_to_those_who_may_read_the_page(client, page, index, cast):
    urls = [
        reverse("wagtail_mentoring:resource_picture", kwargs={"page": page.pk, "size": size})
        for size in ("list", "page")
    ]
    for url in urls:
        assert client.get(url).status_code == 404
        client.force_login(UserFactory())
        assert client.get(url).status_code == 404
        sign_in(client, cast.mentee())
        response = client.get(url)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "image/png"
        assert "private" in response.headers["Cache-Control"]
        client.logout()
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(urls[0].replace("list", "huge")).status_code == 404
    page.unpublish()
    assert client.get(urls[0]).status_code == 404


def test_a_document_in_a_collection_for_those_who_take_part_is_theirs_alone(client, cast):
    collection = Collection.get_first_root_node().add_child(name="For participants")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(cast.program.enrolled_group)
    document = get_document_model().objects.create(
        title="A guide", file=ContentFile(b"x", name="guide.txt"), collection=collection
    )
    assert client.get(document.url).status_code == 302
    client.force_login(UserFactory())
    response = client.get(document.url)
    assert response.status_code == 403
    assert "This is for everybody enrolled" in response.text
    sign_in(client, cast.mentor())
    assert client.get(document.url).status_code == 200


def test_a_page_for_everybody_costs_no_query_more(client, index, django_assert_num_queries):
    client.force_login(UserFactory())
    client.get("/")
    with django_assert_num_queries(3):
        client.get("/")
