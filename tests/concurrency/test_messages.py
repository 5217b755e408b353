"""Messages at once, on PostgreSQL and MariaDB: one form is one message, and limits hold (C-14, S-27)."""

import uuid

import pytest

from tests.concurrency.racing import ROUNDS, done, race
from tests.factories import Cast, MentorshipFactory, MessageFactory, RequestFactory
from wagtail_mentoring.actions import EndMentorshipAction, MarkReadAction, SendMessageAction
from wagtail_mentoring.enums import RequestStatus
from wagtail_mentoring.models import Conversation, Mentorship, Message, Notification

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair(transactional_db):
    cast = Cast(message_hourly_limit=5, message_days_after_end=0)
    request = RequestFactory(
        mentor=cast.mentor(), mentee=cast.mentee(), status=RequestStatus.ACCEPTED
    )
    return MentorshipFactory(request=request)


def send(profile, pair, **kwargs):
    user = profile.member.user
    return SendMessageAction(pair.request, profile, text="Hello", actor=user, **kwargs).execute


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_one_form_sent_ten_times_is_one_message_and_one_mail(pair, round_number):
    token = uuid.uuid4()
    results = race(*[send(pair.mentee, pair, form_token=token) for _time in range(10)])
    assert len({message.pk for message in done(results)}) == 1
    assert Message.objects.count() == 1
    assert Notification.objects.filter(event="message_received").count() == 1


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_of_twelve_at_once_as_many_pass_as_the_limit_allows(pair, round_number):
    results = race(*[send(pair.mentee, pair) for _time in range(12)])
    assert len(done(results)) == 5
    assert Message.objects.count() == 5


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_both_begin_at_once_and_have_one_conversation(pair, round_number):
    results = race(send(pair.mentee, pair), send(pair.mentor, pair))
    assert len(done(results)) == 2
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_the_end_and_a_message_come_one_after_the_other(pair, round_number):
    end = EndMentorshipAction(pair, pair.mentor, actor=pair.mentor.member.user).execute
    results = race(end, *[send(pair.mentee, pair) for _time in range(4)])
    assert Mentorship.objects.get().status == "ended"
    assert results[0] == pair
    over = [r for r in results[1:] if isinstance(r, Exception)]
    assert {code for refused in over for code in refused.codes} <= {"conversation_over"}
    assert Message.objects.count() == 4 - len(over)


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_reading_twice_at_once_while_another_is_written(pair, round_number):
    for _number in range(3):
        MessageFactory(
            conversation=Conversation.objects.get_or_create(
                request=pair.request, defaults={"started_by": "mentee"}
            )[0]
        )
    user = pair.mentor.member.user
    read = [MarkReadAction(pair.request, pair.mentor, actor=user).execute for _time in range(3)]
    results = race(*read, send(pair.mentee, pair))
    assert len(done(results)) == 4
    assert Message.objects.filter(read_at__isnull=False).count() == sum(
        count for count in results[:3]
    )
