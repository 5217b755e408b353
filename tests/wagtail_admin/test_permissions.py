"""Who may open what: every address that the app adds to the admin, for every kind of actor (S-01).

The addresses are read from the URL resolver; one that is not in the matrix fails the run.
"""

import re

import pytest
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import Page

from tests.wagtail_admin.conftest import ACTORS
from wagtail_mentoring.actions import PauseProfileAction

COORDINATORS = {"coordinator", "superuser"}
WRITERS = COORDINATORS | {"mentoring_editor"}
COMMITTEE = COORDINATORS | {"committee"}
IN_THE_ADMIN = WRITERS | {"committee", "web_editor"}
NOBODY = set()

#: Names of routes within a namespace -> who gets in.
RECORD = ("results", "inspect", "act", "history", "history_results")


def record(namespace, listing, allowed, acting=COORDINATORS):
    names = dict.fromkeys(("inspect", "history", "history_results"), allowed)
    names[listing] = names[f"{listing}_results"] = allowed
    names["act"] = acting
    return {f"{namespace}:{name}": actors for name, actors in names.items()}


def without_history(routes):
    return {name: who for name, who in routes.items() if ":history" not in name}


def editable(namespace, allowed):
    names = ("list", "list_results", "add", "edit", "delete", "usage", "history", "history_results")
    return {f"{namespace}:{name}": allowed for name in names}


def modeladmin(name, allowed):
    prefix = f"mentoring-modeladmin_{name}_modeladmin_"
    return {f"{prefix}{name}": allowed for name in ("index", "inspect", "history")}


