"""How LinkedIn names its files, columns, months and levels, in the languages it is used in.

All words stand here folded: small, without accents and punctuation (``text.fold``).
English, German, French, Spanish, Portuguese, Italian, Dutch, in this order.
"""

import re
from functools import cache

from babel import Locale

from .text import fold

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")


def _names(text):
    return frozenset(
        name for line in text.splitlines() for name in map(str.strip, line.split(",")) if name
    )


#: Table -> names of its file, without the ending.
FILE_NAMES = {
    "profile": _names("profile, profil, perfil, profilo, profiel"),
    "positions": _names(
        "positions, position, positionen, berufserfahrung, postes, experience, posiciones, cargos, puestos, posizioni, posities, functies"
    ),
    "educations": _names(
        "education, educations, ausbildung, bildung, formation, formations, educacion, formacion, educacao, formacao, formacao academica, formazione, istruzione, opleiding, opleidingen"
    ),
    "skills": _names(
        "skills, kenntnisse, fahigkeiten, competences, aptitudes, conocimientos, competencias, competenze, vaardigheden"
    ),
    "languages": _names("languages, sprachen, langues, idiomas, lingue, talen"),
}

_START = _names(
    """started on, start date, start, from
    begonnen am, gestartet am, startdatum, beginndatum, beginn, von
    date de debut, debut, debute le, commence le
    fecha de inicio, inicio, comenzo el, empezo el, desde
    data de inicio, comecou em, iniciado em, iniciou em
    data di inizio, data inizio, inizio, iniziato il
    begonnen op, gestart op, begindatum"""
)
_END = _names(
    """finished on, ended on, end date, end, to
    beendet am, abgeschlossen am, enddatum, ende, bis
    date de fin, fin, termine le
    fecha de finalizacion, fecha de fin, finalizo el, termino el, hasta
    data de termino, data de conclusao, termino, fim, terminou em, concluido em
    data di fine, data fine, fine, terminato il
    beeindigd op, geeindigd op, afgerond op, einddatum, eind"""
)

#: Table -> field -> names of its column.
COLUMNS = {
    "profile": {
        "headline": _names(
            """headline, professional headline
            slogan, profilslogan, profil slogan, profiluberschrift, uberschrift
            titre du profil, titre professionnel, titre
            titular, titular profesional
            titulo do perfil, titulo profissional, titulo
            titolo professionale, sommario
            kopregel, profielkop, koptekst"""
        ),
        "summary": _names(
            """summary, about
            zusammenfassung, uber mich, info
            resume, a propos, infos
            extracto, resumen, acerca de
            resumo, sobre
            riepilogo, informazioni
            samenvatting, over mij, over"""
        ),
    },
    "positions": {
        "organization": _names(
            """company name, company, organization, organisation, employer
            unternehmen, unternehmensname, name des unternehmens, firma, firmenname
            entreprise, nom de l entreprise, societe, nom de la societe
            empresa, nombre de la empresa
            nome da empresa
            azienda, nome azienda, nome dell azienda, nome della societa, societa
            bedrijf, bedrijfsnaam, naam bedrijf, naam van het bedrijf"""
        ),
        "title": _names(
            """title, position, job title, position title
            titel, stellenbezeichnung, berufsbezeichnung, jobtitel, funktion
            titre, poste, intitule du poste, fonction
            cargo, puesto, titulo
            funcao
            qualifica, posizione, ruolo, titolo
            functie, functietitel, functienaam"""
        ),
        "start": _START,
        "end": _END,
    },
    "educations": {
        "institution": _names(
            """school name, school, institution, institution name
            name der schule, schule, hochschule, name der hochschule, bildungseinrichtung, ausbildungsstatte
            nom de l ecole, ecole, etablissement, nom de l etablissement
            nombre de la escuela, escuela, centro educativo, nombre de la institucion, institucion educativa
            nome da escola, escola, instituicao de ensino, nome da instituicao, instituicao
            nome della scuola, scuola, istituto, istituto di formazione
            naam school, naam van de school, onderwijsinstelling, naam onderwijsinstelling"""
        ),
        "degree": _names(
            """degree name, degree
            abschluss, name des abschlusses, studienabschluss, grad
            diplome, nom du diplome
            titulo, titulacion, nombre del titulo, nombre de la titulacion
            diploma, grau, nome do diploma, nome do curso, nome do grau
            titolo di studio, nome del titolo di studio, nome del titolo, laurea
            graad, naam graad, naam diploma, naam van de graad"""
        ),
        "subject": _names(
            """field of study, fields of study
            studienfach, fachrichtung
            domaine d etudes
            campo de estudio, disciplina academica
            area de estudo
            campo di studio
            studierichting, vakgebied"""
        ),
        "start": _START,
        "end": _END,
    },
    "skills": {
        "name": _names(
            """name, skill, skill name, skills
            kenntnis, kenntnisse, fahigkeit
            nom, competence, competences
            nombre, aptitud, aptitudes, conocimiento
            nome, competencia, competencias
            competenza, competenze
            naam, vaardigheid, vaardigheden"""
        ),
    },
    "languages": {
        "name": _names(
            "name, language, sprache, nom, langue, nombre, idioma, nome, lingua, naam, taal"
        ),
        "level": _names(
            """proficiency, proficiency level, level
            kenntnisse, sprachkenntnisse, kenntnisstand, niveau
            niveau de competence, competence, maitrise
            nivel, nivel de competencia, competencia, dominio
            nivel de proficiencia, proficiencia, fluencia
            livello, livello di competenza, livello di conoscenza, conoscenza, competenza
            taalvaardigheid, vaardigheidsniveau, vaardigheid"""
        ),
    },
}

