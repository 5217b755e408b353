"""The test site itself: without it no other test says anything."""

import pytest
from wagtail.models import Locale, Site


@pytest.mark.django_db
def test_the_site_has_a_page_at_its_root_and_an_admin(client, admin_client):
    assert client.get("/").status_code == 200
    assert "default-src 'none'" in client.get("/").headers["Content-Security-Policy"]
    assert admin_client.get("/admin/").status_code == 200


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_leaves_the_data_of_the_migrations(time):
    assert Site.objects.count() == Locale.objects.count() == 1
    Site.objects.all().delete()
