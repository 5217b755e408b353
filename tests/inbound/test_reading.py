"""What somebody wrote anew, whatever program they wrote it with and whatever is wrong with the mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.inbound.mails import ADDRESS, OWN, PROGRAMS, address, reply
from wagtail_mentoring.inbound.addresses import reply_address, token_in
from wagtail_mentoring.inbound.html import html_to_text
from wagtail_mentoring.inbound.quotes import without_quotes
from wagtail_mentoring.inbound.reading import MOST_CHARACTERS, read_reply

TOKEN = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.WAGTAIL_MENTORING = {"INBOUND_ADDRESS": ADDRESS}


# Addresses


def test_an_address_carries_its_token_there_and_back():
    assert token_in([reply_address(TOKEN)]) == TOKEN
    assert token_in(["office@society.example", reply_address(TOKEN).upper()]) == TOKEN


@pytest.mark.parametrize(
    "other",
    [
        "mentoring@society.example",
        f"mentoring+{TOKEN[:-1]}@society.example",
        f"mentoring+{TOKEN}0@society.example",
        f"mentoring+{TOKEN}@society.example.evil.example",
        f"mentoring+{TOKEN}@societyxexample",
        f"x-mentoring+{TOKEN}@society.example",
    ],
)
def test_another_address_carries_none(other):
    assert token_in([other]) == ""


def test_switched_off_there_are_none(settings):
    settings.WAGTAIL_MENTORING = {}
    assert reply_address(TOKEN) == ""
    assert token_in([address(TOKEN)]) == ""


# Quotations


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_only_what_is_new_is_left(text, ends):
    assert without_quotes(text.replace("\n", ends), address(TOKEN)) == OWN


def test_answers_between_the_lines_stay_with_what_they_answer():
    text = "> Tuesday?\nYes.\n> Ten?\nRather eleven.\n"
    assert without_quotes(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "I have three questions:\n\nFirst: why?\nSecond: how?",
        "Time: ten\nPlace: the library\nBring: paper\nAsk: for Ana",
        "He wrote:\n\nnothing.",
        "a -- b\n--- c",
        "2 > 1",
    ],
)
def test_words_that_only_look_like_it_stay(text):
    assert without_quotes(text) == text


def test_a_sentence_before_a_quotation_stays():
    assert without_quotes("This is what I mean:\n> Tuesday") == "This is what I mean:"


def test_a_mail_of_nothing_but_quotations_says_nothing():
    assert without_quotes("> Hello\n> Robin") == ""


# HTML


def test_a_mail_without_text_says_its_words():
    html = """<html><head><style>p{}</style><title>No</title></head><body><div>Yes,
    <b>Tuesday</b> is fine.</div><div><br></div><p>Shall we say&nbsp;ten?</p>
    <script>alert(1)</script><div class="gmail_quote"><div>On Tue wrote:</div>
    <blockquote>Hello Robin</blockquote></div></body></html>"""
    assert html_to_text(html) == "Yes, Tuesday is fine.\n\nShall we say ten?"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 5000 + "Deep" + "</div>" * 5000,
        "Deep<p",
        "<!--x-->Deep<![CDATA[",
        "</div></p>Deep",
    ],
)
def test_made_up_html_is_read_all_the_same(html):
    assert html_to_text(html).startswith("Deep")


@given(st.text())
def test_no_html_breaks_the_reader(html):
    assert "<script" not in html_to_text(f"<script>{html}</script>")
    html_to_text(html)


# The whole mail


def read(*args, **kwargs):
    return read_reply(reply("robin@example.com", TOKEN, *args, **kwargs))


def test_a_plain_reply():
    found = read("Grüße, 你好")
    assert (found.token, found.sender, found.text) == (TOKEN, "robin@example.com", "Grüße, 你好")
    assert not found.is_automatic and found.is_authentic and found.files == []


def test_the_text_part_wins_over_html():
    assert read("Plain", html="<p>Rich</p>").text == "Plain"
    assert read("", html="<p>Rich</p>").text == "Rich"


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("iso-8859-1", "Grüße".encode("latin-1"), "Grüße"),
        ("windows-1252", b"\x93Yes\x94 \x80", "“Yes” €"),
        ("utf-8", "Grüße".encode("latin-1"), "Grüße"),
        ("no-such-charset", "Grüße".encode(), "Grüße"),
        ("base64", b"Yes", "Yes"),
        ("", "Grüße".encode(), "Grüße"),
    ],
)
def test_a_charset_that_is_wrong_or_unknown(charset, content, text):
    kind = f"text/plain; charset={charset}" if charset else "text/plain"
    raw = f"From: r@example.com\r\nTo: {address(TOKEN)}\r\nContent-Type: {kind}\r\n\r\n".encode()
    assert read_reply(raw + content).text == text


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"X_Loop": "x@example.com"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<l.example.com>"},
        {"Return_Path": "<>"},
    ],
)
def test_what_a_program_wrote_is_known(header):
    assert read(**header).is_automatic


def test_what_a_person_wrote_may_say_so():
    assert not read(Auto_Submitted="no").is_automatic


def test_a_sender_has_to_be_one():
    raw = reply("robin@example.com", TOKEN)
    two = raw.replace(b"From: ", b"From: eve@example.com\r\nFrom: ", 1)
    assert read_reply(two).sender == ""
    assert read_reply(raw.replace(b"From: ", b"From: eve@example.com, ", 1)).sender == ""
    assert read_reply(raw.replace(b"From: robin@example.com", b"From: ", 1)).sender == ""
    named = raw.replace(b"From: ", b'From: "ana@example.com" <', 1).replace(
        b".com\n", b".com>\n", 1
    )
    assert read_reply(named).sender == "robin@example.com"


@pytest.mark.parametrize(
    ("own", "results", "authentic"),
    [
        ("", [], True),
        ("", ["mx.example; dmarc=fail"], False),
        ("mx.example", [], False),
        ("mx.example", ["mx.example; spf=pass; dmarc=pass header.from=example.com"], True),
        ("mx.example", ["mx.example 1; dmarc=fail"], False),
        ("mx.example", ["evil.example; dmarc=pass"], False),
        ("mx.example", ["mx.example; dmarc=fail", "mx.example; dmarc=pass"], False),
        # What the sender of a mail can put there: an address, a comment, a quoted string.
        ("mx.example", ["mx.example; dmarc=fail; spf=pass smtp.mailfrom=dmarc=pass@evil"], False),
        ("mx.example", ["mx.example; dmarc=none (dmarc=pass) header.from=example.com"], False),
        ("mx.example", ['mx.example; spf=pass smtp.mailfrom="x; dmarc=pass"@evil'], False),
        ("mx.example", ["mx.example; DMARC = pass (p=none) header.from=example.com"], True),
    ],
)
def test_whether_the_sender_is_made_up(settings, own, results, authentic):
    settings.WAGTAIL_MENTORING = {"INBOUND_ADDRESS": ADDRESS, "INBOUND_AUTHSERV_ID": own}
    raw = reply("robin@example.com", TOKEN)
    head = "".join(f"Authentication-Results: {result}\r\n" for result in results)
    assert read_reply(head.encode() + raw).is_authentic is authentic


def test_files_come_along_and_what_belongs_to_the_mail_does_not():
    files = [
        ("plan.pdf", b"%PDF-1.7", "application/pdf"),
        ("smime.p7s", b"x", "application/pkcs7-signature"),
        ("card.vcf", b"x", "text/vcard"),
        ("Grüße.txt", b"x", "text/plain"),
    ]
    assert [file.name for file in read(files=files).files] == ["plan.pdf", "Grüße.txt"]


def test_a_logo_in_the_text_is_no_file():
    raw = (
        f"From: r@example.com\r\nTo: {address(TOKEN)}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n'
        "Content-Type: image/png; name=logo.png\r\nContent-ID: <x>\r\n"
        "Content-Disposition: inline; filename=logo.png\r\n\r\nx\r\n--b--\r\n"
    )
    found = read_reply(raw.encode())
    assert (found.text, found.files) == ("Hello", [])


def test_the_same_mail_is_known_again():
    assert read().form_token == read("Changed on the way").form_token
    assert read().form_token != read(message_id="<2@mail.example>").form_token
    assert read(message_id="").form_token == read(message_id="").form_token


def test_of_a_mail_that_is_too_large_only_the_head_counts():
    found = read_reply(reply("robin@example.com", TOKEN), whole=False)
    assert (found.token, found.sender, found.text) == (TOKEN, "robin@example.com", "")


@given(st.binary(max_size=500))
def test_no_mail_breaks_the_reader(raw):
    read_reply(raw)
    head = f"From: r@example.com\r\nTo: {address(TOKEN)}\r\n".encode()
    read_reply(head + raw)
    read_reply(head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + raw)


def test_of_a_mail_to_nobody_known_only_the_head_is_read():
    read = read_reply(
        reply("robin@example.com", "x" * 40, "Hello", files=[("a.txt", b"x", "text/plain")])
    )
    assert (read.token, read.text, read.files) == ("", "", [])


def test_a_mail_without_end_is_read_in_part():
    read = read_reply(reply("robin@example.com", TOKEN, "Hello\n" + "ü€ x\n" * 400_000))
    assert read.text.startswith("Hello\nü€ x\n")
    assert len(read.text) <= MOST_CHARACTERS


@pytest.mark.parametrize("opened", ["<!--", "<a ", "</", "<?", "<a x='"])
@pytest.mark.parametrize("end", ["", ">"])
def test_what_is_never_closed_is_read_once(opened, end):
    """The parser would look through all the rest for each of them: for hours."""
    assert html_to_text("Hello. " + opened * 50_000 + end).startswith("Hello.")
    assert html_to_text("<p>Yes.</p><!-- a -- b --><p>1 < 2</p>5 < 6") == "Yes.\n\n1 < 2\n\n5 < 6"
