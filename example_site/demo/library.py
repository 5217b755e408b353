"""The society's library: articles here and elsewhere, and a document (R3, R4)."""

TITLE = "Library"
INTRO = (
    "<p>What helped others on their way. Open to everybody who takes part, from the first day on; some of it "
    "to all.</p>"
)

#: slug -> (name, description, labels of the choices of “Topics” that it goes with)
TOPICS = {
    "career-paths": (
        "Career paths",
        "How others came to where they are.",
        ("Planning a career", "Finding a first job", "Moving between academia and industry", "Returning after a break"),
    ),
    "leading": ("Leading people", "For the first team, and the next.", ("Leading a team", "Building a research group")),
    "being-understood": (
        "Being understood",
        "Papers, talks, and colleagues who count differently.",
        ("Explaining statistics to others", "Writing and publishing papers", "Talks, networks and being seen"),
    ),
    "mentoring": ("Mentoring itself", "Doing it well, on either side.", ()),
}  # fmt: skip

#: title, slug, for whom, topics, days ago, summary, what is its own, whether it is only for those who take part
ARTICLES = [
    (
        "The first talk: what to ask, and what to leave", "the-first-talk", "both", ("mentoring",), 60,
        "An hour, two strangers, and a blank page. Six things that make it easy.",
        {
            "body": "<p>The first talk decides little, and feels as if it decided everything. Here is what pairs told us "
            "after it went well.</p><h2>Before</h2><p>Write to each other once. Two sentences on what you do on an "
            "ordinary Tuesday say more than a list of papers. Agree on an end as well as on a beginning: forty minutes "
            "are plenty.</p><h2>The talk</h2><ul><li>Tell your way here, with one wrong turn in it.</li><li>Say what you "
            "would like to be different in a year. One thing.</li><li>Ask what the other hopes for. Mentors hope, "
            "too.</li><li>Say what you would rather not talk about.</li></ul><h2>After</h2><p>Write down the one thing you "
            "have agreed to do. Send it to the other. That is your agreement; everything else can grow.</p>",
        },
        False,
    ),
    (
        "What I got wrong in my first year as a mentor", "my-first-year", "mentors", ("mentoring", "leading"), 130,
        "Advice given too early, silence taken for agreement, and a calendar that was too full.",
        {
            "body": "<p>I answered. That was the mistake, and I made it for months: she would describe a difficulty, and I "
            "would solve it, quickly and with pleasure. She thanked me each time, and nothing changed.</p><p>In spring she "
            "said, kindly, that she had a book with my advice in it and would like to know how I had come by mine. Since "
            "then I ask first. It takes longer, and I learn what the difficulty was.</p><h2>What I do now</h2><ol><li>I count "
            "to ten.</li><li>I ask what has been tried.</li><li>I say what I do not know, which is most of it.</li></ol>",
        },
        True,
    ),
    (
        "Leaving the university, and coming back", "leaving-and-coming-back", "mentees", ("career-paths",), 210,
        "Three members on the step from one side to the other, and how the way back looks.",
        {
            "body": "<p>None of the three had planned it. One followed a data set, one a salary, and one a person. All of them "
            "were told that there is no way back, and two of them have taken it since.</p><p>What they kept: a paper a year, "
            "however small; a seat in a reviewers' list; and one colleague on the other side with whom they had lunch.</p>",
        },
        True,
    ),
    (
        "Statisticians explain: a column for readers without formulas", "a-column-without-formulas", "both", ("being-understood",), 35,
        "Short pieces about numbers in the news, each with one picture. Good to learn from for one's own.",
        {"link": "https://numbers-in-the-news.example/column/", "source": "Numbers in the News", "reading_minutes": 6},
        False,
    ),
    (
        "How to say no to a co-authorship", "saying-no", "both", ("being-understood", "career-paths"), 95,
        "Four letters that end well, by an editor who has read many that did not.",
        {"link": "https://quiet-editor.example/letters/saying-no", "source": "The Quiet Editor", "reading_minutes": 9},
        False,
    ),
    (
        "Leading a department of one", "a-department-of-one", "both", ("leading",), 170,
        "On being the only statistician in a hospital, an agency or a firm, and on finding others.",
        {"link": "https://only-one.example/essay/", "source": "Only One", "reading_minutes": 14},
        True,
    ),
]  # fmt: skip

#: A text to take along.
CHECKLIST_TITLE = "A page for your first six months"
CHECKLIST = {
    "slug": "first-six-months",
    "audience": "both",
    "topics": ("mentoring",),
    "days": 25,
    "summary": "To print and to write on: goals, what we agreed, dates, and what we learned.",
}
CHECKLIST_TEXT = """A page for your first six months

Who we are
  Mentee ______________________   Mentor ______________________

What I would like to be different in half a year
  ______________________________________________________________

What we agreed
  How often we talk        ______________________
  How we talk              ______________________
  Who writes first         ______________________
  What we leave out        ______________________

Month by month: what we talked about, what I will try
  1  ___________________________________________________________
  2  ___________________________________________________________
  3  ___________________________________________________________   Are the goals still the right ones?
  4  ___________________________________________________________
  5  ___________________________________________________________
  6  ___________________________________________________________   Do we go on, or say thank you?
"""
