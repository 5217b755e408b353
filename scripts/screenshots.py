"""Makes the pictures of the README and the documentation from the demo site, in headless Chromium.

    make screenshots

The demo runs on a free port with a database, pictures and mails of its own, so nothing of a demo
you have open is touched.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
MANAGE = [sys.executable, str(ROOT / "example_site" / "manage.py")]
PASSWORD = "mentoring"
DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 780}
#: No picture is heavier than this.
MOST_BYTES = 200_000


def chromium():
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return found or sys.exit("Chromium was not found; name its file in CHROMIUM.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def demo():
    """Run the demo site with data of its own, and yield its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "EXAMPLE_SITE_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
            "BASE_URL": address,
            "DEBUG": "1",
        }
        for command in (["migrate", "--no-input", "--verbosity", "0"], ["load_demo"]):
            subprocess.run([*MANAGE, *command], env=environment, check=True)
        server = subprocess.Popen(
            [*MANAGE, "runserver", "--noreload", f"127.0.0.1:{port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait(20)


def wait_for(address):
    for _try in range(120):
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 -- our own demo
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The demo did not start.")


class Camera:
    """A browser in which one account after the other is signed in."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.pages = {}

    def as_(self, account, viewport=DESKTOP):
        """Return a page of somebody who is signed in, or of a visitor when ``account`` is empty."""
        key = account, viewport["width"]
        if key not in self.pages:
            context = self.browser.new_context(
                base_url=self.address,
                viewport=viewport,
                locale="en-US",
                color_scheme="light",
                reduced_motion="reduce",
            )
            context.set_default_timeout(30_000)
            page = self.pages[key] = context.new_page()
            if account:
                page.goto("/accounts/login/")
                page.locator("#id_username").fill(account)
                page.locator("#id_password").fill(PASSWORD)
                page.locator("main form button[type=submit], main form [type=submit]").first.click()
                page.wait_for_url(lambda url: "login" not in url)
        return self.pages[key]

    def take(self, page, name, height=None):
        """Save what is on the screen, or the first ``height`` pixels of the page."""
        page.wait_for_load_state("networkidle")
        page.mouse.move(0, 0)
        if height:
            page.set_viewport_size({**page.viewport_size, "height": height})
        data = page.screenshot(animations="disabled", caret="hide")
        path = IMAGES / f"{name}.webp"
        picture = Image.open(io.BytesIO(data)).convert("RGB")
        for quality in (88, 80, 70, 60):
            picture.save(path, quality=quality, method=6)
            if path.stat().st_size <= MOST_BYTES:
                break
        else:
            raise SystemExit(f"{path.name} is larger than {MOST_BYTES} bytes.")
        print(
            f"{path.relative_to(ROOT)}  {picture.width}x{picture.height}  {path.stat().st_size} bytes"
        )


def members_pages(camera):
    page = camera.as_("")
    page.goto("/mentoring/")
    camera.take(page, "landing")

    page = camera.as_("mentee")
    page.goto("/mentoring/find-a-mentor/")
    camera.take(page, "find-a-mentor", height=1000)
    # The first has been asked already; the second can still be asked.
    page.locator(".mentoring-person").nth(1).get_by_role("link").first.click()
    camera.take(page, "profile", height=1000)
    page.goto("/mentoring/my-mentoring/")
    camera.take(page, "my-mentoring")

    page = camera.as_("mentee", PHONE)
    page.goto("/mentoring/find-a-mentor/")
    camera.take(page, "find-a-mentor-phone")

    page = camera.as_("mentor")
    page.goto("/mentoring/my-mentoring/")
    page.get_by_role("link", name=re.compile("^Answer the request")).first.click()
    camera.take(page, "request")

    page = camera.as_("newmember")
    page.goto("/mentoring/enroll/")
    page.get_by_label("As a mentor").check()
    page.get_by_role("button", name="Continue").click()
    camera.take(page, "enrollment")


def admin_pages(camera):
    page = camera.as_("coordinator")
    page.goto("/admin/")
    camera.take(page, "admin-home", height=480)
    page.set_viewport_size(DESKTOP)
    page.goto("/admin/mentoring/mentors/")
    camera.take(page, "admin-mentors")
    page.goto("/admin/mentoring/mentors/?status=pending")
    page.locator("main table tbody").get_by_role("link").first.click()
    page.wait_for_url("**/inspect/**")
    camera.take(page, "admin-mentor")
    page.goto("/admin/mentoring/requests/")
    camera.take(page, "admin-requests")
    page.goto("/admin/mentoring/criteria/")
    camera.take(page, "admin-criteria")


FAQ = """How do I find a mentor?

Enroll, then open the search.

What if we do not get on?

Does it cost anything?

No. It belongs to your membership, and takes 7 days to begin.
"""


def readers_pages(camera):
    page = camera.as_("")
    page.goto("/mentoring/questions/for-mentees/")
    page.get_by_role("button", name="What happens first?").click()
    camera.take(page, "faq", height=1000)
    page.goto("/mentoring/library/")
    camera.take(page, "library", height=1000)
    page.set_viewport_size(DESKTOP)


def editors_pages(camera):
    page = camera.as_("editor")
    page.goto("/admin/mentoring/faq/")
    camera.take(page, "editor-faq")
    page.get_by_role("link", name="What if nobody answers my request?").first.click()
    page.get_by_role("heading", name="Placeholders").click()
    camera.take(page, "editor-faq-entry", height=1000)
    page.set_viewport_size(DESKTOP)
    page.goto("/admin/mentoring/faq-import/")
    page.locator("#id_text").fill(FAQ)
    page.get_by_role("button", name="Find the questions").click()
    page.locator(".mentoring-import__row").first.wait_for()
    camera.take(page, "editor-faq-import", height=1000)
    page.get_by_role("button", name="Discard").click()
    page.set_viewport_size(DESKTOP)
    page.goto("/admin/mentoring/testimonials/?state=waiting")
    camera.take(page, "editor-testimonials", height=520)
    page.set_viewport_size(DESKTOP)
    page.goto("/admin/mentoring/testimonials/?state=waiting")
    page.locator("main table tbody").get_by_role("link").first.click()
    page.wait_for_url("**/edit/**")
    camera.take(page, "editor-testimonial")
    for name, path in (
        ("editor-front-page", "/mentoring/"),
        ("editor-faq-page", "/mentoring/questions/for-mentees/"),
        ("editor-article", "/mentoring/library/the-first-talk/"),
    ):
        page.goto(f"/admin/pages/{page_id(page, path)}/edit/")
        camera.take(page, name, height=1000)
        page.set_viewport_size(DESKTOP)
    page.goto(f"/admin/mentoring/code-of-conduct/{page_id(page, '/mentoring/code-of-conduct/')}/")
    camera.take(page, "editor-conduct", height=520)
    page.set_viewport_size(DESKTOP)


def page_id(page, path):
    """Return the number of the page at ``path``, as Wagtail's bar of tools on the page knows it."""
    page.goto(path)
    edit = page.locator("wagtail-userbar a[href*='/edit/']").first
    return re.search(r"/pages/(\d+)/", edit.get_attribute("href"))[1]


def main():
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        camera = Camera(browser, address)
        members_pages(camera)
        admin_pages(camera)
        readers_pages(camera)
        editors_pages(camera)
        browser.close()


if __name__ == "__main__":
    main()