MATRIX = {
    **modeladmin("mentors", COORDINATORS),
    **modeladmin("mentees", COORDINATORS),
    **modeladmin("mentorships", COMMITTEE),
    **record("wagtail_mentoring_mentors", "list", COORDINATORS),
    **record("wagtail_mentoring_mentees", "list", COORDINATORS),
    **record("wagtail_mentoring_members", "list", COORDINATORS),
    **record("wagtail_mentoring_requests", "index", COMMITTEE),
    **record("wagtail_mentoring_mentorships", "index", COMMITTEE),
    **record("wagtail_mentoring_notifications", "index", COORDINATORS),
    **record("wagtail_mentoring_agreements", "index", COORDINATORS, acting=NOBODY),
    **without_history(
        record("wagtail_mentoring_signals", "index", COORDINATORS, acting=NOBODY)
        | record("wagtail_mentoring_checkins", "index", COORDINATORS, acting=NOBODY)
    ),
    "wagtail_mentoring_concerns:index": COMMITTEE,
    "wagtail_mentoring_concerns:index_results": COMMITTEE,
    "wagtail_mentoring_concern_report": COMMITTEE,
    **editable("wagtail_mentoring_programs", COORDINATORS),
    **editable("wagtail_mentoring_criteria", COORDINATORS),
    "wagtail_mentoring_criteria:reorder": COORDINATORS,
    "wagtail_mentoring_criteria:merge": COORDINATORS,
    "wagtail_mentoring_criteria:export": COORDINATORS,
    "wagtail_mentoring_criteria:import": COORDINATORS,
    "wagtail_mentoring_criteria:try": COORDINATORS,
    **editable("wagtail_mentoring_faq", WRITERS),
    "wagtail_mentoring_faq:copy": WRITERS,
    "wagtail_mentoring_faq:reorder": WRITERS,
    **editable("wagtail_mentoring_topics", WRITERS),
    "wagtail_mentoring_topics:reorder": WRITERS,
    **editable("wagtail_mentoring_meetings", WRITERS),
    **editable("wagtail_mentoring_testimonials", WRITERS),
    "wagtail_mentoring_testimonials:reorder": WRITERS,
    "wagtail_mentoring_testimonials:act": WRITERS,
    **editable("wagtail_mentoring_mail_texts", WRITERS),
    "wagtail_mentoring_mail_texts:preview": WRITERS,
    "wagtail_mentoring_mail_texts:preview_new": WRITERS,
    "wagtail_mentoring_reminders:index": COORDINATORS,
    "wagtail_mentoring_reminders:plan": COORDINATORS,
    "wagtail_mentoring_conduct": WRITERS,
    "wagtail_mentoring_links": WRITERS,
    "wagtail_mentoring_links_results": WRITERS,
    "wagtail_mentoring_faq_checks": WRITERS,
    "wagtail_mentoring_faq_checks_results": WRITERS,
    "wagtail_mentoring_faq_feedback": WRITERS,
    "wagtail_mentoring_faq_feedback_results": WRITERS,
    "wagtail_mentoring_faq_import": WRITERS,
    "wagtail_mentoring_lapsed_report": COORDINATORS,
    "wagtail_mentoring_lapsed_report_results": COORDINATORS,
}
#: Routes that only answer to POST.
POST_ONLY = {
    "wagtail_mentoring_criteria:reorder",
    "wagtail_mentoring_faq:reorder",
    "wagtail_mentoring_topics:reorder",
    "wagtail_mentoring_testimonials:reorder",
}
#: Wagtail's views for drafts, locks and workflows: test_draft_permissions.py walks them.
DRAFT_ROUTES = {
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "lock",
    "preview_on_add",
    "preview_on_edit",
    "revisions_compare",
    "revisions_revert",
    "revisions_unschedule",
    "revisions_view",
    "unlock",
    "unpublish",
    "workflow_action",
    "workflow_history",
    "workflow_history_detail",
    "workflow_preview",
}
#: Choosers of what is written for the public; people and records have none.
CHOOSERS = {
    "wagtail_mentoring_faq_chooser",
    "wagtail_mentoring_topic_chooser",
    "wagtail_mentoring_testimonial_chooser",
}
DRAFTS = {"wagtail_mentoring_faq": "faq_entry", "wagtail_mentoring_testimonials": "testimonial"}
CHOOSER_ROUTES = {"choose", "choose_results", "chosen", "chosen_multiple", "create"}
#: A case is there for those who may read it, and for nobody else: test_concerns.py.
CASE_ROUTES = {"inspect", "act", "file", "conversation"}
#: Another's import answers like a missing one: test_faq_import.py. Who may edit the page of an
#: interview: tests/views/test_interviews.py.
ELSEWHERE = (
    {"wagtail_mentoring_faq_import_table", "wagtail_mentoring_interview_consent"}
    # One mail of a plan, named by its query: test_reminders.py.
    | {"wagtail_mentoring_reminders:mail"}
    | {f"wagtail_mentoring_concerns:{route}" for route in CASE_ROUTES}
    | {f"{namespace}:{route}" for namespace in DRAFTS for route in DRAFT_ROUTES}
    | {f"{chooser}:{route}" for chooser in CHOOSERS for route in CHOOSER_ROUTES}
)
ACTS = {
    "wagtail_mentoring_mentors": "pause",
    "wagtail_mentoring_mentees": "approve",
    "wagtail_mentoring_members": "check-membership",
    "wagtail_mentoring_requests": "accept",
    "wagtail_mentoring_mentorships": "end",
    "wagtail_mentoring_notifications": "resend",
    "wagtail_mentoring_agreements": "none",
    "wagtail_mentoring_testimonials": "withdraw",
    "wagtail_mentoring_signals": "none",
    "wagtail_mentoring_checkins": "none",
}
OBJECTS = {
    "wagtail_mentoring_mentors": "mentor",
    "wagtail_mentoring_mentees": "mentee",
    "wagtail_mentoring_members": "member",
    "wagtail_mentoring_requests": "request",
    "wagtail_mentoring_mentorships": "mentorship",
    "wagtail_mentoring_notifications": "notification",
    "wagtail_mentoring_agreements": "agreement",
    "wagtail_mentoring_signals": "signal",
    "wagtail_mentoring_checkins": "check_in",
    "wagtail_mentoring_programs": "program",
    "wagtail_mentoring_criteria": "criterion",
    "wagtail_mentoring_mail_texts": "mail_text",
    "wagtail_mentoring_topics": "topic",
    "wagtail_mentoring_meetings": "meeting",
    **DRAFTS,
}
BULK = [
    (model, action)
    for model in (
        "mentor",
        "mentee",
        "member",
        "program",
        "criterion",
        "mail_text",
        "faq_entry",
        "topic",
        "meeting",
        "testimonial",
    )
    for action in ("approve", "pause", "publish", "delete")
]


def routes(patterns=None, namespaces=()):
    """Yield (name with namespaces, pattern) of everything in the URL configuration."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*namespaces, pattern.name or "")), pattern
        else:
            inner = namespaces + ((pattern.namespace,) if pattern.namespace else ())
            yield from routes(pattern.url_patterns, inner)


def admin_routes():
    """The names of the app's own addresses in the admin; members' pages are not among them."""
    return {
        name
        for name, _pattern in routes()
        if "mentoring" in name and not name.startswith("wagtail_mentoring:")
    }


MODELADMIN = re.compile(r"mentoring-modeladmin_(\w+)s_modeladmin_(\w+)")


def address(name, world):
    if match := MODELADMIN.fullmatch(name):
        obj = getattr(world, match[1])
        return reverse(name, args=[] if match[2] == "index" else [obj.pk])
    if name == "wagtail_mentoring_conduct":
        return reverse(name, args=[conduct_page(world.program).pk])
    namespace, _colon, route = name.rpartition(":")
    args = []
    if route in {
        "inspect", "act", "history", "history_results", "edit", "delete", "usage", "reorder",
        "preview", "copy", "merge",
    }:  # fmt: skip
        args.append(getattr(world, OBJECTS[namespace]).pk)
    if route == "act":
        args.append(ACTS[namespace])
    return reverse(name, args=args)


def conduct_page(program):
    """Let the front page stand for a Code of Conduct."""
    program.code_of_conduct = Page.objects.get(depth=2)
    type(program).objects.filter(pk=program.pk).update(code_of_conduct=program.code_of_conduct)
    return program.code_of_conduct


def is_refused(response):
    """Whether somebody was turned away, to the log-in or to the front of the admin."""
    return response.status_code == 302 and (
        response.url.startswith("/admin/login/") or response.url == "/admin/"
    )


def test_every_address_stands_in_the_matrix():
    assert admin_routes() == set(MATRIX) | ELSEWHERE


def test_there_is_no_chooser_of_the_apps_models():
    """Wagtail's choosers list every name to everybody in the admin: for public words, not for people."""
    found = {name.split(":")[0] for name, _pattern in routes() if "choose" in name}
    assert {name for name in found if "mentoring" in name} == CHOOSERS


