"""Fifty members at once, through HTTP, in three worker processes of the test site."""

import http.client
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from tests.concurrency.test_processes import free_port

WORKERS = 3
MEMBERS = 50
PAGES_OF_EACH = 8


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"


@contextmanager
def workers():
    """Start the processes; yield ``[(port, process id)]``."""
    environment = os.environ | {"DATABASE_URL": database_url()}
    processes, ports = [], [free_port() for _number in range(WORKERS)]
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
        yield [(port, process.pid) for port, process in zip(ports, processes, strict=True)]
    finally:
        for process in processes:
            process.kill()
            process.wait()
            process.stdout.close()


def megabytes(pid):
    """Return the memory of a process; ``None`` where the system does not tell."""
    try:
        with open(f"/proc/{pid}/status") as status:
            [line] = [line for line in status if line.startswith("VmRSS")]
    except OSError:
        return None
    return int(line.split()[1]) / 1024


def get(port, path, cookie):
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        server.request("GET", path, headers={"Cookie": cookie})
        response = server.getresponse()
        response.read()
        return response.status
    finally:
        server.close()


def at_once(searches, case):
    """Yield how much a worker grows with its pool, and the times of fifty members who search at once."""
    cookies = []
    for client in searches.clients[:MEMBERS]:
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        cookies.append(f"{cookie.key}={cookie.value}")
    paths = [f"{searches.url}?{urlencode(query, doseq=True)}" for query in searches.kinds.values()]
    statuses, times = Counter(), []
    with workers() as processes:
        grown = []
        for port, pid in processes:
            # A page without people: the desk would read the pool for its suggestions.
            get(port, searches.plain, cookies[0])
            before = megabytes(pid)
            get(port, searches.url, cookies[0])
            if before is not None:
                grown.append(megabytes(pid) - before)
        if grown:
            yield {
                "name": "memory a worker grows by",
                "database": connection.vendor,
                "profiles": searches.size,
                "megabytes": round(max(grown), 1),
            }
        alone = []
        for path in paths * 3:
            start = time.perf_counter()
            get(processes[0][0], path, cookies[0])
            alone.append((time.perf_counter() - start, 0))

        def work(member):
            mine = []
            for number in range(PAGES_OF_EACH):
                port, _pid = processes[(member + number) % WORKERS]
                start = time.perf_counter()
                status = get(port, paths[(member + number) % len(paths)], cookies[member])
                mine.append((status, time.perf_counter() - start))
            return mine

        start = time.perf_counter()
        with ThreadPoolExecutor(MEMBERS) as pool:
            for mine in pool.map(work, range(MEMBERS)):
                statuses.update(status for status, _seconds in mine)
                times += [(seconds, 0) for _status, seconds in mine]
        lasted = time.perf_counter() - start
    found = case("through HTTP: one member", searches.size, alone)
    del found["cpu_seconds"]  # it is the workers'
    yield found
    found = case(
        f"through HTTP: {MEMBERS} members at once in {WORKERS} processes",
        searches.size,
        times,
        errors=sum(count for status, count in statuses.items() if status != 200),
        pages_per_second=round(len(times) / lasted, 1),
    )
    del found["cpu_seconds"]
    yield found
