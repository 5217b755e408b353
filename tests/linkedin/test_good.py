"""What is found in archives as they are: old, new, translated, saved again by a spreadsheet."""

import datetime as dt

import pytest

from tests.linkedin.archives import (
    EDUCATION,
    LANGUAGES,
    POSITIONS,
    PROFILE,
    SKILLS,
    packed,
    table,
    upload,
    usual,
)
from wagtail_mentoring.linkedin import (
    ArchiveError,
    Findings,
    FoundEducation,
    FoundLanguage,
    FoundPosition,
    match_choice,
    read_archive,
)
from wagtail_mentoring.linkedin.words import level, year

TODAY = dt.date(2026, 11, 24)


def read(content, name="archive.zip"):
    return read_archive(upload(content, name), today=TODAY)


def single(content, name="download.csv"):
    return read(content, name)


def test_everything_that_a_profile_has_a_place_for():
    found = read(packed())
    assert found.headline == "Biostatistician in clinical trials"
    assert found.summary == 'I plan trials.\n\nAnd I teach, "as well".'
    assert found.positions == [
        FoundPosition("Senior Statistician", "University Hospital", 2020, None),
        FoundPosition("Analyst", "Office of Statistics", 2015, 2019),
    ]
    assert found.educations == [
        FoundEducation("PhD in Statistics", "University of Coimbra", 2010, 2014)
    ]
    assert found.skills == ["R (Programming Language)", "Survival Analysis", "Juggling"]
    assert found.languages == [FoundLanguage("Portuguese", 4), FoundLanguage("English", 3)]
    assert found.notes == []


def test_nothing_of_the_rest():
    assert "CANARY" not in repr(read(packed()))


def test_it_travels_through_json():
    import json

    found = read(packed())
    assert Findings.from_data(json.loads(json.dumps(found.to_data()))) == found


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        (PROFILE, "headline"),
        (POSITIONS, "positions"),
        (EDUCATION, "educations"),
        (SKILLS, "skills"),
        (LANGUAGES, "languages"),
    ],
)
def test_one_table_alone_is_known_by_its_columns(rows, field):
    found = single(table(rows))
    assert getattr(found, field) == getattr(read(packed()), field)


@pytest.mark.parametrize("folder", ["", "Complete_LinkedInDataExport_11-24-2026/", "a\\b\\"])
def test_tables_may_lie_in_a_folder(folder):
    found = read(packed({folder + name: content for name, content in usual().items()}))
    assert len(found.positions) == 2


def test_what_a_mac_adds_does_no_harm():
    files = {"x/Positions.csv": table(POSITIONS), "__MACOSX/x/._Positions.csv": b"\0\5\x16\7junk"}
    assert len(read(packed(files)).positions) == 2


def test_an_old_export_has_other_columns_in_another_order():
    rows = [
        {
            "Location": "Porto",
            "End Date": "2014-06",
            "Start Date": "2012-01",
            "Job Title": "Trainee",
            "Description": "",
            "Company": "Bureau",
        }
    ]
    assert single(table(rows), "Positions.csv").positions == [
        FoundPosition("Trainee", "Bureau", 2012, 2014)
    ]


NOTES = 'Notes:\r\n"When exporting your data, you may notice that\r\nsome of it is missing, for reasons."\r\n\r\n'


@pytest.mark.parametrize(
    "options",
    [
        {"above": NOTES},
        {"above": "Notes:\n\n\n"},
        {"delimiter": ";"},
        {"delimiter": "\t"},
        {"encoding": "utf-8-sig"},
        {"encoding": "utf-16"},
        {"encoding": "utf-16-le"},
        {"encoding": "utf-16-be"},
        {"encoding": "utf-32"},
        {"encoding": "cp1252"},
        {"encoding": "latin-1"},
        {"encoding": "utf-16", "delimiter": "\t", "above": NOTES},
    ],
    ids=str,
)
def test_preambles_separators_and_encodings(options):
    rows = [{**POSITIONS[0], "Company Name": "Universität Zürich, Abteilung für Éxité"}]
    for name in ("Positions.csv", "download.csv"):
        (position,) = single(table(rows, **options), name).positions
        assert position == FoundPosition(
            "Senior Statistician", "Universität Zürich, Abteilung für Éxité", 2020, None
        )


