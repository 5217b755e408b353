"""WebVTT, good, bad and hostile (A-14)."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_mentoring.webvtt import Limits, TrackError, read_webvtt

from .files import GOOD, cues, stamp

ONE = cues(("00:00.000", "00:01.000"))


def problems_of(data, kind="captions", **limits):
    with pytest.raises(TrackError) as caught:
        read_webvtt(data, kind, Limits(**limits))
    return [(problem.code, problem.line) for problem in caught.value.problems]


# Good files


def test_a_file_with_everything_is_read():
    track = read_webvtt(GOOD.encode())
    assert [(cue.start, cue.end, cue.words) for cue in track.cues] == [
        (0, 3.5, "I never planned to teach."),
        (4, 6.25, "What changed your mind?"),
        (6.25, 9, "Q & A, <live>"),
    ]
    assert [span.speaker for cue in track.cues for span in cue.spans] == [
        "Ana Moura",
        "Ben O’Hara",
        "",
    ]
    assert track.end == 9


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_do_not_matter(newline, mark):
    data = (mark + GOOD.replace("\n", newline)).encode()
    assert read_webvtt(data).cues == read_webvtt(GOOD.encode()).cues


def test_a_file_is_read_from_an_upload_and_not_further_than_its_limit():
    upload = io.BytesIO(ONE)
    assert read_webvtt(upload).text == "Hello."
    endless = io.BytesIO(b"WEBVTT\n\n" + b"x" * 1000)
    assert problems_of(endless, file_bytes=100) == [("too_large", 0)]
    assert endless.tell() == 101


def test_two_people_may_speak_at_once():
    track = read_webvtt(cues(("00:00.000", "00:03.000"), ("00:01.000", "00:02.000")))
    assert len(track.cues) == 2


def test_a_file_without_an_empty_line_at_its_end_is_whole():
    assert len(read_webvtt(ONE.rstrip()).cues) == 1


# Bad files


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("0:01.000", "0:02.000"),
        ("00:01", "00:02"),
        ("00:01,000", "00:02,000"),
        ("00:61.000", "00:62.000"),
        ("00:01.0000", "00:02.0000"),
        ("-00:01.000", "00:02.000"),
        ("٠٠:٠١.٠٠٠", "٠٠:٠٢.٠٠٠"),
        ("99999:00:01.000", "99999:00:02.000"),
        ("", ""),
    ],
)
def test_times_that_a_browser_cannot_read_are_named_with_their_line(start, end):
    assert problems_of(cues((start, end))) == [("bad_time", 3)]


def test_arrows_need_a_space_on_both_sides():
    assert problems_of(b"WEBVTT\n\n00:01.000-->00:02.000\nHi.\n") == [("bad_time", 3)]


@pytest.mark.parametrize(
    ("times", "code", "line"),
    [
        ([("00:02.000", "00:01.000")], "ends_before_start", 3),
        ([("00:02.000", "00:02.000")], "ends_before_start", 3),
        ([("00:05.000", "00:06.000"), ("00:01.000", "00:02.000")], "out_of_order", 6),
        ([("25:00:00.000", "25:00:01.000")], "too_late", 3),
    ],
)
def test_times_in_a_wrong_order(times, code, line):
    assert problems_of(cues(*times)) == [(code, line)]


def test_chapters_follow_each_other():
    overlapping = cues(("00:00.000", "00:10.000"), ("00:05.000", "00:20.000"))
    assert problems_of(overlapping, "chapters") == [("overlap", 6)]
    assert len(read_webvtt(overlapping).cues) == 2


def test_a_text_without_times_and_times_without_a_text():
    assert problems_of(b"WEBVTT\n\nHello.\n") == [("no_time", 3)]
    assert problems_of(b"WEBVTT\n\n00:00.000 --> 00:01.000\n\n") == [("no_text", 3)]
    assert problems_of(b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ana> </v>\n") == [("no_text", 3)]


def test_two_cues_without_an_empty_line_between_them():
    data = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHi.\n00:01.000 --> 00:02.000\nHo.\n"
    assert problems_of(data) == [("bad_time", 5)]


def test_styles_below_a_cue_are_skipped_by_browsers():
    assert problems_of(ONE + b"STYLE\n::cue {}\n") == [("late_style", 6)]


def test_a_file_without_cues():
    assert problems_of(b"WEBVTT\n") == [("no_cues", 0)]
    assert problems_of(b"WEBVTT\n\nNOTE nothing here\n") == [("no_cues", 0)]


def test_a_subrip_file_is_called_by_its_name():
    assert problems_of(b"1\n00:00:01,000 --> 00:00:02,000\nHello.\n") == [("srt", 0)]


def test_every_problem_is_said_up_to_a_number():
    data = b"WEBVTT\n\n" + b"".join(b"Text %d\n\n" % number for number in range(30))
    with pytest.raises(TrackError) as caught:
        read_webvtt(data)
    assert caught.value.codes == ["no_time"] * 10
    assert caught.value.messages[0] == "Line 3: a line with times is missing above this text."
    assert caught.value.messages[-1] == "And 20 more."


# Hostile files


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "<!doctype html>",
        "<vx Ana>Hello",
        "1 < 2",
        "<v Ana",
    ],
)
def test_markup_that_is_not_webvtt_is_refused(markup):
    assert problems_of(cues(("00:00.000", "00:01.000"), text=markup)) == [("markup", 4)]


def test_what_looks_like_markup_after_reading_is_text():
    [cue] = read_webvtt(
        cues(("00:00.000", "00:01.000"), text="<v &lt;b&gt;>&lt;script&gt;</v>")
    ).cues
    assert [(span.speaker, span.text) for span in cue.spans] == [("<b>", "<script>")]


def test_signs_that_turn_the_text_around_are_dropped():
    [cue] = read_webvtt(cues(("00:00.000", "00:01.000"), text="a\u202eb\u2066c&#x202e;d\x07")).cues
    assert cue.words == "abcd"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n \r\n", "empty"),
        (b"\xff\xfe" + GOOD.encode("utf-16-le"), "wrong_encoding"),
        (b"\xfe\xff" + GOOD.encode("utf-16-be"), "wrong_encoding"),
        (GOOD.encode("utf-16-le"), "not_webvtt"),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\nA\x00B\n", "nul"),
        (b"MZ\x90\x00\x03\x00", "not_webvtt"),
        (b"\x89PNG\r\n\x1a\n", "not_webvtt"),
        (b"<html>WEBVTT</html>", "not_webvtt"),
        (b"webvtt\n\n", "not_webvtt"),
        (b"WEBVTTX\n\n", "not_webvtt"),
        (b" WEBVTT\n\n", "not_webvtt"),
    ],
)
def test_other_files_are_refused_as_a_whole(data, code):
    assert [found for found, _line in problems_of(data)] == [code]


def test_another_encoding_is_named_with_its_line():
    assert problems_of("WEBVTT\n\n00:00.000 --> 00:01.000\nMüller\n".encode("cp1252")) == [
        ("wrong_encoding", 4)
    ]


def test_a_zip_file_is_not_opened():
    upload = io.BytesIO()
    with zipfile.ZipFile(upload, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("captions.vtt", ONE)
    upload.seek(0)
    assert problems_of(upload) == [("not_webvtt", 0)]


def test_ten_megabytes_are_refused_unread():
    assert problems_of(ONE + b"NOTE x\n\n" * 1_400_000) == [("too_large", 0)]


def test_limits_of_cues_lines_and_texts():
    many = cues(*((stamp(number), stamp(number + 1)) for number in range(5)))
    assert problems_of(many, cues=4) == [("too_many_cues", 0)]
    assert problems_of(cues(("00:00.000", "00:01.000"), text="x" * 3000))[0] == (
        "line_too_long",
        4,
    )
    long = "\n".join(["x" * 900] * 5)
    assert problems_of(cues(("00:00.000", "00:01.000"), text=long)) == [("cue_too_long", 4)]


@given(st.binary(max_size=400))
def test_nothing_but_a_track_error_is_ever_raised(data):
    for head in (b"", b"WEBVTT\n\n", b"WEBVTT\n\n00:00.000 --> 00:01.000\n"):
        try:
            read_webvtt(head + data)
        except TrackError as error:
            assert error.messages


@given(st.text(st.sampled_from("<>/v. &;#x1-\n0:"), max_size=120))
def test_no_text_of_a_cue_leaves_markup_behind(text):
    try:
        track = read_webvtt(cues(("00:00.000", "00:01.000"), text=text))
    except TrackError:
        return
    for cue in track.cues:
        for span in cue.spans:
            assert "\n" not in span.text
            # Only what was written as a character reference can hold an angle.
            assert "<" not in span.text or "&" in cue.text
