"""My mentoring: my pairs, my requests, my profiles; what waits for me is in ``desk_tasks``."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import membership
from ..enums import ProfileStatus, RequestStatus, Role, Unlisted
from ..matching.people import load_criteria
from ..models import CodeOfConductAgreement, MentorshipRequest, RequestNote
from .base import ProgramTemplateView
from .completeness import not_yet_found
from .desk_resources import desk_resources
from .desk_tasks import desk_tasks
from .messages import unread_counts
from .pair_tasks import pair_card, pair_row, what_waits_of_pairs
from .people import day, person
from .request_words import state_of, summary_of
from .saved_searches import saved_search_rows
from .suggested import suggestion_groups

#: Requests that are over, shown on the desk.
PAST_SHOWN = 20

_PROFILE_TONES = {
    ProfileStatus.DRAFT: ("warning", "pencil"),
    ProfileStatus.PENDING: ("info", "clock"),
    ProfileStatus.ACTIVE: ("success", "check"),
    ProfileStatus.PAUSED: ("info", "pause"),
    ProfileStatus.LEFT: ("neutral", "minus"),
    ProfileStatus.SUSPENDED: ("warning", "warning"),
}


class DeskView(ProgramTemplateView):
    """The member's desk. A constant number of queries, whatever lies on it."""

    template_name = "wagtail_mentoring/desk/desk.html"

    def get_context_data(self, **kwargs):
        open_requests = [item for item in self.requests if item.is_open]
        received = [item for item in open_requests if self.own(item).role != item.initiated_by]
        sent = [item for item in open_requests if self.own(item).role == item.initiated_by]
        past = [item for item in self.requests if not item.is_open]
        return super().get_context_data(
            mentoring_title=self.page.title if self.page else _("My mentoring"),
            introduction=self.page.introduction if self.page else "",
            newcomer=self.newcomer(),
            tasks=desk_tasks(self),
            pairs=[pair_card(self, item) for item in self.mentorships if item.is_open],
            past_pairs=[pair_row(self, item) for item in self.mentorships if not item.is_open],
            received=[self.request_card(item) for item in received],
            sent=[self.request_card(item) for item in sent],
            past=[self.request_row(item) for item in past],
            own_profiles=[self.profile_card(profile) for profile in self.profiles.values()],
            saved_searches=saved_search_rows(self),
            find_links=self.find_links(),
            messages_link=self.messages_link(),
            suggestions=self.suggestions,
            resources=desk_resources(self),
            invitation=self.invitation(),
            further_roles=self.further_roles(),
            mails_url=self.links.url("desk_mails"),
            calendar_url=self.links.url("desk_calendar"),
            blocked_url=self.links.url("desk_blocked"),
            **kwargs,
        )

    # What is read

    def profiles_of(self, role):
        agreed = CodeOfConductAgreement.objects.binding(OuterRef("member"), self.program, role)
        return super().profiles_of(role).annotate(has_agreed=Exists(agreed))

    @cached_property
    def profiles(self):
        found = super().profiles
        for role, profile in found.items():
            self.rules.remember(profile.has_agreed, "agreed", role, profile.pk)
        return found

    @cached_property
    def mine(self):
        return MentorshipRequest.objects.for_user(self.request.user).filter(program=self.program)

    @cached_property
    def under_way(self):
        """The reader's requests that are open, and those that led to a mentorship: in one query."""
        if not self.profiles:
            return []
        is_open = Q(status=RequestStatus.PENDING)
        found = self.mine.filter(is_open | Q(mentorship__isnull=False)).with_people()
        last_note = RequestNote.objects.filter(request=OuterRef("pk")).order_by(
            "-created_at", "-pk"
        )
        found = found.select_related("mentorship").annotate(
            note_kind=Subquery(last_note.values("kind")[:1]),
            note_body=Subquery(last_note.values("body")[:1]),
            **what_waits_of_pairs(),
        )
        return self.prepared(found)

    @cached_property
    def requests(self):
        """The reader's requests in this program: all that are open, and the latest that are over."""
        still_open = [item for item in self.under_way if item.is_open]
        if not self.profiles:
            return []
        over = self.mine.exclude(status__in=[RequestStatus.PENDING, RequestStatus.ACCEPTED])
        over = over.with_people().order_by("-decided_at", "-pk")[:PAST_SHOWN]
        return [*still_open, *self.prepared(over)]

    @cached_property
    def mentorships(self):
        """The latest first; each knows its ``request``, and that what waits of the two."""
        found = []
        for item in self.under_way:
            if not item.is_open:
                pair = item.mentorship
                pair.request, pair.program = item, self.program
                pair.mentor, pair.mentee = item.mentor, item.mentee
                found.append(pair)
        return sorted(found, key=lambda pair: (pair.started_at, pair.pk), reverse=True)

    def prepared(self, pairs):
        found = list(pairs)
        for item in found:
            for holder in (item, item.mentor, item.mentee):
                holder.program = self.program
        return found

    @cached_property
    def membership(self):
        """What the society says of the reader, asked once for all their roles."""
        return membership.ask(self.request.user)

    @cached_property
    def criteria(self):
        return load_criteria(self.program)

    def own(self, item):
        return item.profile_of(self.request.user)

    def notes(self, item):
        """Return the last question or answer about an open request, in a list; it is all the desk tells."""
        if not item.is_open or item.note_kind is None:
            return []
        return [RequestNote(kind=item.note_kind, body=item.note_body)]

    @cached_property
    def unread(self):
        """``{request id: number of messages that wait to be read}``."""
        return unread_counts(self.request.user, self.program) if self.profiles else {}

    # What is shown

    def messages_link(self):
        """Return ``{label, url}`` of the reader's conversations."""
        if not (self.requests or self.mentorships):
            return None
        count = sum(self.unread.values())
        label = _("My messages (%(count)d new)") % {"count": count} if count else _("My messages")
        return {"label": label, "url": self.links.url("desk_messages")}

    def request_card(self, item):
        own = self.own(item)
        other = item.other_side(own)
        return {
            **person(other, self.links),
            "url": self.links.url("desk_request", uuid=item.uuid),
            "state": state_of(item, own, self.notes(item)),
            "note": summary_of(item, own),
        }

    def request_row(self, item):
        own = self.own(item)
        state = state_of(item, own)
        return {
            "title": item.other_side(own).member.name,
            "url": self.links.url("desk_request", uuid=item.uuid),
            "hint": summary_of(item, own),
            "status_label": state["label"],
            "tone": state["tone"],
            "icon": state["icon"],
        }

    def profile_card(self, profile):
        tone, icon = _PROFILE_TONES[ProfileStatus(profile.status)]
        role = profile.role.value
        return {
            "profile": profile,
            "title": capfirst(self.program.word(role)),
            "state": {"label": profile.get_status_display(), "tone": tone, "icon": icon},
            "text": self.profile_text(profile),
            "load": self.load_of(profile),
            "problems": [
                refusal.message
                for refusal in (self.search_refusals(profile) if profile.is_enrolled else [])
            ],
            "not_yet_found": not_yet_found(profile, self.rules, self.links),
            "staff_note": profile.staff_note if profile.status == ProfileStatus.SUSPENDED else "",
            "edit_url": self.links.url("enrollment")
            if profile.status not in (ProfileStatus.LEFT, ProfileStatus.SUSPENDED)
            else "",
            "view_url": self.links.profile(profile)
            if profile.status not in (ProfileStatus.LEFT, ProfileStatus.SUSPENDED)
            else "",
            "pause_url": self.links.url("desk_pause", role=role)
            if not self.rules.can_pause(profile)
            else "",
            "resume_url": self.links.url("desk_resume", role=role)
            if not self.rules.can_resume(profile)
            else "",
            "leave_url": self.links.url("desk_leave", role=role)
            if not self.rules.can_leave(profile)
            else "",
            "rejoin_url": self.links.url("desk_rejoin", role=role)
            if profile.status == ProfileStatus.LEFT and not self.rules.can_rejoin(profile)
            else "",
        }

    def profile_text(self, profile):
        since = {"day": day(profile.status_changed_at)}
        if profile.status == ProfileStatus.ACTIVE and not profile.is_listed:
            return self.unlisted_text(profile)
        if profile.status == ProfileStatus.PAUSED:
            if profile.paused_until:
                return _(
                    "You take a break until %(day)s: nobody finds you, and nobody can send you a new request."
                ) % {"day": day(profile.paused_until)}
            return _("You take a break: nobody finds you, and nobody can send you a new request.")
        return {
            ProfileStatus.DRAFT: _("Nobody sees this profile yet."),
            ProfileStatus.PENDING: _(
                "Your enrollment has been sent and waits for approval. You get a mail as soon as it is done."
            ),
            ProfileStatus.ACTIVE: self.found_text(profile),
            ProfileStatus.LEFT: _("You left on %(day)s. What you wrote is still there.") % since,
            ProfileStatus.SUSPENDED: _(
                "Your profile is suspended since %(day)s. Please write to the people who run the program."
            )
            % since,
        }[ProfileStatus(profile.status)]

    def found_text(self, profile):
        if profile.begins_on:
            return _(
                "Members of the program can find you, and read that you are free from %(day)s."
            ) % {"day": day(profile.begins_on)}
        return _("Members of the program can find you.")

    def unlisted_text(self, profile):
        reason = profile.unlisted_reason
        if reason == Unlisted.WINDOW:
            return _("You were free until %(day)s, so nobody finds you.") % {
                "day": day(profile.available_until)
            }
        if reason == Unlisted.INCOMPLETE:
            return ""  # the notice says so, with what is missing
        return _("Nobody finds you at the moment.")

    def load_of(self, profile):
        if profile.role is not Role.MENTOR or not profile.is_enrolled:
            return ""
        return ngettext(
            "%(taken)d of %(limit)d place taken",
            "%(taken)d of %(limit)d places taken",
            profile.limit,
        ) % {"taken": profile.open_mentorships, "limit": profile.limit}

    def find_links(self):
        """Return the searches that are open to the reader: for people of the other role."""
        return [
            {
                "label": _("Find %(role)s") % {"role": self.program.word(role.other, plural=True)},
                "url": self.links.find(role.other),
            }
            for role, profile in self.profiles.items()
            if profile.is_enrolled
        ]

    def search_refusals(self, profile):
        """Return why this profile may not search now; asked once."""
        found = self.__dict__.setdefault("_search_refusals", {})
        if profile.role not in found:
            self.rules.remember(self.membership, "membership", self.request.user.pk)
            found[profile.role] = self.rules.can_search(profile)
        return found[profile.role]

    @cached_property
    def suggestions(self):
        """People who fit, for each role in which the reader may look for somebody (F19)."""
        seekers = [
            profile
            for profile in self.profiles.values()
            if profile.is_enrolled and not self.search_refusals(profile)
        ]
        return suggestion_groups(
            self.program, seekers, self.links, self.request.path, criteria=lambda: self.criteria
        )

    def invitation(self):
        """Return the next best step of somebody who takes part and has nothing under way."""
        if any(item.is_open for item in [*self.requests, *self.mentorships]):
            return None
        if any(group["cards"] for group in self.suggestions):
            return None
        for role, profile in self.profiles.items():
            if profile.status == ProfileStatus.ACTIVE:
                words = {"role": self.program.word(role.other)}
                return {
                    "title": _("Look for a %(role)s") % words,
                    "text": _(
                        "You have no request open. Look around, and write to somebody who fits."
                    ),
                    "label": _("Find %(role)s")
                    % {"role": self.program.word(role.other, plural=True)},
                    "url": self.links.find(role.other),
                }
        return None

    def newcomer(self):
        """Return what somebody without any profile is told, or ``None``."""
        if self.profiles:
            return None
        refusals = self.rules.can_enroll(self.request.user, self.program, Role.MENTEE)
        if refusals:
            return {"text": " ".join(str(refusal) for refusal in refusals), "url": ""}
        return {
            "text": _(
                "Enroll as %(mentor)s, as %(mentee)s, or as both. You can stop and go on at any time; what you wrote is kept."
            )
            % {
                "mentor": self.program.word(Role.MENTOR),
                "mentee": self.program.word(Role.MENTEE),
            },
            "url": self.links.url("enrollment"),
        }

    def further_roles(self):
        """Return the roles one could take as well."""
        if not self.profiles:
            return []
        return [
            {
                "label": _("Take part as %(role)s as well") % {"role": self.program.word(role)},
                "url": self.links.url("enrollment"),
            }
            for role in Role
            if role not in self.profiles and self.program.is_open
        ]
