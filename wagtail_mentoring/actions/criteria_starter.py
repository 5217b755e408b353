"""A ready-made set of criteria for a learned society to begin with, in the language of who asks for it."""

from django.utils.translation import gettext as _

from ..enums import CriterionKind, CriterionPrivacy, MatchRule
from .criteria_files import as_document


def starter_document():
    """Return the ready-made set as the contents of a file (see ``criteria_files``)."""
    return as_document(
        [
            (values, [(label, True) for label in choices])
            for values, choices in (*_work(), *_person(), *_working_together())
        ]
    )


def _work():
    """What it is about."""
    yield (
        {
            "slug": "topics",
            "label": _("Topics"),
            "kind": CriterionKind.MULTIPLE,
            "mentor_question": _("What can you help with?"),
            "mentee_question": _("What do you want to work on?"),
            "help_text": _("Three or four say more than ten."),
            "is_required": True,
            "weight": 10,
            "match_rule": MatchRule.OFFER_MEETS_SOUGHT,
        },
        [
            _("Planning a career"),
            _("Finding a position"),
            _("Moving between sectors"),
            _("Coming back after a break"),
            _("Work and family"),
            _("Working in another country"),
            _("Leading a team"),
            _("Grant proposals"),
            _("Writing and publishing"),
            _("Teaching and supervising"),
            _("Talks and being seen"),
            _("Speaking with the public"),
        ],
    )
    yield (
        {
            "slug": "career-stage",
            "label": _("Career stage"),
            "kind": CriterionKind.SCALE,
            "mentor_question": _("Where are you in your career?"),
            "mentee_question": _("Where are you in your career?"),
            "is_required": True,
            "weight": 7,
            "match_rule": MatchRule.MENTOR_ABOVE,
            "match_distance": 1,
        },
        [
            _("Student"),
            _("Doctoral researcher or trainee"),
            _("First years after the degree"),
            _("Established"),
            _("Senior"),
            _("Retired, with time to give"),
        ],
    )
    yield (
        {
            "slug": "fields",
            "label": _("Fields"),
            "kind": CriterionKind.MULTIPLE,
            "mentor_question": _("Which fields do you know from the inside?"),
            "mentee_question": _("Which fields do you work in, or want to?"),
            "weight": 7,
            "match_rule": MatchRule.ANY_IN_COMMON,
        },
        [
            _("Theory and foundations"),
            _("Methods and computing"),
            _("Natural sciences"),
            _("Life sciences and medicine"),
            _("Engineering and technology"),
            _("Environment and climate"),
            _("Social sciences and humanities"),
            _("Economy and public policy"),
            _("Education"),
        ],
    )
    yield (
        {
            "slug": "sector",
            "label": _("Sector"),
            "kind": CriterionKind.SINGLE,
            "mentor_question": _("Where do you work, or where did you last?"),
            "mentee_question": _("Where do you work or study?"),
            "weight": 4,
            "match_rule": MatchRule.SAME,
        },
        [
            _("University"),
            _("Research institute"),
            _("Company"),
            _("Hospital or clinic"),
            _("Government or public office"),
            _("International or non-profit organization"),
            _("Self-employed"),
        ],
    )


def _person():
    """Where and how somebody can be reached."""
    yield (
        {
            "slug": "languages",
            "label": _("Languages"),
            "kind": CriterionKind.LANGUAGE,
            "mentor_question": _("In which languages can you talk about work?"),
            "mentee_question": _("In which languages can you talk about work?"),
            "is_required": True,
            "weight": 8,
            "match_rule": MatchRule.ANY_IN_COMMON,
            "is_hard_rule": True,
        },
        [
            _("English"),
            _("Spanish"),
            _("French"),
            _("Portuguese"),
            _("German"),
            _("Arabic"),
            _("Chinese"),
            _("Hindi"),
            _("Japanese"),
            _("Russian"),
            _("Swahili"),
            _("Sign language"),
        ],
    )
    yield (
        {
            "slug": "country",
            "label": _("Country"),
            "kind": CriterionKind.COUNTRY,
            "mentor_question": _("In which country do you work?"),
            "mentee_question": _("In which country do you work or study?"),
            "weight": 2,
            "match_rule": MatchRule.SAME,
        },
        [],
    )
    yield (
        {
            "slug": "time-zone",
            "label": _("Time zone"),
            "kind": CriterionKind.TIME_ZONE,
            "help_text": _("So that the two of you are awake at the same time."),
            "is_filter": False,
            "weight": 5,
            "match_rule": MatchRule.HOURS_OVERLAP,
            "match_distance": 3,
        },
        [],
    )


def _working_together():
    """How the two would like to work."""
    yield (
        {
            "slug": "how-to-talk",
            "label": _("How we could talk"),
            "kind": CriterionKind.MULTIPLE,
            "weight": 4,
            "match_rule": MatchRule.ANY_IN_COMMON,
        },
        [_("Video call"), _("Phone"), _("E-mail"), _("Text messages"), _("In person")],
    )
    yield (
        {
            "slug": "how-often",
            "label": _("How often"),
            "kind": CriterionKind.SINGLE,
            "mentor_question": _("How often do you have time?"),
            "mentee_question": _("How often would you like to talk?"),
            "weight": 3,
            "match_rule": MatchRule.SAME,
        },
        [
            _("Every two weeks"),
            _("Once a month"),
            _("Every two months"),
            _("When something comes up"),
        ],
    )
    yield (
        {
            "slug": "shape",
            "label": _("Shape of the mentoring"),
            "kind": CriterionKind.SINGLE,
            "mentor_question": _("What would you rather give?"),
            "mentee_question": _("What are you looking for?"),
            "weight": 3,
            "match_rule": MatchRule.SAME,
        },
        [
            _("A few talks about one question"),
            _("Half a year with a plan"),
            _("Somebody to turn to for a year or longer"),
        ],
    )
    yield (
        {
            "slug": "first-time",
            "label": _("First time"),
            "kind": CriterionKind.YES_NO,
            "mentor_question": _("Is this the first time that you are a mentor?"),
            "mentee_question": _("Is this the first time that you look for a mentor?"),
            "is_filter": False,
            "weight": 0,
            "match_rule": MatchRule.IGNORE,
        },
        [],
    )
    yield (
        {
            "slug": "good-to-know",
            "label": _("Good to know"),
            "kind": CriterionKind.TEXT,
            "mentor_question": _("What should a mentee know about working with you?"),
            "mentee_question": _("What should your mentor know about working with you?"),
            "help_text": _("Only the person you are paired with reads this."),
            "is_filter": False,
            "privacy": CriterionPrivacy.PARTNERS,
            "weight": 0,
            "match_rule": MatchRule.IGNORE,
        },
        [],
    )
