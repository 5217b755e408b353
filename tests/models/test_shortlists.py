"""What somebody keeps of others: once for two people, and gone with either of them (F20)."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from wagtail.models import ReferenceIndex

from tests.factories import MenteeFactory, MentorFactory
from wagtail_mentoring.models import (
    MenteeDismissal,
    MenteeShortlistEntry,
    MentorDismissal,
    MentorShortlistEntry,
)

pytestmark = pytest.mark.django_db

MARKS = [MenteeDismissal, MenteeShortlistEntry, MentorDismissal, MentorShortlistEntry]


def make(model):
    mentor = MentorFactory()
    mentee = MenteeFactory(program=mentor.program)
    mine, other = (mentor, mentee) if model.__name__.startswith("Mentor") else (mentee, mentor)
    return model.objects.create(profile=mine, candidate=other)


@pytest.mark.parametrize("model", MARKS)
def test_the_same_two_stand_once(model):
    mark = make(model)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(profile=mark.profile, candidate=mark.candidate)


@pytest.mark.parametrize("model", MARKS)
@pytest.mark.parametrize("side", ["profile", "candidate"])
def test_a_mark_goes_with_either_profile(model, side):
    getattr(make(model), side).delete()
    assert not model.objects.exists()


@pytest.mark.parametrize("model", MARKS)
def test_nothing_in_the_admin_knows_of_a_mark(model):
    mark = make(model)
    assert not Permission.objects.filter(content_type__model=model._meta.model_name).exists()
    for profile in (mark.profile, mark.candidate):
        assert not ReferenceIndex.get_references_to(profile).exists()
