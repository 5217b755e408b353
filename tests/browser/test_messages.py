"""Two people write to each other, in a browser: by keyboard, with and without script, wide and narrow (A-02, A-11)."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_pairing import Reader
from tests.factories import Cast, MemberFactory, MentorshipFactory, RequestFactory
from wagtail_mentoring.enums import MessageMail, RequestStatus
from wagtail_mentoring.models import Message, MessageAttachment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pair(transactional_db):
    cast = Cast()
    mentor = cast.mentor(member=MemberFactory(name="Ana Lindqvist", time_zone="Europe/Stockholm"))
    mentee = cast.mentee(member=MemberFactory(name="Robin Adeyemi", time_zone="Africa/Lagos"))
    request = RequestFactory(mentor=mentor, mentee=mentee, status=RequestStatus.ACCEPTED)
    return MentorshipFactory(request=request)


@pytest.fixture
def reader(new_page, pair, assert_accessible):
    def make(profile, name, **options):
        page = new_page(profile.member.user, **options)
        script = options.get("java_script_enabled", True)
        return Reader(page, pair.program, assert_accessible, name, script)

    return make


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280", "375"])
def test_two_people_write_to_each_other(pair, reader, viewport, script):
    options = {"viewport": viewport, "java_script_enabled": script}
    robin, ana = reader(pair.mentee, "robin", **options), reader(pair.mentor, "ana", **options)

    robin.open("my/").follow("My messages").says("You: I would like to learn from you.")
    robin.looks_good("m1-list").follow("Ana Lindqvist").looks_good("m2-empty")
    robin.press("Send").says("Write a few words first.")
    assert "Error:" in robin.page.title()
    robin.looks_good("m3-error")
    robin.write("Your message", "Shall we talk on Tuesday?")
    robin.press("Send").says("Sent to Ana Lindqvist.").says("Not read yet").looks_good("m4-sent")
    assert robin.page.get_by_text("You wrote something here before").is_hidden()

    ana.open("my/").says("Read what Robin Adeyemi wrote").says("My messages (1 new)")
    ana.looks_good("m5-desk").follow("Read what Robin Adeyemi wrote")
    ana.says("Shall we talk on Tuesday?").looks_good("m6-new")
    if script:
        ana.page.wait_for_function("document.querySelector('[data-mentoring-read]').hidden")
    else:
        ana.follow("Mark as read", role="button", exact=False)
        assert ana.page.get_by_text("Mark as read").count() == 0
    assert Message.objects.get().read_at is not None

    ana.page.get_by_label("Files").set_input_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Our plan."}
    )
    ana.write("Your message", "Yes. Here is a plan.").press("Send").looks_good("m7-file")
    file = MessageAttachment.objects.get()

    robin.open(f"my/messages/{pair.request.uuid}/").says("plan.txt")
    with robin.page.expect_download() as download:
        robin.page.get_by_role("link", name="plan.txt").click()
    assert download.value.suggested_filename == "plan.txt"
    assert download.value.path().read_bytes() == file.file.read() == b"Our plan."

    robin.open(f"my/pairs/{pair.uuid}/").says("Yes. Here is a plan.").looks_good("m8-pair")
    robin.follow("Write to Ana Lindqvist")
    assert robin.page.url.endswith(f"/messages/{pair.request.uuid}/#write")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_one_chooses_what_mails_say(pair, reader, script):
    ana = reader(pair.mentor, "ana", java_script_enabled=script)
    ana.open("my/messages/").choose("Only that there is one")
    ana.press("Save").says("Saved.").looks_good("m9-mail")
    pair.mentor.member.refresh_from_db()
    assert pair.mentor.member.message_mail == MessageMail.HINT
