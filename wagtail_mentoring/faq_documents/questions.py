"""What a question looks like."""

from __future__ import annotations

import re

#: For whom a heading says its questions are.
MENTORS, MENTEES, BOTH = "mentors", "mentees", "both"

#: Question marks of Latin, Arabic and East Asian writing, then closing quotes and brackets.
CLOSED = re.compile(r"[?？؟][\s\"'”’»)\]*_]*$")
#: Longer than this, somebody only ends a paragraph with a question.
LONGEST_QUESTION = 300
SENTENCE_END = re.compile(r"[.!?。！？؟][\"'”’»)]*\s+(?=\S)")
#: "Q:", "Question 3:", "A." and their like in the languages of the demo and its neighbors.
QUESTION_LABEL = re.compile(
    r"^(?:q|f|p|question|frage|pregunta|pergunta|domanda|vraag)\s*\d*\s*[:.)]\s+", re.IGNORECASE
)
ANSWER_LABEL = re.compile(
    r"^(?:a|r|answer|antwort|antw|réponse|reponse|respuesta|resposta|risposta|antwoord)\s*\d*\s*[:.)]\s+",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.):]?)\s+(?=\D)")
MENTEE = re.compile(r"\bmentees?\b", re.IGNORECASE)
MENTOR = re.compile(r"\bmentors?\b", re.IGNORECASE)


def is_question(text):
    """Return whether ``text`` reads as one question: short, and closed by a question mark."""
    if not text or len(text) > LONGEST_QUESTION or not CLOSED.search(text):
        return False
    return len(SENTENCE_END.findall(text)) <= 1


def labelled(text):
    """Return "question" or "answer" if ``text`` begins with a label such as "Q:", else ``None``."""
    if QUESTION_LABEL.match(text):
        return "question"
    if ANSWER_LABEL.match(text):
        return "answer"
    return None


def without_label(text):
    """Return ``text`` without "Q:", "A:" or a number before it."""
    for pattern in (QUESTION_LABEL, ANSWER_LABEL, NUMBERED):
        text = pattern.sub("", text, count=1)
    return text.strip()


def audience_of(title):
    """Return whom a heading names, or ``None`` if it names nobody."""
    mentee, mentor = MENTEE.search(title), MENTOR.search(title)
    if mentee and mentor:
        return BOTH
    if mentee:
        return MENTEES
    if mentor:
        return MENTORS
    return None
