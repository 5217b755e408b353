"""The state of something, in words, lists and lines."""

from __future__ import annotations

from ...text_changes import changes_between
from .base import Example, Section, moment


def states() -> list[Section]:
    return [
        Section(
            "Status pill",
            "status_pill",
            [
                Example("Neutral", {"label": "Withdrawn"}),
                Example("Under way", {"label": "Waiting for Ana", "tone": "info"}),
                Example("Good", {"label": "Accepted", "tone": "success"}),
                Example("Needs a look", {"label": "Ends in 5 days", "tone": "warning"}),
                Example("Bad", {"label": "Expired", "tone": "danger"}),
                Example("Its own sign", {"label": "Paused", "icon": "pause"}),
            ],
            small=True,
        ),
        Section(
            "Task list",
            "task_list",
            [
                Example(
                    "Enrollment",
                    {
                        "label": "Your enrollment",
                        "tasks": [
                            {
                                "title": "You",
                                "hint": "Picture, headline, a few sentences about you",
                                "url": "#",
                                "status_label": "Done",
                                "tone": "success",
                            },
                            {
                                "title": "As a mentor",
                                "url": "#",
                                "status_label": "Under way",
                                "tone": "info",
                            },
                            {
                                "title": "Code of Conduct",
                                "url": "#",
                                "status_label": "To do",
                                "tone": "neutral",
                            },
                            {
                                "title": "Check and send",
                                "hint": "Opens when the rest is done",
                                "status_label": "Not yet",
                                "icon": "lock",
                            },
                        ],
                    },
                )
            ],
        ),
        Section(
            "Steps",
            "stepper",
            [
                Example(
                    "In the middle",
                    {
                        "steps": [
                            {"title": "Your words", "state": "done", "url": "#"},
                            {"title": "Your goals", "state": "current"},
                            {"title": "Check and send", "state": "todo"},
                        ]
                    },
                )
            ],
        ),
        Section(
            "Timeline",
            "timeline",
            [
                Example(
                    "A request",
                    {
                        "label": "What happened",
                        "entries": [
                            {
                                "title": "You asked Ana",
                                "when": moment(3),
                                "icon": "mail",
                                "tone": "info",
                            },
                            {
                                "title": "Ana asked for more",
                                "when": moment(9, 9),
                                "text": "Which of your two projects would we talk about?",
                                "icon": "message",
                                "tone": "warning",
                            },
                            {
                                "title": "The request expires",
                                "when": moment(31).date(),
                                "show": "date",
                                "icon": "clock",
                                "upcoming": True,
                            },
                        ],
                    },
                )
            ],
        ),
        Section(
            "Meter",
            "meter",
            [
                Example(
                    "Under way",
                    {
                        "value": 70,
                        "label": "Your profile",
                        "missing": [
                            {
                                "label": "Add a picture",
                                "url": "#",
                                "why": "People like to see whom they write to.",
                            },
                            {
                                "label": "Say how you like to work",
                                "url": "#",
                                "why": "Then people know what to expect, and ask you for the right thing.",
                            },
                        ],
                    },
                ),
                Example("Complete", {"value": 100, "label": "Your profile"}),
            ],
        ),
        Section(
            "Navigation between pages",
            "navigation",
            [
                Example(
                    "Somebody who takes part",
                    {
                        "items": [
                            {"label": "Mentoring", "url": "#"},
                            {"label": "My mentoring", "url": "#", "current": True},
                            {"label": "Questions and answers", "url": "#"},
                        ]
                    },
                )
            ],
        ),
        Section(
            "What changed in a text",
            "text_changes",
            [
                Example(
                    "A paragraph changed, one gone, one new",
                    {
                        "changes": changes_between(
                            "<p>Answer a request within two weeks.</p><p>Ring at any time.</p>",
                            "<p>Answer a request within one week.</p><p>What you hear stays with you.</p>",
                        )
                    },
                )
            ],
        ),
        Section(
            "Facts",
            "key_values",
            [
                Example(
                    "Check your answers",
                    {
                        "rows": [
                            {"key": "Headline", "value": "Doctoral student", "url": "#"},
                            {"key": "Languages", "lines": ["English", "Español"], "url": "#"},
                            {"key": "Phone", "value": "", "url": "#", "change_label": "Add"},
                            {"key": "Site", "value": "ana.example", "link": "https://ana.example"},
                        ]
                    },
                )
            ],
        ),
    ]
