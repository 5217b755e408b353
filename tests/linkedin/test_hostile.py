"""Archives made to do harm: a clear word to the member, no traceback, no memory."""

import contextlib
import io
import stat
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.linkedin.archives import POSITIONS, SKILLS, packed, table, upload, usual
from wagtail_mentoring.linkedin import ArchiveError, Findings, Limits, read_archive
from wagtail_mentoring.linkedin.errors import ERRORS


def refusal(content, name="archive.zip", **limits):
    with pytest.raises(ArchiveError) as caught:
        read_archive(upload(content, name), Limits(**limits))
    words = caught.value.message
    assert words.endswith(".")
    assert "%" not in words
    return caught.value.code


def info(name, **values):
    found = zipfile.ZipInfo(name)
    found.compress_type = zipfile.ZIP_DEFLATED
    for key, value in values.items():
        setattr(found, key, value)
    return found


def lying(content, size):
    """Change what a zip of one file says of its unpacked size."""
    data = bytearray(content)
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<L", size)
    data[22:26] = struct.pack("<L", size)
    return bytes(data)


BOMB = packed({"Positions.csv": table(POSITIONS) + b"0" * 50_000_000})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"hello", "not_an_archive"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "not_an_archive"),
        (b"%PDF-1.7 ...", "not_an_archive"),
        (b"<html><body>,</body></html>", "not_an_archive"),
        (b"\0" * 5000, "not_an_archive"),
        (b"\xff\xfe" * 1000, "not_an_archive"),
        (b"PK\x03\x04", "damaged"),
        (b"PK\x03\x04" + b"\0" * 400, "damaged"),
        (packed()[:-30], "damaged"),
        (packed()[:200] + packed()[260:], "damaged"),
        (b"PK\x05\x06" + b"\0" * 18, "nothing_found"),
        (packed({}), "nothing_found"),
        (packed({"readme.txt": b"hello"}), "nothing_found"),
        (packed({"Positions.csv": b""}), "nothing_found"),
        (packed({"Positions.csv": b"Company Name,Title,Started On\n"}), "nothing_found"),
        (packed({"Positions.csv": b"nothing known"}), "nothing_found"),
        (BOMB, "unpacks_too_large"),
        (lying(BOMB, 1000), "damaged"),
        (packed(compression=zipfile.ZIP_BZIP2), "unusual"),
        (packed(compression=zipfile.ZIP_LZMA), "unusual"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_archive_is_said(content, code):
    assert refusal(content) == code


def test_every_code_has_its_words():
    for code in ERRORS:
        for table_name in ("", "skills"):
            words = ArchiveError(code, table=table_name, size=26214400).message
            assert "%" not in words
            assert "«" not in words


def test_too_large_is_said_before_anything_is_read():
    class Unread(io.BytesIO):
        size = 10**9

        def read(self, *args):
            raise AssertionError("read")

    with pytest.raises(ArchiveError) as caught:
        read_archive(Unread())
    assert caught.value.code == "too_large"
    assert "25 MB" in caught.value.message.replace("\xa0", " ")


def test_a_file_larger_than_it_says_is_left_off_while_it_is_unpacked():
    """zipfile stops at the declared size; a stored file that goes on is caught by our own count."""
    assert refusal(packed({"Skills.csv": b"Name\n" + b"x\n" * 5000}), table_bytes=5000) == (
        "unpacks_too_large"
    )
    assert refusal(b"Name\n" + b"x\n" * 5000, "Skills.csv", table_bytes=5000) == "table_too_large"


def test_too_many_files():
    many = packed({f"file{number}.txt": b"" for number in range(300)})
    assert refusal(many, members=200) == "too_many_files"
    assert refusal(many, directory_bytes=5000) == "too_many_files"


def test_a_count_that_lies_is_found_out():
    many = bytearray(packed({f"file{number}.txt": b"" for number in range(300)}))
    end = many.rindex(b"PK\x05\x06")
    many[end + 8 : end + 12] = struct.pack("<HH", 1, 1)
    assert refusal(bytes(many), members=200) == "too_many_files"


def test_the_larger_format_of_the_list_is_not_read():
    content = bytearray(packed())
    end = content.rindex(b"PK\x05\x06")
    content[end:end] = b"PK\x06\x07" + b"\0" * 16
    assert refusal(bytes(content)) == "unusual"


def test_a_password():
    content = bytearray(packed({"Positions.csv": table(POSITIONS)}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    content[6] |= 1
    assert refusal(bytes(content)) == "encrypted"


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/Positions.csv",
        "/etc/Positions.csv",
        "C:\\Windows\\Positions.csv",
        "..\\..\\Positions.csv",
        "a/" * 200 + "Positions.csv",
        "Positions.csv/../Positions.csv",
    ],
)
def test_a_path_leads_nowhere(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = read_archive(upload(packed({name: table(POSITIONS)})))
    assert len(found.positions) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_not_followed():
    link = info("Positions.csv", external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=3)
    assert refusal(packed([(link, b"/etc/passwd")])) == "nothing_found"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name():
    twice = [("Positions.csv", table(POSITIONS)), ("Positions.csv", table(POSITIONS[:1]))]
    assert refusal(packed(twice)) == "duplicate"
    assert refusal(packed({"a/Skills.csv": table(SKILLS), "b/Skills.csv": table(SKILLS)})) == (
        "duplicate"
    )


def test_of_two_folders_the_outer_one_counts():
    files = {**usual(), "backup/old/Skills.csv": table([{"Name": "Old"}])}
    assert "Old" not in read_archive(upload(packed(files))).skills


def test_ten_thousand_rows_are_cut_and_that_is_said():
    rows = [{**POSITIONS[1], "Title": f"Job {number}"} for number in range(10_000)]
    skills = [{"Name": f"Skill {number}"} for number in range(10_000)]
    found = read_archive(
        upload(packed({"Positions.csv": table(rows), "Skills.csv": table(skills)}))
    )
    assert (len(found.positions), len(found.skills)) == (60, 200)
    assert {str(note) for note in found.notes} == {
        "Only the first 60 rows of Positions.csv are shown.",
        "Only the first 200 rows of Skills.csv are shown.",
    }


def test_a_field_of_a_megabyte():
    rows = [{**POSITIONS[0], "Description": "x" * 1_000_000}]
    assert refusal(table(rows), "Positions.csv") == "cell_too_large"
    assert refusal(packed({"Positions.csv": table(rows, delimiter=";")})) == "unpacks_too_large"
    never_closed = b'Company Name,Title,Started On\n"' + b"x\n" * 300_000
    assert refusal(never_closed, "Positions.csv") == "cell_too_large"


FORMULA = '=HYPERLINK("https://evil.example";"x")'


def test_formulas_are_text():
    rows = [{**POSITIONS[0], "Title": FORMULA, "Company Name": "@SUM(1+1)*cmd|' /C calc'!A0"}]
    (found,) = read_archive(upload(table(rows), "Positions.csv")).positions
    assert found.title == FORMULA


def test_control_characters_and_turned_text_are_taken_out():
    rows = [
        {**POSITIONS[0], "Title": "A\0n\x1ba\u202elyst\ufeff", "Company Name": "O\u2028ne\r\nline"}
    ]
    (found,) = read_archive(upload(table(rows), "Positions.csv")).positions
    assert (found.title, found.organization) == ("Analyst", "O ne line")


def test_memory_stays_small():
    worst = [
        BOMB,
        packed({"Skills.csv": b"Name\n" + b"ab," * 600_000}),
        packed({"Skills.csv": b"," * 1_900_000}),
        packed({f"file{number}.txt": b"" for number in range(4000)}),
    ]
    for content in worst:
        file = upload(content)
        tracemalloc.start()
        with contextlib.suppress(ArchiveError):
            read_archive(file)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 100 * 1024 * 1024


def test_it_takes_no_time():
    evil = b"Company Name,Title,Started On\n" + (b'"' * 99 + b",\n") * 15_000
    started = time.perf_counter()
    for content in (evil, b"Notes:\n" * 200_000, b'"a""' * 400_000):
        for name in ("Positions.csv", "x.csv"):
            with contextlib.suppress(ArchiveError):
                read_archive(upload(content, name))
    assert time.perf_counter() - started < 10


TEXT = st.text(max_size=60)
ROWS = st.lists(st.lists(TEXT, max_size=8), max_size=12)
HEADERS = st.sampled_from(
    [b"Company Name,Title,Started On,Finished On\n", b"Name,Proficiency\n", b"Name\n", b"School Name,Degree Name\n", b"Headline,Summary\n", b""]
)  # fmt: skip


def never_anything_else(content, name):
    try:
        found = read_archive(upload(content, name))
    except ArchiveError as error:
        assert error.message
        return
    assert found
    assert Findings.from_data(found.to_data()) == found
    for row in [*found.positions, *found.educations]:
        for value in row.values().values():
            if isinstance(value, str):
                assert 0 < len(value) <= 140
                assert value.isprintable() or "\n" not in value
            else:
                assert value is None or 1900 <= value <= 2100


FUZZ = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FUZZ
@given(st.binary(max_size=3000), st.sampled_from(["Positions.csv", "x.zip", "x", "Skills.csv"]))
def test_any_bytes(content, name):
    never_anything_else(content, name)


@FUZZ
@given(HEADERS, ROWS, st.sampled_from(["utf-8", "utf-16", "latin-1"]), st.sampled_from(",;\t"))
def test_any_cells(header, rows, encoding, delimiter):
    lines = "\n".join(delimiter.join(row) for row in rows)
    content = (header.decode() + lines).encode(encoding, errors="replace")
    never_anything_else(content, "Positions.csv")
    never_anything_else(content, "x.csv")


@FUZZ
@given(st.data())
def test_any_damage_to_an_archive(data):
    content = bytearray(packed())
    for _change in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    never_anything_else(bytes(content), "x.zip")
    never_anything_else(bytes(content[:cut]), "x.zip")
    never_anything_else(bytes(content[cut:]), "x.zip")
