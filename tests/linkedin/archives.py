"""Archives as LinkedIn makes them, and as nobody should; built here, byte by byte."""

import csv
import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PROFILE = {
    "First Name": "Maria",
    "Last Name": "Silva",
    "Maiden Name": "",
    "Address": "CANARY-ADDRESS",
    "Birth Date": "CANARY-BIRTH",
    "Headline": "Biostatistician in clinical trials",
    "Summary": 'I plan trials.\n\nAnd I teach, "as well".',
    "Industry": "Research",
    "Zip Code": "CANARY-ZIP",
    "Geo Location": "Lisbon",
    "Twitter Handles": "CANARY-TWITTER",
    "Websites": "",
    "Instant Messengers": "",
}
POSITIONS = [
    {
        "Company Name": "University Hospital",
        "Title": "Senior Statistician",
        "Description": "CANARY-DESCRIPTION\nof two lines, and a comma",
        "Location": "Lisbon",
        "Started On": "Jan 2020",
        "Finished On": "",
    },
    {
        "Company Name": "Office of Statistics",
        "Title": "Analyst",
        "Description": "",
        "Location": "Porto",
        "Started On": "Mar 2015",
        "Finished On": "Dec 2019",
    },
]
EDUCATION = [
    {
        "School Name": "University of Coimbra",
        "Start Date": "2010",
        "End Date": "2014",
        "Notes": "CANARY-NOTES",
        "Degree Name": "PhD in Statistics",
        "Activities": "",
    }
]
SKILLS = [{"Name": name} for name in ("R (Programming Language)", "Survival Analysis", "Juggling")]
LANGUAGES = [
    {"Name": "Portuguese", "Proficiency": "Native or bilingual proficiency"},
    {"Name": "English", "Proficiency": "Full professional proficiency"},
]


def table(rows, *, delimiter=",", encoding="utf-8", above=""):
    """Return rows as a CSV file of LinkedIn's."""
    rows = rows if isinstance(rows, list) else [rows]
    text = io.StringIO(newline="")
    text.write(above)
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def usual():
    """Return ``{name: bytes}`` of an archive with everything."""
    return {
        "Profile.csv": table(PROFILE),
        "Positions.csv": table(POSITIONS),
        "Education.csv": table(EDUCATION),
        "Skills.csv": table(SKILLS),
        "Languages.csv": table(LANGUAGES),
        "Connections.csv": b'Notes:\n"CANARY-NOTE"\n\nFirst Name,Last Name,Email Address,Company,Position,Connected On\nCANARY,FRIEND,a@b.example,Firm,Boss,01 Jan 2024\n',
        "messages.csv": b"FROM,TO,CONTENT\nCANARY,CANARY,CANARY-MESSAGE\n",
        "Registration.csv": b"Registered At\nCANARY\n",
    }


def packed(files=None, compression=zipfile.ZIP_DEFLATED):
    """Return the bytes of a zip of ``{name: bytes}``, or of ``[(name or ZipInfo, bytes)]``."""
    files = usual() if files is None else files
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return buffer.getvalue()


def upload(content, name="Basic_LinkedInDataExport_11-24-2026.zip"):
    return SimpleUploadedFile(name, content)
