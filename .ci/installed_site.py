"""Go the whole way on a site that has the package as any other site would, through its pages only.

An editor makes the program and its pages in the admin; two members enroll, one asks, the other
accepts. Run by installed_site.sh in the folder of the new site.
"""

import json
import os
from urllib.parse import urljoin

import django
from bs4 import BeautifulSoup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "society.settings.dev")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core import mail  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.models import Site  # noqa: E402

from wagtail_mentoring.models import MentoringProgram, Mentorship, MentorshipRequest  # noqa: E402

setup_test_environment()
User = get_user_model()
HOME = Site.objects.get(is_default_site=True).root_page


def browser(name, **flags):
    """Return a client that is logged in as a new account."""
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.create_user(name, f"{name}@society.example", "x", **flags))
    return client


def fields(form):
    """Return what a browser would send of ``form``: ``{name: [values]}``."""
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.find_parent("template"):
            continue
        values = [field.get("value", "")]
        if field.name == "textarea":
            values = [field.text.lstrip("\n")]
        elif field.name == "select":
            options = field.select("option[selected]") or field.select("option")[:1]
            values = [option.get("value", option.text) for option in options]
        elif field.get("type") in ("checkbox", "radio"):
            values = [field.get("value", "on")] if field.has_attr("checked") else []
        elif field.get("type") in ("file", "submit"):
            values = []
        if values:
            data.setdefault(field["name"], []).extend(values)
    return data


def send(client, address, without=(), **changes):
    """Open a page, change some fields of its main form, and send it. Return the page it leads to."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    forms = BeautifulSoup(page.text, "html.parser").select("form[method=post i]")
    form = max(forms, key=lambda form: len(fields(form)))
    data = {name: values for name, values in fields(form).items() if name not in without}
    answer = client.post(urljoin(address, form.get("action", "")), {**data, **changes})
    errors = BeautifulSoup(answer.text, "html.parser").select("[class*=error]")
    assert answer.status_code == 302, (
        address,
        [error.get_text(" ", strip=True) for error in errors],
    )
    return answer.url


def rich_text(text):
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": [], "data": {}}
    return json.dumps({"blocks": [block], "entityMap": {}})


def make_page(client, page_type, parent, title, **changes):
    address = reverse(
        "wagtailadmin_pages:add", args=["wagtail_mentoring_pages", page_type, parent.pk]
    )
    changes |= {"title": title, "slug": title.lower(), "action-publish": "action-publish"}
    send(client, address, **changes)
    parent.refresh_from_db()
    return parent.get_children().get(slug=title.lower()).specific


def enroll(client, index, name, role):
    """Go through the list of tasks as a member does."""
    start = f"{index.url}enroll/"
    own = {"mentor": "terms", "mentee": "goals"}[role]
    send(client, start, roles=[role])
    send(client, f"{start}you/", name=name, headline="Statistician")
    send(client, f"{start}{role}/about/", **{own: "Whatever helps."})
    send(client, f"{start}{role}/code-of-conduct/", agree="on")
    send(client, f"{start}{role}/check/")


editor = browser("editor", is_staff=True, is_superuser=True)
send(
    editor,
    reverse("wagtail_mentoring_programs:add"),
    without=["mentor_approval_required", "mentee_approval_required"],
    name="Careers",
    slug="careers",
    office_email="office@society.example",
)
program = MentoringProgram.objects.get()
# The editor of a StreamField is made by script, and with it the field that counts its blocks.
no_sections = {"sections-count": "0"}
index = make_page(
    editor, "mentoringindexpage", HOME, "Mentoring", program=program.pk, **no_sections
)
for title, page_type in {
    "Enroll": "enrollmentpage",
    "Mentors": "findmentorpage",
    "Mentees": "findmenteepage",
    "Desk": "mymentoringpage",
}.items():
    make_page(editor, page_type, index, title, program=program.pk)
conduct = make_page(
    editor, "codeofconductpage", index, "Conduct", program=program.pk, body=rich_text("Be kind.")
)
send(
    editor,
    reverse("wagtail_mentoring_programs:edit", args=[program.pk]),
    code_of_conduct=conduct.pk,
)

ruth, jonas = browser("ruth"), browser("jonas")
enroll(ruth, index, "Ruth Abiola", "mentor")
enroll(jonas, index, "Jonas Feld", "mentee")
assert "Ruth Abiola" in jonas.get(f"{index.url}mentors/").text
mentor = program.mentor_profiles.get()
send(jonas, f"{index.url}mentors/{mentor.uuid}/request/", message="May I ask you some things?")
request = MentorshipRequest.objects.get()
send(ruth, f"{index.url}desk/requests/{request.uuid}/accept/", message="With pleasure.")
pair = Mentorship.objects.get()
assert pair.status == "active"
for client in (ruth, jonas):
    assert client.get(f"{index.url}desk/pairs/{pair.uuid}/").status_code == 200
told = {address for message in mail.outbox for address in message.to}
assert {"ruth@society.example", "jonas@society.example"} <= told, told
for address in ("wagtail_mentoring_requests:index", "wagtail_mentoring_mentorships:index"):
    assert editor.get(reverse(address)).status_code == 200
print(f"Enrolled, asked, accepted; {len(mail.outbox)} mails. The package works on a new site.")
