"""What members of the demo say about the program."""

from typing import NamedTuple


class Offered(NamedTuple):
    """Somebody of a mentorship that is over offers a few words, ``day`` days ago; editors publish them or not yet."""

    mentor: str
    mentee: str
    side: str
    role: str
    day: int
    quote: str
    is_published: bool = True
    is_withdrawn: bool = False


OFFERED = [
    Offered(
        "ines-carvalhal", "freya-lindholm-adeyemi", "mentor", "Mentor since the first year", 220,
        "I thought I would hand over what I know. Instead I was asked, every other Tuesday, why I believed it. "
        "Some of it I do not believe any more. At my age one is seldom given that, and never by people one "
        "pays. Freya has gone her way; I have kept the habit of explaining myself, and my own group is the "
        "better for it.",
    ),
    Offered(
        "helen-achterberg", "greta-ostermann", "mentee", "Mentee, back after six years", 140,
        "Nobody had told me the door was open. Helen did not tell me either: she sent me the names of three "
        "people and asked, the week after, what they had said. By autumn I had a desk again.",
    ),
    Offered(
        "walter-lindgren", "wioletta-przybylska-raczkowska", "mentor", "Mentor, retired", 120,
        "Six hundred experiments, and she ran each of them better than I would have. I was allowed to ask the "
        "questions. It is the best part of the work, and they let me keep it.",
    ),
    Offered(
        "lachlan-prowse", "sophie-harrington-webb", "mentee", "Mentee, now giving talks", 80,
        "We never worked on my slides. We worked on what I do in the ten seconds before somebody asks me to "
        "speak up. That was enough.",
        is_published=False,
    ),
    Offered(
        "yael-stern-navon", "nadia-benhaddou", "mentee", "Mentee, hospital statistics", 40,
        "Fast, direct, and never unkind. I lead four people now and hear myself say her sentences.",
        is_published=False,
    ),
    Offered(
        "farzana-haque", "siti-rahmawati", "mentee", "Mentee, Makassar", 60,
        "One paper, written at two kitchen tables with eight thousand kilometers between them.",
        is_withdrawn=True,
    ),
]  # fmt: skip

#: (quote, name, role, how the consent was given): gathered by the office, of people without a profile.
GATHERED = [
    (
        "In our region there are eleven statisticians, and I know all of them. The program gave me a twelfth, "
        "and a reason to learn her time zone.",
        "Salome Vakhtangi",
        "Chair of a regional society",
        "Mail to the office, kept in the folder of the first year",
    ),
]
