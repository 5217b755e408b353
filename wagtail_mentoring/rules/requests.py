"""Requests: asking, answering, waiting."""

from django.utils.translation import gettext as _

from ..enums import FullMentorPolicy, ProfileStatus, RequestStatus, Role
from ..exceptions import Refusal
from ..models import Mentorship, MentorshipRequest, pair_key
from .blocks import BlockRules


class RequestRules(BlockRules):
    """May this request be made or answered?"""

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
        elif asker.window_is_over:
            refusals.append(
                Refusal(
                    "window_over",
                    _(
                        "The last day you gave for mentoring has passed. Change it in your profile, then you can send requests."
                    ),
                )
            )
        if refusals:
            return refusals
        refusals = self._membership(asker.member.user, program, asker.member) + self._conduct(asker)
        if refusals:
            return refusals
        if not asked.is_listed or self.is_blocked(asker.member, asked.member):
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

    def _nothing_between(self, asker, asked):
        """One open request and one open mentorship for the same two people (D17)."""
        key = pair_key(asker.program_id, asker.member_id, asked.member_id)
        paired = Mentorship.objects.filter(open_pair=key)
        if self._recall(paired.exists, "paired", key):
            return [Refusal("already_paired", _("You two are working together already."))]
        asked_already = MentorshipRequest.objects.filter(open_pair=key)
        request = self._recall(asked_already.first, "request", key)
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
        mine = asker.requests.filter(status=RequestStatus.PENDING, initiated_by=Role.MENTEE)
        count = self._recall(mine.count, "open_requests", asker.pk)
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
