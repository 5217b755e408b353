"""Beginning to enroll, answering, agreeing."""

import hashlib
import json
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import get_member_profile_model, get_participant_model, membership, signals
from ..enums import Importance, ProfileStatus, Role
from ..exceptions import Refusal
from ..models import (
    CodeOfConductAgreement,
    MenteeAnswer,
    MenteePreference,
    MentorAnswer,
    MentorPreference,
    SensitiveConsent,
)
from .base import MentoringAction
from .completeness import count_completeness
from .locks import lock_profiles


@dataclass(frozen=True)
class AnswerValue:
    """One answer to store: a choice (with a level for languages) or a value."""

    choice_id: int | None = None
    value: str = ""
    level: int | None = None


@dataclass(frozen=True)
class PreferenceValue:
    """How much a criterion matters, and which of its choices are wished for."""

    importance: int = Importance.NICE
    choice_ids: frozenset = field(default_factory=frozenset)


class EnrollAction(MentoringAction):
    """Begin an enrollment: make the person's profile if there is none, and a draft for the role (R13, R18).

    Returns the mentor or mentee profile; the existing one if there is one.
    """

    event = "profile.enroll"

    def __init__(self, user, program, role, *, actor=None):
        super().__init__(actor=actor)
        self.user, self.program, self.role = user, program, Role(role)

    def refusals(self):
        return self.rules.can_enroll(self.user, self.program, self.role)

    def write(self):
        answer = membership.ask(self.user)
        # Where people sign in with their address, only what stands before the sign may show (D7).
        name = self.user.get_full_name() or self.user.get_username().partition("@")[0]
        member, _created = get_member_profile_model().objects.get_or_create(
            user=self.user,
            defaults={
                "name": name[:120],
                "membership_state": answer.state,
                "membership_checked_at": self.now,
                "region": answer.region,
            },
        )
        values = (
            {"capacity": self.program.mentor_capacity_default} if self.role is Role.MENTOR else {}
        )
        profile, created = get_participant_model(self.role).objects.get_or_create(
            program=self.program, member=member, defaults=values
        )
        if created:
            count_completeness([profile], self.rules)
            self.log(profile, profile=profile, to=str(ProfileStatus.DRAFT))
        return profile


class SaveAnswersAction(MentoringAction):
    """Store a profile's answers and preferences, replacing the earlier ones to the same criteria (R14, D20).

    ``answers`` maps criterion ids to lists of ``AnswerValue``, ``preferences`` to
    ``PreferenceValue``, ``consents`` to whether the member may be found by a
    sensitive criterion, or ``None`` for no consent. Criteria that are not in
    the maps are left alone. Criteria that are no longer asked are ignored, so
    that a form opened before the editors changed them still saves the rest.
    """

    event = "profile.answer"

    def __init__(self, profile, *, answers=None, preferences=None, consents=None, actor=None):
        super().__init__(actor=actor)
        self.profile = profile
        self.answers = answers or {}
        self.preferences = preferences or {}
        self.consents = consents or {}

    def lock(self):
        is_mentor = self.profile.role is Role.MENTOR
        locked = lock_profiles(*(([self.profile.pk], []) if is_mentor else ([], [self.profile.pk])))
        self.profile = locked[0 if is_mentor else 1][self.profile.pk]
        ids = {*self.answers, *self.preferences, *self.consents}
        asked = (
            self.profile.program.criteria.active().filter(pk__in=ids).prefetch_related("choices")
        )
        self.criteria = {criterion.pk: criterion for criterion in asked}

    def refusals(self):
        refusals = self.rules.can_act_for(self.actor, self.profile)
        for pk, values in self.answers.items():
            criterion = self.criteria.get(pk)
            if criterion is None:
                continue
            kept = {choice.pk for choice in criterion.choices.all()}
            if any(value.choice_id is not None and value.choice_id not in kept for value in values):
                refusals.append(
                    Refusal(
                        "choice_gone",
                        _("“%(name)s”: this choice is no longer offered. Choose again.")
                        % {"name": criterion.label},
                    )
                )
            elif not criterion.allows_several and len(values) > 1:
                refusals.append(
                    Refusal(
                        "one_answer",
                        _("“%(name)s”: choose one answer.") % {"name": criterion.label},
                    )
                )
            elif criterion.is_sensitive and values and not self._has_consent(pk):
                refusals.append(
                    Refusal(
                        "consent_missing",
                        _("“%(name)s”: tick the consent, or leave the question empty.")
                        % {"name": criterion.label},
                    )
                )
        return refusals

    def _has_consent(self, pk):
        if pk in self.consents:
            return self.consents[pk] is not None
        return SensitiveConsent.objects.filter(member=self.profile.member, criterion=pk).exists()

    def write(self):
        is_mentor = self.profile.role is Role.MENTOR
        answer_model = MentorAnswer if is_mentor else MenteeAnswer
        preference_model = MentorPreference if is_mentor else MenteePreference
        for pk, findable in self.consents.items():
            if pk not in self.criteria:
                continue
            consents = SensitiveConsent.objects.filter(member=self.profile.member, criterion=pk)
            if findable is None:
                # Taking the consent back takes the answers with it, in both roles (P-02).
                consents.delete()
                for model in (MentorAnswer, MenteeAnswer):
                    model.objects.filter(criterion=pk, profile__member=self.profile.member).delete()
            elif not consents.update(findable=findable):
                SensitiveConsent.objects.create(
                    member=self.profile.member, criterion_id=pk, findable=findable
                )
        for pk, values in self.answers.items():
            if pk not in self.criteria:
                continue
            answer_model.objects.filter(profile=self.profile, criterion=pk).delete()
            answer_model.objects.bulk_create(
                answer_model(
                    profile=self.profile,
                    criterion_id=pk,
                    choice_id=v.choice_id,
                    value=v.value,
                    level=v.level,
                )
                for v in values
            )
        for pk, wish in self.preferences.items():
            if pk not in self.criteria:
                continue
            preference, _created = preference_model.objects.update_or_create(
                profile=self.profile, criterion_id=pk, defaults={"importance": wish.importance}
            )
            preference.choices.set(wish.choice_ids)
        self.profile.save(update_fields=["updated_at"])
        count_completeness([self.profile], self.rules)
        self.log(self.profile, profile=self.profile)
        return self.profile


