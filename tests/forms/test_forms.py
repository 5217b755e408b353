"""What every form of a member keeps to (A-07), and forms of a site's own."""

import datetime

import pytest
from django import forms
from django.utils.translation import override

from tests.factories import Cast, ChoiceFactory, CriterionFactory
from tests.views.enrolling import criteria_of_every_kind, sensitive_criterion
from wagtail_mentoring.choices import (
    countries,
    country_name,
    languages,
    time_zone_name,
    time_zones,
)
from wagtail_mentoring.enums import CriterionKind, MatchRule, Role
from wagtail_mentoring.forms import get_form_class
from wagtail_mentoring.forms.answers import MentorForm, get_role_form
from wagtail_mentoring.forms.enrollment import ConductForm, EnrollForm
from wagtail_mentoring.forms.history import history_formsets
from wagtail_mentoring.forms.person import get_person_form
from wagtail_mentoring.forms.picture import PictureForm
from wagtail_mentoring.forms.wishes import WishesForm
from wagtail_mentoring.validators import time_zone_names


@pytest.fixture
def profile(db):
    profile = Cast().mentor()
    criteria_of_every_kind(profile.program)
    sensitive_criterion(profile.program)
    return profile


@pytest.fixture
def every_form(profile):
    program, member = profile.program, profile.member
    return [
        EnrollForm(program=program, roles=list(Role)),
        get_person_form()(program=program, instance=member),
        PictureForm(),
        *(formset.empty_form for formset in history_formsets(member)),
        get_role_form(Role.MENTOR)(profile=profile),
        WishesForm(profile=profile),
        ConductForm(label="I agree"),
    ]


def test_every_visible_field_has_words_of_its_own(every_form):
    for form in every_form:
        for field in form.visible_fields():
            assert str(field.label).strip(), f"{type(form).__name__}.{field.name}"


def test_groups_of_choices_are_groups(every_form):
    for form in every_form:
        for field in form.visible_fields():
            widget = field.field.widget
            if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
                assert widget.use_fieldset


def test_personal_fields_say_what_the_browser_may_fill_in(profile):
    form = get_person_form()(program=profile.program, instance=profile.member)
    tokens = {
        name: form.fields[name].widget.attrs.get("autocomplete")
        for name in ("name", "employer", "city", "country", "contact_email", "phone", "website")
    }
    assert tokens == {
        "name": "name",
        "employer": "organization",
        "city": "address-level2",
        "country": "country",
        "contact_email": "email",
        "phone": "tel",
        "website": "url",
    }


def test_the_language_of_mails_is_asked_only_where_there_are_several(profile, settings):
    settings.LANGUAGES = [("en", "English")]
    form = get_person_form()(program=profile.program, instance=profile.member)
    assert "language" not in form.fields


def test_a_time_zone_that_is_listed_no_longer_is_kept(profile):
    profile.member.time_zone = "Brazil/East"
    form = get_person_form()(program=profile.program, instance=profile.member)
    assert "Brazil/East" in str(form["time_zone"])


class ShortMentorForm(MentorForm):
    profile_fields = ["terms"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["capacity"]


def test_a_site_names_its_own_form(settings, profile):
    settings.WAGTAIL_MENTORING = {
        **settings.WAGTAIL_MENTORING,
        "FORMS": {"mentor": "tests.forms.test_forms.ShortMentorForm"},
    }
    assert get_role_form(Role.MENTOR) is ShortMentorForm
    form = ShortMentorForm({"terms": "Weekly"}, profile=profile)
    assert form.is_valid(), form.errors
    nothing = dict.fromkeys(form.time_fields)
    assert form.profile_values() == {"terms": "Weekly", **nothing}
    assert get_form_class("mentee", MentorForm) is MentorForm


def test_a_form_that_is_not_there_is_an_import_error(settings):
    settings.WAGTAIL_MENTORING = {"FORMS": {"picture": "society.forms.Missing"}}
    with pytest.raises(ImportError):
        get_form_class("picture", PictureForm)


def test_long_lists_of_choices_fold_into_one_list(profile):
    criterion = CriterionFactory(
        program=profile.program, kind=CriterionKind.SINGLE, match_rule=MatchRule.SAME
    )
    for _number in range(20):
        ChoiceFactory(criterion=criterion)
    form = MentorForm(profile=profile)
    widget = form.fields[f"c{criterion.pk}"].widget
    assert isinstance(widget, forms.Select)
    assert not isinstance(widget, forms.RadioSelect)


def test_a_criterion_without_choices_is_not_asked(profile):
    empty = CriterionFactory(program=profile.program)
    assert f"c{empty.pk}" not in MentorForm(profile=profile).fields


def test_the_number_of_queries_does_not_grow_with_the_questions(profile, django_assert_num_queries):
    with django_assert_num_queries(4):
        MentorForm(profile=profile)
    for number in range(5):
        sensitive_criterion(profile.program, slug=f"more-{number}")
    with django_assert_num_queries(4):
        MentorForm(profile=profile)


# Countries, time zones, languages


def test_countries_are_named_and_sorted_in_the_readers_language():
    names = dict(countries())
    assert (names["DE"], names["CI"]) == ("Germany", "Côte d’Ivoire")
    with override("de"):
        assert dict(countries())["DE"] == "Deutschland"
        order = [name for _code, name in countries()]
        assert order.index("Ägypten") < order.index("Brasilien")
        assert country_name("AT") == "Österreich"
    assert country_name("") == ""
    assert country_name("QQ") == "QQ"
    assert {"EU", "UN", "ZZ", "QO"}.isdisjoint(names)
    assert len(names) > 230


def test_a_language_that_babel_does_not_know_reads_english(settings):
    with override("tlh"):
        assert country_name("DE") == "Germany"


def test_every_offered_time_zone_is_valid_and_says_its_offset():
    offered = [name for _area, zones in time_zones() for name, _label in zones]
    assert set(offered) <= set(time_zone_names())
    assert len(offered) == len(set(offered))
    winter = datetime.datetime(2026, 1, 15, tzinfo=datetime.UTC)
    assert time_zone_name("America/St_Johns", winter) == "St Johns (UTC−03:30)"
    assert time_zone_name("Asia/Kathmandu", winter) == "Kathmandu (UTC+05:45)"
    assert time_zone_name("UTC") == "UTC"
    assert time_zone_name("Mars/Olympus") == "Mars/Olympus"


def test_languages_are_written_in_themselves():
    assert dict(languages()) == {"en": "English", "de": "Deutsch", "ar": "العربيّة"}
