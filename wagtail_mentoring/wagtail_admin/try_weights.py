"""Try weights and rules on real pairs before they are saved.

Who may change criteria may try them, and reads totals. Names and places are for
coordinators who may also see mentors and mentees: they tell what somebody said
or wishes to whoever turns the weights long enough.
"""

from django import forms
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from .. import get_participant_model
from ..actions import WeighCriteriaAction
from ..actions.criteria import FIT_FIELDS, fit_stamp, fit_values
from ..enums import CriterionPrivacy, MatchRule, Role
from ..exceptions import ActionBusy, ActionRefused
from ..matching.trial import FAR_DOWN, STEP, try_changes
from ..models import Criterion
from ..models.criteria import MATCH_RULES
from ..rules import get_rules
from .criteria_pages import CriteriaPageView
from .facts import inspect_url
from .permissions import can_view

#: Fields of ``Criterion`` -> what the score calls them.
SPEC_NAMES = dict(zip(FIT_FIELDS, ("weight", "rule", "distance", "is_hard"), strict=True))


#: Rules that ask how far.
WITH_DISTANCE = {MatchRule.MENTOR_ABOVE, MatchRule.HOURS_OVERLAP}


class WeightForm(forms.Form):
    """What counts how much, of one criterion."""

    weight = forms.IntegerField(min_value=0, max_value=10)
    match_rule = forms.ChoiceField()
    match_distance = forms.IntegerField(min_value=0, max_value=32767)
    is_hard_rule = forms.BooleanField(required=False)

    def __init__(self, data=None, *, criterion):
        super().__init__(data, prefix=f"c{criterion.pk}", initial=fit_values(criterion))
        self.criterion = criterion
        allowed = MATCH_RULES.get(criterion.kind, {MatchRule.IGNORE})
        self.fields["match_rule"].choices = [
            (rule.value, rule.label) for rule in MatchRule if rule in allowed
        ]
        if not allowed & WITH_DISTANCE:
            del self.fields["match_distance"]
        for name, field in self.fields.items():
            label = Criterion._meta.get_field(name).verbose_name
            field.label = _("%(criterion)s: %(field)s") % {"criterion": criterion, "field": label}
            field.widget.attrs["aria-label"] = field.label

    @property
    def is_private(self):
        return self.criterion.privacy != CriterionPrivacy.PUBLIC

    def values(self):
        """Return what was chosen, as the criterion stores it."""
        return {**fit_values(self.criterion), **self.cleaned_data}

    @property
    def cells(self):
        """The fields by the columns of the table, with the label for a narrow screen."""
        labels = {
            "weight": _("Weight (0 to 10)"),
            "match_rule": _("How answers are compared"),
            "match_distance": _("Distance"),
            "is_hard_rule": _("Must fit"),
        }
        return [
            (label, self[name] if name in self.fields else None) for name, label in labels.items()
        ]


def all_valid(rows):
    """Ask all of them, so that each says what is wrong."""
    return all([row.is_valid() for row in rows])  # noqa: C419


