"""Draws the picture of the front page, nine people who are nobody: ``python -m example_site.demo.faces``."""

from pathlib import Path

from PIL import Image

from .portraits.look import look
from .portraits.scene import draw_portrait

FOLDER = Path(__file__).resolve().parent.parent / "static" / "site"
SIZE, GAP = 240, 10
FACES = [
    "skin=6 hair=curly-bob color=black lashes mouth=open lips=berry top=blazer cloth=#0b6165 under=#f4f1ea ground=mint motif=plain nose=1.15 extra=earhoop",
    "skin=1 hair=side color=silver age=2 eyes=blue glasses=round/tortoise top=turtle cloth=#56606b ground=sand motif=density broad=2",
    "skin=3 hair=bob-bangs color=black extra=narrow lashes mouth=smile lips=rose top=crew cloth=#b8574b ground=sky motif=waves",
    "skin=4 hair=hijab cover=#c9a15a lashes mouth=smile lips=rose top=blazer cloth=#33464f ground=lilac motif=dots",
    "skin=7 hair=coils color=black beard=short mouth=open top=shirt cloth=#e0a53f ground=teal motif=rings nose=1.25 broad=4",
    "skin=1 hair=wavy color=ginger eyes=green extra=freckles lashes mouth=open top=scoop cloth=#3c5f7d ground=apricot motif=steps",
    "skin=5 hair=long color=black age=2 lashes mouth=smile lips=red top=sari cloth=#5a2b4f under=#d08a2e ground=stone motif=rings extra=earstud",
    "skin=2 hair=quiff color=brown eyes=hazel beard=full glasses=rect top=crew cloth=#6b7f5a ground=rose motif=bars broad=3",
    "skin=8 hair=headwrap cover=#a8434f under=#f1d08a lashes mouth=open lips=berry top=kente cloth=#2f5d50 ground=dusk motif=plain nose=1.2 extra=earhoop",
]


def main():
    side = 3 * SIZE + 2 * GAP
    board = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    for number, words in enumerate(FACES):
        face = draw_portrait(f"face-{number}", look(words), size=SIZE, scale=4)
        board.paste(face, (number % 3 * (SIZE + GAP), number // 3 * (SIZE + GAP)))
    board.save(FOLDER / "faces.webp", quality=82, method=6)


if __name__ == "__main__":
    main()
