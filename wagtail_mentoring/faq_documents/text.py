"""Plain text to blocks: paragraphs, lists and headings as people type them."""

from __future__ import annotations

import re
from statistics import median

from .blocks import Block, BlockKind
from .questions import CLOSED, is_question, labelled

BULLET = re.compile(r"^\s*(?:[-*•‣◦–·]|o(?=\s{2,}))\s+(?=\S)")
NUMBER = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|[a-zA-Z][.)])\s+(?=\S)")
MARKDOWN_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,}|_{3,}|\*{3,})\s*$")
#: Lines longer than this are paragraphs as a word processor writes them, not lines broken by hand.
LONG_LINE = 100


def blocks_of_text(text):
    """Return the blocks of plain ``text``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")
    filled = [line for line in lines if line.strip()]
    has_gaps = any(not line.strip() for line in text.strip().split("\n"))
    each_line = not has_gaps or (bool(filled) and median(map(len, filled)) > LONG_LINE)
    blocks, group = [], []
    for line in [*lines, ""]:
        if line.strip() and not UNDERLINE.match(line):
            group.append(line)
            if not each_line:
                continue
        if group:
            blocks += _group(group)
            group = []
    return blocks


def _group(lines):
    """Return the blocks of lines that stand together."""
    blocks = []
    words: list[str] = []
    item = None

    def flush():
        nonlocal item
        if words:
            text = _one_space(" ".join(words))
            if item is None:
                blocks.append(Block.plain(BlockKind.PARAGRAPH, text))
            else:
                blocks.append(Block.plain(BlockKind.ITEM, text, ordered=item == "ol"))
            words.clear()
        item = None

    for line in lines:
        heading = MARKDOWN_HEADING.match(line)
        if heading:
            flush()
            blocks.append(
                Block.plain(BlockKind.HEADING, _one_space(heading[2]), level=len(heading[1]))
            )
            continue
        for pattern, tag in ((BULLET, "ul"), (NUMBER, "ol")):
            marker = pattern.match(line)
            if marker:
                flush()
                item, line = tag, line[marker.end() :]
                break
        else:
            if labelled(line.strip()):  # "Q: …" begins anew
                flush()
        words.append(line.strip())
        # A question that is complete stands alone, though its answer follows on the next line.
        if CLOSED.search(words[-1]) and is_question(_one_space(" ".join(words))):
            flush()
    flush()
    return [_question_of_item(block) for block in blocks]


def _question_of_item(block):
    """A numbered question is a question, not an item of a list."""
    if block.kind is BlockKind.ITEM and is_question(block.text):
        return Block.plain(BlockKind.PARAGRAPH, block.text)
    return block


def _one_space(text):
    return " ".join(text.split())