class AgreeToConductAction(MentoringAction):
    """Record the agreement to the binding text of the Code of Conduct (R24, D13, P-01).

    ``revision_id`` is the text the person had before their eyes; if another
    one binds by now, the agreement is refused. ``also`` are further profiles
    of the same person in the same program: nobody reads a text twice (A-08).
    Returns the agreement for ``profile``.
    """

    event = "conduct.agree"

    def __init__(self, profile, revision_id, *, also=(), means="enrollment", actor=None):
        super().__init__(actor=actor)
        self.profile, self.revision_id, self.means = profile, revision_id, means
        self.also = [
            other
            for other in also
            if (other.member_id, other.program_id) == (profile.member_id, profile.program_id)
        ]

    def refusals(self):
        if self.actor is None or self.actor.pk != self.profile.member.user_id:
            return [
                Refusal(
                    "not_yours", _("Only the person themself can agree to the Code of Conduct.")
                )
            ]
        revision = self.profile.program.conduct_revision()
        if revision is None:
            return [
                Refusal(
                    "conduct_missing", _("The program has not published its Code of Conduct yet.")
                )
            ]
        if str(revision.pk) != str(self.revision_id):
            return [
                Refusal(
                    "conduct_changed",
                    _("The Code of Conduct has just changed. Please read the new text."),
                )
            ]
        return []

    def write(self):
        for profile in self.also:
            self._agree(profile)
        return self._agree(self.profile)

    def _agree(self, profile):
        program, member, role = profile.program, profile.member, profile.role
        revision = program.conduct_revision()
        agreement = CodeOfConductAgreement.objects.binding(member, program, role).first()
        if agreement is None:
            agreement = CodeOfConductAgreement.objects.create(
                member=member,
                program=program,
                role=role,
                page_title=revision.content.get("title", "")[:255],
                revision=revision,
                revision_ref=revision.pk,
                revision_created_at=revision.created_at,
                text_hash=hashlib.sha256(
                    json.dumps(revision.content, sort_keys=True).encode()
                ).hexdigest(),
                language=get_language() or "",
                agreed_at=self.now,
                means=self.means,
            )
            self.log(agreement, profile=profile)
            self.signal(signals.conduct_agreed, agreement)
        return agreement
