"""Make the recordings of the demo site's interviews, with captions and chapters that fit.

    pip install av espeakng-loader numpy pillow
    python scripts/recordings.py

Nothing of this is needed to run the app or the demo: the files are in the repository. Whoever changes the
words in ``example_site/demo/interviews.py`` runs it again. The voices are those of espeak-ng, the
pictures are drawn here, and the results are in the public domain (CC0).
"""

import ctypes
import json
import sys
from fractions import Fraction
from pathlib import Path

import av
import espeakng_loader
import numpy as np
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from example_site.demo.interviews import INTERVIEWS  # noqa: E402

TARGET = ROOT / "example_site" / "demo" / "assets" / "recordings"
PAUSE = 0.45
FRAMES = 6
SIZE = (640, 360)
COLORS = ("#14324a", "#5a2a44")


class Voice:
    """Speaks through espeak-ng; gives samples instead of sound."""

    def __init__(self):
        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = str(Path(espeakng_loader.get_data_path())).encode()
        self.rate = self.library.espeak_Initialize(2, 0, data, 0)
        self.samples = []
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
        )
        self.callback = kind(self._take)
        self.library.espeak_SetSynthCallback(self.callback)

    def _take(self, samples, count, _events):
        if samples and count:
            self.samples.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
        return 0

    def say(self, words, name):
        """Return the samples of ``words`` in the voice ``name``."""
        self.samples = []
        self.library.espeak_SetVoiceByName(name.encode())
        self.library.espeak_SetParameter(1, 158, 0)
        text = words.encode()
        self.library.espeak_Synth(text, len(text) + 1, 0, 1, 0, 1, None, None)
        self.library.espeak_Synchronize()
        return np.concatenate(self.samples)


def speak(interview, voice):
    """Return all samples, and ``[(start, end, line)]`` in seconds."""
    pause = np.zeros(int(voice.rate * PAUSE), dtype=np.int16)
    parts, times, at = [pause], [], len(pause)
    for line in interview.lines:
        said = voice.say(line.words, interview.voices[line.who])
        times.append((at / voice.rate, (at + len(said)) / voice.rate, line))
        parts += [said, pause]
        at += len(said) + len(pause)
    return np.concatenate(parts), times


def stamp(seconds):
    minutes, seconds = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{seconds:06.3f}"


def captions(interview, times):
    cues = [
        f"{stamp(start)} --> {stamp(end)}\n<v {line.who}>{line.words}\n"
        for start, end, line in times
    ]
    return "WEBVTT\n\nNOTE Made by scripts/recordings.py. CC0.\n\n" + "\n".join(cues)


def chapters(times):
    """A chapter begins with the pause before its first word, and never before the recording."""
    return [
        [max(0, round(start - PAUSE / 2)) if number else 0, line.chapter]
        for number, (start, _end, line) in enumerate(times)
        if line.chapter
    ]


def encode_sound(output, codec, bit_rate, samples, rate):
    stream = output.add_stream(codec, rate=24_000 if codec == "mp3" else 48_000)
    stream.bit_rate = bit_rate
    stream.layout = "mono"

    def packets():
        resampler = av.AudioResampler(
            format=stream.codec_context.format or "s16", layout="mono", rate=stream.rate
        )
        size = 4096
        for at in range(0, len(samples), size):
            frame = av.AudioFrame.from_ndarray(samples[None, at : at + size], "s16", "mono")
            frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
            for ready in resampler.resample(frame):
                yield from stream.encode(ready)
        for ready in resampler.resample(None):
            yield from stream.encode(ready)
        yield from stream.encode(None)

    return packets


def picture(interview, times, second, font, small):
    """Draw who speaks, in large type, with a ring that breathes while they do."""
    now = next((row for row in times if row[0] <= second < row[1]), None)
    first = now is not None and now[2].who == interview.speaker
    image = Image.new("RGB", SIZE, COLORS[0 if first or now is None else 1])
    draw = ImageDraw.Draw(image)
    radius = 66 + (5 * np.sin(second * 7) if now else 0)
    draw.ellipse(
        [320 - radius, 140 - radius, 320 + radius, 140 + radius], outline="#f2e6cf", width=4
    )
    name = now[2].who if now else interview.speaker
    initials = "".join(word[0] for word in name.split())
    draw.text((320, 140), initials, font=font, fill="#f2e6cf", anchor="mm")
    draw.text((320, 250), name, font=small, fill="#ffffff", anchor="mm")
    role = interview.role if name == interview.speaker else "asks"
    draw.text((320, 284), role, font=small, fill="#d9cdb8", anchor="mm")
    return image


def poster(interview):
    """Draw the picture above the player; that of a sound recording is square, as podcasts want it."""
    width, height = (1400, 1400) if interview.medium == "audio" else (1280, 720)
    at, ring = (width // 2, height // 2), "#7c4a64" if interview.medium == "audio" else "#3d5a70"
    image = Image.new("RGB", (width, height), COLORS[interview.medium == "audio"])
    draw = ImageDraw.Draw(image)
    for number in range(11):
        radius = 150 + 62 * number
        box = [at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius]
        draw.ellipse(box, outline="#f2e6cf" if number == 1 else ring, width=6)
    initials = "".join(word[0] for word in interview.speaker.split())
    draw.text(at, initials, font=ImageFont.load_default(150), fill="#f2e6cf", anchor="mm")
    image.save(TARGET / f"{interview.slug}.webp", quality=70)


def make(interview, voice):
    samples, times = speak(interview, voice)
    poster(interview)
    length = len(samples) / voice.rate
    if interview.medium == "audio":
        path = TARGET / f"{interview.slug}.mp3"
        with av.open(str(path), "w") as output:
            output.metadata["title"] = interview.title
            for packet in encode_sound(output, "mp3", 32_000, samples, voice.rate)():
                output.mux(packet)
    else:
        path = TARGET / f"{interview.slug}.webm"
        font, small = ImageFont.load_default(54), ImageFont.load_default(24)
        with av.open(str(path), "w") as output:
            stream = output.add_stream("libvpx-vp9", rate=FRAMES)
            stream.width, stream.height = SIZE
            stream.pix_fmt, stream.bit_rate = "yuv420p", 0
            stream.options = {"crf": "55", "b": "0", "cpu-used": "4", "g": str(FRAMES * 5)}
            sound = encode_sound(output, "libopus", 16_000, samples, voice.rate)
            packets = []
            for number in range(int(length * FRAMES)):
                image = picture(interview, times, number / FRAMES, font, small)
                frame = av.VideoFrame.from_image(image)
                frame.pts = number
                packets += stream.encode(frame)
            packets += [*stream.encode(None), *sound()]
            # Picture and sound of the same moment stand together, so that playing begins at once.
            for packet in sorted(packets, key=lambda one: float(one.pts * one.time_base)):
                output.mux(packet)
    (TARGET / f"{interview.slug}.vtt").write_text(captions(interview, times), encoding="utf-8")
    facts = {"length": round(length), "chapters": chapters(times)}
    (TARGET / f"{interview.slug}.json").write_text(json.dumps(facts, indent=2) + "\n")
    print(f"{path.name}: {length:.1f} s, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    speaking = Voice()
    for one in INTERVIEWS:
        make(one, speaking)
