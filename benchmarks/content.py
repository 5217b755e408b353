"""Times the pages of editors' content: ``python -m benchmarks.content``, with DATABASE_URL set.

Each page is compared in the same run with a bare Wagtail page that has the same words, links and
pictures in one rich text, and is as long. Prints a line of JSON
for each case.
"""

import json
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

# ruff: noqa: E402 -- models can be imported only now
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from benchmarks.bare.models import BarePage
from benchmarks.measuring import case, measure, median, tell
from tests.factories import FAQEntryFactory, ProgramFactory, TopicFactory, make_resource
from tests.pages.interviewing import chapter, make_interview
from wagtail_mentoring.models import FAQEntry, ResourceTopic
from wagtail_mentoring.pages.models import FAQPage, ResourceIndexPage

RUNS = 60
ENTRIES = 300
RESOURCES = 5_000
#: What a list says of each resource.
LISTED = "What is settled, what is not, and where to read on."
#: An hour of talk.
SENTENCES = 600


class Content:
    """The pages, below the start page of the site."""

    def __init__(self):
        self.home = Site.objects.get(is_default_site=True).root_page
        self.program = ProgramFactory(
            slug="society", office_name="Mentoring office", community_url="https://talk.example/"
        )
        self.client = Client()

    def run(self):
        page = self.faq_page()
        words = "".join(
            f"<h3>{entry.question}</h3>{entry.answer}" for entry in FAQEntry.objects.all()
        )
        yield from self.compare("FAQ page", ENTRIES, page, words)
        page = self.library()
        shown = page.get_children().order_by("-pk")[:20]
        words = "".join(
            f'<h3><a linktype="page" id="{one.pk}">{one.title}</a></h3><p>{LISTED}</p>'
            for one in shown
        )
        yield from self.compare("list of resources", RESOURCES, page, words)
        page = self.interview()
        words = "".join(
            f'<p><a href="{page.url}#t={6 * number}">{6 * number}</a> {part}</p>'
            for number, part in enumerate(page.transcript.split("\n\n"))
        )
        yield from self.compare("interview page", SENTENCES, page, words)

    def add(self, page):
        page = self.home.add_child(instance=page)
        page.save_revision().publish()
        return page

    def faq_page(self):
        """Answers of some hundred letters, one in three with a link, a picture or a number of the program."""
        page = self.add(FAQPage(title="Questions", slug="questions", program=self.program))
        topics = [TopicFactory() for _number in range(10)]
        image = get_image_model().objects.create(title="Map", file=get_test_image_file())
        more = [
            f'<p>See <a linktype="page" id="{self.home.pk}">the start</a> first.</p>',
            "<p>A request waits {request_expiry_days}; write to {office_email} or see {desk_url}.</p>",
            f'<embed embedtype="image" id="{image.pk}" alt="Map" format="left"/>',
        ]
        for number in range(ENTRIES):
            words = f"<p>{'It is settled, and nobody minds. ' * 12}Number {number}.</p><ul><li>One</li><li>Two</li></ul>"
            FAQEntryFactory(
                question=f"What about matter {number}, and who decides it?",
                answer=words + (more[number // 3 % 3] if number % 3 == 0 else ""),
                topic=topics[number % 10],
                published=False,
            )
        return page

    def library(self):
        """Articles and links in ten topics, as many as a large society gathers in twenty years."""
        page = self.add(ResourceIndexPage(title="Library", slug="library", program=self.program))
        topics = list(ResourceTopic.objects.all()[:10])
        for number in range(RESOURCES):
            make_resource(
                page,
                self.program,
                ("article", "link")[number % 2],
                title=f"On matter {number}, and what others made of it",
                summary=LISTED,
                audience=("both", "mentors", "mentees")[number % 3],
                topics=[topics[number % 10], topics[(number + 3) % 10]],
            )
        return page

    def interview(self):
        """An hour of sound with captions, chapters, a transcript that follows, and related ones."""
        topics = list(ResourceTopic.objects.all()[:2])
        for _number in range(3):
            make_interview(self.home, self.program, topics=topics)
        transcript = "\n\n".join(
            f"[{6 * number // 60}:{6 * number % 60:02}] Ana Moura: It is settled, and nobody minds, at least"
            f" not in sentence number {number}."
            for number in range(SENTENCES)
        )
        chapters = [chapter(f"{5 * number}:00", f"Part {number}") for number in range(12)]
        return make_interview(
            self.home, self.program, topics=topics, transcript=transcript, chapters=chapters
        )

    def bare_page(self, name, words, like):
        """Return a page with nothing but the same ``words`` (rich text), filled up to be as long as ``like``."""
        page = self.add(BarePage(title=f"Bare: {name}", body=words))
        paragraph = f"<p>{'It is settled, and nobody minds. ' * 12}</p>"
        missing = len(like) - len(self.get(page))
        page.body = words + (paragraph * (missing // len(paragraph) + 1))[:missing]
        page.save_revision().publish()
        return page

    def get(self, page):
        response = self.client.get(page.url)
        assert response.status_code == 200
        return response.content

    def compare(self, name, things, page, words):
        cache.clear()
        first = measure(self.get, [page])
        bare = self.bare_page(name, words, self.get(page))
        self.get(bare)
        with CaptureQueriesContext(connection) as queries:
            self.get(page)
        count = len(queries)
        ours, theirs = [], []
        # By turns, so that whatever else the machine does slows both.
        for _run in range(RUNS):
            ours += measure(self.get, [page])
            theirs += measure(self.get, [bare])
        yield case(
            name, things, ours, part="content", queries=count, handwritten_seconds=median(theirs)
        )
        yield case(f"{name}, first time", things, first, part="content")


def main():
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with transaction.atomic():
            cases = list(Content().run())
        print(json.dumps(cases), flush=True)
        tell("pages of content done")
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
