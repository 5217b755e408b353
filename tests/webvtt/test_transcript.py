"""Transcripts: made from captions, written by editors, read back."""

import pytest

from wagtail_mentoring.webvtt import (
    InvalidTime,
    Paragraph,
    duration_words,
    format_time,
    iso_duration,
    paragraphs_of_text,
    paragraphs_of_track,
    parse_time,
    read_webvtt,
    transcript_text,
)

from .files import GOOD, stamp


def track_of(*cues):
    body = "".join(f"{stamp(start)} --> {stamp(end)}\n{text}\n\n" for start, end, text in cues)
    return read_webvtt(f"WEBVTT\n\n{body}".encode())


def test_a_transcript_is_made_of_captions_and_reads_back_the_same():
    text = transcript_text(read_webvtt(GOOD.encode()))
    assert text == (
        "[0:00] Ana Moura: I never planned to teach.\n\n"
        "[0:04] Ben O’Hara: What changed your mind? Q & A, <live>"
    )
    assert paragraphs_of_text(text) == paragraphs_of_track(read_webvtt(GOOD.encode()))


def test_a_speaker_is_named_where_the_voice_changes():
    track = track_of((0, 1, "<v Ana>One."), (9, 10, "<v Ana>Two."), (10, 11, "<v Ben>Three."))
    assert transcript_text(track) == "[0:00] Ana: One.\n\n[0:09] Two.\n\n[0:10] Ben: Three."


def test_two_voices_in_one_cue_are_two_paragraphs():
    track = track_of((0, 2, "<v Ana>Really?</v> <v Ben>Yes.</v>"))
    assert [(one.speaker, one.text) for one in paragraphs_of_track(track)] == [
        ("Ana", "Really?"),
        ("Ben", "Yes."),
    ]


def test_a_long_speech_is_divided_after_a_sentence():
    track = track_of(
        *((n, n + 1, f"Word {n} of a long speech{'.' if n % 5 == 4 else ','}") for n in range(60))
    )
    paragraphs = paragraphs_of_track(track)
    assert len(paragraphs) > 2
    assert all(one.text.endswith(".") for one in paragraphs)
    assert " ".join(one.text for one in paragraphs).count("Word") == 60


def test_rolled_up_captions_are_not_said_twice():
    track = track_of((0, 1, "Hello."), (1, 2, "Hello."), (2, 3, "Bye."))
    assert paragraphs_of_track(track) == [Paragraph("Hello. Bye.", 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words.", Paragraph("Plain words.")),
        ("[1:02:03] Later.", Paragraph("Later.", 3723)),
        ("[75.5] Half a second.", Paragraph("Half a second.", 75.5)),
        ("[1:75] No time.", Paragraph("[1:75] No time.")),
        ("[laughs] No time.", Paragraph("[laughs] No time.")),
        (
            "Dr. Ana: A sentence may not be a name.",
            Paragraph("Dr. Ana: A sentence may not be a name."),
        ),
        ("Ana Moura: Yes.", Paragraph("Yes.", None, "Ana Moura")),
        ("آنا: نعم", Paragraph("نعم", None, "آنا")),
        ("At 10:30 we met.", Paragraph("At 10:30 we met.")),
        ("http://example.org: a link", Paragraph("http://example.org: a link")),
    ],
)
def test_what_editors_write_is_read(text, expected):
    assert paragraphs_of_text(text) == [expected]


def test_paragraphs_are_parted_by_an_empty_line_whatever_the_line_ends():
    assert [one.text for one in paragraphs_of_text("One\r\nmore\r\n\r\n \r\nTwo\n\n\n\nThree")] == [
        "One\nmore",
        "Two",
        "Three",
    ]
    assert paragraphs_of_text(" \n\n ") == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("75", 75),
        ("1:15", 75),
        ("01:02:03", 3723),
        ("1:15.5", 75.5),
        (" 0:00 ", 0),
        ("90:00", 5400),
    ],
)
def test_times_as_people_write_them(text, seconds):
    assert parse_time(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "a", "1:60", "1:60:00", "1::2", "-1", "1:2:3:4", "٣", "1e3", "nan"]
)
def test_what_is_no_time(text):
    with pytest.raises(InvalidTime):
        parse_time(text)


@pytest.mark.parametrize(
    ("seconds", "shown", "iso", "words"),
    [
        (0, "0:00", "PT0S", "0 s"),
        (59.9, "0:59", "PT59S", "59 s"),
        (75, "1:15", "PT1M15S", "1 min"),
        (3600, "1:00:00", "PT1H", "1 h"),
        (3723, "1:02:03", "PT1H2M3S", "1 h 2 min"),
    ],
)
def test_times_as_readers_and_standards_want_them(seconds, shown, iso, words):
    assert (format_time(seconds), iso_duration(seconds), duration_words(seconds)) == (
        shown,
        iso,
        words,
    )
