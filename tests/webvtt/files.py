"""Caption files, good and bad."""

GOOD = """\
WEBVTT - An interview
Kind: captions
Language: en

STYLE
::cue { color: white }

NOTE made for the tests

1
00:00:00.000 --> 00:00:03.500 align:start position:10%
<v Ana Moura>I never planned to teach.</v>

00:04.000 --> 00:06.250
<v.loud Ben O’Hara>What <i>changed</i> your
mind?

00:00:06.250 --> 00:00:09.000
Q &amp; A, &lt;live&gt;
"""


def cues(*times, head="WEBVTT\n\n", text="Hello."):
    """Return a file with a cue for each pair of times."""
    return (head + "".join(f"{start} --> {end}\n{text}\n\n" for start, end in times)).encode()


def stamp(seconds):
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02}:{minutes:02}:{seconds:06.3f}"
