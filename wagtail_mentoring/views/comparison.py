"""Up to four people side by side (F20)."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..matching.kept import explain_kept
from ..matching.words import line_row, said_words
from .base import ProgramTemplateView
from .cards import found_card
from .shortlists import ListMixin

MOST_COMPARED = 4


def asked_for(values):
    """Return the ids in an address, each once; what is none counts as not there."""
    found = []
    for value in values[:50]:
        try:
            one = uuid.UUID(value)
        except ValueError:
            continue
        if one not in found:
            found.append(one)
    return found


class CompareView(ListMixin, ProgramTemplateView):
    """A table: a column for each person, a row for each thing one may want to know."""

    template_name = "wagtail_mentoring/shortlist/compare.html"

    def get_context_data(self, **kwargs):
        own = self.own
        wanted = asked_for(self.request.GET.getlist("who"))
        visible = self.visible().exclude(pk__in=own.dismissals.values("candidate"))
        kept, criteria = explain_kept(own, visible.filter(uuid__in=wanted[:MOST_COMPARED]))
        kept.sort(key=lambda one: wanted.index(one.profile.uuid))
        people = [found_card(own, one.profile, one.fit, self.links, one.waiting) for one in kept]
        title = _("Side by side")
        shortlist = {
            "label": self.shortlist_title(),
            "url": self.links.url("desk_shortlist", role=own.role.value),
        }
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.crumbs(shortlist, {"label": title}),
            people=people,
            facts=self.facts(people),
            rows=self.rows(kept, criteria),
            notes=self.notes(kept),
            caption=self.caption(people),
            shortlist=shortlist,
            too_many=len(wanted) > MOST_COMPARED,
            most=MOST_COMPARED,
            **kwargs,
        )

    def caption(self, people):
        words = ngettext("%(count)s %(role)s", "%(count)s %(role)s", len(people))
        return words % {
            "count": len(people),
            "role": self.program.word(self.own.role.other, plural=len(people) != 1),
        }

    def facts(self, people):
        """Return rows ``{label, cells}`` of plain words; those nobody says anything in are left out."""
        rows = [
            {"label": label, "cells": [person.get(key) or "" for person in people]}
            for label, key in (
                (_("What they do"), "headline"),
                (_("Place"), "place"),
                (_("Time zone"), "zone"),
                (_("Time they have"), "time"),
            )
        ]
        return [row for row in rows if any(row["cells"])]

    def rows(self, kept, criteria):
        """Return a row for each criterion: what the reader asks, and for each person what they said and whether it fits."""
        rows = []
        for criterion, spec in criteria:
            cells, asked = [], ""
            for one in kept:
                line = next((line for line in one.fit.lines if line.spec.id == spec.id), None)
                if line is not None:
                    cell = line_row(line, self.own.role)
                    asked = cell["asked"]
                else:
                    said = (
                        one.said.get(spec.id) if criterion.is_asked_of(one.profile.role) else None
                    )
                    cell = {"said": said_words(spec, said) if said else "", "counts": ""}
                cells.append(cell)
            if asked or any(cell["said"] for cell in cells):
                rows.append({"label": spec.label, "asked": asked, "cells": cells})
        return rows

    def notes(self, kept):
        """Return the reader's own notes on these people, if there is any."""
        entries = self.own.shortlist.filter(candidate__in=[one.profile.pk for one in kept])
        notes = dict(entries.values_list("candidate", "note"))
        found = [notes.get(one.profile.pk, "") for one in kept]
        return found if any(found) else []
