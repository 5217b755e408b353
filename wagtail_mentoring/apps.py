from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailMentoringConfig(AppConfig):
    """The app. Subclass it to name viewsets of your own by the ``*_viewset`` attributes."""

    name = "wagtail_mentoring"
    label = "wagtail_mentoring"
    verbose_name = _("Mentoring")
    default_auto_field = "django.db.models.BigAutoField"

    # The admin, piece by piece: dotted paths of the viewsets.
    mentor_viewset = "wagtail_mentoring.wagtail_admin.viewsets.MentorViewSet"
    mentee_viewset = "wagtail_mentoring.wagtail_admin.viewsets.MenteeViewSet"
    member_viewset = "wagtail_mentoring.wagtail_admin.viewsets.MemberViewSet"
    request_viewset = "wagtail_mentoring.wagtail_admin.viewsets.RequestViewSet"
    mentorship_viewset = "wagtail_mentoring.wagtail_admin.viewsets.MentorshipViewSet"
    signal_viewset = "wagtail_mentoring.wagtail_admin.viewsets.SignalViewSet"
    check_in_viewset = "wagtail_mentoring.wagtail_admin.viewsets.CheckInViewSet"
    concern_viewset = "wagtail_mentoring.wagtail_admin.viewsets.ConcernViewSet"
    program_viewset = "wagtail_mentoring.wagtail_admin.viewsets.ProgramViewSet"
    criterion_viewset = "wagtail_mentoring.wagtail_admin.viewsets.CriterionViewSet"
    faq_viewset = "wagtail_mentoring.wagtail_admin.viewsets.FAQEntryViewSet"
    topic_viewset = "wagtail_mentoring.wagtail_admin.viewsets.TopicViewSet"
    society_meeting_viewset = "wagtail_mentoring.wagtail_admin.viewsets.SocietyMeetingViewSet"
    testimonial_viewset = "wagtail_mentoring.wagtail_admin.viewsets.TestimonialViewSet"
    mail_text_viewset = "wagtail_mentoring.wagtail_admin.viewsets.MailTextViewSet"
    notification_viewset = "wagtail_mentoring.wagtail_admin.viewsets.NotificationViewSet"
    reminder_viewset = "wagtail_mentoring.wagtail_admin.viewsets.ReminderViewSet"
    agreement_viewset = "wagtail_mentoring.wagtail_admin.viewsets.AgreementViewSet"

    def ready(self):
        from . import checks  # noqa: F401 -- registers the system checks
        from .matching import index
        from .signal_handlers import register_signal_handlers

        index.connect()
        register_signal_handlers()
