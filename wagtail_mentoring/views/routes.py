"""The addresses of the members' pages, once, for page types and ``urls.py`` alike.

Each kind of page has routes ``(name, route, view, initkwargs)``. The names
begin with the kind; ``links.ProgramLinks`` finds the page by it.
"""

from ..enums import Role
from . import (
    answers,
    blocks,
    breaks,
    check_ins,
    comparison,
    concerns,
    desk,
    enrollment,
    enrollment_linkedin,
    enrollment_person,
    enrollment_picture,
    enrollment_role,
    mails,
    mentorship_page,
    mentorships,
    messages,
    pair_agreement,
    pair_goals,
    pair_meetings,
    requests,
    shortlists,
    testimonials,
)
from .find import ProfileView, SearchView
from .request_forms import MakeRequestView
from .saved_searches import (
    DeleteSearchView,
    RenameSearchView,
    SaveSearchView,
    SearchMailView,
)


def find_routes(role):
    """Return the routes of a search for people of ``role``."""
    name = f"find_{role.value}"
    return [
        (name, "", SearchView, {"role": role}),
        (f"{name}_save", "save/", SaveSearchView, {"role": role}),
        (f"{name}_profile", "<uuid:uuid>/", ProfileView, {"role": role}),
        (f"{name}_request", "<uuid:uuid>/request/", MakeRequestView, {"role": role}),
    ]


SHORTLIST = "<str:role>/shortlist/"
#: One's own shortlist and dismissals; the role is one's own, the id that of the other's profile.
MARKS = [
    ("desk_shortlist", SHORTLIST, shortlists.ShortlistView, {}),
    ("desk_compare", f"{SHORTLIST}compare/", comparison.CompareView, {}),
    ("desk_shortlist_add", f"{SHORTLIST}<uuid:uuid>/add/", shortlists.ShortlistAddView, {}),
    ("desk_shortlist_note", f"{SHORTLIST}<uuid:uuid>/note/", shortlists.NoteView, {}),
    (
        "desk_shortlist_remove",
        f"{SHORTLIST}<uuid:uuid>/remove/",
        shortlists.ShortlistRemoveView,
        {},
    ),
    ("desk_dismissed", "<str:role>/dismissed/", shortlists.DismissedView, {}),
    ("desk_dismiss", "<str:role>/dismissed/<uuid:uuid>/add/", shortlists.DismissView, {}),
    ("desk_bring_back", "<str:role>/dismissed/<uuid:uuid>/back/", shortlists.BringBackView, {}),
]

#: Conversations. The id is that of the request they belong to, so that one can write the first message.
MESSAGES = [
    ("desk_messages", "messages/", messages.MessagesView, {}),
    ("desk_message_mail", "messages/mail/", messages.MessageMailView, {}),
    ("desk_conversation", "messages/<uuid:uuid>/", messages.ConversationView, {}),
    ("desk_conversation_read", "messages/<uuid:uuid>/read/", messages.MarkReadView, {}),
    ("desk_attachment", "messages/files/<uuid:uuid>/", messages.AttachmentView, {}),
]

PAIR = "pairs/<uuid:uuid>/"
#: What two people work on; all below the address of their page.
PAIR_WORK = [
    (f"desk_mentorship{name}", f"{PAIR}{route}", view, {})
    for name, route, view in (
        ("_agreement", "agreement/", pair_agreement.AgreementView),
        ("_agreement_confirm", "agreement/confirm/", pair_agreement.ConfirmAgreementView),
        ("_agreement_withdraw", "agreement/withdraw/", pair_agreement.WithdrawAgreementView),
        ("_extend", "extend/", pair_agreement.ExtendView),
        ("_goal_add", "goals/add/", pair_goals.AddGoalView),
        ("_goal", "goals/<uuid:goal>/", pair_goals.ChangeGoalView),
        ("_goal_settle", "goals/<uuid:goal>/state/", pair_goals.SettleGoalView),
        ("_goal_remove", "goals/<uuid:goal>/remove/", pair_goals.RemoveGoalView),
        ("_step", "steps/<uuid:step>/", pair_goals.StepView),
        ("_notes", "notes/", pair_goals.NotesView),
        ("_note_add", "notes/add/", pair_goals.AddNoteView),
        ("_note", "notes/<uuid:note>/", pair_goals.ChangeNoteView),
        ("_note_remove", "notes/<uuid:note>/remove/", pair_goals.RemoveNoteView),
        ("_meeting_add", "meetings/add/", pair_meetings.PlanMeetingView),
        ("_meeting", "meetings/<uuid:meeting>/", pair_meetings.MoveMeetingView),
        ("_meeting_cancel", "meetings/<uuid:meeting>/cancel/", pair_meetings.CancelMeetingView),
        ("_meeting_file", "meetings/<uuid:meeting>/calendar/", pair_meetings.MeetingFileView),
    )
]

