"""What somebody wrote anew, whatever program they wrote it with and whatever is wrong with the mail."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.inbound.mails import ADDRESS, OWN, PROGRAMS, address, reply
from wagtail_mentoring.inbound.addresses import reply_address, token_in
from wagtail_mentoring.inbound.html import html_to_text
from wagtail_mentoring.inbound.parts import MOST_CHARACTERS
from wagtail_mentoring.inbound.quotes import without_quotes
from wagtail_mentoring.inbound.reading import Body, read_body, read_head

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
    <script>alert(1)</script><div class="gmail_quote"><div class="gmail_attr">On Tue wrote:</div>
    <blockquote class="gmail_quote">Hello Robin</blockquote></div></body></html>"""
    assert html_to_text(html) == "Yes, Tuesday is fine.\n\nShall we say ten?\n\n> Hello Robin"
    assert body("", html=html).text == "Yes, Tuesday is fine.\n\nShall we say ten?"


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


def head(*args, **kwargs):
    return read_head(reply("robin@example.com", TOKEN, *args, **kwargs))


def body(*args, **kwargs):
    return read_body(reply("robin@example.com", TOKEN, *args, **kwargs), address(TOKEN))


def test_a_plain_reply():
    found = head()
    assert (found.token, found.sender) == (TOKEN, "robin@example.com")
    assert (found.address, found.message_id) == (address(TOKEN), "<1@mail.example>")
    assert not found.is_automatic and found.is_authentic
    assert body("Grüße, 你好") == Body("Grüße, 你好")


def test_the_text_part_wins_over_html():
    assert body("Plain", html="<p>Rich</p>").text == "Plain"
    assert body("", html="<p>Rich</p>").text == "Rich"


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
    assert read_body(raw + content).text == text


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
    assert head(**header).is_automatic


def test_what_a_person_wrote_may_say_so():
    assert not head(Auto_Submitted="no").is_automatic


def test_a_sender_has_to_be_one():
    raw = reply("robin@example.com", TOKEN)
    two = raw.replace(b"From: ", b"From: eve@example.com\r\nFrom: ", 1)
    assert read_head(two).sender == ""
    assert read_head(raw.replace(b"From: ", b"From: eve@example.com, ", 1)).sender == ""
    assert read_head(raw.replace(b"From: robin@example.com", b"From: ", 1)).sender == ""
    named = raw.replace(b"From: ", b'From: "ana@example.com" <', 1).replace(
        b".com\n", b".com>\n", 1
    )
    assert read_head(named).sender == "robin@example.com"


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
    lines = "".join(f"Authentication-Results: {result}\r\n" for result in results)
    assert read_head(lines.encode() + raw).is_authentic is authentic


def test_files_come_along_and_what_belongs_to_the_mail_does_not():
    files = [
        ("plan.pdf", b"%PDF-1.7", "application/pdf"),
        ("smime.p7s", b"x", "application/pkcs7-signature"),
        ("card.vcf", b"x", "text/vcard"),
        ("Grüße.txt", b"x", "text/plain"),
    ]
    assert [file.name for file in body(files=files).files] == ["plan.pdf", "Grüße.txt"]


def test_a_logo_in_the_text_is_no_file():
    raw = (
        f"From: r@example.com\r\nTo: {address(TOKEN)}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n'
        "Content-Type: image/png; name=logo.png\r\nContent-ID: <x>\r\n"
        "Content-Disposition: inline; filename=logo.png\r\n\r\nx\r\n--b--\r\n"
    )
    found = read_body(raw.encode())
    assert (found.text, found.files) == ("Hello", [])


def test_the_same_mail_is_known_again():
    assert head().form_token == head("Changed on the way").form_token
    assert head().form_token != head(message_id="<2@mail.example>").form_token
    assert head(message_id="").form_token == head(message_id="").form_token


@given(st.binary(max_size=500))
def test_no_mail_breaks_the_reader(raw):
    start = f"From: r@example.com\r\nTo: {address(TOKEN)}\r\n".encode()
    mixed = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    for mail in (raw, start + raw, start + mixed + raw):
        read_head(mail)
        read_body(mail)