TRANSLATED = {
    "de": ("Name des Unternehmens", "Titel", "Begonnen am", "Beendet am", "März 2018", "Mrz-20"),
    "fr": ("Nom de l’entreprise", "Intitulé du poste", "Date de début", "Date de fin", "févr. 2018", "août 2020"),
    "es": ("Nombre de la empresa", "Cargo", "Fecha de inicio", "Fecha de finalización", "ene. de 2018", "diciembre de 2020"),
    "pt": ("Nome da empresa", "Cargo", "Data de início", "Data de término", "fev de 2018", "dezembro de 2020"),
    "it": ("Nome dell'azienda", "Qualifica", "Data di inizio", "Data di fine", "gen 2018", "1 maggio 2020"),
    "nl": ("Bedrijfsnaam", "Functie", "Begonnen op", "Beëindigd op", "mrt. 2018", "mei 2020"),
}  # fmt: skip


@pytest.mark.parametrize("language", TRANSLATED)
def test_translated_positions(language):
    company, title, start, end, begun, ended = TRANSLATED[language]
    rows = [{title: "Rôle", "?": "", company: "Haus", end: ended, start: begun}]
    assert single(table(rows)).positions == [FoundPosition("Rôle", "Haus", 2018, 2020)]


@pytest.mark.parametrize(
    ("school", "degree"),
    [
        ("Name der Hochschule", "Abschluss"),
        ("Nom de l'école", "Diplôme"),
        ("Nombre de la institución", "Titulación"),
        ("Nome da instituição", "Grau"),
        ("Istituto", "Titolo di studio"),
        ("Onderwijsinstelling", "Diploma"),
    ],
)
def test_translated_education(school, degree):
    found = single(table([{school: "Alma mater", degree: "MSc"}]))
    assert found.educations == [FoundEducation("MSc", "Alma mater")]


@pytest.mark.parametrize(
    ("headline", "summary"),
    [
        ("Profil-Slogan", "Zusammenfassung"),
        ("Titre du profil", "Résumé"),
        ("Titular", "Extracto"),
        ("Título do perfil", "Resumo"),
        ("Sommario", "Riepilogo"),
        ("Kopregel", "Samenvatting"),
    ],
)
def test_translated_profile(headline, summary):
    found = single(table({headline: "One line", summary: "More lines"}))
    assert (found.headline, found.summary) == ("One line", "More lines")


@pytest.mark.parametrize(
    ("name", "proficiency", "words", "number"),
    [
        ("Sprache", "Kenntnisse", "Muttersprache oder zweisprachig", 4),
        ("Langue", "Niveau", "Compétence professionnelle limitée", 2),
        ("Idioma", "Nivel", "Competencia profesional completa", 3),
        ("Idioma", "Proficiência", "Nível básico", 1),
        ("Lingua", "Livello", "Conoscenza madrelingua o bilingue", 4),
        ("Taal", "Taalvaardigheid", "Beperkte werkvaardigheid", 2),
    ],
)
def test_translated_languages(name, proficiency, words, number):
    found = single(table([{name: "Deutsch", proficiency: words}]))
    assert found.languages == [FoundLanguage("Deutsch", number)]


