import pytest
from django.contrib.auth.models import Permission

from tests.factories import Cast, UserFactory
from wagtail_mentoring.membership import StaticBackend


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def coordinator(db):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="coordinate_mentoringprogram"))
    return user


@pytest.fixture
def static_membership(settings):
    """What the membership backend answers, by primary key of the user."""
    settings.WAGTAIL_MENTORING = {
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend"
    }
    StaticBackend.answers = {}
    yield StaticBackend.answers
    StaticBackend.answers = {}
