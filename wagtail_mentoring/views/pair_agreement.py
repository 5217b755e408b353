"""What two people agree on: proposed by one on a form, confirmed by the other with a button (R49, R52, R69)."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..actions import (
    ConfirmAgreementAction,
    ExtendMentorshipAction,
    ProposeAgreementAction,
    WithdrawAgreementAction,
)
from ..actions.agreements import AGREEMENT_FIELDS
from ..enums import AgreementStanding
from ..forms.pair_work import AgreementForm, ExtendForm
from ..rules.pair_work import months_later
from .mentorships import MentorshipActView
from .pair_forms import PairFormView
from .people import day


def standing_agreements(item):
    """Return ``(proposed, confirmed)``: the versions that count, or ``None``. One query."""
    found = {
        agreement.standing: agreement
        for agreement in item.agreements.filter(standing__isnull=False)
    }
    return found.get(AgreementStanding.PROPOSED), found.get(AgreementStanding.CONFIRMED)


def agreement_rows(agreement, ends_on=None):
    """Return what an agreement says, for ``elements/key_values.html``.

    ``ends_on`` is the last day that counts, where it has been moved since.
    """
    rows = [
        (_("What we want to achieve"), agreement.goals),
        (_("How often we meet"), agreement.rhythm),
        (_("How we talk in between"), agreement.communication),
        (_("Where the limits are"), agreement.boundaries),
        (_("Until when"), day(ends_on or agreement.ends_on)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


#: What is wrong with a last day.
_END_REFUSALS = dict.fromkeys(
    ("end_past", "end_too_late", "end_not_later", "longest_reached"), "ends_on"
)


class AgreementView(PairFormView):
    """Propose, or change what is proposed or agreed."""

    form_name = "agreement"
    form_class = AgreementForm
    refusal_fields = _END_REFUSALS
    anchor = "#agreement"

    @cached_property
    def standing(self):
        return standing_agreements(self.item)

    def get_refusals(self):
        return self.rules.can_propose_agreement(self.item, self.own)

    def get_form_kwargs(self):
        start = timezone.localdate(self.item.started_at)
        return {
            **super().get_form_kwargs(),
            "program": self.program,
            "earliest": months_later(start, self.program.suggested_months_min),
            "latest": months_later(start, self.program.suggested_months_max),
        }

    def get_initial(self):
        proposed, confirmed = self.standing
        said = proposed or confirmed
        terms = {name: getattr(said, name) for name in AGREEMENT_FIELDS} if said else {}
        # Who changes what is agreed does not move an end back that has been moved on since.
        if self.item.agreed_end_on and not (proposed and proposed.ends_on):
            terms["ends_on"] = self.item.agreed_end_on
        return {**terms, **super().get_initial()}

    def get_action(self, form=None):
        terms = {name: form.cleaned_data[name] for name in AGREEMENT_FIELDS}
        return ProposeAgreementAction(self.item, self.own, actor=self.request.user, **terms)

    @property
    def success_message(self):
        return _("%(name)s gets a mail and can agree to it, or change it and send it back.")

    def get_title(self):
        if any(self.standing):
            return _("Change what you agree on")
        return _("What the two of you agree on")

    def get_words(self):
        return {
            "act_lead": _(
                "It is best when you fill this in while you talk. Nothing here is binding in law; it saves misunderstandings."
            ),
            "submit_label": self.named(_("Propose this to %(name)s")),
            "next_steps": [
                self.named(_("%(name)s gets a mail and reads this on your page.")),
                _("What you have agreed on so far counts until both of you agree to the change.")
                if self.standing[1]
                else _("It counts as soon as both of you agree."),
                _("Only the two of you can read it."),
            ],
        }


class ConfirmAgreementView(MentorshipActView):
    """The button below a proposal; it sends the number of the version that was read."""

    def get_action(self):
        version = self.request.POST.get("version", "")
        return ConfirmAgreementAction(
            self.item,
            self.own,
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            actor=self.request.user,
        )

    @property
    def success_message(self):
        return self.named(_("You have agreed. %(name)s gets a mail."))


class WithdrawAgreementView(MentorshipActView):
    action_class = WithdrawAgreementAction

    @property
    def success_message(self):
        return _("Your proposal is taken back.")


class ExtendView(PairFormView):
    """A later last day (D11, R51)."""

    form_name = "extend"
    form_class = ExtendForm
    refusal_fields = _END_REFUSALS

    @cached_property
    def latest(self):
        return self.rules.latest_end(self.item)

    def get_refusals(self):
        return self.rules.can_extend(self.item, self.own)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "latest": self.latest}

    def get_initial(self):
        start = max(self.item.agreed_end_on or timezone.localdate(), timezone.localdate())
        later = months_later(start, 3)
        return {
            "ends_on": min(later, self.latest) if self.latest else later,
            **super().get_initial(),
        }

    def get_action(self, form=None):
        return ExtendMentorshipAction(
            self.item, self.own, ends_on=form.cleaned_data["ends_on"], actor=self.request.user
        )

    def get_success_message(self):
        words = {"day": day(self.result.agreed_end_on), "name": self.other.member.name}
        return _("The last day is %(day)s now. %(name)s gets a mail.") % words

    def get_title(self):
        return self.named(_("Extend your %(mentorship)s"))

    def get_words(self):
        return {
            "act_lead": self.named(_("It is best when you have talked about it with %(name)s.")),
            "submit_label": _("Go on until this day"),
            "next_steps": [
                self.named(_("%(name)s gets a mail with the new last day.")),
                _("Each of you can change it again, or end it at any time."),
            ],
        }
