"""Cases: for those who handle them, and never for anybody involved (D16, S-11)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from ...actions import ReadConversationAction
from ...compat import register_permission_policy
from ...enums import CaseEvent
from ...exceptions import ActionBusy, ActionRefused
from ...models import Concern, ConcernFile
from ...models.concerns import READERS
from ...rules import get_rules
from ...views.files import private_download
from ..acts.base import ActView
from ..acts.concern_measures import MEASURE_ACTS
from ..acts.concerns import CASE_ACTS
from ..columns import ProgramColumn, StatusColumn, has_several_programs
from ..facts import Fact, Section, Table, field_fact, inspect_url, when
from ..private_filters import concern_filters
from ..views import RecordIndexView, RecordInspectView
from .base import RecordViewSetMixin


class ConcernPolicy(ModelPermissionPolicy):
    """Who handles concerns may open the list; which of them are on it, the rules say."""

    def user_has_permission(self, user, action):
        return (
            action == "view"
            and user.is_active
            and any(user.has_perm(f"wagtail_mentoring.{name}") for name in READERS.values())
        )

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class ReadableMixin:
    """Reads the cases of the user only; any other answers like one that is not there."""

    def get_rows(self):
        return Concern.objects.readable_by(self.request.user)


class ConcernIndexView(RecordIndexView):
    select_related = ("program", "reporter", "assignee")

    def get_base_queryset(self):
        readable = Concern.objects.readable_by(self.request.user).order_by().values("pk")
        return super().get_base_queryset().filter(pk__in=readable)


class ConcernInspectView(ReadableMixin, RecordInspectView):
    """The case: what was told, who is named, what was done."""

    template_name = "wagtail_mentoring/admin/concern.html"
    select_related = (
        "program",
        "reporter",
        "assignee",
        "mentorship__mentor__member",
        "mentorship__mentee__member",
        "mentorship__program",
        "mentorship__request",
        "request",
    )

    def get_sections(self):
        case, user = self.object, self.request.user
        facts = [
            Fact(
                _("Raised by"),
                case.reporter.name if case.reporter else _("Not known any more"),
                url=inspect_url("member", case.reporter, user),
            ),
            field_fact(case, "created_at"),
            field_fact(case, "route"),
            field_fact(case, "category"),
            Fact(
                _("About"),
                self.subject(),
                url=inspect_url("mentorship", case.mentorship, user)
                or inspect_url("request", case.request, user),
            ),
            *(
                Fact(_("Named"), person.name, url=inspect_url("member", person.member, user))
                for person in self.persons
            ),
            field_fact(case, "others_named"),
            Fact(
                _("Looked after by"),
                (case.assignee.get_full_name() or case.assignee.get_username())
                if case.assignee
                else _("Nobody"),
            ),
            field_fact(case, "closed_at"),
            field_fact(case, "emptied_at"),
        ]
        if has_several_programs():
            facts.insert(0, Fact(_("Program"), case.program.name))
        told = [Fact(_("What happened"), case.what_happened)]
        sections = [
            Section(
                _("The case"),
                facts,
                help=_("Whoever is named, or raised it, finds no trace of this case."),
            ),
            Section(_("In their words"), told),
        ]
        if not case.is_open:
            outcome = [field_fact(case, "outcome"), field_fact(case, "outcome_told")]
            sections.append(Section(_("Outcome"), outcome))
        return [*sections, self.history()]

    def subject(self):
        case = self.object
        if case.mentorship is not None or case.request is not None:
            return f"{case.get_about_display()}: {case.mentorship or case.request}"
        return case.get_about_display()

    @cached_property
    def persons(self):
        return list(self.object.persons.select_related("member", "user"))

    def history(self):
        labels = dict(CaseEvent.choices)
        rows = [
            {
                "cells": [
                    when(entry.created_at),
                    entry.by_name or _("The site"),
                    labels.get(entry.what, entry.what),
                    entry.detail,
                ]
            }
            for entry in self.object.history.all()
        ]
        columns = [_("When"), _("Who"), _("What"), _("Note")]
        return Section(_("History"), table=Table(columns, rows), empty=_("Nothing is left."))

    def get_context_data(self, **kwargs):
        case = self.object
        can_read = not get_rules().can_read_conversation(self.request.user, case)
        return super().get_context_data(
            files=[
                {
                    "name": stored.name,
                    "size": stored.size,
                    "url": reverse("wagtail_mentoring_concerns:file", args=[case.pk, stored.uuid]),
                }
                for stored in case.files.all()
            ],
            conversation_url=reverse("wagtail_mentoring_concerns:conversation", args=[case.pk])
            if can_read
            else "",
            said=getattr(self, "said", None),
            **kwargs,
        )


class ConversationView(ConcernInspectView):
    """The committee reads what the two of the case wrote to each other; a button, as the case notes who did (F80)."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            found = ReadConversationAction(self.object, actor=request.user).execute()
        except ActionRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.message)
        except ActionBusy as busy:
            messages.error(request, str(busy))
        else:
            pair = self.object.pair
            self.said = [
                {
                    "author": pair.side(message.written_by).member.name,
                    "sent": when(message.sent_at),
                    "text": message.text,
                }
                for message in found
            ]
        return self.render_to_response(self.get_context_data())


