"""Programs with all their rules."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from ...models import MentoringProgram, MentorshipRequest
from ..forms import ProgramForm
from ..panels import ConductPanel
from ..views import GuardedDeleteMixin, PlainSnippetIndexView
from .base import NoChooserMixin, PolicyMixin


class ProgramDeleteView(GuardedDeleteMixin, DeleteView):
    """A program that has, or had, participants stays; it can be hidden."""

    def in_use_message(self):
        program = self.object
        if (
            program.mentor_profiles.exists()
            or program.mentee_profiles.exists()
            or MentorshipRequest.objects.filter(program=program).exists()
        ):
            return _(
                "“%(name)s” has participants and cannot be deleted. Untick “visible to members” instead."
            ) % {"name": program}
        return ""


def _reasons(name, heading, label, help_text):
    return InlinePanel(
        name,
        panels=[FieldRowPanel([FieldPanel("text"), FieldPanel("is_active")])],
        heading=heading,
        label=label,
        help_text=help_text,
    )


PROGRAM_PANELS = [
    MultiFieldPanel(
        [TitleFieldPanel("name", placeholder=False), FieldPanel("slug")],
        heading=gettext_lazy("Name"),
    ),
    MultiFieldPanel(
        [FieldPanel("is_active"), FieldPanel("is_open")], heading=gettext_lazy("Open or closed")
    ),
    MultiFieldPanel(
        [FieldPanel("office_name"), FieldPanel("office_email"), FieldPanel("community_url")],
        heading=gettext_lazy("Office and community"),
        help_text=gettext_lazy("Where participants turn with questions."),
    ),
]

WORD_PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("mentor_word"), FieldPanel("mentors_word")]),
            FieldRowPanel([FieldPanel("mentee_word"), FieldPanel("mentees_word")]),
            FieldPanel("mentorship_word"),
        ],
        heading=gettext_lazy("Your own words"),
        help_text=gettext_lazy(
            "Used on pages and in mails instead of “mentor”, “mentee” and “mentorship”. Empty: the usual words, in the reader's language."
        ),
    ),
]

RULE_PANELS = [
    MultiFieldPanel(
        [FieldPanel("mentee_max_mentors"), FieldPanel("mentee_max_open_requests")],
        heading=gettext_lazy("Limits for mentees"),
        help_text=gettext_lazy(
            "When a mentee has as many mentors as they may have, their other open requests close and everybody is told."
        ),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("mentor_capacity_default"), FieldPanel("mentor_capacity_ceiling")]
            ),
            FieldPanel("full_mentor_policy"),
        ],
        heading=gettext_lazy("Limits for mentors"),
        help_text=gettext_lazy(
            "Each mentor says how many mentees they take, up to the most. Lowering it ends nothing: it counts from the next acceptance on."
        ),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("suggestion_count"), FieldPanel("suggestion_leeway")]),
            FieldPanel("desk_resource_count"),
        ],
        heading=gettext_lazy("Suggestions on the desk"),
        help_text=gettext_lazy(
            "Participants find a few people who fit on their desk. How they are chosen is described in the documentation, under “Fit”."
        ),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("request_first_reminder_days"),
                    FieldPanel("request_second_reminder_days"),
                    FieldPanel("request_expiry_days"),
                ]
            )
        ],
        heading=gettext_lazy("Unanswered requests"),
        help_text=gettext_lazy(
            "Days count from the sending of the request, or from the day it left the waiting list."
        ),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("mail_from_hour"), FieldPanel("mail_until_hour")]),
            FieldRowPanel([FieldPanel("mail_daily_limit"), FieldPanel("digest_weekday")]),
        ],
        heading=gettext_lazy("Reminders and digests"),
        help_text=gettext_lazy(
            "They wait for the hours of the day of whoever gets them. What needs an answer goes out at once, at any hour."
        ),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("saved_search_limit"), FieldPanel("saved_search_mail_days")])],
        heading=gettext_lazy("Saved searches"),
        help_text=gettext_lazy(
            "Members may save a search and get a mail when somebody new fits it; each of these mails can be stopped by one click."
        ),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("first_conversation_days"), FieldPanel("first_to_write")]),
            FieldRowPanel([FieldPanel("suggested_months_min"), FieldPanel("suggested_months_max")]),
            FieldRowPanel([FieldPanel("longest_months"), FieldPanel("goal_limit")]),
            FieldPanel("next_steps"),
        ],
        heading=gettext_lazy("Working together"),
        help_text=gettext_lazy("What a new pair is told. The pair's own plan wins."),
    ),
    MultiFieldPanel(
        [FieldPanel("shows_responsiveness")],
        heading=gettext_lazy("How soon people answer"),
        help_text=gettext_lazy("Shown on profiles and in searches."),
    ),
    MultiFieldPanel(
        [FieldPanel("concern_keep_days")],
        heading=gettext_lazy("Concerns"),
        help_text=gettext_lazy(
            "Who reads them is a matter of permissions, in Settings → Groups. Whoever is named in one never does."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("message_days_after_end"),
            FieldRowPanel(
                [FieldPanel("message_hourly_limit"), FieldPanel("conversation_daily_limit")]
            ),
            FieldRowPanel(
                [FieldPanel("message_mail_pause_minutes"), FieldPanel("pair_hourly_limit")]
            ),
        ],
        heading=gettext_lazy("Messages"),
        help_text=gettext_lazy(
            "Partners write to each other on the site, and so do the two people of an open request. Nobody else reads it."
        ),
    ),
]

PEOPLE_PANELS = [
    MultiFieldPanel(
        [FieldPanel("mentor_approval_required"), FieldPanel("mentee_approval_required")],
        heading=gettext_lazy("Approval"),
        help_text=gettext_lazy(
            "With approval nobody else sees a profile, and nobody is mailed about it, before a coordinator has approved it."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("membership_grace_days")],
        heading=gettext_lazy("Membership"),
        help_text=gettext_lazy(
            "Pairings of a member whose membership ended stay; the report “Lapsed members” lists these people."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("completeness_threshold")],
        heading=gettext_lazy("Complete profiles"),
        help_text=gettext_lazy(
            "Counted for each role: headline, words about oneself, place, picture, education or a position, what they say of the role, the answers, the wishes. A new question makes everybody's profile a little less complete."
        ),
    ),
    MultiFieldPanel(
        [FieldPanel("contact_visibility")],
        heading=gettext_lazy("Contact details"),
        help_text=gettext_lazy("The site's own mail always works, so nobody needs an address."),
    ),
    MultiFieldPanel(
        [FieldPanel("code_of_conduct"), ConductPanel()],
        heading=gettext_lazy("Code of Conduct"),
    ),
]

REASON_PANELS = [
    InlinePanel(
        "check_in_questions",
        panels=[FieldPanel("text"), FieldRowPanel([FieldPanel("kind"), FieldPanel("is_active")])],
        heading=gettext_lazy("Questions of check-ins"),
        label=gettext_lazy("Question"),
        help_text=gettext_lazy(
            "Two or three light ones are enough. Only coordinators read the answers. Without any, three usual questions are asked."
        ),
    ),
    _reasons(
        "concern_categories",
        gettext_lazy("Categories of concerns"),
        gettext_lazy("Category"),
        gettext_lazy(
            "Offered when somebody raises a concern. Without any, a usual list is offered."
        ),
    ),
    _reasons(
        "decline_reasons",
        gettext_lazy("Reasons to decline"),
        gettext_lazy("Reason to decline"),
        gettext_lazy(
            "Offered when somebody declines. Only coordinators read which one was chosen."
        ),
    ),
    _reasons(
        "end_reasons",
        gettext_lazy("Reasons to end"),
        gettext_lazy("Reason to end"),
        gettext_lazy(
            "Offered when somebody ends a mentorship. Only coordinators read which one was chosen."
        ),
    ),
]


class ProgramViewSet(NoChooserMixin, PolicyMixin, SnippetViewSet):
    """Programs. Every rule is a field here (R79)."""

    model = MentoringProgram
    icon = "cogs"
    menu_label = gettext_lazy("Programs")
    admin_url_namespace = "wagtail_mentoring_programs"
    base_url_path = "mentoring/programs"
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    search_fields = ["name", "office_name"]
    index_view_class = PlainSnippetIndexView
    index_template_name = "wagtailadmin/generic/index.html"
    delete_view_class = ProgramDeleteView
    list_display = [
        "name",
        BooleanColumn("is_active", label=gettext_lazy("Visible to members")),
        BooleanColumn("is_open", label=gettext_lazy("Enrollment open")),
        BooleanColumn("mentor_approval_required", label=gettext_lazy("Mentors are approved")),
        BooleanColumn("mentee_approval_required", label=gettext_lazy("Mentees are approved")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(PROGRAM_PANELS, heading=gettext_lazy("Program")),
            ObjectList(PEOPLE_PANELS, heading=gettext_lazy("Who takes part")),
            ObjectList(RULE_PANELS, heading=gettext_lazy("Rules")),
            ObjectList(REASON_PANELS, heading=gettext_lazy("Lists")),
            ObjectList(WORD_PANELS, heading=gettext_lazy("Words")),
        ],
        base_form_class=ProgramForm,
    )
