"""Questions and answers of the demo, in words of its own: topics, entries, and the pages that show them.

The entries stand in ``faq_about`` and ``faq_together``. Each names the rules it tells
(``R1`` …), so that a test can say that none is missing.
"""

from .faq_about import ABOUT
from .faq_together import TOGETHER

#: slug -> (name, description)
TOPICS = {
    "the-program": ("The program", "What it is for, and what you get."),
    "taking-part": ("Taking part", "Who can join, and how to begin."),
    "finding-each-other": ("Finding each other", "Searching, asking, waiting."),
    "working-together": ("Working together", "From the first talk to a good end."),
    "if-something-is-wrong": ("If something is wrong", "Whom to ask, and how to part kindly."),
}

ENTRIES = (*ABOUT, *TOGETHER)

INTRO_ALL = "<p>What members ask us most. Choose your role to see only what concerns you.</p>"
INTRO_MENTEES = (
    "<p>For everybody who looks for a {mentor_word}, or works with one. The last part is for "
    "{mentees_word} alone.</p>"
)
INTRO_MENTORS = (
    "<p>For everybody who gives their time to a {mentee_word}, or thinks of it. The last part is for "
    "{mentors_word} alone.</p>"
)
CONTACT = "<p>Write to us as you would to a colleague: {office_email}. We answer within a few working days.</p>"


def _sections(role):
    """The shared part by topic, then what is for one role (R75, R76): (topic, heading, only for)."""
    alone = (None, f"For {{{role}_word}} alone", role)
    return [*((slug, "", "both") for slug in TOPICS), alone]


#: title, slug, audience, introduction, sections
PAGES = [
    ("Questions and answers", "questions", "", INTRO_ALL, []),
    ("Questions of mentees", "for-mentees", "mentees", INTRO_MENTEES, _sections("mentees")),
    ("Questions of mentors", "for-mentors", "mentors", INTRO_MENTORS, _sections("mentors")),
]
