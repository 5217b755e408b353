"""Find a Mentor and Find a Mentee (R26 to R30)."""

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import get_member_profile_model, get_participant_model
from ..enums import LanguageLevel, ProfileStatus, Role
from ..matching.params import (
    DEFAULT_ORDER,
    LEVEL_PREFIX,
    MATCH_PREFIX,
    MEETINGS,
    ORDERS,
    PREFIX,
    SearchParams,
)
from ..matching.search import search
from .base import ProgramTemplateView
from .cards import found_card, list_links, mark_buttons
from .find_words import order_words
from .profile import ProfileView
from .request_words import summary_of
from .saved_searches import find_context

__all__ = ["ProfileView", "SearchView"]

#: Filters with more choices than this get a box that narrows them; so many groups stand open.
LONG_LIST = 10
OPEN_GROUPS = 3
#: Where the page scrolls to, and the focus goes, after a search.
RESULTS = "results"


class SearchView(ProgramTemplateView):
    """The search for people of ``role``, for whoever is enrolled in the other role."""

    template_name = "wagtail_mentoring/find/search.html"
    role = None

    @cached_property
    def own(self):
        """The profile the reader searches with, or ``None``. Their other one is not asked for."""
        own = (
            get_participant_model(Role(self.role).other)
            .objects.for_user(self.request.user)
            .filter(program=self.program)
            .select_related("member__user")
            .first()
        )
        if own is not None:
            own.program = self.program
        return own

    @cached_property
    def member(self):
        """The member profile of whoever is looking, or ``None``."""
        if self.own is not None:
            return self.own.member
        return get_member_profile_model().objects.for_user(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        words = {"role": self.program.word(self.role, plural=True)}
        context.update(
            mentoring_title=_("Find %(role)s") % words,
            mentoring_breadcrumb=[
                {"label": _("My mentoring"), "url": self.links.url("desk")},
                {"label": _("Find %(role)s") % words},
            ],
            introduction=getattr(self.page, "introduction", ""),
            role=self.role,
        )
        own = self.own
        if own is None or not own.is_enrolled:
            return {**context, **self.not_enrolled(own)}
        refusals = self.rules.can_search(own)
        if refusals:
            return {**context, **self.no_member(refusals)}
        found = search(self.program, own, SearchParams.parse(self.request.GET))
        return {**context, **self.results(own, found)}

    # Somebody who may not search ------------------------------------------------------------

    def not_enrolled(self, own):
        """Say what has to be done first."""
        words = {
            "own": self.program.word(Role(self.role).other),
            "role": self.program.word(self.role, plural=True),
        }
        if own is not None and own.status == ProfileStatus.PENDING:
            title = _("Your enrollment waits for approval")
            text = _("We write to you as soon as it is done. Then you can search.")
        elif own is not None and own.status == ProfileStatus.SUSPENDED:
            title = _("Your profile is suspended")
            text = _("Please ask the program office.")
        else:
            title = _("Enroll as a %(own)s first") % words
            text = _("Then you can search for %(role)s, and be found by them.") % words
        return {
            "first": {"title": title, "text": text},
            "first_url": self.links.url("enrollment"),
        }

    def no_member(self, refusals):
        """Say why somebody who is enrolled may not search now: members only (R7, D14, S-30)."""
        return {
            "first": {
                "title": _("You cannot search at the moment"),
                "text": " ".join(str(refusal) for refusal in refusals),
            },
            "first_url": self.links.url("enrollment"),
        }

    # What was found -------------------------------------------------------------------------

    def results(self, own, found):
        params = found.params
        chosen = self.chosen(found)
        return {
            **find_context(self, own, found, chosen),
            "own": own,
            "found": found,
            "count_words": self.count_words(found.total),
            "is_paused": own.status == ProfileStatus.PAUSED,
            "cards": [self.card(own, result) for result in found.results],
            "text": params.text,
            "groups": self.groups(found),
            "chosen_count": sum(map(len, params.chosen.values())),
            "chosen": chosen,
            "clear_url": self.address(params.query(text="", chosen={})),
            "order_words": order_words(found),
            "kept": [("order", params.order)] if params.order != DEFAULT_ORDER else [],
            "form_action": f"{self.request.path}#{RESULTS}",
            "orders": [
                {
                    "label": label,
                    "url": self.address(params.query(order=order)),
                    "current": order == params.order,
                }
                for order, label in ORDERS.items()
            ],
            "page_query": self.page_query(params),
            "nothing": None if found.total else self.nothing(found),
            "shortlist": list_links(own, self.links)["shortlist"],
            "left_out": self.left_out(own, found.left_out),
        }

    def address(self, query):
        return f"{self.request.path}{'' if query == '?' else query}#{RESULTS}"

    def page_query(self, params):
        """Return what the links to other pages keep: what was understood, and nothing else."""
        return QueryDict(params.query().removeprefix("?"))

    def count_words(self, total):
        words = ngettext("%(count)s %(role)s found", "%(count)s %(role)s found", total)
        return words % {
            "count": total,
            "role": self.program.word(self.role, plural=total != 1),
        }

    def left_out(self, own, count):
        """Return ``{label, url}`` of those the searcher dismissed, or ``None`` when that kept nobody away."""
        if not count:
            return None
        words = ngettext(
            "%(count)s %(role)s you dismissed is left out",
            "%(count)s %(role)s you dismissed are left out",
            count,
        )
        role = self.program.word(self.role, plural=count != 1)
        return list_links(own, self.links)["dismissed"] | {
            "label": words % {"count": count, "role": role}
        }

    def groups(self, found):
        """Return the filter groups; those with something chosen, and the first few, stand open."""
        groups = []
        for number, facet in enumerate(found.facets):
            chosen, is_meetings = len(facet.chosen), facet.criterion.slug == MEETINGS
            groups.append(
                {
                    "legend": facet.criterion.label,
                    "hint": self.own_meetings(facet) if is_meetings else "",
                    "name": PREFIX + facet.criterion.slug,
                    "options": facet.options,
                    "open": bool(chosen) or number < OPEN_GROUPS,
                    "chosen": chosen or "",
                    "filter_box": len(facet.options) > LONG_LIST,
                    "match": self.match(facet) if facet.allows_all else None,
                    "level": self.level(facet) if facet.allows_level else None,
                }
            )
        return [group for group in groups if group["options"]]

    def own_meetings(self, facet):
        """Return at which of the meetings the searcher will be, in words; empty for none of them."""
        meetings = facet.criterion
        own = [label for meeting, label in meetings.labels.items() if meeting in meetings.own]
        return _("You will be at: %(meetings)s") % {"meetings": "; ".join(own)} if own else ""

    def match(self, facet):
        """Return whether any or all of the chosen must be there, for ``elements/filter_group.html``."""
        return {
            "name": MATCH_PREFIX + facet.criterion.slug,
            "label": _("How many of these must fit: %(criterion)s")
            % {"criterion": facet.criterion.label},
            "options": [
                {"value": value, "label": label, "checked": value == facet.match}
                for value, label in (("any", _("Any of these")), ("all", _("All of these")))
            ],
        }

    def level(self, facet):
        """Return how well a language must be spoken at least, for ``elements/filter_group.html``."""
        levels = [
            {"value": str(level.value), "label": level.label, "selected": level == facet.level}
            for level in LanguageLevel
            if level > LanguageLevel.BASIC
        ]
        return {
            "name": LEVEL_PREFIX + facet.criterion.slug,
            "label": _("Spoken at least"),
            "options": [
                {"value": "", "label": _("However little"), "selected": not facet.level},
                *levels,
            ],
        }

    def chosen(self, found):
        params = found.params
        chosen = []
        if params.text:
            chosen.append(
                {
                    "label": _("Words"),
                    "value": params.text,
                    "remove_url": self.address(params.query(text="")),
                }
            )
        for facet in found.facets:
            slug = facet.criterion.slug
            label = facet.criterion.label
            if facet.match == "all" and len(facet.chosen) > 1:
                label = _("%(criterion)s (all of these)") % {"criterion": label}
            chosen += [
                {
                    "label": label,
                    "value": self.chosen_words(facet, option),
                    "remove_url": self.address(params.without(slug, option.value)),
                }
                for option in facet.chosen
            ]
        return chosen

    def chosen_words(self, facet, option):
        if not facet.level:
            return option.label
        level = LanguageLevel(facet.level).label.lower()
        return _("%(language)s (at least %(level)s)") % {"language": option.label, "level": level}

    def card(self, own, result):
        card = found_card(own, result.profile, result.fit, self.links, result.waiting)
        card |= mark_buttons(
            own,
            result.profile,
            self.links,
            shortlisted=result.is_shortlisted,
            back=f"{self.request.get_full_path()}#{card['id']}",
            dismiss=result.mentorship is None and result.request is None,
        )
        if result.mentorship is not None:
            card["note"] = _("You two are working together.")
        elif result.request is not None:
            result.request.program = self.program
            card["note"] = summary_of(result.request, own)
        return card

    def nothing(self, found):
        """Return what to say when nobody fits: which filter to drop, and how many that would show."""
        params = found.params
        words = {"role": self.program.word(self.role, plural=True)}
        if not found.is_narrowed:
            return {
                "title": _("No %(role)s yet") % words,
                "text": _(
                    "Nobody can be shown to you at the moment. New people join all the time."
                ),
            }
        labels = {facet.criterion.slug: facet.criterion.label for facet in found.facets}
        ways = []
        for slug, count in found.instead.items():
            text = ngettext(
                "With any of “%(filter)s” instead of all: %(count)s found",
                "With any of “%(filter)s” instead of all: %(count)s found",
                count,
            )
            ways.append((count, text, labels[slug], params.query(every=params.every - {slug})))
        for slug, count in found.without.items():
            text = ngettext(
                "Without %(filter)s: %(count)s found",
                "Without %(filter)s: %(count)s found",
                count,
            )
            query = params.query(text="") if slug == "q" else params.without(slug)
            ways.append((count, text, labels.get(slug) or _("your words"), query))
        ways = [
            {"label": text % {"filter": label, "count": count}, "url": self.address(query)}
            for count, text, label, query in sorted(ways, key=lambda way: -way[0])
            if count
        ]
        return {
            "title": _("No %(role)s fit all of this") % words,
            "text": _("Take off what matters least to you.") if ways else "",
            "ways": ways,
            "clear": True,
        }