@pytest.mark.parametrize("who", ACTORS)
def test_get(who, as_actor, world):
    """One test per actor, some seventy addresses each: GET and HEAD."""
    client = as_actor(who)
    wrong = []
    for name, allowed in sorted(MATRIX.items()):
        for method in (client.get, client.head):
            response = method(address(name, world))
            if who not in allowed:
                # An object without acts answers as if there were no such page.
                good = is_refused(response) or (allowed == NOBODY and response.status_code == 404)
                good = good and "Ruth Abiola" not in response.text
            elif name in POST_ONLY:
                good = response.status_code == 405
            elif name.endswith((":delete", ":preview_new")):
                good = response.status_code in {200, 302}
            else:
                good = response.status_code == 200
            if not good:
                wrong.append((name, method.__name__, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("who", ACTORS)
def test_post_without_the_right_changes_nothing(who, as_actor, world):
    client = as_actor(who)
    conduct_page(world.program)
    before = snapshot(world)
    wrong = []
    for name, allowed in sorted(MATRIX.items()):
        if who in allowed:
            continue
        response = client.post(address(name, world), {"name": "Taken over", "position": "1"})
        if response.status_code not in {302, 404, 405}:
            wrong.append((name, response.status_code))
    assert wrong == []
    assert snapshot(world) == before


def snapshot(world):
    return [list(type(obj).objects.order_by("pk").values()) for obj in vars(world).values()]


@pytest.mark.parametrize("who", ACTORS)
def test_bulk_actions(who, as_actor, world):
    client = as_actor(who)
    wrong = []
    for kind, action in BULK:
        obj = getattr(world, kind)
        meta = obj._meta
        url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
        response = client.get(f"{url}?id={obj.pk}")
        allowed = NOBODY
        if kind in {"mentor", "mentee"} and action in {"approve", "pause"}:
            allowed = COORDINATORS
        elif (kind, action) == ("faq_entry", "publish"):
            allowed = WRITERS
        if who in allowed:
            good = response.status_code == 200 and str(obj) in response.text
        else:
            good = is_refused(response) or response.status_code == 404
            good = good and str(obj) not in response.text
        if not good:
            wrong.append((kind, action, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("who", ACTORS)
def test_the_menu_shows_what_one_may_open(who, as_actor, world):
    response = as_actor(who).get("/admin/")
    shown = "/admin/mentoring/" in response.text
    assert shown == (who in WRITERS | COMMITTEE)
    assert ("/admin/reports/mentoring-lapsed/" in response.text) == (who in COORDINATORS)


@pytest.mark.parametrize(
    "listing", ["mentors:list", "members:list", "requests:index", "notifications:index"]
)
@pytest.mark.parametrize("who", ["committee", "mentoring_editor", "web_editor"])
def test_export_needs_a_permission_of_its_own(who, listing, as_actor, world):
    response = as_actor(who).get(reverse(f"wagtail_mentoring_{listing}") + "?export=csv")
    assert is_refused(response)


def test_an_object_that_is_there_answers_like_one_that_is_not(as_actor, world):
    client = as_actor("web_editor")
    for name in ("inspect", "history"):
        there = client.get(reverse(f"wagtail_mentoring_mentors:{name}", args=[world.mentor.pk]))
        missing = client.get(reverse(f"wagtail_mentoring_mentors:{name}", args=[999_999]))
        assert (there.status_code, there.url) == (missing.status_code, missing.url)


def test_an_unknown_act_does_not_exist(admin, world):
    url = reverse("wagtail_mentoring_mentors:act", args=[world.mentor.pk, "promote"])
    assert admin.get(url).status_code == 404


@pytest.mark.parametrize("who", ACTORS)
def test_the_reports_of_wagtail_tell_no_names(who, as_actor, world):
    """The site's history and the list of snippets are open to many; people's names are not."""
    PauseProfileAction(world.mentor).execute()
    client = as_actor(who)
    for path in ("/admin/reports/site-history/", "/admin/snippets/", "/admin/reports/aging-pages/"):
        response = client.get(path)
        if who not in COORDINATORS:
            assert "Ruth Abiola" not in response.text
            assert world.member.user.email not in response.text
