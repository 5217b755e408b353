"""Fixtures for tests in real Chromium: pages that report every script error and policy violation."""

import functools
import os
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Locator, sync_playwright

from tests.conftest import find_chromium

# Playwright's synchronous interface runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENSHOTS = Path(__file__).resolve().parent.parent / "var" / "screenshots"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}


def then_loaded(act):
    """Playwright returns from a click when the next page is committed, before it is parsed.

    What a test asks at once (a count, a width, axe) would now and then meet an empty document.
    """

    @functools.wraps(act)
    def act_and_wait(locator, *args, **kwargs):
        result = act(locator, *args, **kwargs)
        if not locator.page.is_closed():
            locator.page.wait_for_load_state()
        return result

    return act_and_wait


for name in ("click", "press", "check", "uncheck", "select_option"):
    setattr(Locator, name, then_loaded(getattr(Locator, name)))


def pytest_collection_modifyitems(items):
    """Everything below this folder is a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    if report.when == "call":
        item.failed_in_call = report.failed


@pytest.fixture(scope="session")
def browser(django_db_setup):
    """Chromium, started once for the run."""
    executable = find_chromium()
    if not executable:
        pytest.fail("Chromium was not found; name its file in CHROMIUM.")
    # With an event loop in this thread Django opens another connection, which has to know
    # what the migrations left in the database.
    contents = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        if contents is not None:
            connection._test_serialized_contents = contents
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()
        connection.close()


@pytest.fixture
def new_page(browser, live_server, request):
    """Make pages with their own cookies: ``new_page(user=None, **options of a context)``.

    At the end of the test, a script error or a violation of the content security policy on any of
    them fails it. A failed test leaves a screenshot in tests/var/screenshots.
    """
    contexts, problems = [], []

    def make(user=None, **options):
        context = browser.new_context(
            base_url=live_server.url, **{"viewport": DESKTOP, "locale": "en-US", **options}
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console",
            lambda message: (
                problems.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        if user is not None:
            log_in(page, user)
        return page

    def log_in(page, user):
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([{**cookie, "url": live_server.url}])

    yield make
    if getattr(request.node, "failed_in_call", False):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"\W+", "-", request.node.nodeid).strip("-")
        pages = [page for context in contexts for page in context.pages]
        for number, page in enumerate(pages, start=1):
            page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png", full_page=True)
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(new_page):
    """A page of somebody who is not logged in."""
    return new_page()


def assert_fits(page, what=""):
    """Fail when the page scrolls sideways (A-05)."""
    too_wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert too_wide <= 0, (
        f"{what or page.url} is {too_wide} pixels too wide at {page.viewport_size}"
    )


@pytest.fixture
def assert_accessible():
    """Check a page with axe: ``assert_accessible(page)`` fails with the rules that it breaks."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page, *, rules=AXE_RULES):
        # The policy of the page forbids inline script, but not what the test itself evaluates.
        # axe would copy imported style sheets into the page to look for a locked orientation.
        results = Axe().run(page, options={"runOnly": rules, "preload": False})
        broken = [
            f"{violation['id']}: {violation['help']} {[node['target'] for node in violation['nodes']]}"
            for violation in results.response["violations"]
        ]
        assert broken == [], f"{page.url} at {page.viewport_size}"

    return check
