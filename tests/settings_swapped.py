"""A site with a user model of its own and its own models for members, mentors and mentees."""

from .settings import *  # noqa: F403
from .settings import INSTALLED_APPS as COMMON_APPS

INSTALLED_APPS = ["tests.testuser", "tests.testswapped", *COMMON_APPS]
AUTH_USER_MODEL = "testuser.Member"
WAGTAIL_MENTORING_MEMBERPROFILE_MODEL = "testswapped.Person"
WAGTAIL_MENTORING_MENTORPROFILE_MODEL = "testswapped.Guide"
WAGTAIL_MENTORING_MENTEEPROFILE_MODEL = "testswapped.Explorer"
