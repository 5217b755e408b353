"""Questions and answers of the demo, in words of its own."""

#: slug -> (name, description)
TOPICS = {
    "taking-part": ("Taking part", "Who can join, and how to begin."),
    "finding-each-other": ("Finding each other", "Searching, asking, waiting."),
    "working-together": ("Working together", "From the first talk to a good end."),
}

#: (topic, audience, question, answer)
ENTRIES = [
    (
        "taking-part",
        "both",
        "Who can take part in {program}?",
        "<p>Every current member of the society. It costs nothing beyond the membership, and you may be a "
        "{mentor_word}, a {mentee_word}, or both at the same time.</p>",
    ),
    (
        "taking-part",
        "mentees",
        "How do I become a {mentee_word}?",
        "<p>Three steps, about a quarter of an hour:</p><ol><li>Fill in {mentee_enrollment_url}.</li>"
        "<li>Say what you are looking for and what matters to you.</li>"
        "<li>Read the {conduct_url} and agree to it.</li></ol><p>Then the search opens for you.</p>",
    ),
    (
        "finding-each-other",
        "mentees",
        "What if nobody answers my request?",
        "<p>We remind the person you asked after {request_first_reminder_days} and again after "
        "{request_second_reminder_days}. A request that is still without an answer after "
        "{request_expiry_days} closes, and you are free to ask somebody else.</p>",
    ),
    (
        "finding-each-other",
        "mentors",
        "How many people will ask me?",
        "<p>You decide how many you take: up to {mentor_capacity_ceiling} at a time. When your places are "
        "taken, your profile says so, and you can take a break on {desk_url} whenever you need one.</p>",
    ),
    (
        "working-together",
        "both",
        "What happens first?",
        "<p>The {first_to_write} writes first. Try to talk within {first_conversation_days}; a short call is "
        "enough. <b>Agree on three things:</b></p><ul><li>what you would like to reach,</li>"
        "<li>how often you talk, and by which means,</li><li>what you would rather not talk about.</li></ul>",
    ),
    (
        "working-together",
        "both",
        "For how long do we work together?",
        "<p>Most pairs take {suggested_months}. You may agree on less or more, and either of you may end it "
        "on {desk_url} at any time. Thank each other, even if it was short.</p>",
    ),
]

PAGE_TITLE = "Questions and answers"
PAGE_INTRO = "<p>What members ask us most. Choose your role to see only what concerns you.</p>"
PAGE_CONTACT = "<p>We answer within two working days, usually sooner.</p>"
