"""What happened in the program before you opened the demo.

Days are counted back from the day the demo is loaded. A pair is: mentor, mentee, the day of the
request, the message, and what came of it.
"""

from typing import NamedTuple

#: Day on which the program opened.
OPENED = 430


class Pair(NamedTuple):
    """A request that was accepted ``answer`` days later. ``end`` is (day, "complete" or "end", thanks, reason)."""

    mentor: str
    mentee: str
    day: int
    message: str
    answer: int = 3
    first: int | None = 5
    by: str = "mentee"
    hold: int | None = None
    end: tuple | None = None


class Request(NamedTuple):
    """A request without a pairing. ``then`` holds (day, what, words or reason) in order."""

    mentor: str
    mentee: str
    day: int
    message: str
    by: str = "mentee"
    then: tuple = ()


PAIRS = [
    Pair("ines-carvalhal", "freya-lindholm-adeyemi", 390, "I heard your talk on recurrent events and did not dare to ask my question. May I ask it now, and a few more?", end=(232, "complete", "You asked the questions I had avoided for years. Thank you for each of them.", 0)),
    Pair("farzana-haque", "siti-rahmawati", 380, "You write with midwives, I write with teachers. I would like to learn from you how to finish a paper with a family in the next room.", end=(70, "complete", "We wrote one thing together, as you promised. It is in print.", 0)),
    Pair("yael-stern-navon", "nadia-benhaddou", 340, "We both predict things in hospitals, and you lead the people who do. How did that happen?", end=(46, "complete", "Fast pace, honest words. I shall miss both.", 0)),
    Pair("helen-achterberg", "greta-ostermann", 330, "Before my twins I worked in a trial unit much like yours. I would like to know whether the door still opens.", end=(150, "complete", "It does open. Thank you for holding the handle.", 0)),
    Pair("lachlan-prowse", "sophie-harrington-webb", 310, "I read that you stammer and give talks. I hear differently and would like to give some.", end=(95, "complete", "One talk given, in my own way, and one more planned.", 0)),
    Pair("hamza-el-sayegh", "daniyar-akhmetov", 300, "I have counts from photographs and nobody in my department who likes design. Could we talk?", end=(240, "end", "Thank you for your patience with my English. I go on looking in another direction.", 2)),
    Pair("gabriela-quispe", "camila-restrepo-vidal", 285, "You went away and came back. I am about to do the same and would like a map.", end=(205, "end", "Our calendars were stronger than we were. Thank you for the map.", 3)),
    Pair("walter-lindgren", "wioletta-przybylska-raczkowska", 280, "I work with machines that you know better than my teachers. May I call you sometimes?", end=(130, "complete", "Six hundred experiments and you remembered mine. Thank you, Walter.", 0)),
    Pair("renee-thibodeau", "freya-lindholm-adeyemi", 225, "Registers, causal questions, and a grant in a year: I think you know all three.", first=3),
    Pair("marguerite-delcourt", "luca-fontanari", 200, "I have a paper in a drawer. I am told that you open drawers.", first=2),
    Pair("rosalinda-macaraeg", "tevita-faleafa", 165, "Seven islands of yours are like eleven offices of mine. How do you lead people whom you see twice a year?", first=6),
    Pair("walter-lindgren", "radka-vesela", 155, "I am between two jobs and would like to talk to somebody who has designed experiments for a lifetime.", first=4),
    Pair("samuel-otieno", "tsion-bekele", 124, "I want to publish where midwives read. You have worked in trials near to mine; may I learn from you?", first=3),
    Pair("walter-lindgren", "lucia-hernandez-pruneda", 110, "Steel here, paper there. I wonder what theory you would read first if you were me.", first=9),
    Pair("amina-diallo", "zanele-khumalo-nkosi", 98, "I sign the price index each month. You have signed a census. How does one sleep?", first=7),
    Pair("harpreet-sandhu", "chinedu-eze", 90, "Small farms, large questions. I would like to write a proposal that survives its first reader.", first=5),
    Pair("helen-achterberg", "nguyen-thanh-binh", 74, "I am a nurse who draws fever charts. Your page says that you like simple designs and good drawings.", first=4),
    Pair("moana-tuhoro", "arjun-bhattarai", 66, "You work with people beside rivers, I with people below slopes. I would like to learn how you begin.", first=6, hold=15),
    Pair("meenakshi-raghavan", "priscilla-adeyinka-stone", 62, "I taught algebra until I was thirty-five. Now I program tables and would like to become a statistician who asks why.", first=5),
    Pair("oisin-gallagher-byrne", "somchai-rattanakul", 58, "My calibration wants to become a package. I would like to do it properly.", first=3, hold=21),
    Pair("priya-wickramasinghe", "samuel-otieno", 48, "I lead eleven statisticians in eleven places and have never been taught how. Would you have time for that?", first=4),
    Pair("piotr-zawada", "jarrah-collins", 44, "I put rangers and cameras together. You put ships and forecasts together.", first=5),
    Pair("meenakshi-raghavan", "keisha-morant", 34, "I am a department of one. Could I borrow yours, once a fortnight?", first=2),
    Pair("piotr-zawada", "andre-nascimento", 30, "I build software for a city hall and would like to show it to other cities, in English.", first=8),
    Pair("eleni-markaki", "hye-jin-nam", 24, "Should I lead a group? You did it with one desk. I would like to hear about the desk.", first=4),
    Pair("piotr-zawada", "callum-mcintyre", 19, "Everybody tells me to do a doctorate first. You did, and then left. Was it the right order?", first=6),
    Pair("kenji-morishita", "dilan-karatas", 17, "Aftershocks and bearings: both wait, and then they do not. I would be honored to write to you.", first=None),
    Pair("lindiwe-dube", "fatou-camara", 12, "My counts have too many zeros and my plans too few steps. I think you could help with both.", first=None),
    Pair("tuomas-halonen", "matej-horvatin", 11, "I would like to understand why things in our survey were decided as they were, and you know an office from within.", first=3, by="mentee"),
]  # fmt: skip

