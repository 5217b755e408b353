"""Who may open what of the questions and answers: Wagtail's own views for drafts, locks and workflows."""

import pytest
from django.urls import reverse

from tests.wagtail_admin.conftest import ACTORS
from tests.wagtail_admin.test_permissions import (
    CHOOSER_ROUTES,
    FAQ_ROUTES,
    IN_THE_ADMIN,
    WRITERS,
    is_refused,
)
from wagtail_mentoring.models import FAQEntry

pytestmark = pytest.mark.django_db

#: Routes whose further arguments are something else than a revision.
UNKNOWN_STATE = {"workflow_action", "collect_workflow_action_data", "workflow_preview"}


def faq_address(route, entry):
    name = f"wagtail_mentoring_faq:{route}"
    if route == "preview_on_add":
        return reverse(name)
    if route in {"revisions_revert", "revisions_unschedule", "revisions_view"}:
        return reverse(name, args=[entry.pk, entry.latest_revision_id])
    if route == "revisions_compare":
        return reverse(name, args=[entry.pk, "live", "latest"])
    if route == "workflow_history_detail":
        return reverse(name, args=[entry.pk, 1])
    if route == "workflow_preview":
        return reverse(name, args=[entry.pk, 1])
    if route in UNKNOWN_STATE:
        return reverse(name, args=[entry.pk, "approve", 1])
    return reverse(name, args=[entry.pk])


@pytest.mark.parametrize("who", [actor for actor in ACTORS if actor not in WRITERS])
def test_nobody_else_gets_at_a_draft(who, as_actor, world):
    entry = world.faq_entry
    entry.question = "A secret draft?"
    entry.save_revision()
    client = as_actor(who)
    before = list(FAQEntry.objects.values())
    wrong = []
    for route in sorted(FAQ_ROUTES):
        for method in (client.get, client.post):
            response = method(faq_address(route, entry))
            refused = is_refused(response) or response.status_code in {403, 404, 405}
            # Wagtail answers a preview that was never begun with a page that says so.
            # It also answers anybody that no workflow is running, by a script without a word of the entry.
            if route.startswith(("preview_on", "confirm")) and response.status_code == 200:
                refused = b"secret" not in response.content
            if not refused or b"secret" in response.content:
                wrong.append((route, method.__name__, response.status_code))
    assert wrong == []
    assert list(FAQEntry.objects.values()) == before


@pytest.mark.parametrize("who", sorted(WRITERS))
@pytest.mark.parametrize(
    "route", ["unpublish", "revisions_view", "revisions_compare", "workflow_history"]
)
def test_writers_get_at_it(who, route, as_actor, world):
    assert as_actor(who).get(faq_address(route, world.faq_entry)).status_code == 200


@pytest.mark.parametrize("who", ACTORS)
def test_who_edits_pages_may_choose_entries_and_topics(who, as_actor, world):
    """Questions and topics are words for the public, so Wagtail's choosers may list them."""
    client = as_actor(who)
    for chooser in ("wagtail_mentoring_faq_chooser", "wagtail_mentoring_topic_chooser"):
        response = client.get(reverse(f"{chooser}:choose"))
        assert (response.status_code == 200) == (who in IN_THE_ADMIN), (chooser, who)


def test_the_choosers_have_no_other_routes_than_wagtails():
    assert {"choose", "choose_results", "chosen", "chosen_multiple", "create"} == CHOOSER_ROUTES
