"""Words of the society's pages and of the program."""

STATEMENT = "Numbers are made by people. We bring the people together."
INTRO = (
    "<p>The Meridian Society for Statistics has 6,400 members in 83 countries, who design trials, count "
    "fish, run censuses and teach. We hold a meeting each year, publish two journals, and help each "
    "other.</p>"
)
CARDS = [
    ("Mentoring", "Somebody who has been where you want to go, or somebody who will one day stand where you stand now.", "mentoring", "How mentoring works"),
    ("Membership", "Join directly or through one of twelve regional societies. Students pay what two lunches cost.", "membership", "Become a member"),
    ("Meetings", "One annual meeting, always on another continent, and many small ones in between.", "meetings", "Where we meet next"),
]  # fmt: skip
EVENTS = [
    ("14–18 June", "Annual meeting, Valparaíso", "Five days by the sea, with a mentoring evening on the second."),
    ("9 September", "Day of first talks", "Online, in three time zones: doctoral researchers give their first talk to a friendly audience."),
    ("3–4 November", "Winter school on missing data", "For people in official statistics; places for forty."),
]  # fmt: skip
PAGES = [
    {
        "slug": "about",
        "title": "About us",
        "lead": "A society of people who work with data and want to do it well.",
        "text": "<p>We were founded in 1953 by eleven statisticians who met on a ship and found that they "
        "had solved the same problem in seven countries. The ship was called Meridian.</p>"
        "<h2>What we do</h2><p>We publish, meet, teach and speak up when numbers are bent. Twelve regional "
        "societies do most of the work; a small office does the rest.</p>"
        "<h2>Who decides</h2><p>The members elect a council of fifteen. The council names an oversight "
        "committee for each program that puts people in touch with people.</p>",
    },
    {
        "slug": "membership",
        "title": "Membership",
        "lead": "For everybody who works with statistics, studies it, or did so for a lifetime.",
        "text": "<h2>How to join</h2><p>Join directly, or through the society of your region. The office "
        "confirms a new membership within three working days; from then on all services are open to "
        "you.</p><h2>What it costs</h2><p>Full members pay 60 a year, students 15, and people in forty "
        "countries half of that. Mentoring costs nothing extra.</p><h2>When it ends</h2><p>If a "
        "membership runs out, you stay visible for thirty days, so that a late transfer breaks "
        "nothing.</p>",
    },
    {
        "slug": "meetings",
        "title": "Meetings",
        "lead": "We meet on another continent each year. Pairs of mentors and mentees have a table of their own.",
        "text": "<h2>Annual meetings</h2><ul><li>2025: Porto</li><li>2026: Nairobi</li><li>2027: "
        "Valparaíso</li></ul><p>On the second evening of each meeting all mentors and mentees are invited "
        "to supper. Nobody gives a speech.</p>",
    },
]

PROGRAM = {
    "name": "Meridian Mentoring",
    "slug": "careers",
    "office_name": "Mentoring office",
    "office_email": "mentoring@meridian-statistics.example",
    "community_url": "https://community.meridian-statistics.example/mentoring/",
    "mentee_max_mentors": 1,
    "mentee_max_open_requests": 3,
    "mentor_capacity_default": 2,
    "mentor_capacity_ceiling": 5,
    "full_mentor_policy": "waiting_list",
    "contact_visibility": "enrolled",
    "request_first_reminder_days": 7,
    "request_second_reminder_days": 14,
    "request_expiry_days": 28,
    "first_conversation_days": 7,
    "suggested_months_min": 6,
    "suggested_months_max": 12,
    "membership_grace_days": 30,
    "mentor_approval_required": True,
    "mentee_approval_required": False,
    "next_steps": "<ol><li>The mentee writes first, within a week. Two sentences are enough.</li>"
    "<li>In the first talk, tell each other your stories. Then agree on one goal, a rhythm, and a day on "
    "which you look back.</li><li>Say what you do not want to talk about. Both of you may.</li></ol>",
}
DECLINE_REASONS = [
    "I have no time at the moment",
    "I cannot help with these topics",
    "Our time zones are too far apart",
    "I know the person too well",
    "Another reason",
]
END_REASONS = [
    "We reached what we wanted",
    "One of us has no time any more",
    "Our expectations were different",
    "We could not find times to talk",
    "I changed my job or my plans",
    "Another reason",
]

LANDING = (
    "<p>Meridian Mentoring brings together two members who would not have met otherwise: one with "
    "experience, and one who is starting out or thinking of a change. You find each other, you decide how "
    "to work, and after six to twelve months you look back together.</p>"
)
FIND_MENTOR = "<p>Everybody here has offered their time. Choose with care, and ask one person rather than three.</p>"
FIND_MENTEE = "<p>These members are looking for somebody. You may ask them: a first step from your side is a great relief.</p>"
ENROLLMENT = "<p>Have a portrait at hand, and three sentences about your way so far.</p>"
CONDUCT_TITLE = "Code of Conduct"
CONDUCT_INTRO = (
    "<p>We ask everybody to agree to this before they look for a mentor or a mentee. It takes three minutes "
    "to read.</p>"
)
CONDUCT = (
    "<h2>Respect</h2><p>Treat each other as colleagues, whatever your age, title, origin, gender, belief or "
    "way of life. No harassment, no pressure, no remarks that make somebody small, in writing or in person.</p>"
    "<h2>Confidence</h2><p>What one of you tells the other stays between you. If you want to speak about it "
    "elsewhere, ask first. The exception is danger to a person.</p>"
    "<h2>Limits</h2><p>Either of you may leave a question unanswered, above all on private matters or on "
    "what belongs to an employer. Nobody has to give a reason. A mentor is no therapist, no lawyer, and "
    "writes no one's thesis.</p>"
    "<h2>No favors, no money</h2><p>Mentoring is free. Mentors do not ask for authorship, data, work or "
    "gifts. Mentees do not ask for jobs or references as the price of their thanks.</p>"
    "<h2>Reliability</h2><p>Answer requests, even with a no. Come to the talks you agreed on, prepared. If you "
    "need a break, say so; the site has a switch for it.</p>"
    "<h2>Conflict of interest</h2><p>Do not pair with somebody you examine, employ or review, or who does so "
    "to you.</p>"
    "<h2>If something goes wrong</h2><p>Small things are best said to each other. For larger ones write to "
    "the mentoring office; what is sensitive goes to the oversight committee, which treats it in confidence. "
    "The office may suspend a profile while it looks into a matter.</p>"
)