def test_a_mail_without_end_is_read_in_part():
    read = read_body(reply("robin@example.com", TOKEN, "Hello\n" + "ü€ x\n" * 400_000))
    assert read.text.startswith("Hello\nü€ x\n")
    assert len(read.text) <= MOST_CHARACTERS


@pytest.mark.parametrize("opened", ["<!--", "<a ", "</", "<?", "<a x='"])
@pytest.mark.parametrize("end", ["", ">"])
def test_what_is_never_closed_is_read_once(opened, end):
    """The parser would look through all the rest for each of them: for hours."""
    assert html_to_text("Hello. " + opened * 50_000 + end).startswith("Hello.")
    assert html_to_text("<p>Yes.</p><!-- a -- b --><p>1 < 2</p>5 < 6") == "Yes.\n\n1 < 2\n\n5 < 6"


# Parts, and what else people and programs send


def mime(kind, *parts, **params):
    """Return the bytes of a mail of several parts (each a head and a body)."""
    start = f"From: r@example.com\r\nTo: {address(TOKEN)}\r\nContent-Type: {kind}; boundary=bb"
    params = "".join(f"; {name}={value}" for name, value in params.items())
    pieces = "".join(f"--bb\r\n{part}\r\n" for part in parts)
    return f"{start}{params}\r\n\r\n{pieces}--bb--\r\n".encode()


PLAIN = "Content-Type: text/plain\r\n\r\n"
HTML = "Content-Type: text/html\r\n\r\n"


def test_words_before_and_after_a_file_and_below_html_are_all_read():
    file = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nfile"
    raw = mime("multipart/mixed", f"{PLAIN}One", file, f"{HTML}<p>Two</p>", f"{PLAIN}Three")
    assert read_body(raw).text == "One\nTwo\nThree"


def test_of_alternatives_one_is_read_whatever_their_order():
    assert read_body(mime("multipart/alternative", f"{HTML}<b>x</b>", f"{PLAIN}One")).text == "One"
    assert read_body(mime("multipart/alternative", f"{PLAIN} ", f"{HTML}<b>x</b>")).text == "x"


def test_a_mail_within_the_mail_is_another_s():
    """Whoever sends a mail on as a file, or has it come back, does not write its words."""
    inner = "From: ana@example.com\r\n\r\nAna's words, and ana@example.com"
    for disposition in ("", "Content-Disposition: attachment; filename=a.eml\r\n"):
        part = f"Content-Type: message/rfc822\r\n{disposition}\r\n{inner}"
        assert read_body(mime("multipart/mixed", f"{PLAIN}One", part)) == Body("One")


def test_answers_between_html_quotations_stay():
    html = (
        "<blockquote type=cite>Tuesday?</blockquote><p>Yes.</p>"
        "<blockquote><p>Ten?</p><blockquote>older</blockquote></blockquote>Rather eleven."
    )
    assert body("", html=html).text == "> Tuesday?\n\nYes.\n\n> Ten?\n>\n>> older\n\nRather eleven."


def test_what_gmail_moves_to_the_right_is_no_quotation():
    html = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">Mine</blockquote>'
    assert body("", html=html).text == "Mine"


@pytest.mark.parametrize(
    "raw",
    [
        mime("multipart/encrypted", "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1"),
        mime("multipart/mixed", "Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nx"),
        mime("multipart/mixed", f"{PLAIN}\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQ\r\n"),
    ],
    ids=["PGP/MIME", "S/MIME", "PGP in the text"],
)
def test_an_encrypted_mail_is_known(raw):
    assert read_body(raw) == Body(is_encrypted=True)


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Sent from my iPhone", False),
        ("Von meinem iPhone gesendet", False),
        ("Inviato da iPad", False),
        ("Get Outlook for iOS<https://aka.ms/o0ukef>", False),
        ("Sent from Mail for Windows", False),
        ("发自我的iPhone", False),
        ("Sent from the library, with love.", True),
        ("Sent from my phone's camera to yours: it shows the whole of the figure that we spoke about.", True),
    ],
)  # fmt: skip
def test_what_telephones_add_goes_and_words_stay(line, stays):
    assert without_quotes(f"Yes.\n\n{line}\n") == (f"Yes.\n\n{line}" if stays else "Yes.")


