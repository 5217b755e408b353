"""Criteria as a file: out, in, hostile ones, and the ready-made set."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from tests.factories import (
    ChoiceFactory,
    CriterionFactory,
    MentorFactory,
    ProgramFactory,
    UserFactory,
    answer,
)
from wagtail_mentoring.actions import ImportCriteriaAction
from wagtail_mentoring.actions.criteria_files import (
    FIELDS,
    MOST_BYTES,
    FileRefused,
    export_criteria,
    read_document,
    write_document,
)
from wagtail_mentoring.actions.criteria_import import Decision, compare
from wagtail_mentoring.actions.criteria_starter import starter_document
from wagtail_mentoring.exceptions import ActionRefused
from wagtail_mentoring.models import Criterion
from wagtail_mentoring.signals import criteria_imported

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return ProgramFactory(slug="here")


def document(*rows, **values):
    return {"format": "mentoring-criteria", "version": 1, "criteria": list(rows), **values}


def row(**values):
    return {
        "slug": "sector",
        "label": "Sector",
        "kind": "single",
        "match_rule": "same",
        "choices": [{"label": "University"}, {"label": "Company"}],
        **values,
    }


def read(*rows):
    return read_document(json.dumps(document(*rows)))


def states(program, *rows):
    return [str(one.state) for one in compare(program, read(*rows))]


def take(program, items, **decisions):
    numbered = {int(number.removeprefix("n")): what for number, what in decisions.items()}
    return ImportCriteriaAction(program, items, numbered).execute()


def outline(program):
    return [
        (
            {name: getattr(one, name) for name in FIELDS},
            [(c.label, c.is_active) for c in one.choices.all()],
        )
        for one in program.criteria.all()
    ]


# Out and in -----------------------------------------------------------------------------------


def test_what_goes_out_comes_in_the_same(program):
    items = read_document(write_document(starter_document()))
    take(program, items, **{f"n{item.number}": "add" for item in items})
    other = ProgramFactory()
    text = write_document(export_criteria(program.criteria.all()))
    again = read_document(text.encode())
    assert [str(one.state) for one in compare(program, again)] == ["same"] * 12
    take(other, again, **{f"n{item.number}": "add" for item in again})
    assert outline(other) == outline(program)
    assert write_document(export_criteria(other.criteria.all())) == text


def test_a_file_holds_no_ids_no_answers_no_people(program):
    criterion = CriterionFactory(program=program, label="Methods", pk=7_654_321)
    choice = ChoiceFactory(criterion=criterion, label="Surveys", pk=8_765_432)
    mentor = MentorFactory(program=program, member__name="Ruth Abiola")
    answer(mentor, criterion, choice)
    text = write_document(export_criteria([criterion]))
    assert "Methods" in text and "Surveys" in text
    for secret in ("7654321", "8765432", "Ruth", str(mentor.member.uuid)):
        assert secret not in text
    assert set(json.loads(text)["criteria"][0]) == {*FIELDS, "choices"}


def test_exporting_takes_two_queries_for_any_number(program, django_assert_num_queries):
    for _ in range(3):
        ChoiceFactory(criterion=CriterionFactory(program=program))
    with django_assert_num_queries(2):
        export_criteria(program.criteria.all())


def test_how_rows_stand_to_the_program(program):
    mine = CriterionFactory(
        program=program, slug="sector", label="Sector", kind="single", match_rule="same"
    )
    for label in ("University", "Company"):
        ChoiceFactory(criterion=mine, label=label)
    assert states(
        program,
        row(),
        row(slug="new"),
        row(slug="none", kind="color"),
    ) == ["same", "new", "invalid"]
    assert states(program, row(weight=9)) == ["differs"]
    answer(MentorFactory(program=program), mine, mine.choices.first())
    [changed] = compare(program, read(row(kind="multiple", match_rule="any_in_common")))
    assert str(changed.state) == "conflict"
    assert "Members have answered this already." in changed.messages[0]
    assert changed.decisions == (Decision.SKIP, Decision.ADD)
    # The same name under another identifier is pointed out.
    assert (
        "with the identifier “sector”" in compare(program, read(row(slug="other")))[0].messages[0]
    )


def test_updating_keeps_answers_and_choices_the_file_does_not_have(program):
    mine = CriterionFactory(
        program=program, slug="sector", label="Sector", kind="single", match_rule="same", weight=2
    )
    choices = [ChoiceFactory(criterion=mine, label=label) for label in ("Clinic", "company")]
    mentor = MentorFactory(program=program)
    answer(mentor, mine, choices[1])
    [changed] = compare(program, read(row(weight=9)))
    assert str(changed.state) == "differs"
    assert take(program, [changed.item], n1="update") == ([], [mine])
    mine.refresh_from_db()
    assert mine.weight == 9
    assert [c.label for c in mine.choices.all()] == ["University", "Company", "Clinic"]
    assert mentor.answers.get().choice.label == "Company"
    entry = ModelLogEntry.objects.get(action="wagtail_mentoring.criterion.import")
    assert entry.data["what"] == "update"


def test_a_scale_with_steps_the_file_does_not_know_is_left_alone(program):
    mine = CriterionFactory(
        program=program, slug="stage", label="Stage", kind="scale", match_rule="at_least"
    )
    for label in ("One", "Two", "Three"):
        ChoiceFactory(criterion=mine, label=label)
    scale = {"slug": "stage", "label": "Stage", "kind": "scale", "match_rule": "at_least"}
    [short] = compare(program, read(row(**scale, choices=["One", "Two"])))
    assert (str(short.state), "Three" in short.messages[0]) == ("conflict", True)
    [turned] = compare(program, read(row(**scale, choices=["Two", "One", "Three"])))
    assert (str(turned.state), "the order is the meaning" in turned.messages[0]) == (
        "differs",
        True,
    )


def test_adding_what_is_there_makes_a_second_one(program):
    CriterionFactory(program=program, slug="sector", label="Other", weight=1, sort_order=4)
    [added], _updated = take(program, read(row()), n1="add")
    assert (added.slug, added.sort_order) == ("sector-2", 5)


def test_yes_or_no_takes_its_words_from_the_file(program):
    asked = row(slug="y", label="Travel", kind="yes_no", choices=["Sure", "Rather not"])
    [added], _updated = take(program, read(asked), n1="add")
    assert [c.label for c in added.choices.all()] == ["Sure", "Rather not"]


def test_all_or_nothing_and_who_may(program):
    items = read(row(), row(slug="bad", kind="color"))
    for decisions, actor, code in (
        ({1: "add", 2: "add"}, None, "invalid"),
        ({1: "update"}, None, "invalid"),
        ({7: "add"}, None, "invalid"),
        ({1: "add"}, UserFactory(), "not_editor"),
        ({}, UserFactory(), "not_editor"),
    ):
        with pytest.raises(ActionRefused) as refusal:
            ImportCriteriaAction(program, items, decisions, actor=actor).execute()
        assert refusal.value.codes == [code]
    assert not program.criteria.exists()


def test_receivers_hear_of_it_after_the_commit(program, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, instance, added, updated, **kwargs):
        heard.append((instance, [one.slug for one in added], updated))

    criteria_imported.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            take(program, read(row()), n1="add")
    finally:
        criteria_imported.disconnect(listen)
    assert heard == [(program, ["sector"], [])]


# Files that are none --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"PK\x03\x04\xff\xfe", "not text in UTF-8"),
        ("Name;Kind\nSector;single", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"format": "mentoring-criteria", "version": NaN}', "not JSON"),
        ("[]", "holds no criteria"),
        ("null", "holds no criteria"),
        ('{"format": "something-else"}', "holds no criteria"),
        (json.dumps(document(version=2)), "another version of the program"),
        (json.dumps(document(version=True)), "another version of the program"),
        (json.dumps(document(version=["<script>"])), "another version of the program"),
        (json.dumps(document()), "no criteria in this file"),
        (json.dumps(document(criteria={"a": 1})), "no criteria in this file"),
        (json.dumps(document(*[{}] * 101)), "More than 100 criteria"),
        (b" " * (MOST_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_is_none_is_answered_kindly(content, words):
    with pytest.raises(FileRefused, match=words):
        read_document(content)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("Sector", "This is no criterion."),
        (None, "This is no criterion."),
        ({"kind": "single"}, "“name” is missing."),
        (row(label=7), "“name” is not text."),
        (row(label="<img src=x onerror=alert(1)>"), "“name” has HTML in it. Write plain text."),
        (row(help_text="a\x00b"), "has characters that cannot be read"),
        (row(help_text="a\ud800b"), "has characters that cannot be read"),
        (row(weight="9"), "“weight” is not a whole number."),
        (row(weight=True), "“weight” is not a whole number."),
        (row(weight=1e9), "“weight” is not a whole number."),
        (row(weight=10**30), "“weight” is no number from 0 to 32767."),
        (row(weight=11), "Weight: Ensure this value is less than or equal to 10."),
        (row(is_required="yes"), "is neither true nor false"),
        (row(kind="color"), "Kind of answer: Value 'color' is not a valid choice."),
        (row(match_rule="at_least"), "cannot be compared like that"),
        (row(slug="../etc"), "Identifier: Enter a valid"),
        (row(label="x" * 81), "at most 80 characters"),
        (row(ask_mentor=False, ask_mentee=False), "Ask at least one of the two."),
        (row(is_sensitive=True), "A sensitive criterion is private"),
        (row(choices="all"), "The choices are not a list."),
        (row(choices=[7, 8]), "One of the choices is none."),
        (row(choices=["One"]), "Give at least two choices."),
        (row(choices=["One", "ONE"]), "Two choices have the same name."),
        (row(choices=["One", " "]), "A choice is empty or too long."),
        (row(choices=["One", "<b>Two</b>"]), "“choice” has HTML in it."),
        (row(choices=["a"] * 301), "more than 300 choices"),
        (row(kind="country", is_filter=False), "Answers of this kind have no choices."),
    ],
)
def test_a_row_that_cannot_be_used_says_why(program, bad, words):
    [found] = compare(program, read(bad))
    assert str(found.state) == "invalid"
    assert words in " ".join(found.messages)
    assert found.decisions == (Decision.SKIP,)


def test_the_same_identifier_twice_in_a_file_is_pointed_out(program):
    assert states(program, row(), row(label="Again")) == ["new", "invalid"]


def test_what_is_unknown_is_left_out_and_said(program):
    [found] = compare(program, read(row(color="red", id=3)))
    assert str(found.state) == "new"
    assert "“color” is unknown here and left out." in found.messages


ANYTHING = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        3,
        10**12,
        0.5,
        "",
        "single",
        "scale",
        "same",
        "private",
        "\u202e",
        "<b>",
    ]
)
JSON = ANYTHING | st.lists(ANYTHING, max_size=3) | st.dictionaries(st.sampled_from("ab"), ANYTHING)


@given(st.dictionaries(st.sampled_from([*FIELDS, "choices", "pk"]), JSON, max_size=20))
def test_whatever_stands_in_a_row_is_answered(anything):
    """No value of any type makes the reading fall over, and what is kept has the right type."""
    [item] = read(anything)
    assert item.errors or "label" in item.values
    assert all(type(value) is FIELDS[name] for name, value in item.values.items())
    assert all(type(label) is str and type(active) is bool for label, active in item.choices)


# The ready-made set and the command -----------------------------------------------------------


def test_the_ready_made_set_can_be_used_as_it_is(program):
    rows = compare(program, read_document(write_document(starter_document())))
    assert [str(one.state) for one in rows] == ["new"] * 12
    assert all(not one.messages for one in rows)
    kinds = {one.item.values["kind"] for one in rows}
    assert kinds == {
        "multiple", "scale", "single", "language", "country", "time_zone", "yes_no", "text",
    }  # fmt: skip


def test_the_ready_made_set_speaks_the_editors_language():
    with translation.override("de"):
        assert starter_document()["language"] == "de"


def run(*args):
    out = StringIO()
    call_command("mentoring_criteria", *args, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_goes_both_ways(program, tmp_path):
    file = str(tmp_path / "criteria.json")
    assert "Topics: New – Add" in run("import", "--starter", "--dry-run")
    assert not program.criteria.exists()
    assert "12 added, 0 changed." in run("import", "--starter")
    run("export", file, "--only", "sector,topics")
    data = json.loads((tmp_path / "criteria.json").read_text())
    assert [one["slug"] for one in data["criteria"]] == ["topics", "sector"]
    assert json.loads(run("export"))["criteria"][1]["slug"] == "career-stage"
    Criterion.objects.filter(slug="topics").update(weight=1)
    assert "0 added, 0 changed." in run("import", file)
    assert "0 added, 1 changed." in run("import", file, "--update")
    assert Criterion.objects.get(slug="topics").weight == 10


def test_the_command_says_what_is_wrong(program, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("nothing")
    mixed = tmp_path / "mixed.json"
    mixed.write_text(json.dumps(document(row(), row(slug="x", kind="color"))))
    for args, words in (
        (("import", str(bad)), "not JSON"),
        (("import", str(tmp_path / "none.json")), "No such file"),
        (("import", str(mixed)), "1 left out"),
        (("export", "--only", "nothing"), "no criterion nothing"),
        (("export", "--program", "nowhere"), "There are: here."),
        (("export", str(tmp_path)), "Is a directory"),
    ):
        with pytest.raises(CommandError, match=words):
            run(*args)
    assert program.criteria.count() == 1
    ProgramFactory(slug="there")
    with pytest.raises(CommandError, match="Name one program"):
        run("export")
