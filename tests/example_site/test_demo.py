"""One command loads the demo, the same each time, with every state to look at and an account for everybody."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from wagtail_mentoring.enums import MentorshipStatus, ProfileStatus, RequestStatus

ACCOUNTS = {
    "newmember",
    "mentee",
    "mentor",
    "both",
    "lapsed",
    "pending",
    "coordinator",
    "editor",
    "committee",
    "admin",
}


def test_loading_twice_gives_the_same(demo):
    first, second = demo.snapshots
    for name in first:
        assert first[name] == second[name], name


def test_it_says_what_it_does_and_prints_the_accounts(demo):
    printed = demo.printed[0]
    for name in ACCOUNTS:
        assert re.search(rf"^  {name} ", printed, re.MULTILINE)
    assert "password mentoring" in printed
    assert "members" in printed and "events" in printed


def test_there_are_people_enough_and_each_has_a_picture_or_initials(demo):
    snapshot = demo.snapshots[0]
    assert len(snapshot["members"]) >= 66
    assert len(snapshot["pictures"]) == len(snapshot["members"]) - 2
    assert len({row[1] for row in snapshot["members"]}) == len(snapshot["members"])
    assert all(row[2] and row[3] for row in snapshot["members"])


def test_every_state_is_there(demo):
    snapshot = demo.snapshots[0]
    profiles = {row[1] for row in (*snapshot["mentors"], *snapshot["mentees"])}
    assert profiles == set(ProfileStatus.values)
    assert {row[1] for row in snapshot["requests"]} == set(RequestStatus.values)
    assert {row[1] for row in snapshot["mentorships"]} == set(MentorshipStatus.values)
    waiting = demo.rows(
        "SELECT id FROM wagtail_mentoring_mentorshiprequest "
        "WHERE status = 'pending' AND waiting_since IS NOT NULL"
    )
    assert len(waiting) == 2
    assert {"sent", "failed"} == {row[3] for row in snapshot["mails"]}


def test_pairs_work_together_in_different_states(demo):
    standing = demo.rows("SELECT standing FROM wagtail_mentoring_mentorshipagreement")
    assert {row[0] for row in standing} == {"confirmed", "proposed"}
    goals = demo.rows("SELECT DISTINCT status FROM wagtail_mentoring_goal")
    assert {row[0] for row in goals} == {"open", "reached"}
    shared = demo.rows("SELECT DISTINCT is_shared FROM wagtail_mentoring_pairnote")
    assert len(shared) == 2
    assert len(demo.rows("SELECT id FROM wagtail_mentoring_pairmeeting")) >= 8
    ends = demo.rows("SELECT id FROM wagtail_mentoring_mentorship WHERE agreed_end_on IS NOT NULL")
    assert len(ends) >= 4


def test_nobody_meets_in_the_night(demo):
    rows = demo.rows(
        "SELECT meeting.starts_at, mentor.time_zone, mentee.time_zone "
        "FROM wagtail_mentoring_pairmeeting meeting "
        "JOIN wagtail_mentoring_mentorship pair ON pair.id = meeting.mentorship_id "
        "JOIN wagtail_mentoring_memberprofile mentor ON mentor.id = pair.mentor_member_id "
        "JOIN wagtail_mentoring_memberprofile mentee ON mentee.id = pair.mentee_member_id"
    )
    for starts_at, *zones in rows:
        moment = dt.datetime.fromisoformat(starts_at).replace(tzinfo=dt.UTC)
        hours = [moment.astimezone(ZoneInfo(zone)).hour for zone in zones]
        assert all(8 <= hour <= 20 for hour in hours), (starts_at, zones)


def test_everybody_agreed_to_the_text_that_binds(demo):
    [bound] = demo.rows("SELECT binding_revision_id FROM wagtail_mentoring_mentoringprogram")
    agreed = demo.rows("SELECT DISTINCT revision_id FROM wagtail_mentoring_codeofconductagreement")
    assert bound[0] and agreed == [bound]


def test_the_history_lies_in_the_past_and_in_order(demo):
    assert not demo.rows(
        "SELECT m.id FROM wagtail_mentoring_mentorship m "
        "JOIN wagtail_mentoring_mentorshiprequest r ON r.id = m.request_id "
        "WHERE m.started_at < r.created_at OR m.first_conversation_at < m.started_at "
        "OR m.ended_at < m.started_at OR r.decided_at < r.created_at"
    )
    oldest, newest = demo.rows(
        "SELECT min(created_at), max(created_at) FROM wagtail_mentoring_mentorshiprequest"
    )[0]
    assert oldest[:10] < newest[:10]
    started = demo.rows("SELECT count(DISTINCT date(started_at)) FROM wagtail_mentoring_mentorship")
    assert started[0][0] > 15


def test_the_program_asks_what_a_statistical_society_asks(demo):
    criteria = demo.rows(
        "SELECT slug, kind, privacy, is_sensitive, is_filter FROM wagtail_mentoring_criterion"
    )
    kinds = {row[0]: row[1] for row in criteria}
    assert len(criteria) >= 10
    assert kinds["career-stage"] == "scale" and kinds["languages"] == "language"
    assert {row[0] for row in criteria if row[2] == "private"} == {"career-break", "gender"}
    assert [row[0] for row in criteria if row[3]] == ["gender"]
    assert not any(row[4] for row in criteria if row[2] != "public")


def test_all_accounts_can_log_in(demo):
    assert set(demo.found["logins"]) == ACCOUNTS
    assert all(demo.found["logins"].values())


def test_the_login_page_offers_the_accounts(demo):
    for name in ACCOUNTS:
        assert f'value="{name}"' in demo.found["login_page"]


def test_no_page_fails_for_any_account(demo):
    failed = {path: code for path, code in demo.found["statuses"].items() if code >= 500}
    assert not failed
    public = {path: code for path, code in demo.found["statuses"].items() if " " not in path}
    assert set(public.values()) == {200}


def test_only_staff_enter_the_admin(demo):
    inside = {
        path.split()[0]
        for path, code in demo.found["statuses"].items()
        if path.endswith(" /admin/") and code == 200
    }
    assert inside == {"coordinator", "editor", "committee", "admin"}


def test_editors_have_filled_every_public_page(demo):
    pages = demo.found["pages"]
    for words in ("What members say", "The program in numbers", "Talk to us", "What is Meridian"):
        assert words in pages["/mentoring/"]
    for mine, other in (("mentees", "mentors"), ("mentors", "mentees")):
        html = pages[f"/mentoring/questions/for-{mine}/"]
        assert f"For {mine} alone" in html and f"For {other} alone" not in html
        assert "What if we do not fit?" in html and "Have another question?" in html
    assert "What I got wrong" not in pages["/mentoring/library/"]
    assert "A page for your first six months" in pages["/mentoring/library/"]


def test_some_resources_are_for_those_who_take_part(demo):
    path = "/mentoring/library/my-first-year/"
    codes = {name: demo.found["statuses"][f"{name} {path}"] for name in ("mentee", "newmember")}
    assert codes == {"mentee": 200, "newmember": 403}


def test_testimonials_are_published_waiting_and_taken_back(demo):
    rows = demo.rows(
        "SELECT live, consent_given_at IS NOT NULL, consent_withdrawn_at IS NOT NULL, member_id IS NOT NULL "
        "FROM wagtail_mentoring_testimonial"
    )
    assert sorted(rows) == [
        (0, 1, 0, 1),
        (0, 1, 0, 1),
        (0, 1, 1, 1),
        *[(1, 1, 0, 0)],
        *[(1, 1, 0, 1)] * 3,
    ]


def test_mails_can_be_read(demo):
    assert "Ana Beatriz Moura" in demo.found["mail_page"] or "?to=" in demo.found["mail_page"]
    assert "No mail yet" not in demo.found["mail_page"]


def test_the_links_in_mails_lead_to_what_they_are_about(demo):
    known = {row[0] for name in ("requests", "mentorships") for row in demo.snapshots[1][name]}
    known |= {row[0] for name in ("mentors", "mentees") for row in demo.snapshots[1][name]}
    texts = demo.rows("SELECT body_text FROM wagtail_mentoring_notification")
    found = {
        match.replace("-", "")
        for (text,) in texts
        for match in re.findall(r"/([0-9a-f]{8}-[0-9a-f-]{27})/", text)
    }
    assert found and found <= {uuid.replace("-", "") for uuid in known}


class TestMembershipBackend:
    def test_the_states_of_the_register(self, demo):
        states = {name: answer["state"] for name, answer in demo.found["answers"].items()}
        assert states == {
            "current": "current",
            "paid until today": "current",
            "overdue": "lapsed",
            "marked as lapsed": "lapsed",
            "pending": "pending",
            "no row": "none",
        }

    def test_it_names_the_day_and_the_region(self, demo):
        overdue = demo.found["answers"]["overdue"]
        assert overdue["lapsed_days"] == 12
        assert overdue["region"] == "Oceania"
        assert demo.found["answers"]["current"]["lapsed_days"] is None

    def test_many_are_answered_as_one(self, demo):
        assert demo.found["same"] is True
        assert demo.found["stranger"] is False

    def test_the_accounts_are_what_they_are_called(self, demo):
        memberships = demo.found["memberships"]
        assert memberships["lapsed"] == "lapsed"
        assert memberships["pending"] == "pending"
        for name in ("newmember", "mentee", "mentor", "both"):
            assert memberships[name] == "current"
