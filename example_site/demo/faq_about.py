"""Questions about the program, about taking part, and about finding each other."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A question. ``rules`` are those of the requirements that the answer tells."""

    topic: str
    audience: str
    question: str
    answer: str
    rules: str = ""


ABOUT = (
    Entry(
        "the-program",
        "both",
        "What is {program} for?",
        "<p>It brings together two members who would hardly have met otherwise: at different points of "
        "their careers, and often on different continents. One of them has experience to share. The other "
        "has just arrived in the profession, or has been in it for years and is looking at another "
        "branch.</p><p>So a {mentee_word} need be neither young nor junior.</p>",
        "R1 R2",
    ),
    Entry(
        "the-program",
        "both",
        "What do I get besides a {mentorship_word}?",
        "<p>A library that grows: articles we have found on the web, and recorded conversations with members "
        "who tell how they came to where they are. It is open to you from the day you enroll, so you need "
        "not wait for a {mentor_word} to begin.</p>",
        "R3 R4 R5 R6",
    ),
    Entry(
        "the-program",
        "both",
        "Does it cost anything?",
        "<p>No. The program belongs to your membership; nobody pays extra, and nobody is paid.</p>",
        "R8 R12",
    ),
    Entry(
        "the-program",
        "both",
        "What can I hope for?",
        "<p>A {mentor_word} listens, thinks along, and tells you honestly what they see: which skills are "
        "worth your time, how the profession works from within, and which step might come next. You grow, "
        "in your work and beyond it.</p><p>What one person gives another cannot be put into figures, and we "
        "do not try. Now and then we ask a question or two, and that is all.</p>",
        "R61 R62",
    ),
    Entry(
        "the-program",
        "both",
        "Will these rules stay as they are?",
        "<p>Not all of them. The program is young, and we learn with every pair. The numbers you read here "
        "come straight from its settings: when a rule changes, these answers change on the same day.</p>",
        "R79",
    ),
    Entry(
        "taking-part",
        "both",
        "Who can take part in {program}?",
        "<p>Every current member of the society, and nobody else. You enroll as a {mentor_word}, as a "
        "{mentee_word}, or as both at once, and that comes before anything else: only who has enrolled can "
        "search and be found.</p><p>If your membership runs out, you have {membership_grace_days} to renew "
        "it before your profile is hidden. Whoever you work with stays with you.</p>",
        "R7 R9 R12 R13",
    ),
    Entry(
        "taking-part",
        "both",
        "Why does the office look at my membership first?",
        "<p>Because both of you rely on meeting a colleague. The office confirms that you are a member; then "
        "you can make your profile.</p><p>Did you join through the society of your region? The quickest "
        "way is a single mail to its administrator and to {office_email} together.</p>",
        "R10 R11",
    ),
    Entry(
        "taking-part",
        "both",
        "What does the enrollment ask of me?",
        "<p>Two things are filled in, one after the other: your profile as a member, and your profile as a "
        "{mentor_word} or {mentee_word}.</p><ul><li>What you look for in the other: field, stage, languages, "
        "place, and more. You say how much each matters to you, and the search goes by it.</li><li>How you "
        "like to talk: by mail, by phone or video, or in person at a meeting.</li><li>What the other side "
        "should know of you.</li></ul><p>Begin with {enrollment_url}. You can leave at any time and go on "
        "later.</p>",
        "R13 R14 R15 R17 R18",
    ),
    Entry(
        "taking-part",
        "both",
        "What makes a good profile?",
        "<p>One that is full and true. People decide by it whom they ask, and the search can only find what "
        "is there.</p><ul><li>A recent portrait in which one would know you.</li><li>A few sentences about "
        "your way so far and what you like about it.</li><li>Studies and positions; LinkedIn gives you a "
        "file, and we read it for you.</li><li>Contact details that still reach you.</li></ul><p>A meter "
        "beside your profile says what is missing.</p>",
        "R19 R20 R21 R22 R23",
    ),
    Entry(
        "taking-part",
        "both",
        "Why do I have to agree to a Code of Conduct?",
        "<p>Because a {mentorship_word} lives on trust. Read the {conduct_url}; it is short. Without your "
        "agreement you can neither ask nor be asked.</p>",
        "R24",
    ),
    Entry(
        "taking-part",
        "both",
        "Can I take a break?",
        "<p>At any time, on {desk_url}. Say until when, or leave it open. You are then marked as temporarily "
        "not participating: no search shows you, and no new request reaches you.</p><p>What has begun goes "
        "on. Tell the people you work with yourself; we offer to send them a note.</p>",
        "R30 R63 R64 R65",
    ),
    Entry(
        "taking-part",
        "mentees",
        "Where do I begin as a {mentee_word}?",
        "<p>Three steps, about a quarter of an hour:</p><ol><li>Fill in {mentee_enrollment_url}. It leads you "
        "through your profile as a member, too.</li><li>Say what you are looking for and what matters to "
        "you.</li><li>Read the {conduct_url} and agree to it.</li></ol><p>Then the search opens for you.</p>",
        "R16 R17 R24",
    ),
    Entry(
        "taking-part",
        "mentees",
        "What must be in place before I work with a {mentor_word}?",
        "<p>A current membership, both of your profiles complete, and your agreement to the {conduct_url}. "
        "The list beside your enrollment shows what is done.</p>",
        "R9 R18 R24",
    ),
    Entry(
        "taking-part",
        "mentees",
        "Who are the {mentors_word}?",
        "<p>Members like you, who give some of their free time because somebody once did so for them.</p>",
        "R12",
    ),
    Entry(
        "taking-part",
        "mentors",
        "Where do I begin as a {mentor_word}?",
        "<p>Fill in {mentor_enrollment_url}, agree to the {conduct_url}, and let us look at it; a coordinator "
        "approves each new {mentor_word}. In your profile you set your terms: how many people you take, how "
        "often you talk and by which means, what you offer, and what you do not.</p>",
        "R24 R25",
    ),
    Entry(
        "finding-each-other",
        "both",
        "How do two people find each other?",
        "<p>Either of you may begin. A {mentee_word} searches among the {mentors_word}, a {mentor_word} among "
        "the {mentees_word}; both read profiles and ask one person. The other gets a mail, reads who is "
        "asking and why, and says yes or no.</p><p>With a yes, the site confirms the {mentorship_word} to both of "
        "you, and from that moment you can write to each other.</p>",
        "R26 R27 R33 R34 R35 R36 R43",
    ),
    Entry(
        "finding-each-other",
        "both",
        "When can I ask somebody?",
        "<p>Whenever you like: there are no seasons and no deadlines. Whoever is available may be asked.</p>"
        "<p>They may have somebody already. Then their profile says so, and you can wait for a place.</p>",
        "R37 R38 R39",
    ),
    Entry(
        "finding-each-other",
        "mentees",
        "How do I look for a {mentor_word}?",
        "<p>Open {find_mentor_url} and tick what counts for you; leave out what does not. A name leads to "
        "the profile. If you would like to work with this person, press the badge below the portrait and "
        "write a few lines: who you are, and what you hope for.</p>",
        "R26 R28 R29 R31",
    ),
    Entry(
        "finding-each-other",
        "mentees",
        "Who decides whether I am ready, and who fits me?",
        "<p>You do. We only look after the memberships; nobody is assigned to anybody. You choose whom to "
        "ask, and they choose to say yes.</p>",
        "R10 R28",
    ),
    Entry(
        "finding-each-other",
        "mentees",
        "How long until I have a {mentor_word}?",
        "<p>Some find one within days, others wait for the right person. You can ask as soon as you are "
        "enrolled. While you wait, the library is open to you, and your desk shows you new faces.</p>",
        "R6 R37 R39",
    ),
    Entry(
        "finding-each-other",
        "mentees",
        "May I have several {mentors_word}?",
        "<p>You work with {mentee_max_mentors} at a time, and may have {mentee_max_open_requests} open. A "
        "{mentor_word} may work with several people; how many is theirs to say.</p><p>Choose with care. "
        "A {mentor_word} has little time and others who need it, so ask the person you really want to "
        "learn from.</p>",
        "R25 R42",
    ),
    Entry(
        "finding-each-other",
        "mentees",
        "What if nobody answers my request?",
        "<p>We remind the person you asked after {request_first_reminder_days} and again after "
        "{request_second_reminder_days}. By then you are welcome to write to them yourself: their profile "
        "shows how to reach them, as far as they wish.</p><p>After {request_expiry_days} without an answer "
        "the request closes, and you are free to ask somebody else.</p>",
        "R40 R41",
    ),
    Entry(
        "finding-each-other",
        "mentors",
        "How do I look for a {mentee_word}?",
        "<p>Open {find_mentee_url} and choose what matters to you. Read the profiles, and press the badge below "
        "the portrait of the one you would like to help. They get a mail and decide; a first step from your "
        "side is often a great relief.</p>",
        "R27 R28 R29 R32 R34 R36",
    ),
    Entry(
        "finding-each-other",
        "mentors",
        "How do I learn that somebody asks me?",
        "<p>By mail, and on {desk_url}. You read who they are, what they hope for, and how well you fit. You can "
        "accept, ask something first, or decline; a friendly no is better than no answer.</p>",
        "R33 R35",
    ),
    Entry(
        "finding-each-other",
        "mentors",
        "How many people may I take?",
        "<p>As many as you say, up to {mentor_capacity_ceiling} at a time. Most begin with "
        "{mentor_capacity_default}. When your places are taken, your profile says so by itself.</p>",
        "R25 R38",
    ),
)
