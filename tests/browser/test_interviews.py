"""Recorded interviews in real Chromium: by keyboard, without script, on a phone, on paper (A-14, P-11).

The ``page`` fixture fails on any script error and on any violation of the content security policy.
"""

from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import Site

from tests.browser.conftest import DESKTOP, PHONE, assert_fits
from tests.factories import ProgramFactory, TopicFactory
from tests.pages.interviewing import chapter, make_interview

TIME = "() => document.querySelector('audio').currentTime"
SMALL_TARGETS = """() => [...document.querySelectorAll(".mentoring :is(button, input, a)")]
    .filter(target => !target.closest("p, .mentoring-breadcrumb"))
    .map(target => [target.textContent.trim() || target.id, target.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
VIDEO = "https://www.youtube.com/watch?v=abc"
TRANSCRIPT = "\n\n".join(
    f"[0:0{second}] {'Ana Moura' if second % 2 else 'Ben O’Hara'}: Sentence number {second}. "
    + "Words. " * 40
    for second in range(8)
)


@pytest.fixture
def home(db):
    return Site.objects.get(is_default_site=True).root_page


@pytest.fixture
def audio(home):
    topic = TopicFactory(name="Teaching")
    program = ProgramFactory()
    make_interview(home, program, topics=[topic], title="Another conversation")
    return make_interview(
        home,
        program,
        topics=[topic],
        title="A letter and a train",
        transcript=TRANSCRIPT,
        chapters=[chapter("0:00", "The start"), chapter("0:05", "The letter")],
    ).url


@pytest.fixture
def embed(home):
    Embed.objects.create(
        url=VIDEO,
        hash=get_embed_hash(VIDEO),
        type="video",
        html='<iframe src="https://www.youtube.com/embed/abc"></iframe>',
        last_updated=timezone.now(),
    )
    return make_interview(
        home,
        ProgramFactory(),
        medium="video",
        embed_url=VIDEO,
        tracks=[],
        captions_elsewhere=True,
        nothing_only_seen=True,
    ).url


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "375"])
def test_axe_finds_nothing(new_page, audio, assert_accessible, size):
    page = new_page(viewport=size)
    page.goto(audio)
    assert_accessible(page)
    page.get_by_label("Keep the transcript at the place that is being said").check()
    assert_accessible(page)
    assert_fits(page)
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "375"])
def test_axe_finds_nothing_before_a_player_elsewhere(new_page, embed, assert_accessible, size):
    page = new_page(viewport=size)
    page.goto(embed)
    assert_accessible(page)
    assert_fits(page)


def test_a_chapter_jumps_by_keyboard_and_the_transcript_follows(page, audio):
    page.goto(audio)
    expect(page.locator("audio")).to_have_js_property("readyState", 4)
    assert page.evaluate(TIME) == 0
    page.get_by_role("link", name="0:05 The letter").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('audio').currentTime >= 5")
    current = page.locator(".mentoring-transcript__part[aria-current]")
    expect(current).to_contain_text("Sentence number")
    assert float(current.get_attribute("data-start")) >= 5
    # Who jumped stays where they were.
    assert page.evaluate("() => document.activeElement.dataset.mentoringSeek") == "5"


def test_the_transcript_moves_along_when_the_reader_wants_it(page, audio):
    page.emulate_media(reduced_motion="reduce")
    page.goto(audio)
    page.get_by_label("Keep the transcript").check()
    page.evaluate("() => { document.querySelector('audio').currentTime = 6.5; }")
    page.wait_for_function(
        "() => document.querySelector('[data-mentoring-transcript]').scrollTop > 100"
    )
    part = page.locator(".mentoring-transcript__part[aria-current]")
    expect(part).to_contain_text("Sentence number 6.")
    expect(part).to_be_in_viewport()
    page.get_by_label("Keep the transcript").uncheck()
    assert (
        page.evaluate("() => document.querySelector('[data-mentoring-transcript]').tabIndex") == -1
    )


def test_an_address_with_a_time_begins_there(page, audio):
    page.goto(f"{audio}#t=3")
    page.wait_for_function("() => document.querySelector('audio').currentTime >= 3")
    assert page.evaluate("() => document.querySelector('audio').paused")


def test_the_captions_are_read_by_the_browser(page, audio):
    page.goto(audio)
    page.evaluate("() => { document.querySelector('audio').textTracks[0].mode = 'hidden'; }")
    page.wait_for_function(
        "() => (document.querySelector('audio').textTracks[0].cues || []).length === 3"
    )
    texts = page.evaluate(
        "() => [...document.querySelector('audio').textTracks[0].cues].map(cue => cue.text)"
    )
    assert texts[0] == "<v Ana Moura>I never planned to teach."


def test_without_script_times_are_links_and_the_transcript_is_text(new_page, audio):
    page = new_page(java_script_enabled=False)
    page.goto(audio)
    expect(page.get_by_text("Sentence number 7.")).to_be_visible()
    link = page.get_by_role("link", name="0:05 The letter")
    address, _sign, time = link.get_attribute("href").partition("#")
    assert time == "t=5"
    assert page.request.get(address).status == 200
    expect(page.get_by_label("Keep the transcript")).to_have_count(0)


def test_paper_shows_the_whole_transcript(page, audio):
    page.goto(audio)
    page.get_by_label("Keep the transcript").check()
    page.emulate_media(media="print")
    expect(page.locator("audio")).to_be_hidden()
    height = "() => { const t = document.querySelector('[data-mentoring-transcript]'); return t.scrollHeight - t.clientHeight; }"
    assert page.evaluate(height) == 0


def test_a_player_elsewhere_is_loaded_by_the_button_and_not_before(page, embed, live_server):
    asked = []
    own = urlsplit(live_server.url).netloc
    page.on(
        "request",
        lambda request: asked.append(request.url) if urlsplit(request.url).netloc != own else None,
    )
    page.route(
        "https://www.youtube-nocookie.com/**",
        lambda route: route.fulfill(body="<p>The player</p>", content_type="text/html"),
    )
    # This site's policy lets no frame in; one that has such players says so.
    page.route(f"{live_server.url}{embed}", allow_frames)
    page.goto(embed)
    button = page.get_by_role("button", name="Play: loads from youtube.com")
    expect(button).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked == []
    button.focus()
    page.keyboard.press("Enter")
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/abc")
    expect(frame).to_be_focused()
    expect(page.frame_locator("iframe").get_by_text("The player")).to_be_visible()
    assert {urlsplit(url).netloc for url in asked} == {"www.youtube-nocookie.com"}


def allow_frames(route):
    answer = route.fetch()
    headers = answer.headers
    headers["content-security-policy"] += "; frame-src https://www.youtube-nocookie.com"
    route.fulfill(response=answer, headers=headers)


def test_without_script_a_recording_elsewhere_is_a_link(new_page, embed):
    page = new_page(java_script_enabled=False)
    page.goto(embed)
    link = page.get_by_role("link", name="Watch it at youtube.com")
    expect(link).to_have_attribute("href", VIDEO)
    expect(page.get_by_role("button", name="Play")).to_have_count(0)
