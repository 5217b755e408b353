"""A participant's page: who they are, why you two, and the badge that asks them (R29, R31, R32)."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..enums import ProfileStatus, Role
from ..matching.marks import load_marks
from ..matching.people import FOR_MEMBERS, FOR_PARTNERS, load_criteria, load_person
from ..matching.scoring import explain
from ..matching.words import fit_words, said_words
from ..models import Mentorship, MentorshipRequest, pair_key
from .acts import mend
from .base import ProgramTemplateView
from .cards import mark_buttons
from .contact import contact_rows
from .find_words import invitation, load_of, zone_of
from .people import day, person
from .request_words import summary_of


class ProfileView(ProgramTemplateView):
    """The page of one person of ``role``. Who may not be seen answers like a missing one (S-03)."""

    template_name = "wagtail_mentoring/find/profile.html"
    role = None

    @cached_property
    def profile(self):
        found = get_object_or_404(
            get_participant_model(self.role)
            .objects.visible_to(self.request.user)
            .filter(program=self.program)
            .select_related("member__user"),
            uuid=self.kwargs["uuid"],
        )
        found.program = self.program
        return found

    @cached_property
    def own(self):
        """The profile by which the reader may be paired with this one, or ``None``."""
        return self.profiles.get(Role(self.role).other)

    @property
    def is_self(self):
        return self.profile.member.user_id == self.request.user.pk

    @cached_property
    def mentorship(self):
        """The open mentorship of the two, or ``None``."""
        return self.between(Mentorship)

    @cached_property
    def open_request(self):
        """The open request between the two, or ``None``."""
        return None if self.mentorship else self.between(MentorshipRequest)

    def between(self, model):
        if self.own is None or self.is_self:
            return None
        key = pair_key(self.program.pk, self.own.member_id, self.profile.member_id)
        found = model.objects.for_user(self.request.user).filter(open_pair=key).first()
        if found is not None:
            found.program = self.program
        return found

    def get_context_data(self, **kwargs):
        profile = self.profile
        member = profile.member
        context = super().get_context_data(**kwargs)
        fit, answers = self.fit_and_answers()
        load = load_of(profile) if profile.status == ProfileStatus.ACTIVE else None
        context.update(
            mentoring_title=member.name,
            mentoring_breadcrumb=self.breadcrumb(),
            profile=profile,
            is_self=self.is_self,
            other=person(profile, self.links) | {"zone": "" if self.is_self else self.zone()},
            statement_title=self.statement_title(),
            state=self.state(load),
            badge=self.badge(),
            marks=self.marks(),
            fit=fit,
            answers=answers,
            history=self.history(),
            contact=self.contact(),
            edit_url=self.links.url("enrollment"),
        )
        return context

    def breadcrumb(self):
        if self.is_self:
            start = {"label": _("My mentoring"), "url": self.links.url("desk")}
        else:
            role = self.program.word(self.role, plural=True)
            start = {
                "label": _("Find %(role)s") % {"role": role},
                "url": self.links.find(self.role),
            }
        return [start, {"label": self.profile.member.name}]

    def zone(self):
        return zone_of(self.member, self.profile.member) if self.member is not None else ""

    def statement_title(self):
        if self.profile.role is Role.MENTOR:
            return _("How I like to work")
        return _("What I hope to achieve")

    def state(self, load):
        """Return ``{label, tone, icon}`` of what the reader has to know first, or ``None``."""
        profile = self.profile
        if profile.status == ProfileStatus.PAUSED:
            label = _("Takes a break")
            if profile.paused_until:
                label = _("Takes a break until %(day)s") % {"day": day(profile.paused_until)}
            return {"label": label, "tone": "warning", "icon": "pause"}
        if profile.status != ProfileStatus.ACTIVE:
            return {"label": profile.get_status_display(), "tone": "neutral", "icon": ""}
        return load | {"icon": "people"} if load else None

    def marks(self):
        """Return the buttons of the reader's own lists, or ``None`` for who could not keep this person (F20)."""
        own, profile = self.own, self.profile
        if own is None or self.is_self or not own.is_enrolled:
            return None
        marks = load_marks(own)
        where = {"role": own.role.value, "uuid": profile.uuid}
        nothing_open = self.mentorship is None and self.open_request is None
        buttons = mark_buttons(
            own,
            profile,
            self.links,
            shortlisted=profile.pk in marks.shortlisted,
            back=self.request.path,
            dismiss=nothing_open,
        )
        if profile.pk in marks.dismissed:
            buttons |= {"bring_back_url": self.links.url("desk_bring_back", **where)}
        return buttons

    # The badge --------------------------------------------------------------------------------

    def badge(self):
        """Return ``{role, url, label, note, tone, more}`` for ``elements/role_badge.html``.

        The badge is a link where the reader may ask; else it says why not, and ``more`` leads on.
        """
        profile = self.profile
        badge = {"role": self.program.word(profile.role), "note": "", "tone": "neutral"}
        if self.is_self:
            # One sees oneself as a member does who is not paired with one.
            return badge | {"note": _("This is how other members see you.")}
        if self.mentorship is not None:
            url = self.links.url("desk_mentorship", uuid=self.mentorship.uuid)
            more = {
                "label": _("Go to your %(word)s") % {"word": self.mentorship_word()},
                "url": url,
            }
            note = _("You two are working together.")
            return badge | {"note": note, "tone": "success", "more": more}
        if self.open_request is not None:
            return badge | self.asked_already()
        refusals = self.rules.can_request(self.own, profile)
        if refusals:
            more = mend(refusals[0], self.own, self.links)
            return badge | {"note": refusals[0].message, "more": more}
        badge |= {"url": self.links.request_form(profile), "label": invitation(profile)}
        if profile.role is Role.MENTOR and self.rules.will_wait(profile):
            note = _("No place is free. Your request goes to the waiting list.")
            badge |= {"note": note, "tone": "info"}
        return badge

    def mentorship_word(self):
        return self.program.mentorship_name

    def asked_already(self):
        item, own = self.open_request, self.own
        asked_me = item.initiated_by != own.role
        label = _("Answer the request") if asked_me else _("Go to your request")
        return {
            "note": summary_of(item, own),
            "tone": "warning" if asked_me else "info",
            "more": {"label": label, "url": self.links.url("desk_request", uuid=item.uuid)},
        }

    # What they say ----------------------------------------------------------------------------

    def fit_and_answers(self):
        """Return the fit for ``find/why_you_two.html`` and the rows of what they answered, by privacy."""
        privacy = FOR_PARTNERS if self.mentorship is not None else FOR_MEMBERS
        criteria = load_criteria(self.program, privacy=privacy)
        other = load_person(self.profile, privacy=privacy)
        employer, rows = self.profile.member.employer, []
        if employer:
            rows.append({"key": _("Works or studies at"), "value": employer})
        for criterion, spec in criteria:
            said = other.answers.get(spec.id)
            if said and criterion.is_asked_of(self.role):
                rows.append({"key": criterion.label, "value": said_words(spec, said)})
        if self.own is None or self.is_self:
            return None, rows
        own = load_person(self.own)
        pair = {self.own.role: own, Role(self.role): other}
        specs = [spec for _criterion, spec in criteria]
        fit = explain(pair[Role.MENTOR], pair[Role.MENTEE], specs, self.own.role)
        return fit_words(fit, self.own.role), rows

    def history(self):
        """Return positions and education, the latest first, as ``[{title, rows}]``."""
        member, found = self.profile.member, []
        for title, entries, place in (
            (_("Experience"), member.positions, "organization"),
            (_("Education"), member.educations, "institution"),
        ):
            rows = [
                {
                    "title": getattr(entry, "title", None) or getattr(entry, "degree", ""),
                    "place": getattr(entry, place),
                    "years": years_of(entry),
                }
                for entry in entries.all()
            ]
            if rows:
                found.append({"title": title, "rows": rows})
        return found

    def contact(self):
        """Return the rows of contact details, only where the member and the program allow it (D7)."""
        member = self.profile.member
        if self.is_self:
            return []
        seen = self.rules.visible_contact(self.request.user, member, self.program)
        return contact_rows(member, seen)


def years_of(entry):
    """Return "2015 – 2019", "since 2019" or "until 2019"; empty when no year is given."""
    start, end = entry.start_year, entry.end_year
    if start and end:
        return (
            str(start) if start == end else _("%(start)s – %(end)s") % {"start": start, "end": end}
        )
    if start:
        return _("since %(year)s") % {"year": start}
    if end:
        return _("until %(year)s") % {"year": end}
    return ""
