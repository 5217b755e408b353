"""What somebody wrote anew in a reply: without the mail they answer, and without their signature.

Rather too much than too little: words are cut off only where a quotation, or the head of the mail that
is answered, gives a reason to.
"""

import re

_QUOTED = re.compile(r"[ \t]*>")
#: "On Monday, Ana wrote:", "Am 3. Mai schrieb Ana:" and the like: whatever the language, it ends in a colon.
_ATTRIBUTION_LINES = 3
_SEPARATORS = (
    re.compile(
        r"-{2,}\s*(original|ursprüngliche|message d.origine|mensaje original|messaggio).*", re.I
    ),
    re.compile(r"_{20,}"),
)
#: "From: …", "Von: …", "De : …": a line of the head of a mail.
_HEAD = re.compile(r"\*?[^\W\d_][\w .-]{0,20}\*?\s?:\*?\s.+")
_SENT_FROM = re.compile(
    r"(sent from my|von meinem|envoyé de mon|enviado desde mi|get outlook for)\b.*", re.I
)


def without_quotes(text, address=""):
    """Return ``text`` without what it answers. ``address`` is where the reply went to, which a quoted head may name."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = lines[: _end_of_own(lines, address)]
    lines = _without_trailing_quote(lines)
    lines = _without_signature(lines)
    return "\n".join(line.rstrip() for line in lines).strip()


def _end_of_own(lines, address):
    """Return the number of the line at which another mail's head or a separator begins."""
    for number, line in enumerate(lines):
        stripped = line.strip()
        if any(separator.fullmatch(stripped) for separator in _SEPARATORS):
            if stripped.startswith("_") and not _is_head(lines, number + 1):
                continue
            return number
        if _is_head(lines, number) and (
            number == 0
            or not lines[number - 1].strip()
            or address in "".join(lines[number : number + 4])
        ):
            return number
    return len(lines)


def _is_head(lines, number):
    """Whether four lines like "From: …" follow each other, one of which holds an address."""
    block = [line.strip() for line in lines[number : number + 4]]
    return (
        len(block) == 4
        and all(_HEAD.fullmatch(line) for line in block)
        and any("@" in line for line in block)
    )


def _without_trailing_quote(lines):
    """Drop the quotation at the end, with the line that says whose words it holds.

    Words between quotations are answers to them; those stay, quotations included.
    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and (_QUOTED.match(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    if start == end:
        return lines[:end]
    if not any(_QUOTED.match(line) for line in lines[start:end]):
        return lines[:end]
    return lines[: _before_attribution(lines, start)]


def _before_attribution(lines, start):
    """Return where the line that introduces the quotation begins; mail programs break it in up to three."""
    if not start or not lines[start - 1].rstrip().endswith((":", "：")):
        return start
    for back in range(1, _ATTRIBUTION_LINES + 1):
        first = start - back
        if first < 0 or not lines[first].strip():
            break
        text = " ".join(lines[first:start])
        # A date, a time or an address: else it is the writer's own sentence that ends in a colon.
        if re.search(r"\d", text) and ("@" in text or re.search(r"\d{1,2}[:.]\d{2}|\d{4}", text)):
            return first
    return start


def _without_signature(lines):
    for number, line in enumerate(lines):
        if line in ("-- ", "--\u00a0") or (line == "--" and len(lines) - number <= 8):
            return lines[:number]
    while lines and (not lines[-1].strip() or _SENT_FROM.fullmatch(lines[-1].strip())):
        lines = lines[:-1]
    return lines
