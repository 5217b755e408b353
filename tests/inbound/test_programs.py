"""Replies as common mail programs write them (eml/): the writer's own words, and nothing else."""

from pathlib import Path

import pytest

from tests.inbound.mails import ADDRESS, OWN, address
from wagtail_mentoring.inbound.reading import read_body, read_head

FOLDER = Path(__file__).parent / "eml"
TOKEN = "0123456789abcdef0123456789abcdef01234567"
MEMBER = "robin@example.com"
#: What is in a file that says something else than most.
WORDS = {
    "gmail-japanese": "はい、火曜日で大丈夫です。\n\n十時はいかがですか。",
    "gmail-hebrew": "כן, יום שלישי מתאים.\n\nבעשר?",
    "outlook-desktop-german": "Ja, Dienstag paßt – schöne Grüße.",
    "outlook-chinese": "好的，星期二可以。\n\n十点怎么样？",
    "foxmail-chinese": "好的，星期二可以。\n\n十点怎么样？",
    "outlook-russian": "Да, вторник подходит.\n\nВ десять?",
    "iphone-french": "Oui, mardi me va très bien.",
    "thunderbird-german": (
        "Ja, Dienstag passt. Ich habe mir den Entwurf angesehen und finde, dass die Einleitung kürzer "
        "werden kann; der Rest ist schön.\n\nGrüße\nRobin"
    ),
}
PROGRAMS = sorted(path.stem for path in FOLDER.glob("*.eml"))


def written_by(program, *, to, sender, reply_to="mail@society.example"):
    """Return the bytes of a reply that ``sender`` wrote with ``program``."""
    raw = (FOLDER / f"{program}.eml").read_bytes()
    for name, value in {"address": to, "member": sender, "reply_to": reply_to}.items():
        raw = raw.replace(b"{%s}" % name.encode(), value.encode())
    return raw


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_of_a_reply_the_writer_s_own_words_are_left(settings, program, ends):
    settings.WAGTAIL_MENTORING = {"INBOUND_ADDRESS": ADDRESS}
    raw = written_by(program, to=address(TOKEN), sender=MEMBER).replace(b"\n", ends)
    head, body = read_head(raw), read_body(raw, address(TOKEN))
    assert (head.token, head.sender, head.is_automatic) == (TOKEN, MEMBER, False)
    assert (body.text, body.files) == (WORDS.get(program, OWN), [])


def test_the_programs_are_there():
    assert len(PROGRAMS) > 20 and set(WORDS) < set(PROGRAMS)
