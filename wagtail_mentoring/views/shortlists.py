"""The shortlist with its notes, whom one has dismissed, and the buttons that put people there (F20)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..actions import (
    BringBackAction,
    DismissAction,
    RemoveFromShortlistAction,
    SaveShortlistNoteAction,
    ShortlistAction,
)
from ..conf import settings
from ..exceptions import ActionBusy, ActionRefused
from ..forms import get_form_class
from ..forms.shortlists import NoteForm
from ..matching.kept import explain_kept
from .base import ActionView, ProgramTemplateView
from .breaks import OwnProfileMixin
from .cards import found_card, list_links, mark_buttons


class ListMixin(OwnProfileMixin):
    """The reader's own list. Whom they may not see (any more) is not on it, whatever the reason (S-03)."""

    @property
    def others(self):
        """The word for the people on the list."""
        return self.program.word(self.own.role.other, plural=True)

    def visible(self):
        model = get_participant_model(self.own.role.other)
        return model.objects.visible_to(self.request.user).filter(program=self.program)

    def crumbs(self, *labels):
        found = [{"label": _("My mentoring"), "url": self.links.url("desk")}]
        return [*found, *labels]

    def shortlist_title(self):
        return _("My shortlist of %(role)s") % {"role": self.others}


class ShortlistView(ListMixin, ProgramTemplateView):
    """Those set aside, the newest first, with a private note on each."""

    template_name = "wagtail_mentoring/shortlist/shortlist.html"
    #: A note that could not be stored, shown again where it was written.
    bound = None

    @cached_property
    def entries(self):
        """``{candidate id: entry}``, the newest first; without those who were dismissed since."""
        dismissed = self.own.dismissals.values("candidate")
        rows = self.own.shortlist.exclude(candidate__in=dismissed)
        return {entry.candidate_id: entry for entry in rows}

    def get_context_data(self, **kwargs):
        own = self.own
        visible = set(self.visible().filter(pk__in=self.entries).values_list("pk", flat=True))
        ids = [pk for pk in self.entries if pk in visible]
        page = Paginator(ids, settings.SEARCH_PAGE_SIZE).get_page(self.request.GET.get("page"))
        kept, _criteria = explain_kept(own, self.visible().filter(pk__in=list(page.object_list)))
        by_id = {one.profile.pk: one for one in kept}
        return super().get_context_data(
            mentoring_title=self.shortlist_title(),
            mentoring_breadcrumb=self.crumbs({"label": self.shortlist_title()}),
            own=own,
            total=len(ids),
            cards=[self.card(by_id[pk]) for pk in page.object_list if pk in by_id],
            list_page=page,
            compare_url=self.links.url("desk_compare", role=own.role.value),
            find_url=self.links.find(own.role.other),
            find_label=_("Find %(role)s") % {"role": self.others},
            dismissed=list_links(own, self.links)["dismissed"],
            **kwargs,
        )

    def card(self, kept):
        own, profile = self.own, kept.profile
        entry = self.entries[profile.pk]
        where = {"role": own.role.value, "uuid": profile.uuid}
        form = self.form_of(profile, entry)
        return (
            found_card(own, profile, kept.fit, self.links, kept.waiting)
            | mark_buttons(own, profile, self.links, shortlisted=True, back=self.request.path)
            | {
                "uuid": profile.uuid,
                "written": entry.note,
                "form": form,
                "note_url": self.links.url("desk_shortlist_note", **where),
                "open": bool(form.errors),
            }
        )

    def form_of(self, profile, entry):
        if self.bound is not None and self.bound[0] == profile.pk:
            return self.bound[1]
        return self.form_class(
            initial={"note": entry.note},
            auto_id=f"id_{profile.uuid}_%s",
            use_required_attribute=False,
        )

    @property
    def form_class(self):
        return get_form_class("shortlist_note", NoteForm)


class CandidateMixin(ListMixin):
    """Finds the person in the address: somebody the reader sees, or who stands on their list."""

    #: Name of the list on which somebody may stand whom the reader does not see any more.
    kept_in = ""

    @cached_property
    def candidate(self):
        found = self.visible().filter(uuid=self.kwargs["uuid"]).select_related("member").first()
        if found is None and self.kept_in:
            mark = getattr(self.own, self.kept_in).filter(candidate__uuid=self.kwargs["uuid"])
            mark = mark.select_related("candidate__member").first()
            found = mark.candidate if mark is not None else None
        if found is None:
            raise Http404
        found.program = self.program
        return found

    @property
    def name(self):
        return self.candidate.member.name


