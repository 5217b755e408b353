"""The members' pages at fixed addresses: ``path("mentoring/", include("wagtail_mentoring.urls"))``.

A site includes them always: pictures, and what stops mails, have no other address. The pages here and
those the editors place in the tree run the same views.
"""

from django.urls import path

from .views.faq import HelpfulView
from .views.inbound import InboundMailView
from .views.interviews import (
    InterviewFileView,
    InterviewTrackView,
    WithdrawInterviewConsentView,
)
from .views.pair_meetings import CalendarFeedView
from .views.patterns import PatternLibraryView
from .views.pictures import PictureView
from .views.podcast import PodcastView
from .views.resources import ResourcePictureView
from .views.routes import ROUTES
from .views.unsubscribe import UnsubscribeView

app_name = "wagtail_mentoring"

PREFIXES = {
    "enrollment": "enroll/",
    "find_mentor": "mentors/",
    "find_mentee": "mentees/",
    "desk": "my/",
}

urlpatterns = [
    path("picture/<uuid:uuid>/<slug:stamp>/", PictureView.as_view(), name="picture"),
    path("faq/<int:page>/<uuid:entry>/helpful/", HelpfulView.as_view(), name="faq_helpful"),
    path(
        "resource-picture/<int:page>/<slug:size>/",
        ResourcePictureView.as_view(),
        name="resource_picture",
    ),
    path(
        "interviews/<int:page>/file/<str:name>", InterviewFileView.as_view(), name="interview_file"
    ),
    path(
        "interviews/<int:page>/tracks/<uuid:track>.vtt",
        InterviewTrackView.as_view(),
        name="interview_track",
    ),
    path(
        "interviews/<int:page>/withdraw/",
        WithdrawInterviewConsentView.as_view(),
        name="interview_withdraw",
    ),
    path("<slug:program>/podcast.xml", PodcastView.as_view(), name="podcast"),
    # In mails; the token says which, and whose.
    path("unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    # For the service that takes members' replies by mail; 404 unless it is set up.
    path("inbound/mail/", InboundMailView.as_view(), name="inbound_mail"),
    # A member's own calendar reads it; the token is the key.
    path("calendar/<slug:token>.ics", CalendarFeedView.as_view(), name="calendar_feed"),
    # For developers who restyle the app; 404 unless DEBUG is on.
    path("patterns/", PatternLibraryView.as_view(), name="patterns"),
]
for kind, routes in ROUTES.items():
    urlpatterns += [
        path(f"<slug:program>/{PREFIXES[kind]}{route}", view.as_view(**kwargs), name=name)
        for name, route, view, kwargs in routes
    ]