REQUESTS = [
    # The mentee account
    Request("renee-thibodeau", "ana-beatriz-moura", 52, "I would like to talk about causal questions in my dental trials and about life after the thesis.", then=((46, "decline", "Your trials sound wonderful. With Freya I have my hands full this year; do ask Inês or Thomas, who know survival better than I do.", 0),)),
    Request("meenakshi-raghavan", "ana-beatriz-moura", 41, "Would you tell me how one begins in clinical trials when one comes from the dentist's chair?", then=((33, "withdraw", "", None),)),
    Request("thomas-beaulieu-okafor", "ana-beatriz-moura", 9, "You joined industry for two years and stayed for eighteen. I finish my thesis next year and would like to understand what I would gain and what I would lose. I can prepare every talk well.", then=((6, "ask", "With pleasure, perhaps. Which would be worse for you: to miss research, or to miss certainty? Tell me a little, then I decide.", None),)),
    Request("ines-carvalhal", "ana-beatriz-moura", 3, "I work on survival of fillings, with more censoring than teeth. You went from industry back to an institute, which is just the step I would like to understand. Portuguese or English, as you like."),
    Request("priya-wickramasinghe", "ana-beatriz-moura", 2, "I read your goals and thought of myself at your age. If Melbourne is not too far for your evenings, I would be glad to talk.", by="mentor"),
    # The mentor account
    Request("helen-achterberg", "wioletta-przybylska-raczkowska", 5, "My mentor Walter taught me experiments, and we have finished. Now I want to learn to argue for them before people who count money. You explain so clearly; would you have a place for me?"),
    Request("helen-achterberg", "daniyar-akhmetov", 60, "Could you look at my sampling plan for antelopes?", then=((55, "decline", "Antelopes are beyond me, I am afraid. Oisín or Moana would know where to stand with the camera.", 1),)),
    Request("helen-achterberg", "ethan-brandvold", 36, "I like models that can be drawn on a napkin. You too, I think.",),
    # The account that is both
    Request("samuel-otieno", "grace-mutesi", 6, "Field trials are trials too. I would like to turn my manuals into a course and could use somebody who knows the region."),
    # All over the program
    Request("yaw-asante-boateng", "keisha-morant", 36, "May I join your circle from across the water?"),
    Request("meenakshi-raghavan", "nadia-benhaddou", 16, "Yael and I have come to an end, a good one. Now I would like to learn to lead from somebody who leads sixty."),
    Request("piotr-zawada", "ethan-brandvold", 7, "I forecast sugar beets. I know that your places are taken, and I am glad to wait."),
    Request("tuomas-halonen", "camila-restrepo-vidal", 4, "Small areas are what I map. I know that you take one person at a time; I can wait."),
    Request("ngaire-stanhope", "greta-ostermann", 8, "I came back after four years away, with a dog and without a clue. Would you like company?", by="mentor"),
    Request("maya-ellison", "sophie-harrington-webb", 10, "I work on what is missing in school records. You show what is missing in courtrooms.", then=((7, "ask", "Gladly. I prefer to talk aloud, you prefer to write; how shall we do it?", None), (6, "answer", "A shared document in which we both type at the same time works well for me. I have tried it with my supervisor.", None))),
    Request("li-xiaomeng", "siti-rahmawati", 40, "Could you advise me on doctoral programs abroad?", then=((31, "decline", "I know too little about measurement in education. I have asked a colleague who may write to you.", 1),)),
    Request("moana-tuhoro", "camila-restrepo-vidal", 80, "Maps, rivers, people: I would like to hear your way.", then=((72, "withdraw", "", None),)),
    Request("hamza-el-sayegh", "dilan-karatas", 75, "You teach design to engineers. I would like to explain risk to them.",),
    Request("amina-diallo", "matej-horvatin", 70, "How does one decide what a census asks?",),
    Request("layla-haddadin", "siti-rahmawati", 1, "You reach children by boat, we reach people by list or without one. I think we would have a lot to tell each other.", by="mentor"),
    Request("sunniva-brekke", "daniyar-akhmetov", 14, "Antelopes and fish are counted by people who disagree. I would like to learn how you make them agree."),
]  # fmt: skip

