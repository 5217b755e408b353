"""Who is a member: the backends that ship, and a source that fails (D14, S-30)."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from tests.factories import UserFactory
from wagtail_mentoring.enums import MembershipState
from wagtail_mentoring.membership import ActiveAccountBackend, Membership, ask, ask_many

pytestmark = pytest.mark.django_db


def use(settings, name, **more):
    settings.WAGTAIL_MENTORING = {
        "MEMBERSHIP_BACKEND": f"wagtail_mentoring.membership.{name}",
        **more,
    }


def test_every_active_account_is_a_member_unless_the_site_says_otherwise(settings):
    use(settings, "ActiveAccountBackend")
    assert ask(UserFactory()).is_current
    assert ask(UserFactory(is_active=False)).state == MembershipState.NONE


def test_members_of_a_group(settings):
    use(settings, "GroupBackend", MEMBERSHIP_GROUP="Members")
    inside, outside, gone = UserFactory(), UserFactory(), UserFactory(is_active=False)
    group = Group.objects.create(name="Members")
    group.user_set.add(inside, gone)
    assert ask(inside).is_current
    assert not ask(outside).is_current
    assert not ask(gone).is_current
    answers = ask_many([inside, outside, gone])
    assert [answers[user.pk].is_current for user in (inside, outside, gone)] == [True, False, False]


def test_a_group_is_asked_once_for_many(settings, django_assert_num_queries):
    use(settings, "GroupBackend", MEMBERSHIP_GROUP="Members")
    users = UserFactory.create_batch(5)
    with django_assert_num_queries(1):
        ask_many(users)


def test_nobody_signed_in_is_no_member():
    assert ask(AnonymousUser()).state == MembershipState.NONE
    assert ask(None).state == MembershipState.NONE


class BrokenBackend(ActiveAccountBackend):
    def get_membership(self, user):
        raise TimeoutError("the register does not answer")


def test_a_source_that_fails_is_unknown_and_no_error(settings):
    settings.WAGTAIL_MENTORING = {"MEMBERSHIP_BACKEND": "tests.test_membership.BrokenBackend"}
    user = UserFactory()
    assert ask(user) == Membership(MembershipState.UNKNOWN)
    assert ask_many([user]) == {user.pk: Membership(MembershipState.UNKNOWN)}