def test_translated_names_of_files():
    found = read(packed({"Positionen.csv": table(POSITIONS), "Sprachen (1).csv": table(LANGUAGES)}))
    assert (len(found.positions), len(found.languages)) == (2, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan 2020", 2020), ("2020", 2020), ("2020-01", 2020), ("01/2020", 2020), ("2020-01-31", 2020),
        ("31.12.2020", 2020), ("September 1999", 1999), ("Sept. 1999", 1999), ("Jan-20", 2020),
        ("Déc-98", 1998), ("janv. 05", 2005), ("ene de 20", 2020), ("Mai 35", 2035), ("Mai 40", 1940),
        ("", None), ("Present", None), ("heute", None), ("20", None), ("12020", None), ("Foo 20", None),
        ("２０２０", 2020), ("\0", None), ("=2020+1", 2020),
    ],
)  # fmt: skip
def test_years(text, expected):
    assert year(text, 2026) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elementary proficiency", 1), ("Limited working proficiency", 2),
        ("Professional working proficiency", 3), ("Full professional proficiency", 3),
        ("Native or bilingual proficiency", 4), ("Grundkenntnisse", 1), ("Gute Kenntnisse", 2),
        ("Fließend", 3), ("Nível avançado", 3), ("Fluente ou nativo", 4), ("", None), ("42", None),
    ],
)  # fmt: skip
def test_levels(text, expected):
    assert level(text) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020", "2018", (None, None)),
        ("2090", "", (None, None)),
        ("2020", "2090", (2020, None)),
        ("1850", "2000", (None, 2000)),
        ("2026", "2030", (2026, 2030)),
    ],
)
def test_years_that_cannot_be_are_left_out(start, end, expected):
    rows = [{"Company Name": "A", "Title": "B", "Started On": start, "Finished On": end}]
    (found,) = single(table(rows)).positions
    assert (found.start_year, found.end_year) == expected


def test_long_texts_are_cut_between_words_and_say_so():
    rows = {**PROFILE, "Headline": "word " * 60, "Summary": "word " * 2000}
    found = single(table(rows))
    assert len(found.headline) <= 140
    assert found.headline.endswith("word…")
    assert len(found.summary) <= 4000


def test_rows_without_a_name_or_place_are_left_out_and_that_is_said():
    rows = [*POSITIONS, {**POSITIONS[0], "Title": ""}, {**POSITIONS[0], "Company Name": " "}]
    found = single(table(rows))
    assert len(found.positions) == 2
    assert [str(note) for note in found.notes] == [
        "2 rows of Positions.csv are left out, because their name or place is missing."
    ]


def test_a_degree_that_is_not_named_is_called_studies():
    found = single(table([{**EDUCATION[0], "Degree Name": ""}]))
    assert found.educations == [FoundEducation("Studies", "University of Coimbra", 2010, 2014)]


def test_the_same_row_twice_is_found_once():
    assert len(single(table(POSITIONS * 3)).positions) == 2


def test_a_table_with_unknown_columns_does_not_spoil_the_others():
    found = read(packed({"Positions.csv": table(POSITIONS), "Skills.csv": b"Foo,Bar\n1,2\n"}))
    assert len(found.positions) == 2
    assert [str(note) for note in found.notes] == [
        "Skills.csv could not be read: its columns are not those of LinkedIn."
    ]


@pytest.mark.parametrize("name", ["Connections.csv", "messages.csv", "Registration.csv"])
def test_a_table_of_another_kind_is_not_taken_for_ones_own(name):
    """Contacts have companies and positions, too: those of other people."""
    with pytest.raises(ArchiveError) as caught:
        single(usual()[name], name)
    assert caught.value.code == "not_an_archive"


CHOICES = {1: "R", 2: "Survival analysis", 3: "Statistics", 4: "Data science", 5: "C++"}


@pytest.mark.parametrize(
    ("name", "key", "is_exact"),
    [
        ("R (Programming Language)", 1, True),
        ("r", 1, True),
        ("Survival Analysis", 2, True),
        ("Survival-Analysis in Oncology", 2, False),
        ("Official Statistics", 3, False),
        ("statistic", 3, True),
        ("Data Science & Statistics", 4, False),
        ("C++", 5, True),
        ("Research", None, None),
        ("C", None, None),
        ("(", None, None),
        ("", None, None),
    ],
)
def test_which_choice_a_skill_is(name, key, is_exact):
    match = match_choice(name, CHOICES)
    assert (match and match.key) == key
    assert match is None or match.is_exact is is_exact
