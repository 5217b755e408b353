"""The people themselves."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ... import get_member_profile_model, get_participant_model
from ...enums import ContactVisibility, Role
from ...links import picture_url
from ...models import CodeOfConductAgreement
from ..acts.others import MEMBER_ACTS
from ..facts import Fact, Section, field_fact, inspect_url
from ..filters import account_email, member_filters
from ..forms import AUDIENCES
from ..views import PlainSnippetIndexView, RecordInspectView
from .base import NoChooserMixin, RecordViewSetMixin


class MemberIndexView(PlainSnippetIndexView):
    select_related = ("user",)


class MemberInspectView(RecordInspectView):
    """A person: how to reach them, what they say of themselves, where they take part."""

    select_related = ("user",)

    def get_status(self):
        return self.object.get_membership_state_display()

    def get_sections(self):
        return [
            self.participation_section(),
            self.contact_section(),
            self.about_section(),
            self.history_section(),
            self.agreements_section(),
        ]

    def participation_section(self):
        facts = []
        for role in Role:
            profiles = get_participant_model(role).objects.filter(member=self.object)
            facts += [
                Fact(
                    _("%(role)s in %(program)s")
                    % {"role": role.label, "program": profile.program.name},
                    profile.status_changed_at,
                    url=inspect_url(role.value, profile, self.request.user),
                    flag=profile.get_status_display(),
                )
                for profile in profiles.select_related("program")
            ]
        return Section(_("Takes part as"), facts, empty=_("Not enrolled."))

    def contact_section(self):
        member = self.object
        return Section(
            _("Contact"),
            [
                Fact(_("Account"), member.user.get_username() if member.user else None),
                Fact(_("E-mail of the account"), member.email),
                *(
                    field_fact(
                        member, name, flag=self.audience(name) if getattr(member, name) else ""
                    )
                    for name in member.contact_fields
                ),
                *(
                    field_fact(member, name)
                    for name in (
                        "language",
                        "membership_state",
                        "membership_lapsed_on",
                        "membership_checked_at",
                        "region",
                    )
                ),
            ],
            help=_("Only the member changes this. Do not pass it on to other members."),
        )

    def audience(self, name):
        """Return to whom the member shows a contact detail; a program may allow less (D7, F14)."""
        return AUDIENCES[ContactVisibility(getattr(self.object, f"{name}_visibility"))]

    def about_section(self):
        names = ("headline", "bio", "employer", "city", "country", "time_zone", "created_at")
        return Section(_("About"), [field_fact(self.object, name) for name in names])

    def history_section(self):
        member = self.object
        facts = [
            Fact(_years(row), str(row))
            for row in (*member.positions.all(), *member.educations.all())
        ]
        return Section(_("Positions and education"), facts, empty=_("Nothing entered."))

    def agreements_section(self):
        rows = CodeOfConductAgreement.objects.filter(member=self.object).select_related("program")
        facts = [
            Fact(
                _("%(title)s, as %(role)s")
                % {"title": row.page_title, "role": row.get_role_display()},
                row.agreed_at,
                url=inspect_url("agreement", row, self.request.user),
            )
            for row in rows
        ]
        return Section(_("Agreements to the Code of Conduct"), facts, empty=_("None."))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["portrait_url"] = picture_url(self.object)
        return context


def _years(row):
    if row.start_year and row.end_year:
        return f"{row.start_year}–{row.end_year}"
    if row.start_year:
        return _("since %(year)d") % {"year": row.start_year}
    return str(row.end_year or row._meta.verbose_name)


class MemberViewSet(NoChooserMixin, RecordViewSetMixin, SnippetViewSet):
    """Member profiles. A site with a model of its own shows more by overriding ``inspect_view_class``."""

    model = get_member_profile_model()
    list_url_name = "list"
    icon = "group"
    menu_label = gettext_lazy("Members")
    admin_url_namespace = "wagtail_mentoring_members"
    base_url_path = "mentoring/members"
    acts = MEMBER_ACTS
    index_view_class = MemberIndexView
    inspect_view_class = MemberInspectView
    index_template_name = "wagtailadmin/generic/index.html"
    search_fields = ["name", "headline", "employer", "city", *account_email("user")]
    list_display = [
        "__str__",
        Column("headline", label=gettext_lazy("Headline")),
        Column(
            "membership_state",
            label=gettext_lazy("Membership"),
            accessor="get_membership_state_display",
            sort_key="membership_state",
        ),
        DateColumn(
            "membership_lapsed_on",
            label=gettext_lazy("Membership ended on"),
            sort_key="membership_lapsed_on",
        ),
        Column("region", label=gettext_lazy("Region"), sort_key="region"),
        DateColumn("created_at", label=gettext_lazy("Here since"), sort_key="created_at"),
    ]
    list_export = [
        "name",
        "email",
        "contact_email",
        "phone",
        "employer",
        "city",
        "country",
        "region",
        "get_membership_state_display",
        "membership_lapsed_on",
        "created_at",
    ]
    export_headings = {
        "email": gettext_lazy("E-mail"),
        "get_membership_state_display": gettext_lazy("Membership"),
    }
    export_filename = "members"

    @cached_property
    def filterset_class(self):
        return member_filters(self.model)
