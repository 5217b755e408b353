"""Resources on the desk of somebody who has nobody to work with yet, with the reason (R6)."""

from django.db.models import BooleanField, Case, Value, When

from ..content.privacy import privacy_of
from ..content.resource_search import LISTED_FIELDS, ResourceParams, ResourceSearch, TopicLinks
from ..enums import Audience, Role
from ..links import RESOURCES, resource_model
from ..models import ResourceTopic
from .resources import resource_cards

_AUDIENCE = {Role.MENTOR: Audience.MENTORS, Role.MENTEE: Audience.MENTEES}


def desk_resources(view):
    """Return ``{cards, url}`` for ``desk/resources.html``, or ``None``.

    Those that go with what the reader said of themself come first, then the
    newest. Nothing is looked up where the program has no page of resources,
    or shows none on the desk.
    """
    waiting = [
        profile
        for profile in view.profiles.values()
        if profile.is_enrolled and not profile.open_mentorships
    ]
    page = view.links.page(RESOURCES) if waiting else None
    count = view.program.desk_resource_count
    if page is None or not count or resource_model() is None:
        return None
    reasons = topics_of_answers(waiting)
    audiences = {one for profile in waiting for one in _AUDIENCE[profile.role].sees}
    search = ResourceSearch(
        view.program, page.locale_id, privacy_of(view.request), ResourceParams()
    )
    fitting = TopicLinks(search.model).pages_with(translation_key__in=list(reasons))
    pages = (
        search.pages.filter(audience__in=audiences)
        .annotate(
            fits=Case(
                When(pk__in=fitting, then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            )
        )
        .order_by("-fits", "-published_on", "-pk")
        .only(*LISTED_FIELDS)
    )
    cards = resource_cards(list(pages[:count]), view.request, reasons)
    return {"cards": cards, "url": view.links.resources()} if cards else None


def topics_of_answers(profiles):
    """Return ``{key of a topic: labels of the answers it goes with}`` for what ``profiles`` have answered."""
    reasons = {}
    for profile in profiles:
        answered = profile.answers.filter(choice__isnull=False).values("choice")
        rows = ResourceTopic.choices.through.objects.filter(criterionchoice__in=answered)
        for key, label in rows.order_by(
            "criterionchoice__criterion__sort_order", "criterionchoice__sort_order"
        ).values_list("resourcetopic__translation_key", "criterionchoice__label"):
            reasons.setdefault(key, []).append(label)
    return reasons
