"""What somebody wrote anew in a reply: without the mail they answer, and without their signature.

Rather too much than too little: words are cut off only where a quotation, or the head of the mail that
is answered, gives a reason to.
"""

import re
import unicodedata

_QUOTED = re.compile(r"[ \t]*>")
#: "On Monday, Ana wrote:", "Am 3. Mai schrieb Ana:" and the like: whatever the language, it ends in a colon.
_ATTRIBUTION_LINES = 3
_ADDRESS = re.compile(r"<[^<>\s]+@[^<>\s]+>")
#: "-----Original Message-----": what stands between the dashes is that in many languages.
_ORIGINAL = (
    "original", "originale?s? (message|meddelelse)", "ursprüngliche", "ursprungligt", "oprindelig", "opprinnelig",
    "oorspronkelijk", "message d.origine", "mensaje original", "mensagem original", "messaggio", "alkuperäinen",
    "wiadomość", "исходное сообщение", "původní", "eredeti", "orijinal", "原始邮件", "邮件原件", "原始郵件",
    "元のメッセージ", "original-nachricht", "원본 메시지",
)  # fmt: skip
_SEPARATORS = (
    re.compile(rf"-{{2,}}\s*({'|'.join(_ORIGINAL)}).*", re.I),
    re.compile(r"_{20,}"),
)
#: "From: …", "Von: …", "De : …", "发件人：…": a line of the head of a mail.
_HEAD = re.compile(r"\*?[^\W\d_][^:：<>@]{0,24}(?::\*?\s|：\s*).+")
_SENT_FROM = re.compile(
    r"(sent (from|with|via) |gesendet (von|mit) |von meinem |diese nachricht wurde von |envoyé (de|depuis|à partir) "
    r"|télécharger outlook |enviado (desde|do|de|a partir) |obtener outlook |inviato da |scarica outlook "
    r"|verstuurd vanaf |verzonden (vanaf|met) |skickat från |sendt fra |lähetetty |wysłane z |отправлено (с|из) "
    r"|发自我的|从我的|(iphone|ipad) ?から送信|나의 iphone|get outlook for |outlook (für|for|pour|para|per) ).*",
    re.I,
)
#: One of these is in it.
_PROGRAM = re.compile(
    r"iphone|ipad|android|galaxy|samsung|huawei|xiaomi|blackberry|smartphone|handy|mobile|telefon|téléphone|phone"
    r"|tablet|outlook|yahoo|proton|gmail|gmx|web\.de|thunderbird|windows|mail (app|for|für)",
    re.I,
)
#: Longer lines are words of somebody's own, however they begin.
_SENT_FROM_LENGTH = 80


def without_quotes(text, address=""):
    """Return ``text`` without what it answers. ``address`` is where the reply went to, which a quoted head may name."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = lines[: _end_of_own(lines, address)]
    lines = _without_trailing_quote(lines)
    # The signature stands above the quotation, or below it.
    lines = _without_trailing_quote(_without_signature(lines))
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
            or (address and address in "".join(lines[number : number + 4]))
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
    if not any(_QUOTED.match(line) for line in lines[start:end]):
        return lines[: _before_unmarked_quote(lines, end)]
    return lines[: _before_attribution(lines, start)]


def _before_attribution(lines, start):
    """Return where the line that introduces the quotation begins; mail programs break it in up to three."""
    if not start:
        return start
    for back in range(1, _ATTRIBUTION_LINES + 1):
        first = start - back
        if first < 0 or not lines[first].strip():
            break
        if _is_attribution(" ".join(lines[first:start])):
            return first
    return start


def _before_unmarked_quote(lines, end):
    """Return where a mail begins that is quoted without a mark, below "…, Our society <address> wrote:" (Yahoo)."""
    for number in range(1, end):
        if lines[number - 1].strip() or not lines[number].strip():
            continue
        for after in range(number + 1, number + 1 + _ATTRIBUTION_LINES):
            if not lines[after - 1 : after] or not lines[after - 1].strip():
                break
            text = " ".join(line.strip() for line in lines[number:after])
            if _is_attribution(text) and _ADDRESS.search(text):
                return number
    return end


def _is_attribution(text):
    """Whether a line says who wrote when.

    A date, a time or an address: else it is the writer's own sentence that ends in a colon.
    """
    # Programs of languages that are written from right to left add characters for that.
    ends = "".join(char for char in text if unicodedata.category(char) != "Cf").rstrip()
    return bool(
        ends.endswith((":", "："))
        and re.search(r"\d", text)
        and ("@" in text or re.search(r"\d{1,2}[:.]\d{2}|\d{4}", text))
    )


def _without_signature(lines):
    for number, line in enumerate(lines):
        if line in ("-- ", "--\u00a0") or (line == "--" and len(lines) - number <= 8):
            return lines[:number]
    end = len(lines)
    while end and (not lines[end - 1].strip() or _is_sent_from(lines, end - 1)):
        end -= 1
    return lines[:end]


def _is_sent_from(lines, number):
    """Whether a line is what telephones and programs add: at the end, and alone."""
    line = lines[number].strip()
    is_alone = not number or not lines[number - 1].strip()
    is_added = _SENT_FROM.fullmatch(line) and _PROGRAM.search(line)
    return bool(is_alone and len(line) <= _SENT_FROM_LENGTH and is_added)
