"""Follows docs/tutorial/add-mentoring.md: makes the site, then clicks through it in Chromium.

    ENVIRONMENT/bin/python .ci/tutorial.py FOLDER [--only-site]

The environment has the built package and Playwright; the folder is new. What is put into settings and
templates is read from the tutorial itself, so the two cannot drift apart.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

TUTORIAL = Path(__file__).resolve().parents[1] / "docs" / "tutorial" / "add-mentoring.md"
PASSWORD = "follow-the-tutorial-1"


def code(after, language):
    """Return the first code block in ``language`` after the words ``after`` of the tutorial."""
    text = TUTORIAL.read_text()
    found = re.search(rf"{re.escape(after)}.*?```{language}\n(.*?)```", text, re.S)
    if not found:
        sys.exit(f"The tutorial has no {language} block after {after!r}.")
    return found[1]


class Site:
    """A new site with the package installed as the tutorial says."""

    def __init__(self, folder, port):
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
        } | {"PYTHONUNBUFFERED": "1"}

    def make(self):
        self.folder.mkdir(parents=True)
        subprocess.run(
            [Path(sys.executable).parent / "wagtail", "start", "society", "."],
            cwd=self.folder,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        settings = self.folder / "society" / "settings" / "base.py"
        block = code("at the end of `society/settings/base.py`", "python")
        with settings.open("a") as file:
            file.write("\n" + block.replace("http://127.0.0.1:8000", self.address))
        line = code("In `society/urls.py`", "python").splitlines()[1]
        self.replace("society/urls.py", "urlpatterns = [", f"urlpatterns = [\n{line}")
        main = code("In `society/templates/base.html`", "django").strip()
        self.replace("society/templates/base.html", "{% block content %}{% endblock %}", main)
        self.manage("check", "--fail-level", "WARNING")
        self.manage("migrate", "--no-input", "--verbosity", "0")
        self.manage("makemigrations", "--check", "--dry-run")

    def replace(self, name, old, new):
        path = self.folder / name
        text = path.read_text()
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1))

    def manage(self, *arguments, **options):
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.folder,
            env={**self.environment, **options},
            check=True,
        )

    def __enter__(self):
        self.output = (self.folder / "output.txt").open("w+")
        self.server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", str(self.port)],
            cwd=self.folder,
            env=self.environment,
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )
        for _try in range(120):
            try:
                urllib.request.urlopen(f"{self.address}/admin/login/", timeout=5)  # noqa: S310
                return self
            except OSError:
                time.sleep(0.5)
        sys.exit("The site did not start:\n" + self.said())

    def __exit__(self, *_error):
        self.server.terminate()
        self.server.wait(20)
        self.output.close()

    def said(self):
        """Return what the server printed: mails are among it."""
        return (self.folder / "output.txt").read_text()


class Walk:
    """The steps of the tutorial."""

    def __init__(self, site, browser):
        self.site, self.browser = site, browser

    def person(self):
        context = self.browser.new_context(base_url=self.site.address, locale="en-US")
        context.set_default_timeout(60_000)
        return context.new_page()

    def all(self):
        self.sign_in_admin()
        self.make_program()
        self.make_pages()
        self.choose_conduct()
        self.bind_conduct()
        self.make_criterion()
        self.make_people()
        self.enroll()
        self.ask_and_accept()

    def saved(self, page):
        page.locator(".messages .success").first.wait_for()

    def sign_in_admin(self):
        page = self.admin = self.person()
        page.goto("/admin/")
        page.get_by_label("Username").fill("admin")
        page.get_by_label("Password").first.fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")

    def make_program(self):
        page = self.admin
        self.menu("Programs")
        page.get_by_role("link", name="Add mentoring program").first.click()
        page.locator("#id_name").fill("Mentoring")
        page.locator("#id_slug").fill("mentoring")
        page.get_by_role("button", name="Save").click()
        self.saved(page)

    def menu(self, entry, top="Mentoring"):
        """Open an entry of the admin's menu."""
        page = self.admin
        page.goto("/admin/")
        page.get_by_role("button", name=top, exact=True).click()
        page.locator("#wagtail-sidebar").get_by_role("link", name=entry, exact=True).click()
        page.wait_for_load_state()

    def make_pages(self):
        page = self.admin
        page.goto("/admin/pages/3/")
        self.add_page("Mentoring front page", "Mentoring")
        made = page.locator(".messages .success").get_by_role("link", name="Edit")
        front = re.search(r"/admin/pages/(\d+)", made.get_attribute("href"))[1]
        for kind, title in (
            ("Enrollment page", "Enroll"),
            ("Find a mentor page", "Find a mentor"),
            ("Find a mentee page", "Find a mentee"),
            ("My mentoring page", "My mentoring"),
            ("Code of Conduct", "Code of Conduct"),
        ):
            page.goto(f"/admin/pages/{front}/")
            self.add_page(kind, title)

    def add_page(self, kind, title):
        page = self.admin
        parent = re.search(r"/admin/pages/(\d+)", page.url)[1]
        page.goto(f"/admin/pages/{parent}/add_subpage/")
        page.get_by_role("link", name=re.compile(rf"^{kind}", re.I)).click()
        page.locator("#id_title").press_sequentially(title)
        page.keyboard.press("Tab")
        page.wait_for_function("document.querySelector('#id_slug').value")
        page.locator("#id_program").select_option(label="Mentoring")
        if kind == "Code of Conduct":
            page.locator("#body-section, [data-contentpath='body']").locator(
                ".public-DraftEditor-content"
            ).click()
            page.keyboard.type("We treat each other with respect.")
            page.wait_for_timeout(800)
        # The small arrow beside "Save draft" opens the other actions.
        page.locator(
            "footer .w-dropdown__toggle, footer [data-w-dropdown-target='toggle']"
        ).first.click()
        page.get_by_role("button", name=re.compile("Publish")).click()
        page.get_by_text("created and published").wait_for()

    def program_tab(self):
        self.menu("Programs")
        self.admin.locator("main").get_by_role("link", name="Mentoring", exact=True).click()
        self.admin.get_by_role("tab", name="Who takes part").click()

    def choose_conduct(self):
        page = self.admin
        self.program_tab()
        page.get_by_role("button", name="Choose a page").click()
        dialog = page.locator(".modal-dialog")
        dialog.get_by_label("Search term").fill("Conduct")
        dialog.get_by_role("link", name="Code of Conduct").first.click()
        page.get_by_role("button", name="Save", exact=True).click()
        self.saved(page)

    def bind_conduct(self):
        page = self.admin
        self.program_tab()
        page.get_by_role("link", name="Make the published text binding").click()
        page.get_by_role("button", name="Make the published text binding").click()
        self.saved(page)

    def make_criterion(self):
        page = self.admin
        self.menu("Criteria")
        page.get_by_role("link", name="Add criterion").first.click()
        page.locator("#id_program").select_option(label="Mentoring")
        page.locator("#id_label").fill("Field")
        for number, choice in enumerate(("Biology", "Finance", "Public health")):
            page.get_by_role("button", name="Add choice").click()
            page.locator(f"#id_choices-{number}-label").fill(choice)
        page.get_by_role("button", name="Save", exact=True).click()
        self.saved(page)

    def make_people(self):
        page = self.admin
        for username, first, last in (("ada", "Ada", "Ferrand"), ("ben", "Ben", "Okri")):
            self.menu("Users", top="Settings")
            page.get_by_role("link", name="Add a user").first.click()
            page.locator("#id_username").fill(username)
            page.locator("#id_email").fill(f"{username}@society.example")
            page.locator("#id_first_name").fill(first)
            page.locator("#id_last_name").fill(last)
            page.locator("#id_password1").fill(PASSWORD)
            page.locator("#id_password2").fill(PASSWORD)
            page.get_by_role("button", name="Create").or_(
                page.locator("footer").get_by_role("button", name="Save")
            ).first.click()
            self.saved(page)

    def enroll(self):
        self.ada = self.enroll_as("ada", "mentor", "What you offer", "How you like to work")
        self.ben = self.enroll_as("ben", "mentee", "What you are looking for", "Your goals")

    def enroll_as(self, username, role, task, question):
        page = self.person()
        page.goto("/mentoring/")
        page.locator(".mentoring-call a").click()
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name=re.compile("log in|login|sign in", re.I)).click()
        page.get_by_label(f"As a {role}").check()
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("link", name="You", exact=True).click()
        page.get_by_label("Headline").fill("Actuary")
        page.get_by_role("button", name="Save and continue").click()
        page.get_by_role("link", name=task, exact=True).click()
        page.get_by_label(question).fill("To price risks well.")
        page.get_by_label("Finance").check()
        page.get_by_role("button", name="Save and continue").click()
        page.get_by_role("link", name="Code of Conduct").first.click()
        page.get_by_text("We treat each other with respect.").wait_for()
        page.get_by_label("I have read the Code of Conduct").check()
        page.get_by_role("button", name="Agree and continue").click()
        page.get_by_role("link", name="Check and send").click()
        page.get_by_role("button", name=f"Enroll as a {role}").click()
        page.get_by_role("heading", name="Welcome to the program").wait_for()
        return page

    def ask_and_accept(self):
        ben, ada = self.ben, self.ada
        ben.goto("/mentoring/find-a-mentor/")
        ben.get_by_role("link", name="Ada Ferrand").first.click()
        ben.locator(".mentoring-badge a").click()
        ben.get_by_label("Your message").fill("I would like to learn from you.")
        ben.get_by_role("button", name="Send the request").click()
        ben.get_by_text("is on its way").wait_for()
        self.mail_to("ada@society.example", self.site.address + "/mentoring/my-mentoring/requests/")
        ada.goto("/mentoring/my-mentoring/")
        ada.get_by_role("link", name="Answer the request from Ben Okri").click()
        ada.get_by_role("link", name=re.compile("^Accept")).first.click()
        ada.get_by_role("button", name="Accept", exact=True).click()
        ada.get_by_text("You and Ben Okri are paired now").wait_for()
        self.mail_to("ben@society.example", "/mentoring/my-mentoring/pairs/")
        ben.goto("/mentoring/my-mentoring/")
        ben.get_by_role("link", name=re.compile("Ada Ferrand")).first.wait_for()
        self.menu("Mentorships")
        self.admin.locator("main").get_by_text("Ada Ferrand").first.wait_for()

    def mail_to(self, address, words):
        """Wait for a mail on the terminal."""
        for _try in range(60):
            mails = self.site.said().split("Content-Type: multipart/alternative")
            if any(f"To: {address}" in mail and words in mail for mail in mails):
                return
            time.sleep(0.5)
        raise AssertionError(f"No mail to {address} with {words!r}.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only-site", action="store_true", help="do not open a browser")
    options = parser.parse_args()
    site = Site(options.folder.resolve(), free_port())
    site.make()
    if options.only_site:
        return
    site.manage(
        "createsuperuser", "--no-input", "--username", "admin", "--email", "admin@society.example",
        DJANGO_SUPERUSER_PASSWORD=PASSWORD,
    )  # fmt: skip
    from playwright.sync_api import sync_playwright

    with site, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        walk = Walk(site, browser)
        try:
            walk.all()
        except Exception:
            for number, context in enumerate(browser.contexts):
                for page in context.pages:
                    page.screenshot(path=site.folder / f"failed-{number}.png", full_page=True)
            print(site.said()[-3000:])
            raise
        finally:
            browser.close()
    print("The tutorial leads to a pair.")


if __name__ == "__main__":
    main()