#: (day, mentor, mentee, who writes, words, whether the other has read them): messages, the oldest first.
MESSAGES = [
    # The mentor account and her mentee
    (69, "helen-achterberg", "nguyen-thanh-binh", "mentee", "Dear Helen, thank you for taking me. I am on the ward until four each day, your morning. Would Thursday suit you?", True),
    (68, "helen-achterberg", "nguyen-thanh-binh", "mentor", "Dear Binh, Thursday at four is good. Bring one fever chart that annoys you; we begin with it.", True),
    (41, "helen-achterberg", "nguyen-thanh-binh", "mentee", "The chart is better, and the doctors ask for it now. My question of the month: how do I say to a professor that six patients are too few?", True),
    (40, "helen-achterberg", "nguyen-thanh-binh", "mentor", "You ask him what he would do if the seventh behaved otherwise. Then you wait.", True),
    (2, "helen-achterberg", "nguyen-thanh-binh", "mentee", "I waited. He said: then we need more patients.\n\nI have written down what we would need for a small trial, on two pages. May I send it before we talk?", False),
    # The mentee account, about a request that is still open
    (2, "ines-carvalhal", "ana-beatriz-moura", "mentor", "Dear Ana Beatriz, fillings and censoring: I like it already. I answer by the end of the week; would every three weeks be enough for you?", False),
    # The account that is both
    (115, "samuel-otieno", "tsion-bekele", "mentor", "Hello Tsion, shall we read one of your drafts together first? I learn most from a bad sentence.", True),
    (114, "samuel-otieno", "tsion-bekele", "mentee", "I have many of those. The one on the mobile clinics goes to you tonight.", True),
    (20, "priya-wickramasinghe", "samuel-otieno", "mentee", "Two of the eleven have not spoken to each other since March. Is that mine to mend?", True),
    (19, "priya-wickramasinghe", "samuel-otieno", "mentor", "Not to mend, but to name. Ask each of them what the other would say. Tell me on Friday what you heard.", False),
    # Others
    (10, "kenji-morishita", "dilan-karatas", "mentee", "Dear Kenji, I have put off the first word for four days, so here it is: good morning from Istanbul.", True),
    (9, "kenji-morishita", "dilan-karatas", "mentor", "Good morning back, from an evening. The first word is the hardest; the second is an hour next Tuesday, if you like.", True),
]  # fmt: skip

