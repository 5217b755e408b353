"""Draw every portrait of the demo into a folder: ``python -m example_site.demo.portraits [FOLDER]``."""

import sys
from pathlib import Path

from ..people import load_people
from .look import look
from .scene import draw_portrait

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "portraits"


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for person in load_people():
        picture = draw_portrait(person["slug"], look(person["look"]))
        picture.save(folder / f"{person['slug']}.webp", quality=84, method=6)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
