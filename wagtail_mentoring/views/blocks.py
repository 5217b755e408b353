"""Blocking somebody, and the people one has blocked (F86). Nobody is told of any of it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..actions import BlockAction, UnblockAction
from ..conf import settings
from ..enums import Role
from ..forms.base import NothingForm
from ..models import MemberBlock, Mentorship, MentorshipRequest
from .acts import AskFirstFormView
from .base import ActionView, ProgramTemplateView, ProgramViewMixin


class OwnMemberMixin(ProgramViewMixin):
    """Pages of somebody who takes part, or took part, in mentoring here."""

    @cached_property
    def own_member(self):
        if self.member is None:
            raise Http404
        return self.member

    def crumbs(self, *labels):
        return [{"label": _("My mentoring"), "url": self.links.url("desk")}, *labels]


class BlockView(OwnMemberMixin, AskFirstFormView):
    """Block somebody whom the reader can see, or with whom there is or was something."""

    form_name = "block"
    form_class = NothingForm
    submit_variant = "danger"

    @cached_property
    def other_member(self):
        uuid, user = self.kwargs["uuid"], self.request.user
        for role in Role:
            found = (
                get_participant_model(role)
                .objects.visible_to(user)
                .filter(program=self.program, member__uuid=uuid)
                .exclude(member=self.own_member)
                .select_related("member")
                .first()
            )
            if found is not None:
                return found.member
        for model in (Mentorship, MentorshipRequest):
            pair = (
                model.objects.for_user(user)
                .filter(Q(mentor_member__uuid=uuid) | Q(mentee_member__uuid=uuid))
                .select_related("mentor_member", "mentee_member")
                .filter(program=self.program)
                .first()
            )
            for member in (pair.mentor_member, pair.mentee_member) if pair is not None else ():
                if member.uuid == uuid and member.pk != self.own_member.pk:
                    return member
        raise Http404

    @cached_property
    def mentorship(self):
        """The open mentorship of the two in this program, or ``None``."""
        mine = Mentorship.objects.for_user(self.request.user).open()
        return mine.for_member(self.other_member).filter(program=self.program).first()

    def get_refusals(self):
        return self.rules.can_block(self.request.user, self.own_member, self.other_member)

    def get_action(self, form=None):
        return BlockAction(self.own_member, self.other_member, actor=self.request.user)

    def get_success_url(self):
        return self.links.url("desk_blocked")

    def get_success_message(self):
        return self.named(_("%(name)s is blocked, and is not told."))

    def named(self, sentence):
        return sentence % {
            "name": self.other_member.name,
            "mentorship": self.program.mentorship_name,
        }

    def get_title(self):
        return self.named(_("Block %(name)s"))

    def get_page_context(self):
        title = self.get_title()
        desk = self.links.url("desk")
        sentences = [
            _("You do not see each other in searches and suggestions, nor each other's profile."),
            _("Neither can ask or write to the other. An open request between you closes."),
        ]
        if self.mentorship is not None:
            sentences.append(
                self.named(
                    _(
                        "Your %(mentorship)s ends. %(name)s gets a short, polite mail, as after any end."
                    )
                )
            )
        return {
            "mentoring_title": title,
            "mentoring_breadcrumb": self.crumbs({"label": title}),
            "keep": "",
            "cancel_url": desk,
            "cancel_label": _("Do not block"),
            "item_url": desk,
            "back_label": _("Go to my mentoring"),
            "submit_label": _("Block"),
            "act_lead": self.named(
                _(
                    "Neither of you finds the other any more. %(name)s is not told, and does not see why."
                )
            ),
            "next_steps": [
                *sentences,
                _("You can take it back at any time, on the page “Blocked people”."),
                _(
                    "If something happened that others should know of, tell us in confidence as well: a block tells nobody."
                ),
            ],
        }


class BlockedView(OwnMemberMixin, ProgramTemplateView):
    """Whom the reader has blocked, to take it back."""

    template_name = "wagtail_mentoring/desk/blocked.html"

    def get_context_data(self, **kwargs):
        blocks = MemberBlock.objects.made_by(self.own_member).select_related("of")
        page = Paginator(blocks, settings.SEARCH_PAGE_SIZE).get_page(self.request.GET.get("page"))
        title = _("Blocked people")
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.crumbs({"label": title}),
            cards=[
                {
                    "name": block.of.name,
                    "since": block.created_at,
                    "back_url": self.links.url("desk_unblock", uuid=block.uuid),
                }
                for block in page
            ],
            list_page=page,
            desk_url=self.links.url("desk"),
            **kwargs,
        )


class UnblockView(OwnMemberMixin, ActionView):
    """The button that takes a block back."""

    @cached_property
    def block(self):
        blocks = MemberBlock.objects.made_by(self.own_member).select_related("of")
        return get_object_or_404(blocks, uuid=self.kwargs["uuid"])

    @property
    def success_message(self):
        return _("%(name)s is not blocked any more.") % {"name": self.block.of.name}

    def get_success_url(self):
        # Also a mere look at the address of another's answers like a missing one.
        self.block  # noqa: B018
        return self.links.url("desk_blocked")

    def get_action(self):
        return UnblockAction(self.own_member, self.block.of, actor=self.request.user)