@pytest.mark.parametrize("codec", ["punycode", "idna", "unicode_escape", "undefined"])
def test_a_charset_that_only_python_knows_is_none(codec):
    """Two of them take minutes for what is made for it."""
    raw = f"From: r@example.com\r\nContent-Type: text/plain; charset={codec}\r\n\r\n".encode()
    assert read_body(raw + b"Yes \\x41 -a-b").text == "Yes \\x41 -a-b"
    named = reply("r@example.com", TOKEN, files=[("x", b"x", "application/pdf")])
    named = named.replace(b'filename="x"', f'filename="=?{codec}?q?a-b?="'.encode())
    assert read_body(named).files[0].name


def test_nobody_waits_for_what_is_made_to_take_long():
    """Each of these took from ten seconds to minutes, and anybody can send them."""
    start = b"From: r@example.com\r\n"
    began = time.perf_counter()
    read_head(start + b"To: " + b"a@b.example, " * 800_000 + b"\r\n\r\nx")
    read_head(start + b"To: " + b"<" * 10_000_000 + b"\r\n\r\nx")
    read_head(start + b"To: a@b.example\r\n" * 600_000 + b"\r\nx")
    read_head(
        start + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 999_999
    )
    for body in (b"X-Many: x\r\n" * 900_000 + b"\r\nx", b"\r\n" + b"\n--b\r\n\r\nx" * 900_000):
        with pytest.raises(ValueError, match="more parts or headers"):
            read_body(start + body)
    read_body(
        start
        + b"Content-Type: text/plain; charset=punycode\r\n\r\n"
        + b"a" * 400_000
        + b"-"
        + b"b" * 400_000
    )
    assert time.perf_counter() - began < 5


# Who wrote it


@pytest.mark.parametrize(
    ("written", "sender"),
    [
        ("Robin <robin@example.com>", "robin@example.com"),
        ('"Adeyemi, Robin" <robin@example.com>', "robin@example.com"),
        ("Adeyemi, Robin <robin@example.com>", "robin@example.com"),
        ("robin@example.com <Robin@Example.com>", ""),
        ('"robin@example.com" <eve@evil.example>', "eve@evil.example"),
        ("robin@example.com <eve@evil.example>", ""),
        ("<robin@example.com> <eve@evil.example>", ""),
        ("<@evil.example:robin@example.com>", ""),
        ("eve@evil.example:robin@example.com;", ""),
        ("robin@example.com\x00@evil.example", ""),
        ("=?utf-8?q?robin=40example=2Ecom?= <eve@evil.example>", "eve@evil.example"),
    ],
)
def test_a_sender_is_one_address_and_nothing_that_looks_like_another(written, sender):
    raw = f"From: {written}\r\nTo: {address(TOKEN)}\r\n\r\nx".encode()
    assert read_head(raw).sender == sender


def test_what_was_checked_has_to_be_the_sender(settings):
    settings.WAGTAIL_MENTORING = {"INBOUND_ADDRESS": ADDRESS, "INBOUND_AUTHSERV_ID": "mx.example"}
    for domain, authentic in {"example.com": True, "evil.example": False}.items():
        result = f"mx.example; dmarc=pass (p=none) header.from={domain}"
        assert head(Authentication_Results=result).is_authentic is authentic


@pytest.mark.parametrize(
    "raw",
    [
        b"From: MAILER-DAEMON@mx.example\r\n",
        b"From: Postmaster <postmaster@mx.example>\r\n",
        b"From: r@example.com\r\nX-Failed-Recipients: robin@example.com\r\n",
        b"From: r@example.com\r\nAuto-Submitted: auto-replied (zimbra; vacation)\r\n",
        b"From: r@example.com\r\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\r\n",
        b"From: r@example.com\r\nContent-Type: multipart/report; boundary=b\r\n",
    ],
)
def test_what_comes_back_is_known(raw):
    assert read_head(raw + b"\r\nx").is_automatic
