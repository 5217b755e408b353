"""From blocks to questions with their answers. Nothing of the text is lost: what belongs to no question is listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .blocks import Block, BlockKind, to_html, to_text
from .questions import BOTH, audience_of, is_question, labelled, without_label

#: A line longer than this, or with a full stop at its end, is no heading.
LONGEST_HEADING = 90


@dataclass
class FoundEntry:
    """A question and what stands under it. ``section`` is the heading above, ``audience`` whom that names.

    ``audience`` is "mentors", "mentees" or "both", a proposal. ``is_unsure`` says that the
    question is written unlike the others and may be a part of the answer before it.
    """

    question: str
    section: str = ""
    audience: str = BOTH
    answer: list[Block] = field(default_factory=list)
    is_unsure: bool = False

    @property
    def answer_html(self):
        return to_html(self.answer)

    @property
    def answer_text(self):
        return to_text(self.answer)

    @property
    def has_answer(self):
        return bool(self.answer_text.strip())


@dataclass
class Outside:
    """Text that belongs to no question; ``after`` is the number of questions before it."""

    section: str
    after: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def html(self):
        return to_html(self.blocks)

    @property
    def text(self):
        return to_text(self.blocks)


@dataclass
class FoundFAQ:
    title: str = ""
    entries: list[FoundEntry] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)


def find_entries(blocks):
    """Return the ``FoundFAQ`` in ``blocks``."""
    style = _style_of_questions(blocks)
    found = FoundFAQ()
    sections = []  # (title, audience or None, is it the document's title)
    entry = outside = None
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        kind = _kind(block, following, style, entry)
        if kind == "question":
            entry = FoundEntry(
                question=without_label(block.text),
                section=sections[-1] if sections else "",
                is_unsure=bool(style) and _style(block) not in style,
            )
            found.entries.append(entry)
            outside = None
        elif kind == "heading":
            if not found.entries and not found.title:
                found.title = block.text
            sections.append(block.text)
            outside = Outside(section=block.text, after=len(found.entries), blocks=[block])
            found.outside.append(outside)
            entry = None
        elif entry is not None:
            entry.answer.append(_answer(block, entry))
        else:
            if outside is None:
                outside = Outside(section="", after=len(found.entries))
                found.outside.append(outside)
            outside.blocks.append(block)
    _propose_audiences(found)
    used = {entry.section for entry in found.entries}
    # A heading that became a section is not left over.
    found.outside = [
        left
        for left in found.outside
        if len(left.blocks) > 1 or left.section not in used or not left.section
    ]
    return found


def _style(block):
    """Return how a block is set: what questions of one document have in common."""
    if block.kind is BlockKind.HEADING:
        return f"h{block.level}"
    if block.is_term:
        return "term"
    if labelled(block.text) == "question":
        return "label"
    if block.is_strong:
        return "strong"
    return "plain"


def _style_of_questions(blocks):
    """Return the styles that most questions of the document have; empty if they are plain paragraphs."""
    counts = Counter(
        _style(block)
        for block in blocks
        if block.kind is not BlockKind.ITEM
        and (is_question(block.text) or labelled(block.text) == "question" or block.is_term)
    )
    if not counts:
        return set()
    style, _count = counts.most_common(1)[0]
    return set() if style == "plain" else {style}


def _kind(block, following, style, entry):
    """Return "question", "heading" or "text" for ``block``, given what follows and the entry before it."""
    mine = _style(block)
    if block.kind is BlockKind.ITEM:
        return "text"
    if mine == "label" or block.is_term:
        return "question"
    if labelled(block.text) == "answer":
        return "text"
    if is_question(block.text):
        return "question"
    if mine in style and mine != "plain" and _says_something(following, mine):
        # "Becoming a mentor": set like the questions, so it is one of them.
        return "question"
    if block.kind is BlockKind.HEADING:
        inside = style and min(style) < mine and entry is not None
        return "text" if inside else "heading"
    if _reads_as_heading(block) and (entry is None or entry.answer or _names_somebody(block)):
        if following is None or is_question(following.text) or _reads_as_heading(following):
            return "heading"
        if block.is_strong:
            return "heading"
    return "text"


def _says_something(following, style):
    """Whether an answer follows, not another heading of the same or a higher level."""
    return (
        following is not None
        and _style(following) != style
        and not (following.kind is BlockKind.HEADING and _style(following) < style)
        and not is_question(following.text)
    )


def _reads_as_heading(block):
    text = block.text.strip().rstrip("\"'”’»)")
    return (
        block.kind is BlockKind.PARAGRAPH
        and 0 < len(text) <= LONGEST_HEADING
        and text[-1] not in ".!…,;。！"
        and any(character.isalpha() for character in text)
        and not labelled(text)
        and not is_question(text)
    )


def _names_somebody(block):
    text = block.text.lower()
    return audience_of(text) is not None and any(
        word in text for word in ("faq", "question", "for ", "specific", "only")
    )


def _answer(block, entry):
    """Return ``block`` without the "A:" before the first words of an answer."""
    if entry.answer or labelled(block.text) != "answer":
        return block
    text = without_label(block.text)
    cut = block.html.find(text[:12]) if text else -1
    html = block.html[cut:] if cut > 0 and "<" not in block.html[:cut] else block.html
    return Block(block.kind, text, html, level=block.level, ordered=block.ordered)


def _propose_audiences(found):
    """Give each entry the audience its section names, or the title's.

    Where a later section is for somebody in particular, what stands before it is for all, whatever
    the title says.
    """
    of_title = audience_of(found.title) if found.title else None
    # A title may go over several headings before the first question.
    first = [left.section for left in found.outside if left.after == 0]
    of_title = of_title or next(filter(None, map(audience_of, first)), None)
    particular = {
        entry.section
        for entry in found.entries
        if entry.section not in first and audience_of(entry.section)
    }
    for entry in found.entries:
        if entry.section in particular:
            entry.audience = audience_of(entry.section)
        elif not particular and of_title:
            entry.audience = of_title
