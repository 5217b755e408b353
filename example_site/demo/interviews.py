"""Two recorded interviews. The people are members of the demo, and the voices are a computer's.

``scripts/recordings.py`` makes the files of ``assets/recordings`` from these words: sound or picture,
captions that fit to the hundredth of a second, and the times of the chapters.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What somebody says at a stretch. ``chapter`` is the title of the chapter that begins with it."""

    who: str
    words: str
    chapter: str = ""


@dataclass(frozen=True)
class Interview:
    slug: str
    medium: str
    title: str
    summary: str
    speaker: str
    role: str
    host: str
    #: Voices of espeak-ng.
    voices: dict[str, str]
    lines: tuple[Line, ...]
    topics: tuple[str, ...] = ()
    days_ago: int = 0


INTERVIEWS = (
    Interview(
        slug="counting-what-swims",
        medium="video",
        title="Counting what swims: Sunniva Brekke on leaving the lab for the sea",
        summary="A fisheries statistician on changing fields, and on what a mentor said that helped.",
        speaker="Sunniva Brekke",
        role="Fisheries statistician, Bergen",
        host="Tobias Renner",
        voices={"Sunniva Brekke": "en-us+f3", "Tobias Renner": "en-gb+m3"},
        topics=("working-together",),
        days_ago=12,
        lines=(
            Line(
                "Tobias Renner",
                "Sunniva, you began in hospital statistics. Then you went to count fish. Why?",
                "From hospitals to trawlers",
            ),
            Line(
                "Sunniva Brekke",
                "A trial ends. The sea does not. I wanted a question that would outlive me.",
            ),
            Line("Tobias Renner", "Were you afraid of starting again?"),
            Line(
                "Sunniva Brekke",
                "Very. I was thirty, and the youngest in the room knew more than I did.",
                "Starting again at thirty",
            ),
            Line(
                "Sunniva Brekke",
                "My mentor told me: you are not starting again. You are bringing a suitcase. Open it.",
            ),
            Line("Tobias Renner", "What was in it?"),
            Line(
                "Sunniva Brekke",
                "Missing data. In trials, patients drop out. At sea, whole boats do. It is the same mathematics in wet boots.",
            ),
            Line("Tobias Renner", "And what would you tell a mentee today?", "Advice for mentees"),
            Line(
                "Sunniva Brekke",
                "Ask one question you are ashamed of in every meeting. That is where the learning is.",
            ),
        ),
    ),
    Interview(
        slug="a-census-in-the-rain",
        medium="audio",
        title="A census in the rain: Amina Diallo on first jobs and second chances",
        summary="How a census that went wrong made a career, told in under a minute.",
        speaker="Amina Diallo",
        role="Census director, Dakar",
        host="Joost Vandamme",
        voices={"Amina Diallo": "en-us+f2", "Joost Vandamme": "en-gb+m5"},
        topics=("working-together",),
        days_ago=40,
        lines=(
            Line(
                "Joost Vandamme",
                "Amina, your first census ended in a flood. Tell us.",
                "The flood",
            ),
            Line(
                "Amina Diallo",
                "Two days before the count, it rained. Nine hundred forms became one very large sponge.",
            ),
            Line("Joost Vandamme", "What did you do?"),
            Line(
                "Amina Diallo",
                "I called the woman who had trained me. She did not give me an answer. She asked: what do you still know?",
            ),
            Line(
                "Amina Diallo",
                "We still knew the households. So we drew a sample, and for two weeks we walked.",
                "What do you still know?",
            ),
            Line("Joost Vandamme", "And the result?"),
            Line(
                "Amina Diallo",
                "Within two percent. I have taught that method ever since. The rain was my best teacher, and she was my second.",
                "A method is born",
            ),
            Line("Joost Vandamme", "Why do you mentor now?"),
            Line("Amina Diallo", "Because somebody picked up the telephone."),
        ),
    ),
)
