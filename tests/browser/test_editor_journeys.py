"""What an editor does in a day, in real Chromium and without a superuser's rights.

``FAQ_DOCUMENT`` may name a file with another FAQ to bring in; the society's own is not in this repository.
"""

import datetime as dt
import os
import re
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import GroupPagePermission, Site

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_admin import axe_findings  # noqa: F401 -- a fixture
from tests.factories import (
    FAQEntryFactory,
    MenteeFactory,
    MentorFactory,
    MentorshipFactory,
    ProgramFactory,
    RequestFactory,
    TestimonialFactory,
    UserFactory,
    agree,
    publish_code_of_conduct,
)
from tests.faq_documents import documents
from tests.pages.interviewing import CAPTIONS, tone
from wagtail_mentoring.actions import BindConductAction, CompleteMentorshipAction
from wagtail_mentoring.content.checks import check_entries
from wagtail_mentoring.models import FAQEntry, Testimonial
from wagtail_mentoring.pages.models import (
    ArticlePage,
    FAQPage,
    InterviewPage,
    MentoringIndexPage,
    MyMentoringPage,
    ResourceIndexPage,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program(live_server):
    program = ProgramFactory(name="Career mentoring", slug="careers", office_name="The office")
    return program


@pytest.fixture
def landing(program):
    home = Site.objects.get(is_default_site=True).root_page
    page = MentoringIndexPage(title="Mentoring", slug="mentoring", program=program)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def editor(landing):
    """Somebody in the group of editors, which may write below the program's front page."""
    group = Group.objects.get(name="Mentoring editors")
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=landing.pk, permission=permission
        )
    user = UserFactory(username="Noor Haddad")
    user.groups.add(group)
    assert not user.is_superuser
    return user


class Admin:
    """The admin as an editor uses it."""

    def __init__(self, page):
        self.page = page

    def menu(self, entry, top="Mentoring"):
        self.page.goto("/admin/")
        self.page.get_by_role("button", name=top, exact=True).click()
        sidebar = self.page.locator("#wagtail-sidebar")
        sidebar.get_by_role("link", name=entry, exact=True).click()
        self.page.wait_for_load_state()

    def add_page(self, parent, kind, title):
        """Go to the form of a new page of ``kind`` below ``parent``, with its title."""
        self.page.goto(f"/admin/pages/{parent.pk}/add_subpage/")
        self.page.get_by_role("link", name=re.compile(rf"^{kind}", re.IGNORECASE)).first.click()
        self.page.locator("#id_title").press_sequentially(title)
        self.page.keyboard.press("Tab")
        self.page.wait_for_function("document.querySelector('#id_slug').value")
        program = self.page.locator("#id_program")
        if program.count():
            program.select_option(label="Career mentoring")

    def type_into(self, place, words):
        """Write into a rich text below ``place``."""
        place.locator(".public-DraftEditor-content").first.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)
        # The editor hands its text over a moment later.
        self.page.wait_for_timeout(800)

    def upload(self, chooser, path, title):
        """Put a file into the library from within a chooser, and choose it."""
        chooser.get_by_role("button", name=re.compile("Choose", re.IGNORECASE)).first.click()
        modal = self.page.locator(".modal-content")
        modal.get_by_role("tab", name="Upload").click()
        modal.locator("input[type=file]").set_input_files(path)
        modal.locator("input[name$='-title']").fill(title)
        modal.get_by_role("button", name="Upload", exact=True).click()
        modal.wait_for(state="hidden")

    def publish(self, label="Publish"):
        """Press the button behind the small arrow beside “Save draft”."""
        self.page.locator(
            "footer .w-dropdown__toggle, footer [data-w-dropdown-target='toggle']"
        ).first.click()
        self.page.locator("footer").get_by_role("button", name=re.compile(f"^{label}")).click()
        self.page.locator(".messages .success").first.wait_for()


@pytest.fixture
def admin(new_page, editor):
    return Admin(new_page(editor))


def faq_document(tmp_path):
    """Return the file to bring in, and how many questions it has."""
    given = os.environ.get("FAQ_DOCUMENT")
    if given:
        return Path(given), None
    path = tmp_path / "faq.docx"
    path.write_bytes(documents.WORD)
    return path, len(documents.QUESTIONS)


