"""What a mail costs to write: a run of the ladder writes thousands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import RequestFactory
from wagtail_mentoring.links import base_url, one_base_url
from wagtail_mentoring.notifications.dispatch import notify

pytestmark = pytest.mark.django_db


def sites_read(queries):
    return sum('FROM "wagtailcore_site"' in one["sql"].replace("`", '"') for one in queries)


def test_the_sites_address_is_read_once_for_a_mail():
    request = RequestFactory()
    with CaptureQueriesContext(connection) as queries:
        notify("request_received", recipient=request.mentor, about=request, program=request.program)
    assert sites_read(queries) <= 2, "its address and its name"


def test_it_is_not_kept_for_longer():
    with CaptureQueriesContext(connection) as queries:
        for _mail in range(2):
            with one_base_url():
                assert base_url() == base_url()
        base_url()
    assert sites_read(queries) == 3
