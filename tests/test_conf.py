"""Settings: defaults, overrides, unknown names, and what the system checks say of mistakes."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from wagtail_mentoring import checks
from wagtail_mentoring.conf import DEFAULTS, DOTTED_PATHS
from wagtail_mentoring.conf import settings as mentoring_settings
from wagtail_mentoring.membership import ActiveAccountBackend, StaticBackend


def ids(messages):
    return [message.id for message in messages]


def test_defaults_hold_where_the_site_says_nothing(settings):
    settings.WAGTAIL_MENTORING = {"SEARCH_PAGE_SIZE": 5}
    assert mentoring_settings.SEARCH_PAGE_SIZE == 5
    assert DEFAULTS["MAIL_RETRY_HOURS"] == mentoring_settings.MAIL_RETRY_HOURS


def test_an_unknown_name_raises():
    with pytest.raises(AttributeError, match="NO_SUCH_THING"):
        _value = mentoring_settings.NO_SUCH_THING


def test_a_class_is_loaded_anew_after_a_change(settings):
    settings.WAGTAIL_MENTORING = {}
    assert mentoring_settings.load("MEMBERSHIP_BACKEND") is ActiveAccountBackend
    settings.WAGTAIL_MENTORING = {
        "MEMBERSHIP_BACKEND": "wagtail_mentoring.membership.StaticBackend"
    }
    assert mentoring_settings.load("MEMBERSHIP_BACKEND") is StaticBackend


def test_the_test_site_has_no_findings():
    assert [m for m in run_checks(tags=["wagtail_mentoring"]) if m.id.endswith("E001")] == []


def test_an_unknown_key_is_reported_by_name(settings):
    settings.WAGTAIL_MENTORING = {"RULE_CLASS": "x"}
    (error,) = checks.check_settings()
    assert error.id == "wagtail_mentoring.E001"
    assert "RULE_CLASS" in error.msg


@pytest.mark.parametrize("name", DOTTED_PATHS)
@pytest.mark.parametrize("path", ["nowhere.Nothing", "wagtail_mentoring.rules.Nothing", "Nothing"])
def test_a_class_that_does_not_exist_is_reported_before_a_member_meets_it(settings, name, path):
    settings.WAGTAIL_MENTORING = {name: path}
    (error,) = checks.check_settings()
    assert error.id == "wagtail_mentoring.E002"
    assert path in error.msg
    with pytest.raises(SystemCheckError, match=path):
        call_command("check")


def test_a_form_that_does_not_exist_is_reported(settings):
    settings.WAGTAIL_MENTORING = {"FORMS": {"person": "nowhere.PersonForm"}}
    assert "wagtail_mentoring.E002" in ids(checks.check_settings())


def test_a_missing_app_is_reported(monkeypatch):
    assert checks.check_installed() == []
    monkeypatch.setattr(checks, "REQUIRED_APPS", ("wagtail.contrib.not_installed",))
    assert ids(checks.check_installed()) == ["wagtail_mentoring.E003"]


def test_missing_urls_are_reported(settings):
    settings.ROOT_URLCONF = "django.contrib.auth.urls"
    assert ids(checks.check_urls()) == ["wagtail_mentoring.E004"]


def test_a_sender_nobody_has_is_reported(settings):
    settings.WAGTAIL_MENTORING = {}
    settings.DEFAULT_FROM_EMAIL = "webmaster@localhost"
    assert ids(checks.check_sender()) == ["wagtail_mentoring.W001"]
    settings.WAGTAIL_MENTORING = {"FROM_EMAIL": "mentoring@society.example"}
    assert checks.check_sender() == []


@pytest.mark.django_db
def test_sqlite_without_immediate_transactions_is_reported(settings):
    from django.db import connection

    if connection.vendor != "sqlite":
        assert checks.check_sqlite(databases=["default"]) == []
        return
    assert checks.check_sqlite(databases=["default"]) == []
    mode = connection.settings_dict["OPTIONS"].pop("transaction_mode")
    try:
        assert ids(checks.check_sqlite(databases=["default"])) == ["wagtail_mentoring.W002"]
    finally:
        connection.settings_dict["OPTIONS"]["transaction_mode"] = mode
