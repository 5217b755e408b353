"""One question to another site, over a real connection."""

import ipaddress

import pytest

from tests.link_checks.servers import other_site
from wagtail_mentoring.link_checks import PrivateHost, ask, public_addresses, web_links
from wagtail_mentoring.link_checks.hosts import is_public

#: The other site runs on this machine.
HOSTS = {"127.0.0.1"}


@pytest.fixture
def site():
    with other_site() as server:
        yield server


@pytest.mark.parametrize(
    ("path", "outcome", "status"),
    [
        ("/", "ok", 200),
        ("/204", "ok", 204),
        ("/404", "gone", 404),
        ("/410", "gone", 410),
        ("/401", "unsure", 401),
        ("/403", "unsure", 403),
        ("/429", "unsure", 429),
        ("/500", "failed", 500),
        ("/no-head/405", "ok", 200),
        ("/no-head/404", "ok", 200),
        ("/redirect/redirect/200", "ok", 200),
        ("/redirect/404", "gone", 404),
        ("/words with spaces?q=é", "ok", 200),
    ],
)
def test_what_becomes_of_a_link(site, path, outcome, status):
    answer = ask(site.url + path, private_hosts=HOSTS)
    assert (answer.outcome, answer.http_status) == (outcome, status)


def test_head_is_enough_where_it_is_understood(site):
    ask(f"{site.url}/page?a=1", user_agent="Society", private_hosts=HOSTS)
    assert site.asked == [("HEAD", "/page?a=1", "Society")]


def test_it_says_where_a_link_leads(site):
    assert ask(f"{site.url}/redirect/new", private_hosts=HOSTS).leads_to == f"{site.url}/new"
    assert ask(f"{site.url}/new", private_hosts=HOSTS).leads_to == ""


def test_a_circle_of_redirects_ends(site):
    answer = ask(f"{site.url}/loop", private_hosts=HOSTS)
    assert (answer.outcome, answer.detail) == ("failed", "too many redirects")
    assert len(site.asked) == 6


def test_a_site_that_does_not_answer_is_given_up(site):
    answer = ask(f"{site.url}/silent", timeout=0.2, private_hosts=HOSTS)
    assert (answer.outcome, answer.detail) == ("failed", "no answer within 0.2 seconds")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "https://no-such-host.invalid/",
        "http://[::1",
        "http://example.com:99999/",
        "gopher://x/",
    ],
)
def test_what_cannot_be_reached_is_said_not_raised(url):
    answer = ask(url, timeout=2, private_hosts=HOSTS)
    assert answer.outcome == "failed"
    assert answer.detail


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1:8000/"]
)
def test_nothing_behind_the_site_is_ever_asked(url):
    assert ask(url).outcome == "private"


def test_a_name_that_leads_home_is_not_asked(site):
    assert ask(site.url).outcome == "private"
    assert site.asked == []


def test_a_redirect_into_the_network_is_not_followed():
    with other_site() as inner:
        with other_site(away=inner.url.replace("127.0.0.1", "localhost")) as site:
            answer = ask(f"{site.url}/away", private_hosts=HOSTS)
        assert answer.outcome == "private"
        assert inner.asked == []


def test_a_redirect_to_something_else_than_the_web_is_not_followed():
    with other_site(away="file:///etc/passwd") as site:
        answer = ask(f"{site.url}/away", private_hosts=HOSTS)
    assert (answer.outcome, answer.detail) == (
        "failed",
        "leads to something that is no web address",
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 -- not bound to
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::7f00:1",
        "fec0::1",
        "100::1",
        "64:ff9b:1::7f00:1",
    ],
)
def test_private_addresses_are_known_as_such(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
)
def test_public_addresses_are_known_as_such(address):
    assert is_public(ipaddress.ip_address(address))


def test_a_host_is_refused_when_one_of_its_addresses_is_private():
    with pytest.raises(PrivateHost):
        public_addresses("localhost", 80)
    assert public_addresses("127.0.0.1", 80, allow_private=True) == ["127.0.0.1"]


def test_links_are_found_in_rich_text_in_data_and_alone():
    value = [
        '<p>See <a href="https://a.example/x#part">this</a> and <a linktype="page" id="3">that</a>.</p>',
        [{"value": {"link": "http://b.example/", "more": '<a href="https://a.example/x">x</a>'}}],
        "https://c.example/y",
        '<a href="/here">x</a> <a href="mailto:a@b.example">y</a> <a href="javascript:x">z</a>',
        "Just words: https://no.example/ in them",
        "https://" + "x" * 3000,
    ]
    assert web_links(value) == ["https://a.example/x", "http://b.example/", "https://c.example/y"]
