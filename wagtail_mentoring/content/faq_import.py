"""What an editor does with the questions found in a document before they become drafts. Pure: rows in, rows out."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from bs4 import BeautifulSoup, NavigableString
from django.utils.html import escape
from django.utils.translation import gettext as _

from ..enums import Audience
from ..faq_documents import find_entries
from ..models import FAQEntry
from ..rich_text import is_blank, plain_text
from .checks import SIMILAR, similarity

#: Longest question that an entry takes.
QUESTION_LENGTH = FAQEntry._meta.get_field("question").max_length
#: Of a document with more, only these are taken; nobody reads a longer FAQ.
MOST_ROWS = 1000


@dataclass
class ImportRow:
    """One row of the table: a question with its answer, or a text that belongs to none (``question`` is empty).

    ``topic`` is the key of a topic as text, "new" for one called like ``section``, or empty.
    """

    id: int
    question: str = ""
    answer: str = ""
    audience: str = Audience.BOTH
    section: str = ""
    topic: str = ""
    keep: bool = True
    is_unsure: bool = False

    @property
    def is_text(self):
        return not self.question.strip()

    @property
    def answer_text(self):
        return plain_text(self.answer)

    @property
    def has_answer(self):
        return not is_blank(self.answer)

    @property
    def becomes_entry(self):
        return self.keep and not self.is_text


def rows_of(blocks):
    """Return the ``ImportRow`` of what ``faq_documents.read_document`` has read, in the order of the document."""
    found = find_entries(blocks)
    rows = []

    def texts(after):
        rows.extend(
            ImportRow(id=0, answer=left.html, section=left.section, keep=False)
            for left in found.outside
            if left.after == after
        )

    texts(0)
    for number, entry in enumerate(found.entries, start=1):
        rows.append(
            ImportRow(
                id=0,
                question=entry.question[:QUESTION_LENGTH],
                answer=entry.answer_html,
                audience=entry.audience,
                section=entry.section,
                is_unsure=entry.is_unsure,
            )
        )
        texts(number)
    return numbered(rows[:MOST_ROWS])


def numbered(rows):
    """Give each row that has none an id, and return the rows."""
    following = max((row.id for row in rows), default=0) + 1
    for row in rows:
        if not row.id:
            row.id, following = following, following + 1
    return rows


def dump(rows):
    return [asdict(row) for row in rows]


def load(data):
    return [ImportRow(**item) for item in data]


# What an editor does

JOIN, SPLIT, MOVE = "join", "split", "move"


def parts_of(html):
    """Return the paragraphs, headings and lists of an answer, each as HTML: where it can be split."""
    soup = BeautifulSoup(html or "", "html.parser")
    return [
        str(part)
        for part in soup.contents
        if not (isinstance(part, NavigableString) and not part.strip())
    ]


def apply(rows, changes):
    """Return the rows after ``changes``, a dict from a row's id to what is done with it.

    "join": it is a part of the answer above. "split:2": from its second paragraph on
    it is a question of its own. "move:7": its answer belongs to row 7. What does not fit the rows
    (any more) is left out.
    """
    rows = list(rows)
    for key, change in changes.items():
        place = next((number for number, row in enumerate(rows) if row.id == key), None)
        if place is None or not change:
            continue
        name, _colon, value = change.partition(":")
        number = int(value) if value.isdecimal() and len(value) < 7 else 0
        if name == JOIN:
            _join(rows, place)
        elif name == SPLIT:
            _split(rows, place, number)
        elif name == MOVE:
            _move(rows, place, number)
    return numbered(rows)


def _join(rows, place):
    above = next((row for row in reversed(rows[:place]) if not row.is_text), None)
    if above is None:
        return
    row = rows.pop(place)
    question = f"<p><b>{escape(row.question)}</b></p>" if not row.is_text else ""
    above.answer += question + row.answer


def _split(rows, place, number):
    row = rows[place]
    parts = parts_of(row.answer)
    if not 1 <= number <= len(parts):
        return
    first = number - 1
    question = plain_text(parts[first])
    rest = parts[first + 1 :]
    if len(question) > QUESTION_LENGTH:
        # Too long to be a question: the editor writes one.
        question, rest = _("New question"), parts[first:]
    row.answer = "".join(parts[:first])
    new = ImportRow(
        id=0,
        question=question,
        answer="".join(rest),
        audience=row.audience,
        section=row.section,
        topic=row.topic,
    )
    rows.insert(place + 1, new)
    numbered(rows)


def _move(rows, place, number):
    row = rows[place]
    other = next((one for one in rows if one.id == number and one is not row), None)
    if other is None or other.is_text:
        return
    other.answer += row.answer
    row.answer = ""
    if row.is_text:
        rows.pop(place)


# What an editor should look at


def findings(rows, existing=()):
    """Return ``{row id: [sentence]}``: without an answer, asked twice, here or on the site, or perhaps no question.

    ``existing`` are ``(question, audience)`` of the entries that the site has in this language.
    """
    found = {}
    wanted = [row for row in rows if row.becomes_entry]
    for place, row in enumerate(wanted):
        said = []
        if not row.has_answer:
            said.append(_("It has no answer. It is saved as a draft, and cannot be published so."))
        if row.is_unsure:
            said.append(
                _("It is written unlike the other questions. It may be a part of the answer above.")
            )
        said += [
            _("“%(question)s”, above, asks nearly the same.") % {"question": other.question}
            for other in wanted[:place]
            if _meet(row.audience, other.audience)
            and similarity(row.question, other.question) >= SIMILAR
        ]
        said += [
            _("The site has “%(question)s” already.") % {"question": question}
            for question, audience in existing
            if _meet(row.audience, audience) and similarity(row.question, question) >= SIMILAR
        ]
        if said:
            found[row.id] = said
    return found


def _meet(first, second):
    return first == second or Audience.BOTH in (first, second)


def existing_questions(locale, program=None):
    """Return ``(question, audience)`` of the entries that readers of ``program`` may find beside the new ones."""
    entries = FAQEntry.objects.filter(locale=locale)
    if program is not None:
        entries = entries.for_program(program)
    return sorted(set(entries.values_list("question", "audience")))
