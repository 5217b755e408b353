"""Mails as mail programs write them."""

from email.message import EmailMessage

ADDRESS = "mentoring+{token}@society.example"


def address(token):
    return ADDRESS.replace("{token}", token)


def reply(
    sender,
    token,
    text="I answer by mail.",
    *,
    html="",
    files=(),
    message_id="<1@mail.example>",
    **headers,
):
    """Return the bytes of a reply. ``files`` are (name, bytes, type); ``headers`` with "_" for "-"."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = f"The society <{address(token)}>"
    message["Subject"] = "Re: Ana wrote to you"
    if message_id:
        message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    if html and text:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    for name, content, kind in files:
        main, _slash, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


GMAIL = """Yes, Tuesday is fine.

Shall we say ten?

On Tue, Mar 2, 2027 at 9:15 AM Our society <noreply@society.example> wrote:

> Hello Robin,
>
> Ana Lindqvist wrote to you.
>
>> an older quotation
"""
GMAIL_BROKEN = """Yes, Tuesday is fine.

Shall we say ten?

On Tue, Mar 2, 2027 at 9:15 AM Our society with a long name
<noreply@society.example> wrote:
> Hello Robin,
"""
GERMAN = """Yes, Tuesday is fine.

Shall we say ten?

Am 02.03.2027 um 09:15 schrieb Unsere Gesellschaft:
> Hallo Robin,

"""
FRENCH = """Yes, Tuesday is fine.

Shall we say ten?

Le mar. 2 mars 2027 à 09:15, Notre société <noreply@society.example> a écrit :

> Bonjour Robin,
"""
OUTLOOK = """Yes, Tuesday is fine.

Shall we say ten?

________________________________
From: Our society <noreply@society.example>
Sent: Tuesday, March 2, 2027 9:15 AM
To: Robin Adeyemi <robin@example.com>
Subject: Ana wrote to you

Hello Robin,

Ana Lindqvist wrote to you.
"""
OUTLOOK_OLD = """Yes, Tuesday is fine.

Shall we say ten?

-----Original Message-----
From: Our society
Hello Robin,
"""
APPLE = """Yes, Tuesday is fine.

Shall we say ten?

Sent from my iPhone

> On 2 Mar 2027, at 09:15, Our society <noreply@society.example> wrote:
>
> Hello Robin,
"""
SIGNATURE = """Yes, Tuesday is fine.

Shall we say ten?

-- 
Robin Adeyemi
Biostatistics
+44 20 0000 0000
"""  # noqa: W291 -- the space belongs to the sign that a signature begins
TOP = """Yes, Tuesday is fine.

Shall we say ten?
"""
PROGRAMS = {
    "Gmail": GMAIL,
    "Gmail with a broken line": GMAIL_BROKEN,
    "German": GERMAN,
    "French": FRENCH,
    "Outlook": OUTLOOK,
    "old Outlook": OUTLOOK_OLD,
    "Apple Mail": APPLE,
    "a signature": SIGNATURE,
    "nothing quoted": TOP,
}
OWN = "Yes, Tuesday is fine.\n\nShall we say ten?"
