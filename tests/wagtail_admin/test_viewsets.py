"""How a site replaces a part of the admin."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from wagtail_mentoring.wagtail_admin import viewsets
from wagtail_mentoring.wagtail_hooks import VIEWSET_ATTRIBUTES, load_viewset


@pytest.fixture
def config():
    return apps.get_app_config("wagtail_mentoring")


def test_every_viewset_has_an_attribute_of_the_app():
    assert {load_viewset(name).__name__ for name in VIEWSET_ATTRIBUTES} == set(viewsets.__all__)


class OwnMentorViewSet(viewsets.MentorViewSet):
    """What a site would write."""


def test_a_site_names_its_own(config, monkeypatch):
    monkeypatch.setattr(config, "mentor_viewset", f"{__name__}.OwnMentorViewSet", raising=False)
    assert load_viewset("mentor_viewset") is OwnMentorViewSet


def test_a_path_that_does_not_exist_is_named(config, monkeypatch):
    monkeypatch.setattr(config, "mentor_viewset", "society.nowhere.MentorViewSet", raising=False)
    with pytest.raises(ImproperlyConfigured) as error:
        load_viewset("mentor_viewset")
    assert "mentor_viewset names 'society.nowhere.MentorViewSet'" in str(error.value)
