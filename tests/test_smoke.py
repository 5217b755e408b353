import pytest

pytestmark = pytest.mark.django_db


def test_root(client):
    assert client.get("/").status_code == 200


def test_admin(client):
    assert client.get("/admin/login/").status_code == 200