class TryWeightsView(CriteriaPageView):
    """GET tries and changes nothing; POST saves what was tried."""

    template_name = "wagtail_mentoring/admin/try_weights.html"
    page_title = gettext_lazy("Try weights")

    @cached_property
    def criteria(self):
        rows = self.program.criteria.active() if self.program else ()
        return [row for row in rows if len(MATCH_RULES.get(row.kind, ())) > 1]

    @cached_property
    def sees_people(self):
        user = self.request.user
        return get_rules().is_coordinator(user) and all(
            can_view(user, get_participant_model(role)) for role in Role
        )

    def forms(self, data):
        return [WeightForm(data, criterion=criterion) for criterion in self.criteria]

    def get(self, request):
        if "tried" not in request.GET:
            return self.show(forms=self.forms(None))
        rows = self.forms(request.GET)
        if not all_valid(rows):
            return self.show(forms=rows, is_invalid=True)
        return self.show(forms=rows, tried=self.tried(rows))

    def post(self, request):
        rows = self.forms(request.POST)
        errors = []
        if not self.program or not all_valid(rows):
            return self.show(forms=rows, is_invalid=True)
        changes = {row.criterion.pk: row.values() for row in rows}
        try:
            changed = WeighCriteriaAction(
                self.program, changes, seen=request.POST.get("seen", ""), actor=request.user
            ).execute()
        except ActionRefused as refused:
            errors = [refusal.message for refusal in refused.refusals]
        except ActionBusy as busy:
            errors = [str(busy)]
        else:
            messages.success(
                request,
                ngettext(
                    "Saved: %(count)d criterion counts otherwise now.",
                    "Saved: %(count)d criteria count otherwise now.",
                    len(changed),
                )
                % {"count": len(changed)},
            )
            return HttpResponseRedirect(self.url("list"))
        return self.show(forms=rows, errors=errors, status=409)

    # What the trial says -----------------------------------------------------------------

    def tried(self, rows):
        stored = {row.criterion.pk: fit_values(row.criterion) for row in rows}
        changes = {
            row.criterion.pk: {SPEC_NAMES[name]: value for name, value in row.values().items()}
            for row in rows
        }
        name = self.request.GET.get("name", "") if self.sees_people else ""
        trial = try_changes(self.program, changes, name=name)
        return {
            "trial": trial,
            "is_changed": any(row.values() != stored[row.criterion.pk] for row in rows),
            "mentees": self.people(trial) if self.sees_people else [],
            "bands": self.bands(trial),
            "seen": fit_stamp(self.program.criteria.active()),
            "fields": [
                (row.add_prefix(name), value)
                for row in rows
                for name, value in row.cleaned_data.items()
                if value is not False
            ],
        }

    def bands(self, trial):
        """Return how many pairs have which score, now and then, best first."""
        rows = []
        for number, (now, new) in enumerate(zip(trial.now.scores, trial.new.scores, strict=True)):
            low = number * STEP
            high = min(low + STEP - 1, 100)
            rows.append(
                {
                    "label": str(low) if low == high else f"{low}–{high}",
                    "now": now,
                    "new": new,
                    "most": max(*trial.now.scores, *trial.new.scores, 1),
                }
            )
        return rows[::-1]

    def people(self, trial):
        """Return the two lists of each mentee with names, in two queries."""
        mentees = self.named(Role.MENTEE, [one.profile_id for one in trial.mentees])
        places = [place for one in trial.mentees for place in (*one.now, *one.new)]
        mentors = self.named(Role.MENTOR, {place.profile_id for place in places})
        return [
            {
                **mentees[one.profile_id],
                "is_changed": one.is_changed,
                "now": [self.place(mentors, p, self.now_words(p)) for p in one.now],
                "new": [self.place(mentors, p, self.new_words(p)) for p in one.new],
            }
            for one in trial.mentees
            if one.profile_id in mentees
        ]

    def named(self, role, ids):
        model = get_participant_model(role)
        rows = model.objects.filter(pk__in=list(ids)).select_related("member")
        user = self.request.user
        return {
            row.pk: {"name": row.member.name, "url": inspect_url(role.value, row, user)}
            for row in rows
        }

    def place(self, mentors, place, words):
        known = mentors.get(place.profile_id, {"name": "–", "url": ""})
        return {**known, "number": place.number, "score": place.score, "words": words}

    def now_words(self, place):
        if place.other is None:
            return _("gone: kept apart by a rule")
        if place.is_far:
            return _("then below place %(number)d") % {"number": FAR_DOWN}
        return ""

    def new_words(self, place):
        if place.other is None:
            return _("new: no longer kept apart")
        if place.is_far:
            return _("up from below place %(number)d") % {"number": FAR_DOWN}
        if place.moved > 0:
            return _("up %(count)d") % {"count": place.moved}
        if place.moved < 0:
            return _("down %(count)d") % {"count": -place.moved}
        return ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "sees_people": self.sees_people,
                "name": self.request.GET.get("name", "") if self.sees_people else "",
                **kwargs,
            }
        )
