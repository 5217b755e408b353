"""Makes the society's pages, the program's pages and the program with its criteria."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from example_site.home.models import HomePage, StandardPage
from wagtail_mentoring import models
from wagtail_mentoring.pages import models as pages

from .. import content
from ..criteria import CRITERIA


def make_site():
    """Make the home page and the society's own pages; return the home page."""
    locale, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(
            title="Home",
            slug="home",
            locale=locale,
            kicker=settings.WAGTAIL_SITE_NAME,
            statement=content.STATEMENT,
            intro=content.INTRO,
            events_heading="Where we meet",
            search_description="An international society of people who work with statistics.",
        )
    )
    address = urlsplit(settings.BASE_URL)
    Site.objects.all().delete()
    Site.objects.create(
        hostname=address.hostname,
        port=address.port or (443 if address.scheme == "https" else 80),
        root_page=home,
        is_default_site=True,
        site_name=settings.WAGTAIL_SITE_NAME,
    )
    for words in content.PAGES:
        publish(
            home,
            StandardPage(
                title=words["title"],
                slug=words["slug"],
                lead=words["lead"],
                show_in_menus=True,
                body=[("text", words["text"])],
            ),
        )
    return home


def make_program():
    """Make the program with its lists of reasons and its criteria."""
    program = models.MentoringProgram.objects.create(**content.PROGRAM)
    for number, text in enumerate(content.DECLINE_REASONS):
        models.DeclineReason.objects.create(program=program, text=text, sort_order=number)
    for number, text in enumerate(content.END_REASONS):
        models.EndReason.objects.create(program=program, text=text, sort_order=number)
    for number, spec in enumerate(CRITERIA):
        values = {key: value for key, value in spec.items() if key != "codes"}
        criterion = models.Criterion(program=program, sort_order=number, **values)
        criterion.full_clean(exclude=["program"])
        criterion.save()
        if spec["kind"] == "yes_no":
            continue  # its two choices have been made with it
        for place, label in enumerate((spec["codes"] or {}).values()):
            models.CriterionChoice.objects.create(
                criterion=criterion, label=label, sort_order=place
            )
    return program


def make_program_pages(home, program):
    """Make the program's pages below ``home`` and return the landing page."""
    landing = publish(
        home,
        pages.MentoringIndexPage(
            title="Mentoring",
            slug="mentoring",
            program=program,
            introduction=content.LANDING,
            show_in_menus=True,
            search_description="Find a mentor or become one: the mentoring program of the Meridian Society.",
        ),
    )
    # First in the main menu, so that it is in sight on a phone.
    landing.move(home, pos="first-child")
    landing.refresh_from_db()
    for model, title, slug, words in (
        (pages.MyMentoringPage, "My mentoring", "my-mentoring", ""),
        (pages.FindMentorPage, "Find a mentor", "find-a-mentor", content.FIND_MENTOR),
        (pages.FindMenteePage, "Find a mentee", "find-a-mentee", content.FIND_MENTEE),
        (pages.EnrollmentPage, "Enroll", "enroll", content.ENROLLMENT),
    ):
        publish(
            landing,
            model(title=title, slug=slug, program=program, introduction=words, show_in_menus=True),
        )
    conduct = publish(
        landing,
        pages.CodeOfConductPage(
            title=content.CONDUCT_TITLE,
            show_in_menus=True,
            slug="code-of-conduct",
            program=program,
            introduction=content.CONDUCT_INTRO,
            body=content.CONDUCT,
        ),
    )
    program.code_of_conduct = Page.objects.get(pk=conduct.pk)
    program.save()
    return landing


def finish_home(home):
    """Set the links of the home page, once the pages they lead to are there."""
    targets = {page.slug: page for page in home.get_children()}
    home.call_text = "Find a mentor, or become one"
    home.call_page = targets["mentoring"]
    home.cards = [
        (
            "card",
            {"title": title, "text": text, "page": targets[slug], "link_text": link_text},
        )
        for title, text, slug, link_text in content.CARDS
    ]
    home.events = [
        ("event", {"when": when, "title": title, "text": text})
        for when, title, text in content.EVENTS
    ]
    home.save_revision().publish()


def publish(parent, page):
    """Add ``page`` below ``parent`` with a published revision; return it."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
