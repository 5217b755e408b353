"""From the page of a Code of Conduct to the text that binds (D13): for the editors who write it."""

import swapper
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from .. import get_participant_model
from ..actions import BindConductAction
from ..conduct_text import conduct_changes
from ..enums import ENROLLED_PROFILE_STATUSES, Role
from ..exceptions import ActionBusy, ActionRefused
from ..models import CodeOfConductAgreement, MentoringProgram
from ..rules import get_rules

URL_NAME = "wagtail_mentoring_conduct"


def programs_of(page):
    """Return the programs whose Code of Conduct ``page`` is."""
    return MentoringProgram.objects.filter(code_of_conduct=page.pk).select_related(
        "code_of_conduct", "binding_revision"
    )


def may_bind(user, program):
    return not get_rules().can_bind_conduct(user, program)


class ConductView(WagtailAdminTemplateMixin, TemplateView):
    """What changed since the binding text, whom it concerns, and the button that makes the published text binding.

    GET asks and changes nothing; POST names the text that was seen.
    """

    template_name = "wagtail_mentoring/admin/conduct.html"
    page_title = gettext_lazy("Binding text")
    header_icon = "clipboard-list"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not any(may_bind(request.user, program) for program in self.programs):
            raise PermissionDenied

    @cached_property
    def conduct(self):
        page_model = swapper.load_model("wagtailcore", "Page")
        return get_object_or_404(page_model, pk=self.kwargs["pk"]).specific

    @cached_property
    def programs(self):
        # No row for who may not know whether there is one.
        if not get_rules().can_bind_conduct(self.request.user, None):
            return list(programs_of(self.conduct))
        raise PermissionDenied

    def post(self, request, *args, **kwargs):
        program = next(
            (one for one in self.programs if str(one.pk) == request.POST.get("program")), None
        )
        if program is None:
            raise PermissionDenied
        here = HttpResponseRedirect(request.path)
        if request.POST.get("revision") != str(self.conduct.live_revision_id):
            messages.error(
                request,
                _("Another text was published in the meantime. Look at it before you go on."),
            )
            return here
        try:
            BindConductAction(program, actor=request.user).execute()
        except ActionRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, str(refusal))
        except ActionBusy as busy:
            messages.error(request, str(busy))
        else:
            messages.success(request, _("The published Code of Conduct is binding now."))
        return here

    def get_page_subtitle(self):
        return self.conduct.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.conduct.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    @property
    def edit_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.conduct.pk])

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "conduct": self.conduct,
            "edit_url": self.edit_url,
            "states": [self.state(program) for program in self.programs],
        }

    def state(self, program):
        """Return what the template says about one program."""
        published = self.conduct.live_revision if self.conduct.live else None
        binding = program.binding_revision
        is_current = bool(published and binding and published.pk == binding.pk)
        return {
            "program": program,
            "published": published,
            "binding": binding,
            "is_current": is_current,
            "changes": (
                conduct_changes(binding.as_object(), published.as_object())
                if published and binding and not is_current
                else None
            ),
            "agreed": [self.agreed(program, role) for role in Role],
        }

    def agreed(self, program, role):
        """Return how many of a role have agreed to the text that is asked for now."""
        enrolled = get_participant_model(role).objects.filter(
            program=program, status__in=ENROLLED_PROFILE_STATUSES
        )
        revision = program.conduct_revision()
        agreements = CodeOfConductAgreement.objects.filter(
            program=program, role=role, revision_ref=revision.pk if revision else 0
        )
        return {
            "word": program.word(role, plural=True),
            "of": enrolled.count(),
            "count": enrolled.filter(member__in=agreements.values("member")).count(),
        }


def header_buttons(page, user, view_name, next_url=None):
    """Offer the way to the binding text in the menu of a page that is a Code of Conduct."""
    if page.pk and may_bind(user, None) and programs_of(page).exists():
        yield Button(
            _("Binding text"),
            reverse(URL_NAME, args=[page.pk]),
            icon_name="clipboard-list",
            priority=90,
        )


def after_publish(request, page):
    """Say that members still agree to the older text, and where to change that."""
    if not may_bind(request.user, None):
        return
    if any(
        program.binding_revision_id and program.binding_revision_id != page.live_revision_id
        for program in programs_of(page)
    ):
        messages.info(
            request,
            format_html(
                "{}",
                _(
                    "Members still agree to the text that was made binding before. Did their promises change?"
                ),
            ),
            buttons=[
                messages.button(reverse(URL_NAME, args=[page.pk]), _("Look at the changes")),
            ],
        )
