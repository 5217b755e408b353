"""Buttons, words to the reader, and the ways between pages."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import QueryDict
from django.templatetags.static import static

from .base import Example, Section


def controls() -> list[Section]:
    return [
        Section(
            "Button",
            "button",
            [
                Example("Primary", {"label": "Send the request"}),
                Example("A link", {"label": "Find a mentor", "url": "#pattern-button"}),
                Example("With an icon behind", {"label": "Go on", "icon_after": "arrow"}),
                Example("Secondary", {"label": "Save for later", "variant": "secondary"}),
                Example("Quiet", {"label": "Dismiss", "variant": "quiet", "icon": "cross"}),
                Example("Danger", {"label": "End the mentorship", "variant": "danger"}),
            ],
            small=True,
        ),
        Section(
            "Button that posts",
            "post_button",
            [
                Example(
                    "An act with one button",
                    {
                        "action": "#",
                        "csrf_token": "example",
                        "label": "Put on my shortlist",
                        "context": "Ana Kovačić",
                        "icon": "star",
                        "variant": "quiet",
                    },
                )
            ],
        ),
        Section(
            "Icon",
            "icon",
            [
                Example("Decoration", {"name": "calendar"}),
                Example("With a meaning of its own", {"name": "lock", "label": "Private"}),
            ],
            small=True,
        ),
    ]


def words() -> list[Section]:
    return [
        Section(
            "Notice",
            "notice",
            [
                Example("Information", {"text": "Your profile is waiting for approval."}),
                Example("It worked", {"text": "Your profile is saved.", "tone": "success"}),
                Example(
                    "Mind this",
                    {
                        "title": "You are paused",
                        "text": "Nobody can find or ask you until 1 September.",
                        "tone": "warning",
                        "action_url": "#",
                        "action_label": "Come back now",
                    },
                ),
                Example(
                    "It did not work",
                    {
                        "text": "The picture is larger than 5 MB. Choose a smaller one.",
                        "tone": "danger",
                    },
                ),
            ],
        ),
        Section(
            "Confirmation",
            "confirmation",
            [
                Example(
                    "A request was sent",
                    {
                        "title": "Your request is on its way",
                        "text": "Ana gets a mail and has 28 days to answer.",
                        "next": [
                            "We remind Ana after 7 and after 14 days.",
                            "You get a mail as soon as she has answered.",
                            "You may take the request back at any time before.",
                        ],
                        "action_url": "#",
                        "action_label": "Go to My mentoring",
                        "other_url": "#",
                        "other_label": "Look for another mentor",
                    },
                )
            ],
        ),
        Section(
            "Empty state",
            "empty_state",
            [
                Example(
                    "Nothing found",
                    {
                        "title": "No mentor fits all of this",
                        "text": "Take a filter off: career stage narrows the list most.",
                        "action_url": "#",
                        "action_label": "Take off career stage",
                        "other_url": "#",
                        "other_label": "Show all mentors",
                    },
                ),
                Example("Plain", {"title": "No messages yet", "icon": "message"}),
            ],
        ),
        Section(
            "Panel",
            "panel",
            [
                Example(
                    "What waits for the reader",
                    {
                        "title": "Waiting for you",
                        "count": 2,
                        "icon": "clock",
                        "tone": "accent",
                        "text": "Ibrahim asked you on 3 May and hopes for an answer by 31 May.",
                        "more_url": "#",
                        "more_label": "Answer Ibrahim",
                    },
                ),
                Example("Plain", {"title": "Resources", "text": "Twelve articles, three talks."}),
            ],
        ),
        Section(
            "Numbered",
            "numbered",
            [
                Example(
                    "How it works",
                    {
                        "items": [
                            {"title": "Enroll", "text": "Say who you are and what matters to you."},
                            {"title": "Find", "text": "See who fits, and why."},
                            {"title": "Ask", "text": "Write a few words; the other decides."},
                        ]
                    },
                )
            ],
        ),
        Section(
            "Disclosure",
            "disclosure",
            [
                Example(
                    "Folded",
                    {
                        "summary": "Who sees my answers?",
                        "text": "Members who are enrolled. Private answers stay with the office.",
                    },
                ),
                Example(
                    "Open", {"summary": "What is a headline?", "text": "One line.", "open": True}
                ),
            ],
        ),
        Section(
            "Resource card",
            "resource_card",
            [
                Example(
                    "An article",
                    {
                        "title": "How to ask for advice",
                        "url": "#",
                        "icon": "document",
                        "facts": ["Article", "4 minutes to read", "March 4, 2026"],
                        "summary": "Four questions that make it easy to help you.",
                        "topics": ["First steps", "Funding"],
                    },
                ),
                Example(
                    "On the desk, with the reason",
                    {
                        "title": "Money for travel",
                        "url": "#",
                        "icon": "link",
                        "facts": ["Article on another site", "The Journal"],
                        "image_url": static("wagtail_mentoring/img/pattern-portrait.svg"),
                        "reason": "Because you said: working abroad.",
                    },
                ),
            ],
        ),
        Section(
            "Quote",
            "quote",
            [
                Example(
                    "A testimonial",
                    {
                        "text": "We talked once a month. After half a year I knew which of two doors to open.",
                        "name": "Mariam Haddad",
                        "role": "Mentee in 2025",
                    },
                )
            ],
        ),
        Section(
            "Help",
            "help",
            [
                Example(
                    "At the foot of every page",
                    {"faq_url": "#", "email": "mentoring@society.example", "concern_url": "#"},
                )
            ],
        ),
    ]


def moving() -> list[Section]:
    return [
        Section(
            "Breadcrumb",
            "breadcrumb",
            [
                Example(
                    "Two steps down",
                    {
                        "items": [
                            {"label": "Mentoring", "url": "#"},
                            {"label": "Find a mentor", "url": "#"},
                            {"label": "Ana Kovačić"},
                        ]
                    },
                )
            ],
        ),
        Section(
            "Tabs",
            "tabs",
            [
                Example(
                    "Parts of a page",
                    {
                        "label": "Your requests",
                        "tabs": [
                            {"label": "Received", "url": "#", "current": True, "count": 2},
                            {"label": "Sent", "url": "#", "count": 0},
                            {"label": "Past", "url": "#"},
                        ],
                    },
                )
            ],
        ),
        Section(
            "Pagination",
            "pagination",
            [
                Example(
                    "In the middle",
                    {
                        "page": Paginator(range(240), 20).page(6),
                        "query": QueryDict("stage=b&order=fit"),
                        "label": "Pages of results",
                    },
                ),
                Example(
                    "At the start",
                    {"page": Paginator(range(45), 20).page(1), "label": "Pages of messages"},
                ),
            ],
        ),
    ]