ROUTES = {
    "enrollment": [
        ("enrollment", "", enrollment.OverviewView, {}),
        ("enrollment_start", "start/", enrollment.StartView, {}),
        ("enrollment_person", "you/", enrollment_person.PersonView, {}),
        ("enrollment_picture", "you/picture/", enrollment_picture.PictureFormView, {}),
        ("enrollment_portrait", "you/picture/portrait/", enrollment_picture.PortraitView, {}),
        (
            "enrollment_portrait_file",
            "you/picture/portrait/file/",
            enrollment_picture.PortraitFileView,
            {},
        ),
        ("enrollment_history", "you/history/", enrollment_person.HistoryView, {}),
        ("enrollment_meetings", "you/meetings/", enrollment_person.MeetingsView, {}),
        ("enrollment_linkedin", "you/linkedin/", enrollment_linkedin.LinkedInView, {}),
        ("enrollment_role", "<str:role>/about/", enrollment_role.RoleView, {}),
        ("enrollment_wishes", "<str:role>/wishes/", enrollment_role.WishesView, {}),
        ("enrollment_conduct", "<str:role>/code-of-conduct/", enrollment_role.ConductView, {}),
        ("enrollment_check", "<str:role>/check/", enrollment.CheckView, {}),
        ("enrollment_sent", "<str:role>/sent/", enrollment.SentView, {}),
    ],
    "find_mentor": find_routes(Role.MENTOR),
    "find_mentee": find_routes(Role.MENTEE),
    "desk": [
        ("desk", "", desk.DeskView, {}),
        ("desk_mails", "mails/", mails.MailSettingsView, {}),
        ("desk_pause", "<str:role>/pause/", breaks.PauseView, {}),
        ("desk_resume", "<str:role>/resume/", breaks.ResumeView, {}),
        ("desk_leave", "<str:role>/leave/", breaks.LeaveView, {}),
        ("desk_rejoin", "<str:role>/rejoin/", breaks.RejoinView, {}),
        *MARKS,
        ("desk_concern", "concern/", concerns.ConcernView, {}),
        ("desk_concern_sent", "concern/sent/", concerns.ConcernSentView, {}),
        ("desk_blocked", "blocked/", blocks.BlockedView, {}),
        ("desk_block", "blocked/<uuid:uuid>/add/", blocks.BlockView, {}),
        ("desk_unblock", "blocked/<uuid:uuid>/back/", blocks.UnblockView, {}),
        *MESSAGES,
        ("desk_search", "searches/<uuid:uuid>/", RenameSearchView, {}),
        ("desk_search_mail", "searches/<uuid:uuid>/mail/", SearchMailView, {}),
        ("desk_search_delete", "searches/<uuid:uuid>/delete/", DeleteSearchView, {}),
        ("desk_calendar", "calendar/", pair_meetings.CalendarView, {}),
        ("desk_calendar_renew", "calendar/renew/", pair_meetings.RenewCalendarView, {}),
        ("desk_calendar_stop", "calendar/stop/", pair_meetings.StopCalendarView, {}),
        ("desk_request", "requests/<uuid:uuid>/", requests.RequestView, {}),
        ("desk_request_accept", "requests/<uuid:uuid>/accept/", answers.AcceptView, {}),
        ("desk_request_decline", "requests/<uuid:uuid>/decline/", answers.DeclineView, {}),
        ("desk_request_ask", "requests/<uuid:uuid>/ask/", answers.AskView, {}),
        ("desk_request_answer", "requests/<uuid:uuid>/answer/", answers.AnswerView, {}),
        ("desk_request_withdraw", "requests/<uuid:uuid>/withdraw/", answers.WithdrawView, {}),
        ("desk_mentorship", "pairs/<uuid:uuid>/", mentorship_page.MentorshipView, {}),
        (
            "desk_mentorship_first",
            "pairs/<uuid:uuid>/first-conversation/",
            mentorships.FirstConversationView,
            {},
        ),
        ("desk_mentorship_hold", "pairs/<uuid:uuid>/hold/", mentorships.HoldView, {}),
        ("desk_mentorship_continue", "pairs/<uuid:uuid>/continue/", mentorships.ContinueView, {}),
        ("desk_mentorship_complete", "pairs/<uuid:uuid>/complete/", mentorships.CompleteView, {}),
        (
            "desk_mentorship_feeling",
            "pairs/<uuid:uuid>/how-it-goes/",
            check_ins.FeelingView,
            {},
        ),
        (
            "desk_mentorship_not_a_fit",
            "pairs/<uuid:uuid>/not-a-fit/",
            check_ins.NotAFitView,
            {},
        ),
        ("desk_mentorship_checkin", "pairs/<uuid:uuid>/check-in/", check_ins.CheckInView, {}),
        ("desk_mentorship_end", "pairs/<uuid:uuid>/end/", mentorships.EndView, {}),
        *PAIR_WORK,
        (
            "desk_mentorship_testimonial",
            "pairs/<uuid:uuid>/testimonial/",
            testimonials.OfferTestimonialView,
            {},
        ),
        (
            "desk_mentorship_testimonial_withdraw",
            "pairs/<uuid:uuid>/testimonial/withdraw/",
            testimonials.WithdrawTestimonialView,
            {},
        ),
    ],
}
