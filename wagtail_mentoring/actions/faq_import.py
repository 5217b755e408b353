"""Questions and answers from a document become drafts."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ..content.faq_import import QUESTION_LENGTH
from ..exceptions import Refusal
from ..models import FAQEntry, ResourceTopic
from ..placeholders import one_line
from .base import MentoringAction


class ImportFAQAction(MentoringAction):
    """Save the kept rows of an import as drafts, in their order, all or none (F53).

    ``rows`` are ``content.faq_import.ImportRow``. ``finished`` is the ``FAQImport``
    they come from, if any: it is deleted with it, so that a form sent twice makes nothing twice.
    Returns the new ``FAQEntry`` list.
    """

    event = "faq.import"

    def __init__(self, rows, *, locale, program=None, finished=None, actor=None):
        super().__init__(actor=actor)
        self.rows = [row for row in rows if row.becomes_entry]
        self.locale, self.program, self.finished = locale, program, finished

    def lock(self):
        if self.finished is not None:
            self.is_there = (
                type(self.finished).objects.select_for_update().filter(pk=self.finished.pk).exists()
            )

    def refusals(self):
        refusals = self.rules.can_import_faq(self.actor)
        if refusals:
            return refusals
        if self.finished is not None and not getattr(self, "is_there", True):
            return [Refusal("already_imported", _("These questions have been saved already."))]
        if not self.rows:
            return [Refusal("nothing_kept", _("Keep at least one question."))]
        return []

    def write(self):
        topics = {}
        entries = [self._entry(row, topics) for row in self.rows]
        self.log(entries[0], count=len(entries))
        if self.finished is not None:
            type(self.finished).objects.filter(pk=self.finished.pk).delete()
        return entries

    def _entry(self, row, topics):
        entry = FAQEntry(
            question=one_line(row.question, QUESTION_LENGTH),
            answer=row.answer,
            audience=row.audience,
            topic=self._topic(row, topics),
            program=self.program,
            locale=self.locale,
            live=False,
            has_unpublished_changes=True,
        )
        with transaction.atomic():
            entry.save()
            entry.save_revision(user=self.actor)
        return entry

    def _topic(self, row, topics):
        """Return the topic of a row: an existing one, a new one called like its section, or ``None``."""
        if not row.topic:
            return None
        key = (row.topic, row.section if row.topic == "new" else "")
        if key not in topics:
            own = ResourceTopic.objects.filter(locale=self.locale)
            if row.topic != "new":
                topics[key] = own.filter(pk=row.topic).first()
            else:
                name = one_line(row.section, 120)
                topics[key] = own.filter(name=name).first() or ResourceTopic.objects.create(
                    locale=self.locale, name=name, slug=self._slug(own, name)
                )
        return topics[key]

    def _slug(self, topics, name):
        slug = slugify(name, allow_unicode=True)[:70] or "topic"
        taken = set(topics.filter(slug__startswith=slug).values_list("slug", flat=True))
        return next(
            one for one in (slug, *(f"{slug}-{n}" for n in range(2, 9999))) if one not in taken
        )
