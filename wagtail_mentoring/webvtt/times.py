"""Points in time and lengths: as editors write them, as readers see them, as standards want them."""

import re

from django.utils.translation import gettext as _

#: What a WebVTT file must hold: hours may be left out, the thousandths may not.
CUE_TIME = re.compile(r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})", re.ASCII)
#: What an editor may write: 75, 1:15, 01:02:03 or 1:15.5.
WRITTEN_TIME = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?", re.ASCII)


class InvalidTime(ValueError):
    """A text that is no point in time."""


def cue_seconds(text):
    """Return the seconds of a WebVTT timestamp, or ``None``."""
    match = CUE_TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def parse_time(text):
    """Return the seconds of a time as people write it: “75”, “1:15”, “1:02:03”.

    Raises ``InvalidTime``; so do 61 seconds after a minute, since that is a slip.
    """
    match = WRITTEN_TIME.fullmatch(text.strip())
    if match is None:
        raise InvalidTime(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
    if (match[2] and seconds > 59) or (match[1] and minutes > 59):
        raise InvalidTime(text)
    fraction = float(f"0.{match[4]}") if match[4] else 0
    total = hours * 3600 + minutes * 60 + seconds + fraction
    return total if fraction else int(total)


def format_time(seconds):
    """Return a time for readers: “1:15” or “1:02:03”. Parts of a second are dropped."""
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def iso_duration(seconds):
    """Return a length by ISO 8601: “PT1H2M3S”, for structured data and ``<time datetime>``."""
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M")) if number]
    if seconds or not parts:
        parts.append(f"{seconds}S")
    return "PT" + "".join(parts)


def duration_words(seconds):
    """Return a length in words for readers, to the minute from one minute on."""
    seconds = int(seconds)
    if seconds < 60:
        return _("%(seconds)d s") % {"seconds": seconds}
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    if not minutes:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