#: (day, person, role, name, labels of choices): searches that members keep.
SAVED_SEARCHES = [
    (4, "ana-beatriz-moura", "mentee", "Survival analysis and trials", ("Survival analysis", "Clinical trials")),
]  # fmt: skip

#: (day, person, role, what, value): moves of profiles after they have joined.
MOVES = [
    (120, "emil-sandberg-holt", "mentor", "pause", 60),
    (58, "emil-sandberg-holt", "mentor", "resume", None),
    (13, "emil-sandberg-holt", "mentor", "pause", -35),
    (20, "freya-lindholm-adeyemi", "mentee", "pause", None),
    (64, "beatrix-szalontai", "mentor", "leave", None),
    (27, "bashir-al-rumaithi", "mentee", "leave", None),
    (9, "imran-qureshi-malik", "mentee", "suspend", "Two mentors told us that you wrote on after they had said no. Please call the office before you go on; we would like to hear your side."),
]  # fmt: skip

#: Day, whose list, in which role, whom, and the note; ``None`` stands for "Not for me".
MARKS = [
    (11, "ana-beatriz-moura", "mentee", "gabriela-quispe", "Went abroad and came back. Ask how she chose when."),
    (8, "ana-beatriz-moura", "mentee", "marguerite-delcourt", "For the paper in my drawer, if Inês has no time."),
    (4, "ana-beatriz-moura", "mentee", "lachlan-prowse", "Gives talks the way I would like to give them."),
    (7, "ana-beatriz-moura", "mentee", "piotr-zawada", None),
]  # fmt: skip

#: Days on which the program's clockwork (mentoring_run_due) is seen to run.
CLOCKWORK = (50, 46, 41, 21, 7, 2, 0)

#: Enrollments that have not ended: person, role, day, what. "draft" has been begun, "pending" waits, "return" came back.
UNFINISHED = {
    ("valentina-orsini-reyes", "mentee"): (4, "draft"),
    ("konrad-eisele", "mentor"): (2, "pending"),
    ("rory-mcallister-tane", "mentor"): (6, "pending"),
    ("devon-whitehorse", "mentor"): (15, "return"),
}
RETURN_NOTE = "Thank you for your offer. Could you add a sentence on what you would rather not talk about? Then we open your profile at once."

#: Memberships that are not current: days since they ended.
LAPSED = {"radka-vesela": 51, "priscilla-adeyinka-stone": 12}

#: People whose profile shows initials, because they have no picture yet.
WITHOUT_PICTURE = {"konrad-eisele", "jarrah-collins"}

GOOD_TO_KNOW = [
    "I think best in the morning and answer badly after nine in the evening.",
    "I like it when people say that they do not understand. It saves both of us a week.",
    "Please write out dates with the month in letters.",
    "I need a day before I answer an important question.",
    "I laugh when I am nervous.",
    "I prefer the camera off when the line is bad, and it is often bad.",
    "Tell me early when you want to move a talk; my calendar has small children in it.",
    "I am direct. It is never meant personally.",
]
