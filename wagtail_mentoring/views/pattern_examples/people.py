"""People, how they fit, and what they do together."""

from __future__ import annotations

from django.templatetags.static import static

from .base import Example, Section, moment


def people() -> list[Section]:
    picture = static("wagtail_mentoring/img/pattern-portrait.svg")
    card = {
        "name": "Ana Kovačić",
        "url": "#pattern-person_card",
        "headline": "Survey methodologist at a national statistical office",
        "portrait_url": picture,
        "place": "Zagreb, Croatia",
        "zone": "2 hours ahead of you",
        "time": "About 2 hours a week",
        "fit": {
            "matched": 3,
            "total": 4,
            "reasons": ["speaks Spanish", "official statistics", "free on evenings"],
        },
        "load_label": "1 of 2 mentees",
        "load_tone": "success",
        "tags": [
            {"label": "Survey sampling", "shared": True},
            {"label": "Small area estimation"},
            {"label": "R"},
        ],
        "shortlist_url": "#",
        "dismiss_url": "#",
        "csrf_token": "example",
    }
    return [
        Section(
            "Portrait",
            "portrait",
            [
                Example("Beside a name", {"url": picture, "name": "Ana Kovačić"}),
                Example("Small", {"url": picture, "name": "Ana Kovačić", "size": "small"}),
                Example(
                    "On the profile",
                    {
                        "url": picture,
                        "name": "Ana Kovačić",
                        "alt": "Ana Kovačić",
                        "size": "large",
                    },
                ),
                Example("Without a picture", {"name": "Ibrahim Okonkwo"}),
                Example(
                    "On the profile, without a picture",
                    {"name": "Ibrahim Okonkwo", "alt": "Ibrahim Okonkwo", "size": "large"},
                ),
            ],
            small=True,
        ),
        Section(
            "Role badge",
            "role_badge",
            [
                Example(
                    "May be asked",
                    {"role": "Mentor", "url": "#", "label": "Ask Ana to be your mentor"},
                ),
                Example(
                    "Asked already",
                    {"role": "Mentor", "note": "You asked Ana on 3 May.", "tone": "info"},
                ),
                Example(
                    "Full, with a waiting list",
                    {
                        "role": "Mentor",
                        "url": "#",
                        "label": "Join Ana’s waiting list",
                        "note": "Ana works with 2 of 2 mentees.",
                        "tone": "warning",
                    },
                ),
            ],
            small=True,
        ),
        Section(
            "Person card",
            "person_card",
            [
                Example("In a list of results", card),
                Example(
                    "Only a name",
                    {"name": "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Junior"},
                ),
                Example(
                    "Full, on the shortlist, with a note",
                    {
                        **card,
                        "portrait_url": "",
                        "name": "Ibrahim Okonkwo",
                        "load_label": "Full, with a waiting list",
                        "load_tone": "warning",
                        "shortlisted": True,
                        "note": "Your request expired on 2 May. You may ask again.",
                        "action_url": "#",
                        "action_label": "See the profile",
                    },
                ),
            ],
            list_item=True,
        ),
        Section(
            "Tag",
            "tag",
            [
                Example("A word", {"label": "Causal inference"}),
                Example("Shared with the reader", {"label": "Time series", "shared": True}),
                Example("A link", {"label": "Biostatistics", "url": "#"}),
            ],
            small=True,
        ),
        Section(
            "Tags",
            "tags",
            [
                Example(
                    "A list",
                    {
                        "tags": ["English", "Español", "العربية"],
                        "label": "Languages",
                        "more": "and 2 more",
                    },
                )
            ],
        ),
        Section(
            "Fit line",
            "fit_line",
            [
                Example("Partly", {"matched": 3, "total": 4, "reasons": ["speaks Spanish"]}),
                Example("With points", {"matched": 3, "total": 4, "score": 82}),
                Example(
                    "In other words", {"matched": 5, "total": 5, "label": "Fits all you asked"}
                ),
            ],
        ),
        Section(
            "Fit table",
            "fit_table",
            [
                Example(
                    "Why you two",
                    {
                        "rows": [
                            {
                                "criterion": "Sector",
                                "asked": "Official statistics",
                                "said": "Official statistics",
                                "counts": "yes",
                            },
                            {
                                "criterion": "Languages",
                                "asked": "Spanish, English",
                                "said": "English, German",
                                "counts": "partly",
                            },
                            {
                                "criterion": "Career stage",
                                "asked": "20 years and more",
                                "said": "10 to 20 years",
                                "counts": "no",
                            },
                            {"criterion": "Meetings attended", "asked": "World congress"},
                        ]
                    },
                )
            ],
        ),
        Section(
            "Side by side",
            "comparison",
            [
                Example(
                    "Two mentors",
                    {
                        "caption": "2 mentors",
                        "people": [
                            {
                                "name": "Ana Kovačić",
                                "url": "#",
                                "portrait_url": picture,
                                "fit": {"matched": 2, "total": 2, "score": 88},
                                "load_label": "1 of 2 places taken",
                                "load_tone": "success",
                            },
                            {
                                "name": "Ibrahim Okonkwo",
                                "url": "#",
                                "fit": {"matched": 1, "total": 2, "score": 60},
                                "load_label": "Full, with a waiting list",
                                "load_tone": "warning",
                            },
                        ],
                        "facts": [
                            {"label": "Place", "cells": ["Zagreb, Croatia", "Lagos, Nigeria"]}
                        ],
                        "rows": [
                            {
                                "label": "Sector",
                                "asked": "Official statistics",
                                "cells": [
                                    {"said": "Official statistics", "counts": "yes"},
                                    {"said": "Universities", "counts": "no"},
                                ],
                            },
                            {
                                "label": "Languages",
                                "asked": "Spanish, English",
                                "cells": [
                                    {"said": "English, Spanish", "counts": "yes"},
                                    {"said": "English", "counts": "yes"},
                                ],
                            },
                        ],
                        "notes": ["Met her in Zagreb.", ""],
                    },
                )
            ],
        ),
    ]