class NoteView(CandidateMixin, ShortlistView):
    """Stores a note. GET leads to the list."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.list_url())

    def list_url(self):
        return self.links.url("desk_shortlist", role=self.own.role.value)

    def post(self, request, *args, **kwargs):
        form = self.form_class(
            request.POST,
            auto_id=f"id_{self.candidate.uuid}_%s",
            use_required_attribute=False,
        )
        if form.is_valid():
            try:
                SaveShortlistNoteAction(
                    self.own, self.candidate, form.cleaned_data["note"], actor=request.user
                ).execute()
            except ActionRefused as refused:
                for refusal in refused.refusals:
                    messages.error(request, refusal.message)
            except ActionBusy as busy:
                messages.error(request, str(busy))
            else:
                messages.success(
                    request, _("Your note on %(name)s is saved.") % {"name": self.name}
                )
            return HttpResponseRedirect(f"{self.list_url()}#person-{self.candidate.uuid}")
        self.bound = (self.candidate.pk, form)
        return self.render_to_response(self.get_context_data(form=form))


class MarkView(CandidateMixin, ActionView):
    """A button that sets somebody aside or out of sight, and leads back to where it stands."""

    action_class = None

    def get_action(self):
        return self.action_class(self.own, self.candidate, actor=self.request.user)

    def get_success_url(self):
        back = self.request.POST.get("next", "")
        # A path of this site, and nothing else.
        if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
            return back
        return self.links.url("desk_shortlist", role=self.own.role.value)

    def with_link(self, sentence, name, label):
        url = self.links.url(name, role=self.own.role.value)
        return format_html('{} <a href="{}">{}</a>', sentence % {"name": self.name}, url, label)


class ShortlistAddView(MarkView):
    action_class = ShortlistAction

    @property
    def success_message(self):
        return self.with_link(
            _("%(name)s is on your shortlist."), "desk_shortlist", self.shortlist_title()
        )


class ShortlistRemoveView(MarkView):
    action_class = RemoveFromShortlistAction
    kept_in = "shortlist"

    @property
    def success_message(self):
        return _("%(name)s is off your shortlist.") % {"name": self.name}


class DismissView(MarkView):
    action_class = DismissAction

    @property
    def success_message(self):
        return self.with_link(
            _("%(name)s is not shown to you any more, and is not told."),
            "desk_dismissed",
            _("Bring back"),
        )


class BringBackView(MarkView):
    action_class = BringBackAction
    kept_in = "dismissals"

    @property
    def success_message(self):
        return _("%(name)s is shown to you again.") % {"name": self.name}


class DismissedView(ListMixin, ProgramTemplateView):
    """Whom the reader dismissed, to bring them back."""

    template_name = "wagtail_mentoring/shortlist/dismissed.html"

    def get_context_data(self, **kwargs):
        own = self.own
        order = list(own.dismissals.values_list("candidate", flat=True))
        found = self.visible().filter(pk__in=order).select_related("member").in_bulk()
        page = Paginator(
            [found[pk] for pk in order if pk in found], settings.SEARCH_PAGE_SIZE
        ).get_page(self.request.GET.get("page"))
        title = capfirst(_("%(role)s I dismissed") % {"role": self.others})
        return super().get_context_data(
            mentoring_title=title,
            mentoring_breadcrumb=self.crumbs({"label": title}),
            cards=[self.card(profile) for profile in page],
            list_page=page,
            find_url=self.links.find(own.role.other),
            find_label=_("Find %(role)s") % {"role": self.others},
            **kwargs,
        )

    def card(self, profile):
        profile.program = self.program
        member = profile.member
        return {
            "name": member.name,
            "headline": member.headline,
            "profile": profile,
            "back_url": self.links.url(
                "desk_bring_back", role=self.own.role.value, uuid=profile.uuid
            ),
            "back": [("next", self.request.path)],
        } | {"url": self.links.profile(profile)}
