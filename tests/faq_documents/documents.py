"""Documents of several makes with the same eight questions, and a writer of small .docx files."""

import io
import zipfile
from html import escape

QUESTIONS = [
    ("What is the mentoring program?", "both"),
    ("Does it cost anything?", "both"),
    ("How long does a mentorship last?", "both"),
    ("What do I have to do before I get a mentor?", "both"),
    ("How do I find a mentor?", "mentees"),
    ("Can I have more than one mentor (at a time)?", "mentees"),
    ("What if we do not get on?", "mentees"),
    ("Where do we meet?", "mentees"),
]
EMPTY = "What if we do not get on?"

TEXT = """Mentoring: questions for mentees



What is the mentoring program?

It brings together members who have come a long way with members who set out.
Nobody is too old to have a mentor.

Everything happens on this site.

Does it cost anything?

No. It belongs to your membership.

How long does a mentorship last?

Half a year to a year. Is that binding? It is not.

What do I have to do before I get a mentor?

  1. Be a member of the society
  2. Tell others about yourself, with a picture and a few lines,
     and keep it up to date
  3. Agree to the Code of Conduct


Only for mentees

How do I find a mentor?

Enroll. Then open “Find a mentor”.

Can I have more than one mentor (at a time)?

One at a time.

What if we do not get on?

Where do we meet?

Wherever you like:

- on the telephone
- at the annual meeting


Another question? Write to us

Program office

Talk to us

Ana Example

“The best hours of my week.”
"""

HTML = """<!DOCTYPE html><html><head><title>FAQ</title><style>p {color: red}</style></head><body>
<h1>Mentoring: questions for mentees</h1>
<h2>What is the mentoring program?</h2>
<div><p>It brings together <strong>members</strong> who have come a long way with members who set out.</p>
<p>Everything happens on <a href="https://society.example/mentoring?a=1&amp;b=2">this site</a>.</p></div>
<h2>Does it cost anything?</h2><p>No. It belongs to your membership.<script>alert(1)</script></p>
<h2>How long does a mentorship last?</h2><p>Half a year to a year. <a href="javascript:alert(1)">More</a></p>
<h2>What do I have to do before I get a mentor?</h2>
<ol><li>Be a member</li><li><p>Tell others about yourself</p></li><li>Agree to the <em>Code of Conduct</em></li></ol>
<h1>Only for mentees</h1>
<h2>How do I find a mentor?</h2><p onclick="alert(1)">Enroll. Then open “Find a mentor”.</p><h3>By hand</h3><p>Or ask us.</p>
<h2>Can I have more than one mentor (at a time)?</h2><p>One at a time.</p>
<h2>What if we do not get on?</h2>
<h2>Where do we meet?</h2><ul><li>on the telephone</li><li>at the annual meeting</li></ul>
</body></html>"""

DETAILS = "<h2>Only for mentees</h2>" + "".join(
    f"<details><summary>{escape(question)}</summary><p>Answer {number}.</p></details>"
    for number, (question, _audience) in enumerate(QUESTIONS)
)

LABELS = "\n".join(
    f"Q{number}: {question}\nA: Answer {number}, which goes\nover two lines.\n"
    for number, (question, _audience) in enumerate(QUESTIONS, 1)
)

MARKDOWN = "# Mentoring\n\n" + "\n\n".join(
    f"## {number}. {question}\nAnswer {number}." for number, (question, _) in enumerate(QUESTIONS)
)

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(*paragraphs, prolog="", extra=()):
    """Return the bytes of a Word file. A paragraph is a text, or a pair of its style and text.

    Styles: "Heading1", "Heading2", "bold", "list".
    """
    body = []
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else ("", paragraph)
        properties = run = ""
        if style.startswith("Heading"):
            properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        elif style == "list":
            properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        elif style == "bold":
            run = "<w:rPr><w:b/></w:rPr>"
        body.append(
            f'<w:p>{properties}<w:r>{run}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 2, 3)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>",
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{_WORD}"><w:body>'
        + "".join(body)
        + "</w:body></w:document>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*parts.items(), *extra]:
            archive.writestr(name, content)
    return file.getvalue()


WORD = docx(
    ("Heading1", "Mentoring: questions for mentees"),
    ("Heading2", QUESTIONS[0][0]),
    "It brings together members.",
    ("bold", "Everything happens on this site."),
    ("Heading2", QUESTIONS[1][0]),
    "No.",
    ("Heading2", QUESTIONS[2][0]),
    "Half a year to a year.",
    ("Heading2", QUESTIONS[3][0]),
    ("list", "Be a member"),
    ("list", "Agree to the Code of Conduct"),
    ("Heading1", "Only for mentees"),
    ("Heading2", QUESTIONS[4][0]),
    "Enroll.",
    ("Heading2", QUESTIONS[5][0]),
    "One at a time.",
    ("Heading2", QUESTIONS[6][0]),
    ("Heading2", QUESTIONS[7][0]),
    "Wherever you like.",
)
BOLD_WORD = docx(
    "Mentoring",
    *(
        part
        for number, (question, _audience) in enumerate(QUESTIONS)
        for part in (("bold", question), f"Answer {number}.", "And more of it.")
    ),
)
