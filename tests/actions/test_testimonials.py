"""Members offer a few words and take them back; editors publish them, never without a consent (R78)."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, Revision

from tests.actions.helpers import codes
from tests.factories import MentorshipFactory, RequestFactory, TestimonialFactory, UserFactory
from wagtail_mentoring.actions import (
    CompleteMentorshipAction,
    OfferTestimonialAction,
    WithdrawTestimonialAction,
)
from wagtail_mentoring.models import Testimonial
from wagtail_mentoring.signals import testimonial_offered as offered
from wagtail_mentoring.signals import testimonial_withdrawn as withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee(), status="accepted")
    pair = MentorshipFactory(request=request)
    CompleteMentorshipAction(pair, pair.mentee).execute()
    pair.refresh_from_db()
    return pair


def offer(pair, profile=None, actor=None):
    profile = profile or pair.mentee
    return OfferTestimonialAction(
        pair,
        profile,
        quote="It opened a door.",
        name="M. Example",
        role="Mentee in 2026",
        actor=actor or profile.member.user,
    )


@pytest.fixture
def editor():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="change_testimonial"))
    return user


def test_what_a_member_offers_is_a_draft_with_their_consent(
    pair, django_capture_on_commit_callbacks
):
    seen = []

    def receiver(sender, instance, actor, **kwargs):
        seen.append((instance, actor))

    offered.connect(receiver)
    with django_capture_on_commit_callbacks(execute=True):
        said = offer(pair).execute()
    assert (said.live, said.quote, said.name, said.role) == (
        False,
        "It opened a door.",
        "M. Example",
        "Mentee in 2026",
    )
    assert said.program == pair.program
    assert timezone.now() - said.consent_given_at < dt.timedelta(minutes=1)
    assert list(Testimonial.objects.waiting()) == [said]
    assert said.latest_revision.user == pair.mentee.member.user
    assert seen == [(said, pair.mentee.member.user)]
    said.latest_revision.publish()
    assert list(Testimonial.objects.live()) == [said]
    assert list(Testimonial.objects.waiting()) == []


def test_once_for_each_of_the_two_and_not_before_the_end(cast, pair, editor, coordinator):
    assert codes(offer(pair, actor=coordinator)) == ["not_yours"]
    offer(pair).execute()
    assert codes(offer(pair)) == ["already_offered"]
    offer(pair, pair.mentor).execute()
    third = cast.mentor()
    # Somebody else's profile is not a side of this pair; the side itself is read again.
    assert codes(offer(pair, third)) == ["not_yours"]
    request = RequestFactory(mentor=third, mentee=cast.mentee(), status="accepted")
    assert codes(offer(MentorshipFactory(request=request))) == ["not_over_yet"]


def test_taking_it_back_ends_it_in_every_language_and_for_good(pair, editor):
    said = offer(pair).execute()
    said.latest_revision.publish()
    said.refresh_from_db()
    german = said.copy_for_translation(Locale.objects.create(language_code="de"))
    german.save()
    german.save_revision().publish()
    assert Testimonial.objects.live().count() == 2
    german.go_live_at = timezone.now() + dt.timedelta(days=1)
    german.save_revision().publish()
    assert codes(WithdrawTestimonialAction(said, actor=pair.mentor.member.user)) == ["not_yours"]
    seen = []

    def receiver(sender, instance, **kwargs):
        seen.append(instance)

    withdrawn.connect(receiver)
    WithdrawTestimonialAction(said, actor=pair.mentee.member.user).execute()
    assert not Testimonial.objects.live().exists()
    assert ModelLogEntry.objects.filter(action="wagtail_mentoring.testimonial.withdraw").exists()
    for one in Testimonial.objects.all():
        with pytest.raises(ValidationError, match="withdrawn the consent"):
            one.save_revision().publish()
    # Nor by a schedule that was set before.
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        call_command("publish_scheduled", verbosity=0)
    assert not Testimonial.objects.live().exists()
    assert codes(WithdrawTestimonialAction(said, actor=editor)) == ["already_withdrawn"]
    offer(pair).execute()  # who agrees anew says it anew


def test_an_editor_takes_it_back_for_somebody(pair, editor):
    said = TestimonialFactory()
    assert codes(WithdrawTestimonialAction(said, actor=UserFactory())) == ["not_yours"]
    WithdrawTestimonialAction(said, actor=editor).execute()
    said.refresh_from_db()
    assert (said.live, bool(said.consent_withdrawn_at)) == (False, True)


def test_nothing_is_public_without_a_consent():
    said = TestimonialFactory(live=False, consent_given_at=None)
    with pytest.raises(ValidationError, match="without their consent"):
        said.save_revision().publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        Testimonial.objects.filter(pk=said.pk).update(live=True)


def test_with_the_person_their_words_go(pair):
    said = offer(pair).execute()
    said.latest_revision.publish()
    pair.mentee.member.user.delete()
    assert not Testimonial.objects.exists()
    assert not Revision.objects.filter(object_str="M. Example").exists()
