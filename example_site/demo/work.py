"""What some pairs of the demo work on: agreement, goals, notes and meetings.

Days are counted back from the day the demo is loaded; negative ones are still to come. Hours are those
of the one who plans.
"""

from typing import NamedTuple


class Agreement(NamedTuple):
    """Proposed by one on ``day``, and agreed to by the other on ``agreed``, if at all. ``ends`` is a day."""

    day: int
    by: str
    goals: str
    agreed: int | None = None
    rhythm: str = ""
    communication: str = ""
    boundaries: str = ""
    ends: int | None = None


class Goal(NamedTuple):
    """Added by the mentee on ``day``; ``steps`` are (text, done)."""

    day: int
    title: str
    steps: tuple = ()
    description: str = ""
    status: str = "open"


class Note(NamedTuple):
    day: int
    by: str
    text: str
    is_shared: bool = False


class Meeting(NamedTuple):
    """On ``day`` at ``hour`` of whoever plans it, ``notice`` days before."""

    day: int
    hour: int
    by: str = "mentee"
    minutes: int = 45
    place: str = ""
    link: str = ""
    agenda: str = ""
    notice: int = 9


class Work(NamedTuple):
    mentor: str
    mentee: str
    agreements: tuple = ()
    goals: tuple = ()
    notes: tuple = ()
    meetings: tuple = ()


WORK = [
    # The mentor account: under way, everything in place.
    Work(
        "helen-achterberg",
        "nguyen-thanh-binh",
        agreements=(
            Agreement(
                64,
                "mentee",
                "I want to plan one small study on my ward by myself, from the question to the drawing on the wall.",
                agreed=62,
                rhythm="Every second Thursday, three quarters of an hour.",
                communication="Short messages in between. An answer may take a week when I have night shifts.",
                boundaries="Patients stay on my ward: we talk about numbers, never about people.",
                ends=-150,
            ),
        ),
        goals=(
            Goal(
                61,
                "Plan a small study of fever charts",
                (
                    ("Write the question in one sentence", True),
                    ("Find out how many charts there are", True),
                    ("Draw the design on one page", False),
                    ("Show it to the head nurse", False),
                ),
                "Done when the head nurse understands the page without me.",
            ),
            Goal(60, "Read one paper a month and explain it to somebody", (("October", True), ("November", False))),
            Goal(58, "Dare to ask a question at a seminar", status="reached"),
        ),
        notes=(
            Note(33, "mentor", "Binh has a fine eye for what a chart hides. Next time: ask about the charts nobody keeps.", False),
            Note(32, "mentee", "Helen's rule: first say what would surprise you, then look.", True),
            Note(12, "mentor", "For the next talk: two designs on one page each, and we choose.", True),
        ),
        meetings=(
            Meeting(33, 16, link="https://meet.example.org/helen-binh", agenda="The question in one sentence"),
            Meeting(12, 16, link="https://meet.example.org/helen-binh", agenda="How many charts, and which are missing"),
            Meeting(-5, 16, link="https://meet.example.org/helen-binh", agenda="Two designs, one page each. We choose one."),
        ),
    ),
    # The account that is both: as a mentor near the agreed end, as a mentee with a proposal to read.
    Work(
        "samuel-otieno",
        "tsion-bekele",
        agreements=(
            Agreement(
                115,
                "mentor",
                "One manuscript that midwives can read, sent to a journal they do read.",
                agreed=112,
                rhythm="Once a month, an hour.",
                communication="By mail, with drafts on Mondays.",
                ends=-12,
            ),
        ),
        goals=(
            Goal(
                110,
                "Send the manuscript to a journal",
                (("Choose the journal", True), ("Write the summary first", True), ("Ask two midwives to read it", True), ("Send it", False)),
            ),
        ),
        meetings=(Meeting(25, 15, by="mentor", minutes=60, link="tel:+254 20 555 0142", agenda="The summary, line by line"),),
    ),
    Work(
        "priya-wickramasinghe",
        "samuel-otieno",
        agreements=(
            Agreement(
                3,
                "mentor",
                "To lead the group without doing its work: one decision a week that somebody else takes.",
                rhythm="Every three weeks, an hour, in your morning and my evening.",
                communication="Messages when something burns; all else waits for the talk.",
                boundaries="We do not talk about people who could be recognized.",
                ends=-170,
            ),
        ),
        meetings=(Meeting(-2, 18, by="mentor", minutes=60, link="https://meet.example.org/priya-samuel", notice=6),),
    ),
    Work(
        "renee-thibodeau",
        "freya-lindholm-adeyemi",
        agreements=(
            Agreement(
                215,
                "mentee",
                "A grant proposal that I am proud of, and an honest view of what comes after.",
                agreed=214,
                rhythm="Every two weeks at first, then once a month.",
                ends=-60,
            ),
            Agreement(
                4,
                "mentee",
                "The proposal is in. Now: prepare the interview, and think about the year after.",
                rhythm="Every two weeks until the interview.",
                ends=-120,
            ),
        ),
        goals=(
            Goal(200, "Send the grant proposal", (("Two pages", True), ("Ten pages", True)), status="reached"),
            Goal(5, "Prepare the interview", (("Five questions I fear", False), ("Three answers out loud", False))),
        ),
        meetings=(
            Meeting(60, 14, link="https://meet.example.org/renee-freya"),
            Meeting(-9, 14, link="https://meet.example.org/renee-freya", agenda="Five questions I fear", notice=10),
        ),
    ),
    Work(
        "walter-lindgren",
        "radka-vesela",
        goals=(Goal(100, "Decide between the two offers", (("List what I would miss", True), ("Talk to somebody who left", False))),),
        meetings=(Meeting(-14, 17, place="Café beside the congress hall, second floor", minutes=90, agenda="Designs of a lifetime"),),
    ),
    Work(
        "eleni-markaki",
        "hye-jin-nam",
        agreements=(
            Agreement(15, "mentee", "To find out in four months whether I want to lead.", agreed=13, rhythm="Once a month.", ends=-105),
        ),
    ),
]  # fmt: skip
