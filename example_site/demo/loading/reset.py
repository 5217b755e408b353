"""Takes the demo's own data away, so that loading it again gives the same."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Page, Site

from example_site.membership.models import Membership
from wagtail_mentoring import models

from ..mail import empty_folder
from .interviews import remove_recordings

#: Children before those they point to: most of these links are protected.
ORDER = [
    models.SocietyMeeting,
    models.Testimonial,
    models.Concern,
    models.MemberBlock,
    models.FAQEntry,
    models.ResourceTopic,
    models.Notification,
    models.NotificationTemplate,
    models.RequestNote,
    models.Mentorship,
    models.MentorshipRequest,
    models.CodeOfConductAgreement,
    models.MentorProfile,
    models.MenteeProfile,
    models.Criterion,
]


def remove_everything():
    """Delete all mentoring data, the demo's pages, memberships and mails. Accounts stay and are used again."""
    for model in ORDER:
        model.objects.all().delete()
    for member in models.MemberProfile.objects.exclude(picture=""):
        member.picture.delete(save=False)
        if member.portrait:
            member.portrait.delete(save=False)
    models.MemberProfile.objects.all().delete()
    _remove_pages()
    remove_recordings()
    models.MentoringProgram.objects.all().delete()
    Membership.objects.all().delete()
    types = ContentType.objects.filter(app_label__in=["wagtail_mentoring", "membership"])
    ModelLogEntry.objects.filter(content_type__in=types).delete()
    empty_folder()


def _remove_pages():
    root = Page.get_first_root_node()
    # A site is deleted with its root page: point it elsewhere first.
    Site.objects.update(root_page=root)
    for page in root.get_children():
        page.specific.delete()


def remove_strangers(usernames):
    """Delete accounts the demo has made and does not know any more."""
    get_user_model().objects.filter(email__endswith="@people.example").exclude(
        username__in=usernames
    ).delete()
