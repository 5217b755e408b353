"""Raising a concern: reachable from every page and from mails, for whoever takes part or ever did (D16)."""

import uuid

from django.http import Http404
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..actions import RaiseConcernAction
from ..enums import ConcernAbout, ConcernRoute, RequestStatus, Role
from ..forms.base import token_or_none
from ..forms.concerns import ConcernForm
from ..models import Concern, Mentorship, MentorshipRequest
from ..models.concerns import categories_of
from ..notifications.recipients import people_who_run_it
from .acts import AskFirstFormView
from .base import ProgramTemplateView
from .people import day

OTHER = "other"


def staff_key(user):
    """Return what stands for somebody of the staff in the form: no number, and no name."""
    signed = salted_hmac("wagtail_mentoring.concern", str(user.pk), algorithm="sha256")
    return signed.hexdigest()[:20]


class ConcernView(AskFirstFormView):
    """The form. ``?pair=``, ``?request=`` and ``?person=`` fill in what it is about."""

    template_name = "wagtail_mentoring/concerns/raise.html"
    form_name = "concern"
    form_class = ConcernForm

    # What may be chosen

    @cached_property
    def pairs(self):
        """The reader's mentorships and other requests in this program, by what stands for them in the form."""
        if self.member is None:
            return {}
        mine = {}
        for kind, model in (("pair", Mentorship), ("request", MentorshipRequest)):
            rows = model.objects.for_user(self.request.user).filter(program=self.program)
            if model is MentorshipRequest:
                # An accepted one is the mentorship.
                rows = rows.exclude(status=RequestStatus.ACCEPTED)
            for item in rows.select_related("mentor_member", "mentee_member"):
                mine[f"{kind}:{item.uuid}"] = item
        return mine

    def other_of(self, item):
        is_mentor = item.mentor_member_id == self.member.pk
        return item.mentee_member if is_mentor else item.mentor_member

    @cached_property
    def asked_person(self):
        """The member of whom the address speaks, if the reader can see them."""
        try:
            wanted = uuid.UUID(self.request.GET.get("person", ""))
        except ValueError:
            return None
        for role in Role:
            found = (
                get_participant_model(role)
                .objects.visible_to(self.request.user)
                .filter(program=self.program, member__uuid=wanted)
                .select_related("member")
                .first()
            )
            if found is not None and found.member_id != getattr(self.member, "pk", None):
                return found.member
        return None

    @cached_property
    def people(self):
        """``{uuid: member}`` of those who may be ticked, by name."""
        found = {str(self.other_of(item).uuid): self.other_of(item) for item in self.pairs.values()}
        if self.asked_person is not None:
            found[str(self.asked_person.uuid)] = self.asked_person
        return dict(sorted(found.items(), key=lambda item: item[1].name))

    @cached_property
    def staff(self):
        """``{key: (user, name)}`` of those who run the program, without the reader."""
        return {
            staff_key(user): (user, name)
            for user, name in people_who_run_it()
            if user.pk != self.request.user.pk
        }

    def subjects(self):
        if not self.pairs:
            return []
        words = {
            Mentorship: _("My %(mentorship)s with %(name)s, since %(day)s"),
            MentorshipRequest: _("The request between %(name)s and me, of %(day)s"),
        }
        choices = [
            (
                key,
                words[type(item)]
                % {
                    "mentorship": self.program.mentorship_name,
                    "name": self.other_of(item).name,
                    "day": day(getattr(item, "started_at", None) or item.created_at),
                },
            )
            for key, item in self.pairs.items()
        ]
        return [*choices, (OTHER, _("Somewhere else"))]

    # The form

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "categories": categories_of(self.program),
            "subjects": self.subjects(),
            "people": [(key, member.name) for key, member in self.people.items()],
            "staff": [(key, name) for key, (_user, name) in self.staff.items()],
        }

    def get_initial(self):
        initial = {"form_token": uuid.uuid4(), "route": ConcernRoute.OFFICE, "subject": OTHER}
        for kind in ("pair", "request"):
            item = self.pairs.get(f"{kind}:{self.request.GET.get(kind, '')}")
            if item is not None:
                initial |= {
                    "subject": f"{kind}:{item.uuid}",
                    "people": [str(self.other_of(item).uuid)],
                }
        if self.asked_person is not None:
            initial["people"] = [str(self.asked_person.uuid)]
        kept = super().get_initial()
        for name in ("people", "staff"):
            if isinstance(kept.get(name), str):
                kept[name] = [kept[name]]
        return {**initial, **kept}

    def get_refusals(self):
        if self.was_sent():
            return []
        return self.rules.can_raise_concern(self.request.user, self.member, self.program)

    def was_sent(self):
        """Whether this very form has come through already, by a double click or by going back (C-14)."""
        token = token_or_none(self.request.POST.get("form_token", ""))
        return (
            token is not None
            and self.member is not None
            and Concern.objects.filter(reporter=self.member, form_token=token).exists()
        )

    def get_action(self, form=None):
        data = form.cleaned_data
        about = self.pairs.get(data.get("subject"))
        people = [self.people[key] for key in data.get("people", ())]
        if about is not None:
            # The other one of the two never reads it, ticked or not (D16).
            people.append(self.other_of(about))
        kinds = {Mentorship: ConcernAbout.MENTORSHIP, MentorshipRequest: ConcernAbout.REQUEST}
        nothing = ConcernAbout.PERSON if people or data.get("staff") else ConcernAbout.OTHER
        named = {member.user_id for member in people}
        staff = [self.staff[key][0] for key in data.get("staff", ())]
        return RaiseConcernAction(
            self.program,
            self.member,
            route=data["route"],
            category=data["category"],
            what_happened=data["message"],
            about=about,
            kind=kinds.get(type(about), nothing),
            people=people,
            staff=[user for user in staff if user.pk not in named],
            others_named=data["others_named"],
            files=data.get("files") or (),
            form_token=data["form_token"],
            actor=self.request.user,
        )

    def get_success_url(self):
        return self.links.url("desk_concern_sent")

    def get_title(self):
        return _("Tell us about a problem in confidence")

    def get_page_context(self):
        title, desk = self.get_title(), self.links.url("desk")
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": [
                {"label": _("My mentoring"), "url": desk},
                {"label": title},
            ],
            "keep": "concern",
            "cancel_url": desk,
            "item_url": desk,
            "back_label": _("Go to my mentoring"),
            "submit_label": _("Send in confidence"),
            "act_lead": _(
                "Tell us what went wrong. Only those you choose below read it; whoever you name does not, whatever their office."
            ),
            "small_question": {
                "email": self.program.office_email,
                "url": self.program.community_url,
            },
            "next_steps": [
                _("You get a mail that it has arrived."),
                _("Somebody reads it, and gets in touch with you if anything is unclear."),
                _("You are told by mail what came of it."),
            ],
        }


class ConcernSentView(ProgramTemplateView):
    """It has arrived: what happens next. Says nothing of what was written."""

    template_name = "wagtail_mentoring/concerns/sent.html"

    def get_context_data(self, **kwargs):
        if self.member is None:
            raise Http404
        return super().get_context_data(
            mentoring_title=_("Thank you for telling us"),
            confirmation_text=_("What you wrote has arrived safely."),
            confirmation_next=[
                _("You get a mail that says so."),
                _("Those you chose read it, and nobody whom you named."),
                _("When there is an outcome you are told by mail."),
            ],
            action_url=self.links.url("desk"),
            action_label=_("Go to my mentoring"),
            other_url=self.links.url("desk_blocked"),
            other_label=_("Blocked people"),
            **kwargs,
        )