#: What a table cannot do without.
NEEDED = {
    "profile": [],
    "positions": ["organization", "title"],
    "educations": ["institution"],
    "skills": ["name"],
    "languages": ["name"],
}

#: Words in the name of a level, the most telling first -> 4 native, 3 fluent, 2 conversational, 1 basic.
LEVELS = [
    (4, ["native", "nativ", "bilingu", "muttersprach", "zweisprach", "natale", "maternel", "madrelingua", "moedertaal", "tweetalig"]),
    (2, ["limit", "begrenz", "gute kenntnisse", "beperkt", "intermedi", "conversation"]),
    (3, ["profess", "beruf", "fliess", "verhandlung", "fluen", "fluid", "avanc", "avanz", "courant", "lavorativ", "vloeiend", "volledig", "completa"]),
    (1, ["element", "basic", "basis", "base", "grund", "anfang", "notion", "beginner", "debutant"]),
]  # fmt: skip


def level(text):
    """Return what LinkedIn's words for a proficiency mean from 1 to 4, or ``None``."""
    words = fold(text)
    return next((step for step, stems in LEVELS if any(stem in words for stem in stems)), None)


@cache
def month_names():
    """Return the names and abbreviations of the months in all these languages."""
    found = {"sept", "mrz", "maerz", "mrt"}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                found.update(fold(name) for name in months[context][width].values())
    return frozenset(found)


def year(text, this_year):
    """Return the year in ``Jan 2020``, ``2020``, ``2020-01``, ``enero de 2020``, ``Jan-20`` …, or ``None``."""
    words = fold(text[:60])
    match = re.search(r"(?<!\d)(19\d\d|20\d\d)(?!\d)", words)
    if match:
        return int(match[1])
    # A spreadsheet turns "Jan 2020" into "Jan-20".
    match = re.fullmatch(r"(\D+?)(?: de| di)? (\d\d)", words)
    if match and match[1].strip() in month_names():
        short = int(match[2])
        century = this_year // 100 * 100
        return century + short - (100 if century + short > this_year + 10 else 0)
    return None
