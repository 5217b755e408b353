"""A participant's page: who they are, why you two, and the badge that asks them (R29, R31, R32)."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import get_member_profile_model, get_participant_model
from ..enums import ProfileStatus, RequestStatus, Role, Standing
from ..matching.people import FOR_MEMBERS, FOR_PARTNERS, load_answers, load_criteria, load_pair
from ..matching.scoring import explain
from ..matching.words import fit_words, said_words
from ..models import CodeOfConductAgreement, Mentorship, MentorshipRequest, pair_key
from .acts import mend
from .base import ProgramTemplateView
from .cards import mark_buttons
from .contact import contact_rows
from .find_words import invitation, load_of, time_beside, zone_of
from .people import day, person
from .profile_parts import history_of, meetings_of
from .request_words import summary_of


def open_requests_of(user, role):
    """Return an annotation: how many open requests the profile of ``user`` in ``role`` has sent."""
    sent = MentorshipRequest.objects.for_user(user).filter(
        **{role.value: OuterRef("pk")}, initiated_by=role, status=RequestStatus.PENDING
    )
    return Subquery(sent.order_by().values(role.value).annotate(n=Count("pk")).values("n"))


class ProfileView(ProgramTemplateView):
    """The page of one person of ``role``. Who may not be seen answers like a missing one (S-03).

    One's own is a preview: ``?as=`` one of ``Standing`` shows what such a reader gets (P-08).
    """

    template_name = "wagtail_mentoring/find/profile.html"
    role = None

    @cached_property
    def profile(self):
        found = get_object_or_404(
            get_participant_model(self.role)
            .objects.visible_to(self.request.user)
            .filter(program=self.program)
            .select_related("member__user")
            .annotate(**self.open_pairs(), **self.own_marks()),
            uuid=self.kwargs["uuid"],
        )
        found.program = self.program
        return found

    def open_pairs(self):
        """Return annotations: the keys of what is open between the reader and a row (D17), for one query less each."""
        if self.member is None:
            return {}
        found = {}
        for model in (Mentorship, MentorshipRequest):
            pair = model.objects.for_user(self.request.user).filter(
                Q(mentor_member=OuterRef("member")) | Q(mentee_member=OuterRef("member")),
                program=self.program,
                open_pair__isnull=False,
            )
            found[f"open_{model._meta.model_name}"] = Subquery(pair.order_by().values("pk")[:1])
        return found

    def own_marks(self):
        """Return annotations: whether a row is on the reader's shortlist, and whether they dismissed it (F20)."""
        if self.own is None:
            return {}
        lists = {"is_shortlisted": self.own.shortlist, "is_dismissed": self.own.dismissals}
        return {
            name: Exists(marked.filter(candidate=OuterRef("pk")).order_by())
            for name, marked in lists.items()
        }

    @cached_property
    def own(self):
        """The profile by which the reader may be paired with this one, or ``None``.

        What the rules will want to know of it is read along.
        """
        role = Role(self.role).other
        agreed = CodeOfConductAgreement.objects.filter(
            member=OuterRef("member"),
            program=self.program,
            role=role,
            revision_ref=self.program.conduct_revision_id,
        )
        own = (
            get_participant_model(role)
            .objects.for_user(self.request.user)
            .filter(program=self.program)
            .select_related("member__user")
            .annotate(
                has_agreed=Exists(agreed),
                sent_requests=open_requests_of(self.request.user, role),
            )
            .first()
        )
        if own is not None:
            own.program = self.program
            self.rules.remember(own.has_agreed, "agreed", role, own.pk)
            self.rules.remember(own.sent_requests or 0, "open_requests", own.pk)
        return own

    @cached_property
    def member(self):
        """The member profile of whoever is looking, or ``None``."""
        if self.own is not None:
            return self.own.member
        return get_member_profile_model().objects.for_user(self.request.user)

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
        number = getattr(self.profile, f"open_{model._meta.model_name}", None)
        if number is None or self.is_self:
            return None
        mine = model.objects.for_user(self.request.user).with_people()
        found = mine.filter(pk=number).first()
        if found is not None:
            for holder in (found, found.mentor, found.mentee):
                holder.program = self.program
        return found

    @cached_property
    def standing(self):
        """What the reader is to this person; for their owner, whose eyes they look through."""
        if self.is_self:
            asked = self.request.GET.get("as", "")
            return Standing(asked) if asked in Standing.values else Standing.ENROLLED
        return Standing.ENROLLED if self.mentorship is None else Standing.PARTNER

    def tell_the_rules(self):
        """Tell the rules what has been read, so that they need not ask again for this page."""
        user, other, program = self.request.user, self.profile.member, self.program
        paired = self.mentorship is not None
        self.rules.remember(paired, "partner", user.pk, other.pk, program.pk)
        if self.member is not None:
            key = pair_key(program.pk, self.member.pk, other.pk)
            self.rules.remember(paired, "paired", key)
            self.rules.remember(self.open_request, "request", key)
            if not self.rules.is_coordinator(user):  # whoever else sees a profile is not blocked
                self.rules.remember(False, "blocked", *sorted((self.member.pk, other.pk)))
        own = self.own
        if own is not None and own.is_enrolled and own.hidden_from is None:
            self.rules.remember(True, "takes_part", user.pk, program.pk)

    def get_context_data(self, **kwargs):
        profile = self.profile
        member = profile.member
        self.tell_the_rules()
        context = super().get_context_data(**kwargs)
        fit, answers = self.fit_and_answers()
        load = load_of(profile) if profile.status == ProfileStatus.ACTIVE else None
        context.update(
            mentoring_title=member.name,
            mentoring_breadcrumb=self.breadcrumb(),
            profile=profile,
            is_self=self.is_self,
            preview=self.preview() if self.is_self else None,
            other=self.other(load),
            statement_title=self.statement_title(),
            state=self.state(load),
            badge=self.badge(),
            marks=self.marks(),
            block_url=self.block_url(),
            fit=fit,
            answers=answers,
            history=history_of(member),
            meetings=meetings_of(member, None if self.is_self else self.member),
            contact=self.contact(),
            edit_url=self.links.url("enrollment"),
        )
        return context

    # Seen through the eyes of others -----------------------------------------------------------

    def preview(self):
        """Return ``{tabs, hidden, notice}`` for the owner: whose eyes they look through, and what these see (P-08)."""
        labels = {
            Standing.STRANGER: _("Members who do not take part"),
            Standing.ENROLLED: _("Participants"),
            Standing.PARTNER: _("Your partners"),
        }
        return {
            "tabs": [
                {
                    "label": label,
                    "url": f"?as={standing.value}",
                    "current": standing == self.standing,
                }
                for standing, label in labels.items()
            ],
            "hidden": self.standing is Standing.STRANGER,
            "notice": self.preview_notice(),
        }

    def preview_notice(self):
        """Return what has to be said beside the preview, where these readers see nothing today."""
        if self.standing is Standing.STRANGER:
            return _(
                "Nothing. Whoever does not take part cannot find you, and the addresses of your profile and your picture answer as if there were none."
            )
        if self.standing is Standing.PARTNER or self.profile.is_listed:
            return ""
        return _("At the moment nobody new finds you. Once you are found, they see this.")

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

    def other(self, load):
        """Return the person for the template; what the load says already is not said again."""
        shown = person(self.profile, self.links)
        shown["time"] = time_beside(load, self.profile)
        return shown | {"zone": "" if self.is_self else self.zone()}

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
        where = {"role": own.role.value, "uuid": profile.uuid}
        nothing_open = self.mentorship is None and self.open_request is None
        buttons = mark_buttons(
            own,
            profile,
            self.links,
            shortlisted=profile.is_shortlisted,
            back=self.request.path,
            dismiss=nothing_open,
        )
        if profile.is_dismissed:
            buttons |= {"bring_back_url": self.links.url("desk_bring_back", **where)}
        return buttons

    def block_url(self):
        """Return where the reader may block this person, or an empty text (F86)."""
        if self.member is None or self.is_self:
            return ""
        return self.links.url("desk_block", uuid=self.profile.member.uuid)

    # The badge --------------------------------------------------------------------------------

    def badge(self):
        """Return ``{role, url, label, note, tone, more}`` for ``elements/role_badge.html``.

        The badge is a link where the reader may ask; else it says why not, and ``more`` leads on.
        """
        profile = self.profile
        badge = {"role": self.program.word(profile.role), "note": "", "tone": "neutral"}
        if self.is_self:
            return badge | {"note": self.badge_words()}
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

    def badge_words(self):
        """Return what stands on the badge for the eyes that the owner looks through."""
        if self.standing is Standing.PARTNER:
            return _("Your partner reads here that you two are working together.")
        return _("Others find the button “%(label)s” here.") % {"label": invitation(self.profile)}

    def mentorship_word(self):
        return self.program.mentorship_name

    def asked_already(self):
        item = self.open_request
        own = item.profile_of(self.request.user)
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
        privacy = FOR_PARTNERS if self.standing is Standing.PARTNER else FOR_MEMBERS
        criteria = load_criteria(self.program, privacy=privacy)
        own = None
        if self.own is None or self.is_self:
            answers = load_answers(self.profile, privacy=privacy)
        else:
            own, other = load_pair(self.own, self.profile, privacy=privacy)
            answers = other.answers
        employer, rows = self.profile.member.employer, []
        if employer:
            rows.append({"key": _("Works or studies at"), "value": employer})
        for criterion, spec in criteria:
            said = answers.get(spec.id)
            if said and criterion.is_asked_of(self.role):
                rows.append({"key": criterion.label, "value": said_words(spec, said)})
        if own is None:
            return None, rows
        pair = {own.role: own, other.role: other}
        specs = [spec for _criterion, spec in criteria]
        fit = explain(pair[Role.MENTOR], pair[Role.MENTEE], specs, own.role)
        return fit_words(fit, own.role), rows

    def contact(self):
        """Return the rows of contact details, only where the member and the program allow it (D7)."""
        member = self.profile.member
        if self.is_self:
            seen = self.rules.contact_for(self.standing, member, self.program)
        else:
            seen = self.rules.visible_contact(self.request.user, member, self.program)
        return contact_rows(member, seen)
