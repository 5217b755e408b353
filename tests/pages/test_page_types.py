"""Each page type: made in the page editor, served, previewed, and as private as its restriction says."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.factories import Cast, MemberFactory, UserFactory
from wagtail_mentoring.enums import MembershipState, ProfileStatus
from wagtail_mentoring.membership import Membership, StaticBackend
from wagtail_mentoring.pages import models as pages

pytestmark = pytest.mark.django_db

TYPES = [
    pages.MentoringIndexPage,
    pages.EnrollmentPage,
    pages.FindMentorPage,
    pages.FindMenteePage,
    pages.MyMentoringPage,
    pages.CodeOfConductPage,
    pages.FAQPage,
]
PUBLIC = [pages.MentoringIndexPage, pages.CodeOfConductPage, pages.FAQPage]
MEMBERS_ONLY = [page_type for page_type in TYPES if page_type not in PUBLIC]


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def program(cast):
    return cast.program


@pytest.fixture
def home():
    return Site.objects.get(is_default_site=True).root_page


def place(home, program, page_type, **kwargs):
    body = {"body": "<p>Be kind.</p>"} if page_type is pages.CodeOfConductPage else {}
    page = page_type(
        title=kwargs.pop("title", f"Our {page_type.__name__}"),
        slug=page_type.__name__.lower(),
        program=program,
        **body,
        **kwargs,
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def editor_form(program, page_type, **kwargs):
    data = {
        "title": "From the editor",
        "slug": "from-the-editor",
        "program": str(program.pk),
        "introduction": rich_text("<p>Words of the editors</p>"),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        **kwargs,
    }
    if page_type is pages.CodeOfConductPage:
        data["body"] = rich_text("<p>Be kind.</p>")
    if page_type is pages.MentoringIndexPage:
        data["sections"] = streamfield([])
    if page_type is pages.FAQPage:
        data |= {"audience": "", "sections": streamfield([]), "contact": rich_text("")}
    form = nested_form_data(data)
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"):
        form.setdefault(f"comments-{name}", "0")
    return form


@pytest.mark.parametrize("page_type", TYPES)
def test_an_editor_makes_it_in_the_page_editor(admin_client, home, program, page_type):
    url = reverse(
        "wagtailadmin_pages:add",
        args=["wagtail_mentoring_pages", page_type._meta.model_name, home.pk],
    )
    assert admin_client.get(url).status_code == 200
    data = editor_form(program, page_type, **{"action-publish": "publish"})
    response = admin_client.post(url, data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    page = page_type.objects.get(slug="from-the-editor")
    assert page.live
    assert page.program == program
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("page_type", TYPES)
def test_a_page_without_a_program_is_refused(admin_client, home, program, page_type):
    # With a single program the form may choose it; here there are two.
    Cast()
    url = reverse(
        "wagtailadmin_pages:add",
        args=["wagtail_mentoring_pages", page_type._meta.model_name, home.pk],
    )
    response = admin_client.post(
        url, {**editor_form(program, page_type), "program": "", "action-publish": "1"}
    )
    assert response.status_code == 200
    assert not page_type.objects.filter(slug="from-the-editor").exists()


@pytest.mark.parametrize("page_type", TYPES)
def test_it_can_be_previewed_before_it_is_saved(admin_client, home, program, page_type):
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["wagtail_mentoring_pages", page_type._meta.model_name, home.pk],
    )
    answer = admin_client.post(url, editor_form(program, page_type))
    assert answer.json() == {"is_valid": True, "is_available": True}
    preview = admin_client.get(url)
    assert preview.status_code == 200
    assert b"mentoring-layout" in preview.content


@pytest.mark.parametrize("page_type", TYPES)
def test_a_published_page_can_be_previewed(admin_client, home, program, page_type):
    page = place(home, program, page_type)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    admin_client.post(url, editor_form(program, page_type))
    assert admin_client.get(url).status_code == 200
    draft = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert admin_client.get(draft).status_code == 200


@pytest.mark.parametrize("page_type", PUBLIC)
def test_everybody_can_read_it(client, home, program, page_type):
    page = place(home, program, page_type, introduction="<p>Words of the editors</p>")
    html = client.get(page.get_url()).content.decode()
    assert f'<h1 class="mentoring-header__title">{page.title}</h1>' in html
    assert "Words of the editors" in html
    assert "office@society.example" in html


@pytest.mark.parametrize("page_type", MEMBERS_ONLY)
def test_it_asks_to_sign_in_and_comes_back(client, home, program, page_type):
    page = place(home, program, page_type)
    response = client.get(page.get_url())
    assert response.status_code == 302
    assert response.url == f"/login/?next={page.get_url()}"


@pytest.mark.parametrize("page_type", MEMBERS_ONLY)
def test_a_member_is_served(client, home, cast, page_type):
    page = place(home, cast.program, page_type)
    member = MemberFactory()
    cast.mentor(member=member)
    cast.mentee(member=member)
    client.force_login(member.user)
    response = client.get(page.get_url())
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("page_type", TYPES)
def test_a_restriction_to_a_group_holds_for_every_route(client, home, cast, page_type):
    page = place(home, cast.program, page_type)
    insiders = Group.objects.create(name="Insiders")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(insiders)
    member = MemberFactory()
    cast.mentee(member=member)
    client.force_login(member.user)
    routes = [""] + (["you/", "start/"] if page_type is pages.EnrollmentPage else [])
    for route in routes:
        assert client.get(page.get_url() + route).status_code == 302
    member.user.groups.add(insiders)
    client.force_login(member.user)
    assert client.get(page.get_url()).status_code == 200


@pytest.mark.parametrize("page_type", TYPES)
def test_of_a_program_that_is_switched_off_nothing_is_shown(client, home, program, page_type):
    page = place(home, program, page_type)
    program.is_active = False
    program.save()
    client.force_login(UserFactory())
    assert client.get(page.get_url()).status_code == 404


def test_the_enrollment_page_serves_its_tasks_below_its_own_address(client, home, cast):
    page = place(home, cast.program, pages.EnrollmentPage, introduction="<p>Take your time.</p>")
    profile = cast.mentee(status=ProfileStatus.DRAFT)
    client.force_login(profile.member.user)
    html = client.get(page.get_url()).content.decode()
    assert "Take your time." in html
    assert f'href="{page.get_url()}mentee/about/"' in html
    response = client.post(
        page.get_url() + "mentee/about/", {"goals": "Grow", "mentoring_owner": ""}
    )
    assert response.url == page.get_url()
    profile.refresh_from_db()
    assert profile.goals == "Grow"
    assert client.get(page.get_url() + "boss/about/").status_code == 404


def test_links_between_the_pages_lead_to_the_editors_pages(client, home, cast):
    landing = place(home, cast.program, pages.MentoringIndexPage)
    enrollment = place(landing, cast.program, pages.EnrollmentPage)
    html = client.get(landing.get_url()).content.decode()
    assert f'href="{enrollment.get_url()}"' in html
    client.force_login(UserFactory())
    html = client.get(enrollment.get_url()).content.decode()
    assert f'<a href="{landing.get_url()}">{landing.title}</a>' in html


def test_the_code_of_conduct_says_of_when_its_text_is(client, home, cast):
    page = place(home, cast.program, pages.CodeOfConductPage, title="How we treat each other")
    html = client.get(page.get_url()).content.decode()
    assert "Be kind." in html
    assert "This text is of" in html


# The call to action of the front page


@pytest.fixture
def landing(home, program):
    return place(home, program, pages.MentoringIndexPage)


def call(client, landing):
    return client.get(landing.get_url()).context["call_to_action"]["label"]


def test_a_visitor_is_asked_to_sign_in(client, landing):
    assert call(client, landing) == "Sign in and enroll"


def test_a_member_is_asked_to_enroll(client, landing):
    client.force_login(UserFactory())
    assert call(client, landing) == "Enroll now"


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (ProfileStatus.DRAFT, "Go on with my enrollment"),
        (ProfileStatus.PENDING, "See my enrollment"),
        (ProfileStatus.ACTIVE, "Go to my mentoring"),
        (ProfileStatus.PAUSED, "Go to my mentoring"),
        (ProfileStatus.SUSPENDED, "Go to my mentoring"),
        (ProfileStatus.LEFT, "Enroll now"),
    ],
)
def test_who_takes_part_is_led_to_the_next_step(client, cast, landing, status, label):
    profile = cast.mentee(status=status)
    client.force_login(profile.member.user)
    assert call(client, landing) == label


def test_who_cannot_enroll_reads_why_and_gets_no_button(client, settings, landing):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend",
    }
    user = UserFactory()
    client.force_login(user)
    StaticBackend.answers[user.pk] = Membership(MembershipState.NONE)
    html = client.get(landing.get_url()).content.decode()
    StaticBackend.answers.clear()
    assert "Mentoring is for current members." in html
    assert "Enroll now" not in html


# The limits, in words from the program's own rules


def words(client, landing, **rules):
    for name, value in rules.items():
        setattr(landing.program, name, value)
    landing.program.save()
    return " ".join(client.get(landing.get_url()).content.decode().split())


def test_the_programs_numbers_stand_on_the_front_page(client, landing):
    html = words(
        client,
        landing,
        mentee_max_mentors=2,
        mentor_capacity_ceiling=4,
        mentee_max_open_requests=3,
        request_expiry_days=21,
        first_conversation_days=10,
        suggested_months_min=3,
        suggested_months_max=9,
    )
    assert "A mentee works with up to 2 mentors at a time." in html
    assert "up to 4 at a time" in html
    assert "up to 3 open requests" in html
    assert "closes after 21 days" in html
    assert "within 10 days" in html
    assert "usually 3 to 9 months" in html


def test_one_is_said_as_one(client, landing):
    html = words(
        client,
        landing,
        mentee_max_mentors=1,
        mentor_capacity_ceiling=1,
        mentor_capacity_default=1,
        mentee_max_open_requests=1,
        first_conversation_days=1,
    )
    assert "A mentee works with one mentor at a time." in html
    assert "A mentor takes one mentee at a time." in html
    assert "may have one open request" in html
    assert "within a day" in html


def test_what_has_no_limit_is_not_limited_in_words(client, landing):
    html = words(
        client,
        landing,
        mentee_max_mentors=None,
        mentee_max_open_requests=None,
        request_expiry_days=None,
    )
    assert "A mentee may work with several mentors at a time." in html
    assert "open request" not in html
    assert "closes after" not in html


def test_the_programs_own_words_are_used(client, landing):
    html = words(client, landing, mentor_word="guide", mentors_word="guides", mentee_word="fellow")
    assert "As a guide, as a fellow, or both." in html


def test_approval_is_announced(client, landing):
    html = words(client, landing, mentor_approval_required=True)
    assert "reads the enrollment of every mentor" in html
    html = words(client, landing, mentee_approval_required=True)
    assert "reads every enrollment" in html


def test_the_front_page_takes_few_queries(client, landing, django_assert_max_num_queries):
    client.get(landing.get_url())
    with django_assert_max_num_queries(12):
        client.get(landing.get_url())