def together() -> list[Section]:
    return [
        Section(
            "Message",
            "message_bubble",
            [
                Example(
                    "From the other",
                    {
                        "author": "Ana Kovačić",
                        "portrait_url": static("wagtail_mentoring/img/pattern-portrait.svg"),
                        "text": "Good to meet you.\n\nShall we start with your survey design?",
                        "sent": moment(12, 9),
                    },
                ),
                Example(
                    "The reader's own",
                    {
                        "author": "Ibrahim Okonkwo",
                        "own": True,
                        "text": "Yes, with pleasure. I can talk on any weekday evening.",
                        "sent": moment(12, 18),
                        "state": "Read",
                    },
                ),
                Example(
                    "New, with a file",
                    {
                        "author": "Ana Kovačić",
                        "text": "Here is the draft.",
                        "sent": moment(13, 9),
                        "is_new": True,
                        "files": [{"name": "survey-design.pdf", "size": "240 KB", "url": "#"}],
                    },
                ),
            ],
            list_item=True,
        ),
        Section(
            "Meeting",
            "meeting_row",
            [
                Example(
                    "To come",
                    {
                        "title": "First conversation",
                        "starts": moment(19, 16),
                        "ends": moment(19, 17),
                        "link": "https://meet.example/ana",
                        "status_label": "Agreed",
                        "tone": "success",
                        "actions": [
                            {"label": "Add to my calendar", "url": "#"},
                            {"label": "Move it", "url": "#"},
                        ],
                    },
                ),
                Example(
                    "At the annual meeting",
                    {
                        "title": "Coffee",
                        "starts": moment(2, 8, 8),
                        "place": "Hall B, information desk",
                    },
                ),
            ],
            list_item=True,
        ),
    ]
