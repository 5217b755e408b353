"""Saved searches, and the mails about them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import ProfileStatus
from ..exceptions import Refusal
from ..models import SavedSearch
from .base import BaseRules


class SearchRules(BaseRules):
    """What may be done with a saved search?"""

    def can_save_search(self, profile, *, name="", query=None):
        """Whoever may search may keep searches, up to the program's limit, each under a name of its own.

        ``query`` is the question as understood; one that asks nothing is not kept.
        """
        refusals = self.can_search(profile)
        if refusals:
            return refusals
        if query == "":
            return [
                Refusal(
                    "nothing_chosen",
                    _("Choose a filter or write some words first; then the search can be saved."),
                )
            ]
        mine = SavedSearch.objects.of(profile)
        if name and mine.filter(name=name).exists():
            return [self._name_taken()]
        limit = profile.program.saved_search_limit
        if limit is not None and mine.count() >= limit:
            return [
                Refusal(
                    "too_many_searches",
                    ngettext(
                        "You have saved %(limit)s search, and that is the most. Delete it first.",
                        "You have saved %(limit)s searches, and that is the most. Delete one first.",
                        limit,
                    )
                    % {"limit": limit},
                )
            ]
        return []

    def can_rename_search(self, search, name):
        """Each saved search has a name of its own."""
        others = SavedSearch.objects.filter(
            member=search.member_id, program=search.program_id, role=search.role, name=name
        ).exclude(pk=search.pk)
        return [self._name_taken()] if others.exists() else []

    def can_mail_search_news(self, profile):
        """May this participant be told by mail of new people (M-10, M-20)? Not while paused, gone or without need of somebody."""
        if profile.program.saved_search_mail_days is None:
            return [Refusal("no_search_mails", _("The program sends no such mails."))]
        if profile.status != ProfileStatus.ACTIVE or not profile.is_listed:
            return [Refusal("not_active", _("Only an active profile gets these mails."))]
        if not profile.has_free_place:
            return [Refusal("no_need", _("There is no free place for anybody new."))]
        return self.can_search(profile)

    def _name_taken(self):
        return Refusal("name_taken", _("You have a saved search of this name already."))