def test_a_faq_is_brought_in_corrected_and_published_for_both_roles(
    admin, landing, new_page, tmp_path
):
    page = admin.page
    document, count = faq_document(tmp_path)
    admin.menu("Questions and answers")
    page.get_by_role("button", name=re.compile("More options|Actions")).first.click()
    page.get_by_role("link", name="Import a FAQ").click()
    page.locator("#id_file").set_input_files(document)
    page.get_by_role("button", name="Find the questions").click()
    rows = page.locator(".mentoring-import__row:not(.mentoring-import__row--text)")
    rows.first.wait_for()
    assert count is None or rows.count() == count
    count = rows.count()
    # One question is reworded, and what has no answer gets one.
    rows.first.get_by_label("Question").fill("What is {program}?")
    empty = rows.filter(has_text="It has no answer")
    assert empty.count() >= 1
    for number in range(empty.count()):
        admin.type_into(empty.nth(number), "Thank each other, and begin a new search.")
    page.get_by_role("button", name="Save all as drafts").click()
    page.get_by_text(f"{count} questions are saved as drafts").wait_for()
    entries = list(FAQEntry.objects.order_by("sort_order"))
    assert len(entries) == count
    assert all(entry.has_answer and not entry.live for entry in entries)
    for entry in entries:
        page.goto(f"/admin/mentoring/faq/edit/{entry.pk}/")
        admin.publish()
    assert FAQEntry.objects.live().count() == count
    for role in ("Mentees", "Mentors"):
        admin.add_page(landing, "Questions and answers page", f"For {role}")
        page.locator("#id_audience").select_option(label=role)
        admin.publish()
    reader = new_page()
    shown = {}
    for role in ("mentees", "mentors"):
        reader.goto(f"/mentoring/for-{role}/")
        shown[role] = reader.get_by_role("heading", level=3).all_inner_texts()
    assert shown["mentees"][0] == "What is Career mentoring?"
    assert len(shown["mentees"]) == count
    both = FAQEntry.objects.filter(audience="both").count()
    assert len(shown["mentors"]) == both < count
    # What a careful colleague would point out is in the report.
    page.goto("/admin/reports/faq-checks/")
    if check_entries():
        expect(page.locator("main table tbody tr").first).to_be_visible()


def test_an_article_waits_for_its_day(admin, landing, program, new_page):
    listing = ResourceIndexPage(title="Library", slug="library", program=program)
    landing.add_child(instance=listing)
    listing.save_revision().publish()
    page = admin.page
    admin.add_page(listing, "Article", "How others began")
    page.locator("#id_summary").fill("Three ways into the profession.")
    page.locator("#id_link").fill("https://journal.example/how-others-began")
    page.locator("#id_source").fill("The Journal")
    page.get_by_role("button", name=re.compile("Toggle status|Status")).first.click()
    page.get_by_role("button", name="Set schedule").click()
    day = timezone.now() + dt.timedelta(days=3)
    page.locator("#id_go_live_at").fill(f"{day:%Y-%m-%d %H:%M}")
    # The calendar opens a moment after the focus and lies on the button until one clicks beside it.
    calendar = page.locator(".xdsoft_datetimepicker").filter(visible=True)
    expect(calendar).to_have_count(1)
    page.get_by_role("heading", name="Set publishing schedule").click()
    expect(calendar).to_have_count(0)
    page.get_by_role("button", name=re.compile("Save schedule")).click()
    page.locator(".messages .success").first.wait_for()
    admin.publish("Schedule to publish|Publish")
    article = ArticlePage.objects.get()
    assert (article.live, article.approved_schedule) == (False, True)
    reader = new_page()
    reader.goto("/mentoring/library/")
    expect(reader.get_by_text("How others began")).to_have_count(0)
    with time_machine.travel(day + dt.timedelta(hours=1)):
        call_command("publish_scheduled")
    reader.goto("/mentoring/library/")
    expect(reader.get_by_text("How others began").first).to_be_visible()


def test_an_interview_is_added_with_its_captions(admin, landing, new_page, tmp_path):
    sound, captions = tmp_path / "letter.wav", tmp_path / "letter.vtt"
    sound.write_bytes(tone())
    captions.write_text(CAPTIONS)
    page = admin.page
    admin.add_page(landing, "Recorded interview", "A letter and a train")
    page.locator("#id_summary").fill("Ana Moura on how she came to teach.")
    page.locator("#id_medium").select_option("audio")
    page.locator("#id_speaker_name").fill("Ana Moura")
    admin.upload(page.locator("#id_file-chooser"), sound, "A letter (sound)")
    tracks = page.locator("[data-contentpath='tracks']")
    tracks.get_by_role("button", name="Insert a block").last.click()
    tracks.get_by_label("Language").select_option(label="English")
    admin.upload(tracks, captions, "A letter (captions)")
    page.get_by_label(re.compile("transcript from the captions", re.IGNORECASE)).check()
    admin.publish()
    interview = InterviewPage.objects.get()
    assert interview.live and interview.transcript
    reader = new_page()
    reader.goto(interview.url)
    expect(reader.get_by_text("I never planned to teach.").first).to_be_visible()
    expect(reader.locator("audio track[kind=captions]")).to_have_count(1)


