"""Makes the library of the program: the list, articles, links and a document (R3, R4)."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, PageViewRestriction

from wagtail_mentoring import models
from wagtail_mentoring.actions.enrolled_groups import ensure_group
from wagtail_mentoring.pages import models as pages

from .. import library
from .site import publish


def make_library(landing, program):
    """Make the list of resources and what stands in it; return the page of the list."""
    listing = publish(
        landing,
        pages.ResourceIndexPage(
            title=library.TITLE,
            slug="library",
            program=program,
            introduction=library.INTRO,
            show_in_menus=True,
        ),
    )
    topics = make_topics(program)
    for title, slug, audience, slugs, days, summary, own, is_restricted in library.ARTICLES:
        page = publish(
            listing,
            pages.ArticlePage(
                title=title,
                slug=slug,
                program=program,
                audience=audience,
                summary=summary,
                published_on=day(days),
                topics=[topics[one] for one in slugs],
                **own,
            ),
        )
        if is_restricted:
            keep_for_enrolled(page, program)
    make_checklist(listing, program, topics)
    return listing


def make_topics(program):
    topics = {}
    choices = models.CriterionChoice.objects.filter(
        criterion__program=program, criterion__slug="topics"
    )
    for slug, (name, description, labels) in library.TOPICS.items():
        topics[slug] = models.ResourceTopic.objects.create(
            slug=slug, name=name, description=description
        )
        topics[slug].choices.set(choices.filter(label__in=labels))
    return topics


def make_checklist(listing, program, topics):
    get_document_model().objects.filter(title=library.CHECKLIST_TITLE).delete()
    document = get_document_model()(
        title=library.CHECKLIST_TITLE, collection=Collection.objects.get(name="Mentoring")
    )
    document.file.save("first-six-months.txt", ContentFile(library.CHECKLIST_TEXT.encode()))
    document.file_size = len(library.CHECKLIST_TEXT.encode())
    document.save()
    said = library.CHECKLIST
    publish(
        listing,
        pages.DocumentPage(
            title=library.CHECKLIST_TITLE,
            slug=said["slug"],
            program=program,
            audience=said["audience"],
            summary=said["summary"],
            published_on=day(said["days"]),
            topics=[topics[one] for one in said["topics"]],
            document=document,
        ),
    )


def keep_for_enrolled(page, program):
    """Let only those read ``page`` who take part, as an editor does in Wagtail's dialog of privacy (R6)."""
    restriction = PageViewRestriction.objects.create(
        page_id=page.pk, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.add(ensure_group(program))


def day(days_ago):
    return timezone.localdate() - dt.timedelta(days=days_ago)
