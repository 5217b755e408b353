"""Questions about working together, and about what to do when something is wrong."""

from .faq_about import Entry

TOGETHER = (
    Entry(
        "working-together",
        "both",
        "What happens first?",
        "<p>The {first_to_write} writes first. Try to talk within {first_conversation_days}; a short call is "
        "enough. <b>Speak about four things:</b></p><ul><li>what you would like to reach, and by when,</li>"
        "<li>how often you talk, and by which means,</li><li>what you expect of each other,</li><li>what you "
        "would rather not talk about.</li></ul><p>From here on it is yours: the two of you carry it.</p>",
        "R46 R47 R49 R52 R69",
    ),
    Entry(
        "working-together",
        "both",
        "How do we write to each other?",
        "<p>At the beginning through the site: it passes your messages on by mail. Some stay with that. Others "
        "soon share the address they use at work or at home; whether you do is up to you.</p>",
        "R43 R44 R45",
    ),
    Entry(
        "working-together",
        "both",
        "How often should we talk?",
        "<p>As often as it suits you both; we prescribe nothing. Say at the start how much time each of you has. "
        "Most pairs mix mails, calls and, where they can, a coffee.</p>",
        "R15 R48 R52",
    ),
    Entry(
        "working-together",
        "both",
        "Where do we meet?",
        "<p>Wherever and however you like. Most talk by phone or on a screen, since they live far apart. The "
        "annual meeting is the best chance to sit at one table.</p>",
        "R57 R58",
    ),
    Entry(
        "working-together",
        "both",
        "For how long do we work together?",
        "<p>{suggested_months} is a good measure. You may agree on less or on more: until you have reached what "
        "you wanted, or until life has changed and another person could help more.</p>",
        "R50 R51 R56",
    ),
    Entry(
        "working-together",
        "both",
        "How do we make the most of it?",
        "<p>Talk openly, and not only about work. From time to time look at your goals together: are we getting "
        "there, and are they still the right ones? Say early what does not help. Both of you have to feel "
        "well with it.</p>",
        "R46 R53",
    ),
    Entry(
        "working-together",
        "both",
        "May I ask everything?",
        "<p>Ask kindly, and with the {conduct_url} in mind; it holds for every word between you. Each of you may "
        "leave a question unanswered, above all where it touches private life or what belongs to an "
        "employer. That goes for {mentors_word} as for {mentees_word}. Draw the lines in your first talk.</p>",
        "R66 R67 R68 R69",
    ),
    Entry(
        "working-together",
        "mentees",
        "What is my part as a {mentee_word}?",
        "<p>You drive. Come with an idea of what you want to reach, be active, and answer soon. When your "
        "{mentor_word} gives advice or introduces you to somebody, follow it up, and tell them what came "
        "of it.</p>",
        "R59 R60",
    ),
    Entry(
        "working-together",
        "mentors",
        "What is my part as a {mentor_word}?",
        "<p>Be somebody to think aloud with. You advise on skills and knowledge and tell how the profession "
        "works; you need not have all the answers, and you decide which questions you take.</p><p>If you have "
        "less time than you thought, say so to the people you work with.</p>",
        "R62 R65 R67",
    ),
    Entry(
        "if-something-is-wrong",
        "both",
        "What if we do not fit?",
        "<p>It happens, with the best of profiles. Say so, honestly and kindly, and thank each other for the "
        "time. Then either of you ends the {mentorship_word} on {desk_url}; it takes a minute.</p>",
        "R54 R56",
    ),
    Entry(
        "if-something-is-wrong",
        "mentees",
        "And after it has ended?",
        "<p>Your place is free at once, and {find_mentor_url} is open to you again. Nobody sees why it "
        "ended.</p>",
        "R55",
    ),
    Entry(
        "if-something-is-wrong",
        "both",
        "Whom can I ask?",
        "<p>For small things and for questions of all kinds there is {community_url}; with your enrollment you "
        "belong to it. For what is larger or delicate, write to {office_email}.</p>",
        "R70 R71",
    ),
    Entry(
        "if-something-is-wrong",
        "both",
        "Who looks into a serious matter?",
        "<p>The {office} passes it on to the oversight committee. The society has set it up for this program "
        "alone, and it treats what you say in confidence.</p>",
        "R72 R73",
    ),
    Entry(
        "if-something-is-wrong",
        "both",
        "Something about my {mentorship_word} worries me. How long should I wait?",
        "<p>Not at all. Write to {office_email} at once, however small it seems; early is easier for "
        "everybody.</p>",
        "R71 R74",
    ),
)