def test_a_members_words_reach_the_front_page(admin, landing, program, new_page):
    landing.add_child(
        instance=MyMentoringPage(title="My mentoring", slug="my-mentoring", program=program)
    )
    publish_code_of_conduct(program)
    mentor, mentee = (
        factory(program=program, member__name=name)
        for factory, name in ((MentorFactory, "Ruth Abiola"), (MenteeFactory, "Sam Tiedt"))
    )
    agree(mentor, mentee)
    mentorship = MentorshipFactory(
        request=RequestFactory(mentor=mentor, mentee=mentee, status="accepted")
    )
    CompleteMentorshipAction(mentorship, mentee, actor=mentee.member.user).execute()
    member = new_page(mentee.member.user)
    member.goto(f"/mentoring/my-mentoring/pairs/{mentorship.uuid}/")
    member.get_by_role("link", name=re.compile("few words", re.IGNORECASE)).first.click()
    member.locator("textarea").fill("She asked the question I had avoided.")
    for box in member.get_by_role("checkbox").all():
        box.check()
    member.locator("main form").get_by_role("button").first.click()
    member.wait_for_load_state()
    testimonial = Testimonial.objects.get()
    assert not testimonial.live

    page = admin.page
    page.goto("/admin/")
    page.get_by_role(
        "link", name=re.compile("testimonial|words|offered", re.IGNORECASE)
    ).first.click()
    page.get_by_role("link", name="Sam Tiedt").first.click()
    page.locator("#id_role").fill("Mentee of our first year")
    admin.publish()
    page.goto(f"/admin/pages/{landing.pk}/edit/")
    sections = page.locator("[data-contentpath='sections']")
    sections.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name="Testimonials").click()
    admin.publish()
    reader = new_page()
    reader.goto("/mentoring/")
    expect(reader.get_by_text("She asked the question I had avoided.")).to_be_visible()
    expect(reader.get_by_text("Mentee of our first year")).to_be_visible()


def test_the_front_page_is_composed_by_hand(admin, landing, new_page):
    page = admin.page
    page.goto(f"/admin/pages/{landing.pk}/edit/")
    sections = page.locator("[data-contentpath='sections']")
    insert = sections.get_by_role("button", name="Insert a block")
    for place, block in enumerate(("Call to action", "How it works", "Contact"), start=1):
        expect(insert).to_have_count(place)  # the last is the one below the block before
        insert.last.click()
        page.get_by_role("option", name=block).click()
    expect(insert).to_have_count(4)
    admin.publish()
    reader = new_page()
    reader.goto("/mentoring/")
    headings = reader.get_by_role("heading", level=2).all_inner_texts()
    assert [one for one in headings if one in ("How it works", "Talk to us")] == [
        "How it works",
        "Talk to us",
    ]


def test_a_new_text_of_the_code_of_conduct_is_made_binding(admin, landing, program):
    conduct = publish_code_of_conduct(program)
    conduct.move(landing, pos="last-child")
    BindConductAction(program).execute()
    program.refresh_from_db()
    before = program.binding_revision_id
    mentee = MenteeFactory(program=program)
    agree(mentee)
    page = admin.page
    page.goto(f"/admin/pages/{conduct.pk}/edit/")
    admin.type_into(
        page.locator("[data-contentpath='body'], #panel-child-content-body-section").first,
        " And on time.",
    )
    admin.publish()
    program.refresh_from_db()
    assert program.binding_revision_id == before
    page.goto(f"/admin/pages/{conduct.pk}/edit/")
    page.get_by_role("button", name=re.compile("More options|Actions")).first.click()
    page.get_by_role("link", name="Binding text").click()
    expect(page.get_by_text("And on time.").first).to_be_visible()
    page.get_by_role("button", name="Make the published text binding").click()
    page.get_by_text("is binding now").wait_for()
    program.refresh_from_db()
    assert program.binding_revision_id != before


def is_wagtails_own(finding):
    """Wagtail's rich text editor has no name that axe can see, in any of its forms."""
    return finding.startswith("aria-input-field-name") and "DraftEditor-content" in finding


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1280", "375"])
def test_axe_finds_nothing_where_editors_work(
    new_page,
    editor,
    landing,
    program,
    size,
    axe_findings,  # noqa: F811
):
    entry, testimonial = FAQEntryFactory(), TestimonialFactory()
    faq = landing.add_child(instance=FAQPage(title="FAQ", slug="faq", program=program))
    page = new_page(editor, viewport=size)
    found = {}
    for address in (
        "/admin/mentoring/faq/",
        f"/admin/mentoring/faq/edit/{entry.pk}/",
        "/admin/mentoring/faq-import/",
        "/admin/mentoring/testimonials/",
        f"/admin/mentoring/testimonials/edit/{testimonial.pk}/",
        "/admin/reports/faq-checks/",
        f"/admin/pages/{faq.pk}/edit/",
    ):
        assert page.goto(address).status == 200, address
        page.wait_for_load_state("networkidle")
        broken = [one for one in axe_findings(page) if not is_wagtails_own(one)]
        if broken:
            found[address] = broken
    assert found == {}
