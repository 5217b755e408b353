"""The pictures of the demo are drawn by code, the same each time."""

import pytest
from PIL import Image, ImageChops

from example_site.demo.people import load_people
from example_site.demo.portraits.__main__ import FOLDER
from example_site.demo.portraits.look import look
from example_site.demo.portraits.scene import draw_portrait

PEOPLE = load_people()


def test_everybody_has_a_portrait_and_a_look_of_their_own():
    assert {path.stem for path in FOLDER.glob("*.webp")} == {person["slug"] for person in PEOPLE}
    assert len({person["look"] for person in PEOPLE}) == len(PEOPLE)
    for path in FOLDER.glob("*.webp"):
        with Image.open(path) as picture:
            assert picture.size == (640, 640)


def test_the_drawing_is_what_is_committed():
    person = PEOPLE[0]
    drawn = draw_portrait(person["slug"], look(person["look"]))
    with Image.open(FOLDER / f"{person['slug']}.webp") as kept:
        difference = ImageChops.difference(drawn, kept.convert("RGB")).convert("L")
    average = difference.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert average < 5


def test_a_slip_in_a_description_is_noticed():
    with pytest.raises(TypeError):
        look("skin=2 hat=straw")
