"""Settings of sender processes that a test starts: on the test's own database."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["MENTORING_TEST_DATABASE"]  # noqa: F405
