"""Accepting through HTTP in several worker processes, and workers that die in the middle (F-04, F-07)."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import Cast, RequestFactory
from wagtail_mentoring.actions import AcceptRequestAction
from wagtail_mentoring.actions.consistency import find_inconsistencies
from wagtail_mentoring.models import Mentorship, MentorshipRequest, Notification

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

PLACES, ASKERS, WORKERS, CLIENTS = 10, 200, 3, 40
KILLS = int(os.environ.get("MENTORING_KILLS", "25"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_url():
    """Return the address of the test database of this process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"


@contextmanager
def workers(count):
    """Start ``count`` processes that serve the test site; yield their ports."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "tests.settings"),
    }
    processes, ports = [], [free_port() for _number in range(count)]
    try:
        for port in ports:
            processes.append(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.concurrency.server", str(port)],
                    env=environment,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
        for process in processes:
            assert process.stdout.readline().strip() == "ready"
        yield ports
    finally:
        for process in processes:
            process.kill()
            process.wait()
            process.stdout.close()


def test_two_hundred_accepts_for_ten_places():
    """Exactly ten mentorships; every other asker is told once; no answer is an error."""
    cast = Cast(mentor_capacity_ceiling=20)
    mentor = cast.mentor(capacity=PLACES)
    requests = [RequestFactory(mentor=mentor, mentee=cast.mentee()) for _n in range(ASKERS)]
    client = Client()
    client.force_login(mentor.member.user)
    token = "x" * 32
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}; "
        f"{settings.CSRF_COOKIE_NAME}={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def accept(job):
        port, request = job
        path = reverse(
            "wagtail_mentoring:desk_request_accept",
            kwargs={"program": cast.program.slug, "uuid": request.uuid},
        )
        for _attempt in range(20):
            server = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            server.request("POST", path, "message=", headers)
            status = server.getresponse().status
            server.close()
            # 503 asks to try again, as the page's button does.
            if status != 503:
                break
        return status

    with workers(WORKERS) as ports, ThreadPoolExecutor(CLIENTS) as pool:
        jobs = [(ports[number % WORKERS], request) for number, request in enumerate(requests)]
        statuses = list(pool.map(accept, jobs))
    assert sorted(set(statuses)) == [302, 409]
    assert statuses.count(302) == PLACES
    assert Mentorship.objects.open().count() == PLACES
    told = list(
        Notification.objects.filter(event="request_waiting").values_list("to_email", flat=True)
    )
    assert len(told) == len(set(told)) == ASKERS - PLACES
    started = Notification.objects.filter(event="mentorship_started").count()
    assert started == 2 * PLACES
    assert find_inconsistencies() == []


def accept_in_a_child(request):
    """Fork a process that accepts ``request`` and return its id."""
    pid = os.fork()
    if pid == 0:
        try:
            # The parent's connection must not be closed from here: it is left open and referred to,
            # since MariaDB's client says goodbye for both when the last reference goes.
            _parents, connection.connection = connection.connection, None
            AcceptRequestAction(MentorshipRequest.objects.get(pk=request.pk)).execute()
        finally:
            os._exit(0)
    return pid


def test_a_worker_killed_while_accepting_leaves_nothing_half_done():
    """F-07: the request is pending and nobody was written to, or accepted with both mails."""
    for _kill in range(KILLS):
        cast = Cast()
        request = RequestFactory(mentor=cast.mentor(), mentee=cast.mentee())
        pid = accept_in_a_child(request)
        time.sleep(random.uniform(0, 0.3))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        request.refresh_from_db()
        mails = Notification.objects.filter(
            event="mentorship_started", program=cast.program
        ).count()
        pairs = Mentorship.objects.filter(request=request).count()
        assert (request.status, pairs, mails) in {("pending", 0, 0), ("accepted", 1, 2)}
    assert find_inconsistencies() == []
