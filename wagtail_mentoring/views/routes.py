"""The addresses of the members' pages, once, for page types and ``urls.py`` alike.

Each kind of page has routes ``(name, route, view, initkwargs)``. The names
begin with the kind; ``links.ProgramLinks`` finds the page by it.
"""

from ..enums import Role
from . import desk, enrollment, mentorships, requests
from .find import ProfileView, SearchView
from .request_forms import MakeRequestView


def find_routes(role):
    """Return the routes of a search for people of ``role``."""
    name = f"find_{role.value}"
    return [
        (name, "", SearchView, {"role": role}),
        (f"{name}_profile", "<uuid:uuid>/", ProfileView, {"role": role}),
        (f"{name}_request", "<uuid:uuid>/request/", MakeRequestView, {"role": role}),
    ]


ROUTES = {
    "enrollment": [
        ("enrollment", "", enrollment.OverviewView, {}),
        ("enrollment_start", "start/", enrollment.StartView, {}),
        ("enrollment_person", "you/", enrollment.PersonView, {}),
        ("enrollment_picture", "you/picture/", enrollment.PictureFormView, {}),
        ("enrollment_history", "you/history/", enrollment.HistoryView, {}),
        ("enrollment_role", "<str:role>/about/", enrollment.RoleView, {}),
        ("enrollment_wishes", "<str:role>/wishes/", enrollment.WishesView, {}),
        ("enrollment_conduct", "<str:role>/code-of-conduct/", enrollment.ConductView, {}),
        ("enrollment_check", "<str:role>/check/", enrollment.CheckView, {}),
    ],
    "find_mentor": find_routes(Role.MENTOR),
    "find_mentee": find_routes(Role.MENTEE),
    "desk": [
        ("desk", "", desk.DeskView, {}),
        ("desk_pause", "<str:role>/pause/", desk.PauseView, {}),
        ("desk_resume", "<str:role>/resume/", desk.ResumeView, {}),
        ("desk_leave", "<str:role>/leave/", desk.LeaveView, {}),
        ("desk_rejoin", "<str:role>/rejoin/", desk.RejoinView, {}),
        ("desk_request", "requests/<uuid:uuid>/", requests.RequestView, {}),
        ("desk_request_accept", "requests/<uuid:uuid>/accept/", requests.AcceptView, {}),
        ("desk_request_decline", "requests/<uuid:uuid>/decline/", requests.DeclineView, {}),
        ("desk_request_ask", "requests/<uuid:uuid>/ask/", requests.AskView, {}),
        ("desk_request_answer", "requests/<uuid:uuid>/answer/", requests.AnswerView, {}),
        ("desk_request_withdraw", "requests/<uuid:uuid>/withdraw/", requests.WithdrawView, {}),
        ("desk_mentorship", "pairs/<uuid:uuid>/", mentorships.MentorshipView, {}),
        (
            "desk_mentorship_first",
            "pairs/<uuid:uuid>/first-conversation/",
            mentorships.FirstConversationView,
            {},
        ),
        ("desk_mentorship_hold", "pairs/<uuid:uuid>/hold/", mentorships.HoldView, {}),
        ("desk_mentorship_continue", "pairs/<uuid:uuid>/continue/", mentorships.ContinueView, {}),
        ("desk_mentorship_complete", "pairs/<uuid:uuid>/complete/", mentorships.CompleteView, {}),
        ("desk_mentorship_end", "pairs/<uuid:uuid>/end/", mentorships.EndView, {}),
    ],
}