class ConcernActView(ReadableMixin, ActView):
    def get_success_url(self):
        # Handed on, or named oneself: what is not to be seen any more is not gone back to.
        if not self.get_rows().filter(pk=self.object.pk).exists():
            return reverse(self.index_url_name)
        return super().get_success_url()


class ConcernFileView(View):
    """A file of a case, as a download; it is never shown as a page (S-24)."""

    def get(self, request, pk, uuid):
        if not ConcernPolicy(Concern).user_has_permission(request.user, "view"):
            raise PermissionDenied
        readable = Concern.objects.readable_by(request.user).filter(pk=pk)
        stored = get_object_or_404(ConcernFile, concern__in=readable, uuid=uuid)
        return private_download(stored)


class ConcernViewSet(RecordViewSetMixin, ModelViewSet):
    """Concerns that members raised. No export: counts are in the report."""

    model = Concern
    name = "wagtail_mentoring_concerns"
    url_prefix = "mentoring/concerns"
    icon = "warning"
    menu_label = gettext_lazy("Concerns")
    acts = CASE_ACTS + MEASURE_ACTS
    extra_permissions = ("handle_concern", "oversee_concern")
    index_view_class = ConcernIndexView
    inspect_view_class = ConcernInspectView
    act_view_class = ConcernActView
    has_history = False
    search_fields = ["reporter__name"]
    list_display = [
        TitleColumn(
            "name",
            label=gettext_lazy("Concern"),
            accessor="__str__",
            get_url=lambda case: reverse("wagtail_mentoring_concerns:inspect", args=[case.pk]),
            sort_key="created_at",
        ),
        ProgramColumn(),
        Column("category", label=gettext_lazy("Category"), sort_key="category"),
        StatusColumn(),
        Column(
            "route", label=gettext_lazy("Read by"), accessor="get_route_display", sort_key="route"
        ),
        Column("assignee", label=gettext_lazy("Looked after by")),
        DateColumn("created_at", label=gettext_lazy("Raised"), sort_key="created_at"),
        DateColumn("closed_at", label=gettext_lazy("Closed"), sort_key="closed_at"),
    ]

    @cached_property
    def permission_policy(self):
        policy = ConcernPolicy(self.model)
        register_permission_policy(self.model, policy)
        return policy

    @cached_property
    def filterset_class(self):
        return concern_filters(self.model)

    @property
    def inspect_template_name(self):
        return "wagtail_mentoring/admin/concern.html"

    def get_urlpatterns(self):
        key = f"<{self.pk_path_converter}:pk>"
        view = self.construct_view(ConversationView, **self.get_inspect_view_kwargs())
        return [
            *super().get_urlpatterns(),
            path(f"inspect/{key}/file/<uuid:uuid>/", ConcernFileView.as_view(), name="file"),
            path(f"conversation/{key}/", view, name="conversation"),
        ]

    def register_admin_url_finder(self):
        """Register nothing: no page links to a case from elsewhere, not even for superusers."""
