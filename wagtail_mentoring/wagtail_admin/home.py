"""What waits for the coordinator, on the first page of the admin."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from .. import (
    get_member_profile_model,
    get_mentee_profile_model,
    get_mentor_profile_model,
)
from ..enums import (
    OPEN_MENTORSHIP_STATUSES,
    ConcernStatus,
    NotificationStatus,
    PairFeeling,
    ProfileStatus,
)
from ..models import Concern, MentorshipRequest, PairSignal, Testimonial
from ..notifications.outbox import outbox_health
from ..rules import get_rules
from ..rules.testimonials import EDIT_TESTIMONIALS
from .filters import EXPIRING, MAIL_FAILS, expiring
from .reports import lapsed_members


class WaitingPanel(Component):
    """A short list of links to filtered lists: for coordinators, and for editors what members have offered."""

    name = "mentoring_waiting"
    order = 40
    template_name = "wagtail_mentoring/admin/home_panel.html"

    class Media:
        css = {"all": ["wagtail_mentoring/admin/admin.css"]}

    def __init__(self, user):
        self.user = user

    @cached_property
    def is_shown(self):
        return self.is_coordinator or any(self.waiting_items)

    @cached_property
    def is_coordinator(self):
        return get_rules().is_coordinator(self.user)

    @cached_property
    def edits_testimonials(self):
        return self.user.has_perm(EDIT_TESTIMONIALS)

    def get_context_data(self, parent_context):
        return {"items": self.waiting_items}

    @cached_property
    def waiting_items(self):
        return [item for item in self.items() if item["count"]]

    def items(self):
        """Yield what may wait: how many, in words, and where to go on."""
        if self.edits_testimonials:
            count = Testimonial.objects.waiting().count()
            yield _item(
                count,
                ngettext(
                    "%(count)d testimonial of a member waits to be read",
                    "%(count)d testimonials of members wait to be read",
                    count,
                )
                % {"count": count},
                "wagtail_mentoring_testimonials:list",
                "?state=waiting",
            )
        # Of the cases in which the reader is involved there is no trace here either (S-11).
        count = Concern.objects.readable_by(self.user).filter(status=ConcernStatus.OPEN).count()
        yield _item(
            count,
            ngettext(
                "%(count)d concern waits to be read", "%(count)d concerns wait to be read", count
            )
            % {"count": count},
            "wagtail_mentoring_concerns:index",
            f"?status={ConcernStatus.OPEN}",
        )
        if self.is_coordinator:
            yield from self.coordinators_items()

    def coordinators_items(self):
        """Yield what waits for a coordinator."""
        for model, namespace, words in (
            (get_mentor_profile_model(), "mentors", self._mentors),
            (get_mentee_profile_model(), "mentees", self._mentees),
        ):
            count = model.objects.filter(status=ProfileStatus.PENDING).count()
            yield _item(
                count,
                words(count),
                f"wagtail_mentoring_{namespace}:list",
                f"?status={ProfileStatus.PENDING}",
            )
        unhappy = PairSignal.objects.readable_by(self.user).latest_of_each()
        count = (
            unhappy.filter(
                value=PairFeeling.NOT_A_FIT,
                mentorship__status__in=OPEN_MENTORSHIP_STATUSES,
            )
            .values("mentorship")
            .distinct()
            .count()
        )
        yield _item(
            count,
            ngettext(
                "%(count)d mentorship does not fit, as one of the two says",
                "%(count)d mentorships do not fit, as one of the two says",
                count,
            )
            % {"count": count},
            "wagtail_mentoring_signals:index",
            f"?value={PairFeeling.NOT_A_FIT}&state=open&latest=latest",
        )
        count = expiring(MentorshipRequest.objects.all()).count()
        yield _item(
            count,
            ngettext(
                "%(count)d request expires within seven days",
                "%(count)d requests expire within seven days",
                count,
            )
            % {"count": count},
            "wagtail_mentoring_requests:index",
            f"?waits={EXPIRING}",
        )
        health = outbox_health(with_confidential=False)
        yield _item(
            health.failed,
            ngettext(
                "%(count)d mail was not delivered",
                "%(count)d mails were not delivered",
                health.failed,
            )
            % {"count": health.failed},
            "wagtail_mentoring_notifications:index",
            f"?status={NotificationStatus.FAILED}",
        )
        yield _item(
            health.held,
            ngettext(
                "%(count)d mail is held back: nobody sent mails for a long time",
                "%(count)d mails are held back: nobody sent mails for a long time",
                health.held,
            )
            % {"count": health.held},
            "wagtail_mentoring_notifications:index",
            f"?status={NotificationStatus.HELD}",
        )
        count = get_member_profile_model().objects.with_failing_mail().count()
        yield _item(
            count,
            ngettext(
                "Mails to %(count)d member come back",
                "Mails to %(count)d members come back",
                count,
            )
            % {"count": count},
            "wagtail_mentoring_members:list",
            f"?mail={MAIL_FAILS}",
        )
        if health.is_late:
            minutes = int(health.oldest_age.total_seconds() // 60)
            yield _item(
                health.queued + health.sending,
                _(
                    "Mails are not going out: the oldest has waited for %(minutes)d minutes. Please tell whoever runs the site."
                )
                % {"minutes": minutes},
                "wagtail_mentoring_notifications:index",
                f"?status={NotificationStatus.QUEUED}",
            )
        count = lapsed_members().count()
        yield _item(
            count,
            ngettext(
                "%(count)d participant is no current member any more",
                "%(count)d participants are no current members any more",
                count,
            )
            % {"count": count},
            "wagtail_mentoring_lapsed_report",
        )

    def _mentors(self, count):
        return ngettext(
            "%(count)d mentor waits for approval", "%(count)d mentors wait for approval", count
        ) % {"count": count}

    def _mentees(self, count):
        return ngettext(
            "%(count)d mentee waits for approval", "%(count)d mentees wait for approval", count
        ) % {"count": count}


def _item(count, text, url_name, query=""):
    return {"count": count, "text": text, "url": reverse(url_name) + query}
