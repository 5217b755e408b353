"""Every template of the package can be loaded: a broken tag in a rare one shows here."""

from pathlib import Path

import pytest
from django.template.loader import get_template

import wagtail_mentoring

PACKAGE = Path(wagtail_mentoring.__file__).parent


def names():
    for folder in sorted(PACKAGE.rglob("templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder))


@pytest.mark.parametrize("name", list(names()))
def test_a_template_parses(name):
    assert get_template(name)
