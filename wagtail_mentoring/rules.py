"""Every "may X do Y?" of the app.

Each method returns a list of ``Refusal``; an empty list means yes. Pages, admin
buttons and commands ask here, and actions ask again inside their lock, so all
doors give the same answer in the same words. Sites subclass ``MentoringRules``
and name it in ``WAGTAIL_MENTORING["RULES_CLASS"]``.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from . import membership
from .conf import settings
from .enums import (
    ContactVisibility,
    FullMentorPolicy,
    MembershipState,
    ProfileStatus,
    RequestStatus,
    Role,
)
from .exceptions import Refusal
from .models import CodeOfConductAgreement, Mentorship, MentorshipRequest, pair_key

COORDINATE = "wagtail_mentoring.coordinate_mentoringprogram"


def get_rules():
    """Return the site's rules object."""
    return settings.load("RULES_CLASS")()


class MentoringRules:
    """The rules of the program. All limits come from ``MentoringProgram`` (R79)."""

    # Who acts

    def is_coordinator(self, user):
        """Return whether ``user`` may coordinate and act for members (F60)."""
        return bool(user and user.is_active and user.has_perm(COORDINATE))

    def can_act_for(self, user, profile):
        """A person acts for themself; coordinators act for anybody, which the log shows."""
        if (
            user is None
            or (user.is_active and profile.member.user_id == user.pk)
            or self.is_coordinator(user)
        ):
            return []
        return [Refusal("not_yours", _("Only the person themself or a coordinator can do this."))]

    def can_edit_member(self, user, member):
        """What is kept of a person is changed by themself or by coordinators."""
        if (
            user is None
            or (user.is_active and member.user_id == user.pk)
            or self.is_coordinator(user)
        ):
            return []
        return [Refusal("not_yours", _("Only the person themself or a coordinator can do this."))]

    # Taking part

    def can_enroll(self, user, program, role):
        """May this user begin to enroll? Members only, while enrollment is open (R7, R9, R10)."""
        if not (user and user.is_authenticated):
            return [Refusal("not_signed_in", _("Please sign in first."))]
        if not program.is_open or not program.is_active:
            return [Refusal("enrollment_closed", _("Enrollment is closed at the moment."))]
        return self._membership(user, program, None, new=True)

    def can_submit(self, profile):
        """May this enrollment be sent in? Complete, and the Code of Conduct agreed to (R17, R18, R24)."""
        refusals = []
        if profile.status != ProfileStatus.DRAFT:
            return [Refusal("already_sent", _("This enrollment has been sent already."))]
        refusals += self.can_enroll(profile.member.user, profile.program, profile.role)
        missing = self.missing_for_enrollment(profile)
        if missing:
            refusals.append(
                Refusal(
                    "incomplete",
                    _("Something is still missing: %(fields)s.")
                    % {"fields": ", ".join(str(m) for m in missing)},
                )
            )
        return refusals + self._conduct(profile)

    def missing_for_enrollment(self, profile):
        """Return the names of what has to be there before sending: name, headline, required answers."""
        member = profile.member
        missing = [
            member._meta.get_field(name).verbose_name
            for name in ("name", "headline")
            if not getattr(member, name)
        ]
        if not profile.statement:
            name = "terms" if profile.role is Role.MENTOR else "goals"
            missing.append(profile._meta.get_field(name).verbose_name)
        answered = set(profile.answers.values_list("criterion", flat=True))
        missing += [
            criterion.label
            for criterion in profile.program.criteria.asked_of(profile.role).filter(
                is_required=True
            )
            if criterion.pk not in answered
        ]
        return missing

    def can_set_capacity(self, profile, capacity):
        """A mentor says how many mentees they take, up to the program's ceiling (D2, R25)."""
        ceiling = profile.program.mentor_capacity_ceiling
        if 1 <= capacity <= ceiling:
            return []
        return [
            Refusal(
                "capacity_out_of_range",
                _("You can take from 1 to %(ceiling)s at a time.") % {"ceiling": ceiling},
            )
        ]

    def can_approve(self, profile):
        """Coordinators approve or return those who wait (D15)."""
        if profile.status != ProfileStatus.PENDING:
            return [Refusal("not_pending", _("This profile does not wait for approval."))]
        return []

    def can_pause(self, profile, until=None):
        """An active participant may pause, until a day to come or without end (D6)."""
        if profile.status != ProfileStatus.ACTIVE:
            return [Refusal("not_active", _("Only an active profile can be paused."))]
        if until is not None and until <= timezone.localdate():
            return [Refusal("date_past", _("Choose a day after today."))]
        return []

    def can_resume(self, profile):
        """A paused participant who is still a member may resume."""
        if profile.status != ProfileStatus.PAUSED:
            return [Refusal("not_paused", _("This profile is not paused."))]
        return []

    def can_leave(self, profile):
        """Anybody may leave at any time (D21)."""
        if profile.status == ProfileStatus.LEFT:
            return [Refusal("already_left", _("This profile has left the program already."))]
        return []

    def can_rejoin(self, profile):
        """Who has left may begin again; what they wrote is still there."""
        if profile.status != ProfileStatus.LEFT:
            return [Refusal("not_left", _("This profile has not left the program."))]
        return self.can_enroll(profile.member.user, profile.program, profile.role)

    def can_suspend(self, profile):
        """Staff may suspend those who take part."""
        if not profile.is_enrolled:
            return [Refusal("not_enrolled", _("Only somebody who takes part can be suspended."))]
        return []

    def can_reinstate(self, profile):
        """Staff may end a suspension."""
        if profile.status != ProfileStatus.SUSPENDED:
            return [Refusal("not_suspended", _("This profile is not suspended."))]
        return []

    def can_search(self, profile):
        """May this participant look for people of the other role? Enrolled members only (R26, R27)."""
        return self._enrolled(profile) + self._membership(
            profile.member.user, profile.program, profile.member
        )

    def conduct_refusals(self, profile):
        """Return why the Code of Conduct keeps this participant from requesting and accepting (D13)."""
        return self._conduct(profile)

    # Requests

    def can_request(self, asker, asked):
        """May ``asker`` (a profile) request ``asked`` (a profile of the other role)? (R31, R32, D3, D17)

        ``asker`` is ``None`` for somebody who never enrolled in the role that asks.
        """
        if asker is None:
            return [Refusal("not_enrolled", _("Enroll first, then you can send requests."))]
        program = asker.program
        if asker.member_id == asked.member_id:
            return [Refusal("self", _("You cannot send a request to yourself."))]
        if asked.program_id != asker.program_id or asked.role is asker.role:
            return [
                Refusal(
                    "other_program",
                    _("You can send requests only within your own program and role."),
                )
            ]
        refusals = self._enrolled(asker)
        if asker.status == ProfileStatus.PAUSED:
            refusals.append(
                Refusal(
                    "you_paused", _("You are paused. Resume first, then you can send requests.")
                )
            )
        if refusals:
            return refusals
        refusals = self._membership(asker.member.user, program, asker.member) + self._conduct(asker)
        if refusals:
            return refusals
        if not asked.is_listed:
            return [
                Refusal(
                    "not_available",
                    _("%(name)s does not take requests at the moment.")
                    % {"name": asked.member.name},
                )
            ]
        refusals = self._nothing_between(asker, asked)
        if refusals:
            return refusals
        mentor, mentee = (asker, asked) if asker.role is Role.MENTOR else (asked, asker)
        return (
            self._mentee_place(mentee, asker)
            + self._mentor_place_to_ask(mentor, asker)
            + self._open_requests(asker)
        )

    def will_wait(self, mentor):
        """Return whether a request to this mentor goes to the waiting list (D5)."""
        return (
            not mentor.has_free_place
            and mentor.program.full_mentor_policy == FullMentorPolicy.WAITING_LIST
        )

    def can_accept(self, request, profile=None):
        """May the one who was asked accept? Both places are counted here, under the lock (D2, D9)."""
        refusals = self._open(request) or self._party(request, profile, request.asked)
        if refusals:
            return refusals
        asked, asker, program = request.asked, request.asker, request.program
        refusals = (
            self._enrolled(asked)
            + self._membership(asked.member.user, program, asked.member)
            + self._conduct(asked)
        )
        if refusals:
            return refusals
        if not asker.is_enrolled or not self._is_member(asker):
            return [
                Refusal(
                    "asker_unavailable",
                    _("%(name)s does not take part at the moment.") % {"name": asker.member.name},
                )
            ]
        return self._place(request.mentee, asked) + self._place(request.mentor, asked)

    def can_decline(self, request, profile=None):
        """The one who was asked may decline while the request is open."""
        return self._open(request) or self._party(request, profile, request.asked)

    def can_ask_information(self, request, profile=None):
        """The one who was asked may ask for more before deciding; the request stays open (D9)."""
        return self._open(request) or self._party(request, profile, request.asked)

    def can_answer_information(self, request, profile=None):
        """The one who asked may answer what they were asked."""
        return self._open(request) or self._party(request, profile, request.asker)

    def can_withdraw(self, request, profile=None):
        """The one who asked may withdraw while the request is open."""
        return self._open(request) or self._party(request, profile, request.asker)

    def can_promote(self, request):
        """A waiting request moves up when its mentor has a free place (D5)."""
        if not request.is_waiting:
            return [Refusal("not_waiting", _("This request is not on a waiting list."))]
        return self._place(request.mentor, request.mentor)

    # Mentorships

    def can_end(self, mentorship, profile=None):
        """Either side may end or complete at any time (R54, D12)."""
        if not mentorship.is_open:
            return [
                Refusal(
                    "already_over",
                    _("This %(mentorship)s is over already.")
                    % {"mentorship": mentorship.program.mentorship_name},
                )
            ]
        return self._party(mentorship, profile, mentorship.mentor, mentorship.mentee)

    def can_mark_first_conversation(self, mentorship, profile=None):
        """Either side may say that the first conversation has been held, once (D10)."""
        refusals = self.can_end(mentorship, profile)
        if not refusals and mentorship.first_conversation_at:
            refusals = [Refusal("already_held", _("The first conversation is noted already."))]
        return refusals

    def can_hold(self, mentorship, profile=None):
        """An active mentorship may be put on hold by either side (F48)."""
        refusals = self.can_end(mentorship, profile)
        if not refusals and mentorship.status != "active":
            refusals = [Refusal("already_on_hold", _("It is on hold already."))]
        return refusals

    def can_continue(self, mentorship, profile=None):
        """A mentorship on hold may go on."""
        refusals = self.can_end(mentorship, profile)
        if not refusals and mentorship.status != "on_hold":
            refusals = [Refusal("not_on_hold", _("It is not on hold."))]
        return refusals

    # Seeing

    def can_see_contact(self, user, member, program):
        """Return whether ``user`` may see the contact details of ``member`` (D7): the narrower of program's and member's choice."""
        if not (user and user.is_authenticated):
            return False
        if member.user_id == user.pk or self.is_coordinator(user):
            return True
        order = list(ContactVisibility)
        allowed = min(
            order.index(ContactVisibility(program.contact_visibility)),
            order.index(ContactVisibility(member.contact_visibility)),
        )
        if order[allowed] == ContactVisibility.NOBODY:
            return False
        if (
            Mentorship.objects.for_user(user)
            .open()
            .for_member(member)
            .filter(program=program)
            .exists()
        ):
            return True
        return order[allowed] == ContactVisibility.ENROLLED and any(
            manager.filter(member__user=user).enrolled().exists()
            for manager in (program.mentor_profiles, program.mentee_profiles)
        )

    # Parts

    def hidden_from(self, answer, member, program):
        """Return the first day on which an ended membership hides the member, or ``None`` (D14).

        ``answer`` is the backend's ``Membership``. A source that cannot answer hides nobody.
        """
        if answer.state in (MembershipState.CURRENT, MembershipState.UNKNOWN):
            return None
        lapsed_on = (
            answer.lapsed_on or (member and member.membership_lapsed_on) or timezone.localdate()
        )
        return lapsed_on + dt.timedelta(days=program.membership_grace_days + 1)

    def _membership(self, user, program, member, new=False):
        answer = membership.ask(user)
        if answer.state == MembershipState.CURRENT:
            return []
        if answer.state == MembershipState.UNKNOWN:
            return [
                Refusal(
                    "membership_unknown",
                    _(
                        "We could not check your membership just now. Please try again in a little while."
                    ),
                )
            ]
        if answer.state == MembershipState.PENDING:
            return [
                Refusal(
                    "membership_pending",
                    _(
                        "Your membership is not confirmed yet. As soon as the office has confirmed it, you can go on here."
                    ),
                )
            ]
        if not new and self.hidden_from(answer, member, program) > timezone.localdate():
            return []
        return [
            Refusal(
                "membership_missing",
                _("Mentoring is for current members. Renew or join, then you can go on here."),
            )
        ]

    def _is_member(self, profile):
        answer = membership.ask(profile.member.user)
        hidden = self.hidden_from(answer, profile.member, profile.program)
        return hidden is None or hidden > timezone.localdate()

    def _conduct(self, profile):
        program = profile.program
        if program.conduct_revision() is None:
            return [
                Refusal(
                    "conduct_missing",
                    _(
                        "The program has not published its Code of Conduct yet. Please ask the program office."
                    ),
                )
            ]
        if CodeOfConductAgreement.objects.binding(profile.member, program, profile.role).exists():
            return []
        return [
            Refusal(
                "conduct_not_agreed", _("Please read the Code of Conduct and agree to it first.")
            )
        ]

    def _enrolled(self, profile):
        messages = {
            ProfileStatus.DRAFT: ("not_enrolled", _("Finish your enrollment first.")),
            ProfileStatus.PENDING: (
                "not_approved",
                _("Your enrollment waits for approval. We write to you as soon as it is done."),
            ),
            ProfileStatus.LEFT: (
                "not_enrolled",
                _("You have left the program. Enroll again to go on."),
            ),
            ProfileStatus.SUSPENDED: (
                "suspended",
                _("Your profile is suspended. Please ask the program office."),
            ),
        }
        found = messages.get(profile.status)
        return [Refusal(*found)] if found else []

    def _nothing_between(self, asker, asked):
        """One open request and one open mentorship for the same two people (D17)."""
        key = pair_key(asker.program_id, asker.member_id, asked.member_id)
        if Mentorship.objects.filter(open_pair=key).exists():
            return [Refusal("already_paired", _("You two are working together already."))]
        request = MentorshipRequest.objects.filter(open_pair=key).first()
        if request is None:
            return []
        if request.asked.member_id == asker.member_id:
            return [
                Refusal(
                    "asked_you",
                    _("%(name)s has asked you already. You can answer that request.")
                    % {"name": asked.member.name},
                )
            ]
        return [
            Refusal(
                "already_requested",
                _("Your request to %(name)s is open already.") % {"name": asked.member.name},
            )
        ]

    def _open_requests(self, asker):
        limit = asker.program.mentee_max_open_requests
        if asker.role is not Role.MENTEE or limit is None:
            return []
        count = asker.requests.filter(
            status=RequestStatus.PENDING, initiated_by=Role.MENTEE
        ).count()
        if count < limit:
            return []
        return [
            Refusal(
                "too_many_requests",
                _(
                    "You have %(count)s open requests, and that is the most. Withdraw one, or wait for an answer."
                )
                % {"count": count},
            )
        ]

    def _mentee_place(self, mentee, asker):
        if mentee.has_free_place:
            return []
        if mentee.pk == asker.pk and mentee.role is asker.role:
            return [
                Refusal(
                    "mentee_full",
                    _(
                        "You have as many mentors as the program allows at a time. Once you end a pairing you can ask again."
                    ),
                )
            ]
        return [
            Refusal(
                "mentee_full",
                _("%(name)s has found a mentor already.") % {"name": mentee.member.name},
            )
        ]

    def _mentor_place_to_ask(self, mentor, asker):
        if mentor.has_free_place:
            return []
        if asker.role is Role.MENTOR:
            return [
                Refusal(
                    "mentor_full",
                    _(
                        "All your places are taken. Raise the number in your profile, or end a pairing first."
                    ),
                )
            ]
        if mentor.program.full_mentor_policy == FullMentorPolicy.HIDDEN:
            return [
                Refusal(
                    "mentor_full",
                    _("%(name)s has no free place at the moment.") % {"name": mentor.member.name},
                )
            ]
        return []

    def _place(self, profile, viewer):
        """Refuse when ``profile`` has no place left; told from the viewpoint of ``viewer``."""
        if profile.has_free_place:
            return []
        code = f"{profile.role.value}_full"
        if profile.pk == viewer.pk and profile.role is viewer.role:
            if profile.role is Role.MENTOR:
                return [
                    Refusal(
                        code,
                        _(
                            "All your places are taken. Raise the number in your profile, or end a pairing first."
                        ),
                    )
                ]
            return [Refusal(code, _("You have as many mentors as the program allows at a time."))]
        if profile.role is Role.MENTOR:
            return [
                Refusal(
                    code,
                    _("%(name)s has no free place at the moment.") % {"name": profile.member.name},
                )
            ]
        return [
            Refusal(code, _("%(name)s has found a mentor already.") % {"name": profile.member.name})
        ]

    def _open(self, request):
        if request.status == RequestStatus.PENDING:
            return []
        messages = {
            RequestStatus.ACCEPTED: _("This request has been accepted already."),
            RequestStatus.DECLINED: _("This request has been declined already."),
            RequestStatus.WITHDRAWN: _("This request has been withdrawn in the meantime."),
            RequestStatus.EXPIRED: _("This request has expired."),
            RequestStatus.CLOSED: _("This request has been closed in the meantime."),
        }
        return [Refusal(f"request_{request.status}", messages[RequestStatus(request.status)])]

    def _party(self, pair, profile, *allowed):
        """Refuse unless ``profile`` is one of the ``allowed`` sides. ``None`` stands for the system."""
        if profile is None or any(
            profile.role is side.role and profile.pk == side.pk for side in allowed
        ):
            return []
        return [Refusal("not_yours", _("This is for the other person to decide."))]
