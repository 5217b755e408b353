"""The three profile models of a site that keeps more about its people."""

from django.db import models
from wagtail.search import index

from wagtail_mentoring.models import (
    AbstractMemberProfile,
    AbstractMenteeProfile,
    AbstractMentorProfile,
)


class Person(AbstractMemberProfile):
    accreditation = models.CharField(max_length=100, blank=True)

    search_fields = AbstractMemberProfile.search_fields + [index.SearchField("accreditation")]

    class Meta(AbstractMemberProfile.Meta):
        verbose_name = "person"


class Guide(AbstractMentorProfile):
    examines_theses = models.BooleanField(default=False)

    class Meta(AbstractMentorProfile.Meta):
        verbose_name = "guide"


class Explorer(AbstractMenteeProfile):
    cohort = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(AbstractMenteeProfile.Meta):
        verbose_name = "explorer"
