"""Dead links: found where editors wrote them, kept for the report, forgotten when they are gone."""

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from tests.factories import FAQEntryFactory, ProgramFactory, UserFactory, make_resource
from tests.link_checks.servers import other_site
from wagtail_mentoring.models import LinkCheck
from wagtail_mentoring.pages.models import MentoringIndexPage, ResourceIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "LINK_CHECK_PRIVATE_HOSTS": ["127.0.0.1"],
    }
    with other_site() as server:
        yield server


@pytest.fixture
def program():
    return ProgramFactory(slug="careers")


@pytest.fixture
def index(program):
    home = Site.objects.get(is_default_site=True).root_page
    return home.add_child(
        instance=ResourceIndexPage(title="Resources", slug="resources", program=program)
    )


def check(**options):
    out = StringIO()
    call_command("mentoring_check_links", delay=0, stdout=out, **options)
    return out.getvalue()


def states():
    return {
        (row.place_title, row.url.rsplit("/", 1)[-1]): row.state for row in LinkCheck.objects.all()
    }


def test_links_are_checked_wherever_editors_write_them(site, index, program):
    make_resource(index, program, "link", title="Far", link=f"{site.url}/200")
    make_resource(index, program, title="Here", body=f'<p><a href="{site.url}/404">x</a></p>')
    index.introduction = f'<p><a href="{site.url}/403">x</a></p>'
    index.save()
    front = MentoringIndexPage(title="Front", slug="front", program=program)
    front.sections = [("text", f'<p><a href="{site.url}/500">x</a></p>')]
    index.get_parent().add_child(instance=front)
    FAQEntryFactory(question="Who?", answer=f'<p><a href="{site.url}/410">x</a></p>')
    program.community_url = f"{site.url}/201"
    program.save()
    draft = make_resource(index, program, "link", title="Draft", link=f"{site.url}/404")
    draft.unpublish()
    said = check()
    assert states() == {
        ("Far", "200"): "ok",
        ("Here", "404"): "gone",
        ("Resources", "403"): "unsure",
        ("Front", "500"): "failed",
        ("Who?", "410"): "gone",
        (program.name, "201"): "ok",
    }
    assert f"Here: {site.url}/404 (404)" in said
    assert "6 links, 3 to look at." in said
    assert "Far" not in said


def test_an_address_is_asked_once_however_often_it_is_linked(site, index, program):
    for _number in range(3):
        make_resource(index, program, "link", link=f"{site.url}/x")
    check()
    assert len(site.asked) == 1
    assert LinkCheck.objects.count() == 3
    assert "link check" in site.asked[0][2]


def test_it_is_kept_since_when_a_link_is_dead(site, index, program):
    page = make_resource(index, program, "link", link=f"{site.url}/404")
    check()
    first = LinkCheck.objects.get()
    with time_machine.travel(timezone.now() + dt.timedelta(days=7), tick=True):
        check()
        again = LinkCheck.objects.get()
        assert again.failing_since == first.failing_since
        assert again.checked_at > first.checked_at
        page.link = f"{site.url}/200"
        page.save()
        check()
    now = LinkCheck.objects.get()
    assert (now.state, now.failing_since) == ("ok", None)


def test_one_program_can_be_checked_alone(site, index, program):
    other = ProgramFactory(slug="other")
    make_resource(index, program, "link", title="Ours", link=f"{site.url}/1")
    make_resource(index, other, "link", title="Theirs", link=f"{site.url}/2")
    check()
    make_resource(index, program, "link", title="New", link=f"{site.url}/3")
    site.asked.clear()
    check(program="careers")
    assert sorted(path for _method, path, _agent in site.asked) == ["/1", "/3"]
    assert LinkCheck.objects.count() == 3
    with pytest.raises(CommandError):
        check(program="none")


def test_a_private_host_is_reported_and_not_asked(site, index, program, settings):
    settings.WAGTAIL_MENTORING = {**settings.WAGTAIL_MENTORING, "LINK_CHECK_PRIVATE_HOSTS": []}
    make_resource(index, program, "link", link=f"{site.url}/200")
    check()
    assert LinkCheck.objects.get().state == "private"
    assert site.asked == []


def test_editors_read_the_report_and_take_it_along(admin_client, site, index, program):
    page = make_resource(index, program, "link", title="Dead one", link=f"{site.url}/404")
    make_resource(index, program, "link", title="Good one", link=f"{site.url}/200")
    FAQEntryFactory(question="Who?", answer=f'<p><a href="{site.url}/410">x</a></p>')
    check()
    url = reverse("wagtail_mentoring_links")
    html = admin_client.get(url).text
    assert "Dead one" in html
    assert "Who?" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "Good one" not in html
    assert "Good one" in admin_client.get(f"{url}?state=ok").text
    csv = b"".join(admin_client.get(f"{url}?export=csv").streaming_content).decode()
    assert f"{site.url}/404" in csv
    assert "There is no such page" in csv
    assert admin_client.get(f"{url}?export=xlsx").status_code == 200
    page.delete()
    assert "Dead one" in admin_client.get(url).text
    check()
    assert "Dead one" not in admin_client.get(url).text


def test_the_report_takes_the_same_queries_whatever_its_length(
    admin_client, site, index, program, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse("wagtail_mentoring_links")
    counts = []
    for _round in range(2):
        for _number in range(3):
            make_resource(index, program, "link", link=f"{site.url}/404")
        check()
        admin_client.get(url)
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_may_not_read_it_is_kept_out(client):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("wagtail_mentoring_links")).status_code == 302
