"""Who may open what of questions, answers and testimonials: Wagtail's own views for drafts, locks and workflows."""

import pytest
from django.urls import reverse

from tests.factories import TestimonialFactory
from tests.wagtail_admin.conftest import ACTORS
from tests.wagtail_admin.test_permissions import (
    CHOOSER_ROUTES,
    DRAFT_ROUTES,
    DRAFTS,
    IN_THE_ADMIN,
    WRITERS,
    is_refused,
)

pytestmark = pytest.mark.django_db

#: Routes whose further arguments are something else than a revision.
UNKNOWN_STATE = {"workflow_action", "collect_workflow_action_data", "workflow_preview"}


def draft_address(namespace, route, entry):
    name = f"{namespace}:{route}"
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


@pytest.mark.parametrize("namespace", DRAFTS)
@pytest.mark.parametrize("who", [actor for actor in ACTORS if actor not in WRITERS])
def test_nobody_else_gets_at_a_draft(who, namespace, as_actor, world):
    entry = getattr(world, DRAFTS[namespace])
    setattr(entry, "quote" if hasattr(entry, "quote") else "question", "A secret draft?")
    entry.save_revision()
    client = as_actor(who)
    before = list(type(entry).objects.values())
    wrong = []
    for route in sorted(DRAFT_ROUTES):
        for method in (client.get, client.post):
            response = method(draft_address(namespace, route, entry))
            refused = is_refused(response) or response.status_code in {403, 404, 405}
            # Wagtail answers a preview that was never begun with a page that says so.
            # It also answers anybody that no workflow is running, by a script without a word of the entry.
            if route.startswith(("preview_on", "confirm")) and response.status_code == 200:
                refused = b"secret" not in response.content
            if not refused or b"secret" in response.content:
                wrong.append((route, method.__name__, response.status_code))
    assert wrong == []
    assert list(type(entry).objects.values()) == before


@pytest.mark.parametrize("namespace", DRAFTS)
@pytest.mark.parametrize("who", sorted(WRITERS))
@pytest.mark.parametrize(
    "route", ["unpublish", "revisions_view", "revisions_compare", "workflow_history"]
)
def test_writers_get_at_it(who, route, namespace, as_actor, world):
    entry = getattr(world, DRAFTS[namespace])
    assert as_actor(who).get(draft_address(namespace, route, entry)).status_code == 200


@pytest.mark.parametrize("who", ACTORS)
def test_only_writers_choose_testimonials_and_only_public_ones(who, as_actor, world):
    """A draft is what a member said in confidence to an editor."""
    TestimonialFactory(name="Not yet read", live=False)
    client = as_actor(who)
    response = client.get(reverse("wagtail_mentoring_testimonial_chooser:choose"))
    assert (response.status_code == 200) == (who in WRITERS)
    assert "Not yet read" not in response.text
    if who in WRITERS:
        assert world.testimonial.name in response.text
    chosen = reverse("wagtail_mentoring_testimonial_chooser:chosen", args=[world.testimonial.pk])
    assert (client.get(chosen).status_code == 200) == (who in WRITERS)


@pytest.mark.parametrize("who", ACTORS)
def test_who_edits_pages_may_choose_entries_and_topics(who, as_actor, world):
    """Questions and topics are words for the public, so Wagtail's choosers may list them."""
    client = as_actor(who)
    for chooser in ("wagtail_mentoring_faq_chooser", "wagtail_mentoring_topic_chooser"):
        response = client.get(reverse(f"{chooser}:choose"))
        assert (response.status_code == 200) == (who in IN_THE_ADMIN), (chooser, who)


def test_the_choosers_have_no_other_routes_than_wagtails():
    assert {"choose", "choose_results", "chosen", "chosen_multiple", "create"} == CHOOSER_ROUTES
