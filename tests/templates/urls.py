"""The pattern page at an address of its own, whatever the app's urls.py mounts."""

from django.urls import path

from wagtail_mentoring.views.patterns import PatternLibraryView

urlpatterns = [path("patterns/", PatternLibraryView.as_view(), name="patterns")]
