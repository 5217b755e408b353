"""The part of schema.org's vocabulary that our pages use, and a check against it.

Types, their parents, and the properties with what they expect were compared, one by one, with schema-dts 2.1.0, which
is generated from the definitions at https://schema.org/version/latest. ``check(data)`` returns what is wrong, in words.
"""

import re

#: type -> (parent, {property: types that it expects})
VOCABULARY = {
    "Thing": (
        None,
        {
            "name": ("Text",),
            "description": ("Text",),
            "url": ("URL",),
            "image": ("URL", "ImageObject"),
            "identifier": ("Text", "URL"),
            "sameAs": ("URL",),
        },
    ),
    "CreativeWork": (
        "Thing",
        {
            "about": ("Thing",),
            "abstract": ("Text",),
            "accessibilityFeature": ("Text",),
            "author": ("Person", "Organization"),
            "contributor": ("Person", "Organization"),
            "creator": ("Person", "Organization"),
            "dateModified": ("Date", "DateTime"),
            "datePublished": ("Date", "DateTime"),
            "encodingFormat": ("Text", "URL"),
            "hasPart": ("CreativeWork",),
            "headline": ("Text",),
            "inLanguage": ("Text",),
            "isAccessibleForFree": ("Boolean",),
            "isPartOf": ("CreativeWork", "URL"),
            "keywords": ("Text", "URL"),
            "mainEntity": ("Thing",),
            "publisher": ("Person", "Organization"),
            "text": ("Text",),
            "thumbnailUrl": ("URL",),
        },
    ),
    "WebPage": ("CreativeWork", {}),
    "FAQPage": ("WebPage", {}),
    "Comment": (
        "CreativeWork",
        {"parentItem": ("Comment", "CreativeWork"), "upvoteCount": ("Integer",)},
    ),
    "Question": (
        "Comment",
        {
            "acceptedAnswer": ("Answer", "ItemList"),
            "suggestedAnswer": ("Answer", "ItemList"),
            "answerCount": ("Integer",),
        },
    ),
    "Answer": ("Comment", {}),
    "ItemList": ("Thing", {}),
    "MediaObject": (
        "CreativeWork",
        {
            "bitrate": ("Text",),
            "contentSize": ("Text",),
            "contentUrl": ("URL",),
            "duration": ("Duration",),
            "embedUrl": ("URL",),
            "uploadDate": ("Date", "DateTime"),
        },
    ),
    "VideoObject": (
        "MediaObject",
        {
            "actor": ("Person",),
            "caption": ("MediaObject", "Text"),
            "director": ("Person",),
            "transcript": ("Text",),
        },
    ),
    "AudioObject": ("MediaObject", {"caption": ("MediaObject", "Text"), "transcript": ("Text",)}),
    "ImageObject": ("MediaObject", {"caption": ("MediaObject", "Text")}),
    "Clip": (
        "CreativeWork",
        {"startOffset": ("Number",), "endOffset": ("Number",), "actor": ("Person",)},
    ),
    "Person": ("Thing", {"jobTitle": ("Text",), "affiliation": ("Organization",)}),
    "Organization": ("Thing", {"legalName": ("Text",), "logo": ("URL", "ImageObject")}),
}
_DATE = r"\d{4}-\d{2}-\d{2}"
_PLAIN = {
    "Text": lambda value: isinstance(value, str) and bool(value.strip()),
    "URL": lambda value: (
        isinstance(value, str) and bool(re.fullmatch(r"https?://[^\s<>\"]+", value))
    ),
    "Date": lambda value: isinstance(value, str) and bool(re.fullmatch(_DATE, value)),
    "DateTime": lambda value: (
        isinstance(value, str)
        and bool(
            re.fullmatch(
                rf"{_DATE}T\d{{2}}:\d{{2}}(:\d{{2}}(\.\d+)?)?(Z|[+-]\d{{2}}:\d{{2}})?", value
            )
        )
    ),
    "Duration": lambda value: (
        isinstance(value, str)
        and bool(re.fullmatch(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", value))
    ),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
}


def parents(kind):
    """Return a type and all above it."""
    found = []
    while kind is not None:
        found.append(kind)
        kind = VOCABULARY[kind][0]
    return found


def check(data):
    """Return what is wrong with a JSON-LD object by schema.org's definitions; nothing where all is well."""
    if data.get("@context") not in ("https://schema.org", "https://schema.org/"):
        return [f"@context is {data.get('@context')!r}"]
    return _check({key: value for key, value in data.items() if key != "@context"}, "")


def _check(data, path):
    kind = data.get("@type")
    if kind not in VOCABULARY:
        return [f"{path or 'the object'}: {kind!r} is no type"]
    wrong = []
    known = {}
    for one in parents(kind):
        known |= VOCABULARY[one][1]
    for name, value in data.items():
        if name in ("@type", "@id"):
            continue
        here = f"{path}.{name}" if path else name
        if name not in known:
            wrong.append(f"{here}: a {kind} has no such property")
            continue
        for one in value if isinstance(value, list) else [value]:
            wrong += _check_value(one, known[name], here)
    return wrong


def _check_value(value, expected, path):
    if isinstance(value, dict):
        kind = value.get("@type")
        if kind in VOCABULARY and not set(parents(kind)) & set(expected):
            return [f"{path}: a {kind} where {' or '.join(expected)} is expected"]
        return _check(value, path)
    if any(_PLAIN[kind](value) for kind in expected if kind in _PLAIN):
        return []
    return [f"{path}: {value!r} is no {' or '.join(expected)}"]
