"""The search in several worker processes: each answers with what is in the database now (S-06)."""

import http.client
import re

import pytest
from django.conf import settings
from django.test import Client

from tests.concurrency.test_processes import workers
from tests.factories import answer
from tests.views.finding import Society
from wagtail_mentoring.enums import ProfileStatus
from wagtail_mentoring.links import ProgramLinks

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_pauses_is_gone_at_the_next_request_in_every_process():
    society = Society()
    mentor = society.add_mentor("Ana Kovač", society.bayes)
    society.add_mentor("Ben", society.sports)
    client = Client()
    client.force_login(society.mentee.member.user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    path = ProgramLinks(society.program).find("mentor")

    def found(port, query=""):
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        server.request("GET", path + query, headers={"Cookie": f"{cookie.key}={cookie.value}"})
        response = server.getresponse()
        page = response.read().decode()
        server.close()
        assert response.status == 200
        names = re.findall(r'mentoring-person__name"><a [^>]*>([^<]+)<', page)
        return names, re.search(r'id="results"[^>]*>(\d+) ', page)[1]

    with workers(2) as ports:

        def in_both(query=""):
            one, other = (found(port, query) for port in ports)
            assert one == other
            return one

        assert in_both() == (["Ana Kovač", "Ben"], "2")
        profiles = type(mentor).objects.filter(pk=mentor.pk)
        profiles.update(status=ProfileStatus.PAUSED)
        assert in_both() == (["Ben"], "1")
        profiles.update(status=ProfileStatus.ACTIVE)
        assert in_both("?order=name") == (["Ana Kovač", "Ben"], "2")
        # An answer that changes is found at once, too.
        sports = f"?c-topics={society.sports.pk}"
        assert in_both(sports) == (["Ben"], "1")
        mentor.answers.all().delete()
        answer(mentor, society.topics, society.sports)
        assert in_both(sports)[0] == ["Ana Kovač", "Ben"]
