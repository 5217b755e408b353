"""Run by the tests with the settings of the demo site: prints what it finds as JSON."""

import datetime as dt
import json
from types import SimpleNamespace

import django

django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from example_site.demo.accounts import ACCOUNTS, PASSWORD  # noqa: E402
from example_site.membership.backend import SocietyMembershipBackend  # noqa: E402
from example_site.membership.models import Membership  # noqa: E402
from wagtail_mentoring import membership  # noqa: E402

PUBLIC = [
    "/",
    "/about/",
    "/membership/",
    "/meetings/",
    "/mentoring/",
    "/mentoring/questions/",
    "/mentoring/questions/for-mentees/",
    "/mentoring/questions/for-mentors/",
    "/mentoring/library/",
    "/mentoring/library/the-first-talk/",
    "/accounts/login/",
]
MEMBERS = [
    "/mentoring/enroll/",
    "/mentoring/find-a-mentor/",
    "/mentoring/find-a-mentee/",
    "/mentoring/my-mentoring/",
    "/mentoring/library/my-first-year/",
]


def answer(**values):
    """Return what the backend says of a membership with ``values``."""
    today = timezone.localdate()
    if "paid_for" in values:
        values["valid_until"] = today + dt.timedelta(days=values.pop("paid_for"))
    row = Membership(region="oceania", **values)
    row.user_id = 1
    found = SocietyMembershipBackend()._answer(row)
    lapsed = None if found.lapsed_on is None else (today - found.lapsed_on).days
    return {"state": str(found.state), "region": found.region, "lapsed_days": lapsed}


def main():
    setup_test_environment()
    found = {"logins": {}, "statuses": {}, "menus": {}}
    anonymous = Client(raise_request_exception=False)
    for path in [*PUBLIC, "/demo/mail/"]:
        found["statuses"][path] = anonymous.get(path).status_code
    found["pages"] = {
        path: anonymous.get(path).content.decode()
        for path in PUBLIC
        if path.startswith("/mentoring/")
    }
    found["login_page"] = anonymous.get("/accounts/login/").content.decode()
    for account in ACCOUNTS:
        client = Client(raise_request_exception=False)
        found["logins"][account.username] = client.login(
            username=account.username, password=PASSWORD
        )
        for path in [*MEMBERS, "/admin/"]:
            found["statuses"][f"{account.username} {path}"] = client.get(path).status_code
    found["memberships"] = {
        row.user.username: str(membership.ask(row.user).state)
        for row in Membership.objects.select_related("user")
    }
    found["answers"] = {
        "current": answer(status="current", paid_for=30),
        "paid until today": answer(status="current", paid_for=0),
        "overdue": answer(status="current", paid_for=-12),
        "marked as lapsed": answer(status="lapsed", paid_for=-40),
        "pending": answer(status="pending"),
    }
    stranger = SimpleNamespace(pk=-1, is_authenticated=True)
    none = SocietyMembershipBackend()
    found["answers"]["no row"] = {"state": str(none._answer(None).state)}
    users = [row.user for row in Membership.objects.select_related("user")[:20]]
    with_one = none.get_memberships(users)
    found["same"] = all(with_one[user.pk] == none.get_membership(user) for user in users)
    found["stranger"] = stranger.pk in with_one
    mail = anonymous.get("/demo/mail/")
    found["mail_page"] = mail.content.decode()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
