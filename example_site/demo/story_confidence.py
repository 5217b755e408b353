"""What people told in confidence: how it goes, answers to check-ins, one concern, one block. Days as in ``story``."""

#: (day, mentor, mentee, role of who says it, value, note)
FEELINGS = [
    (30, "samuel-otieno", "tsion-bekele", "mentee", "well", ""),
    (26, "samuel-otieno", "tsion-bekele", "mentor", "well", "She writes faster than I read."),
    (19, "walter-lindgren", "lucia-hernandez-pruneda", "mentee", "unsure", "He is kind, and I leave each talk with more questions than I came with. Perhaps that is the idea."),
    (6, "piotr-zawada", "jarrah-collins", "mentee", "not_a_fit", "Three talks moved, two forgotten. I do not want to hurt him, and I would like somebody with more time."),
    (3, "meenakshi-raghavan", "keisha-morant", "mentor", "well", ""),
]  # fmt: skip

#: (day, mentor, mentee, role, answers to the program's questions in order)
CHECK_INS = [
    (28, "samuel-otieno", "tsion-bekele", "mentee", (5, 4, "A room at the annual meeting would help: we have never met.")),
    (27, "samuel-otieno", "tsion-bekele", "mentor", (5, 4, "")),
    (16, "walter-lindgren", "lucia-hernandez-pruneda", "mentee", (3, 2, "Some advice on how to set goals.")),
    (8, "piotr-zawada", "jarrah-collins", "mentee", (2, 1, "")),
]  # fmt: skip

#: One concern for the office: day, mentor, mentee, and what is done with it.
CONCERN = {
    "day": 5,
    "mentor": "piotr-zawada",
    "mentee": "jarrah-collins",
    "category": 1,
    "words": "He has moved or forgotten five of our eight talks and then wrote at midnight that I was impatient. I would like somebody to speak with him, and I do not want to be the one. Perhaps he has taken on too many of us.",
    "taken_up": 4,
    "note": "Called Jarrah. Wants to end it in peace, and would like a word with the office before it is said.",
    "note_day": 3,
}  # fmt: skip

#: (day, who blocks, whom)
BLOCKS = [(12, "sunniva-brekke", "imran-qureshi-malik")]
