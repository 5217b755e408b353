"""Times what is done, and says it in the form of results.json."""

import statistics
import sys
import time

from django.db import connection


def measure(function, arguments):
    """Return (seconds, seconds of this process's CPU) for each argument."""
    times = []
    for argument in arguments:
        start, start_cpu = time.perf_counter(), time.process_time()
        function(argument)
        times.append((time.perf_counter() - start, time.process_time() - start_cpu))
    return times


def quantile(times, part):
    times = sorted(times)
    return round(times[min(len(times) - 1, int(part * len(times)))], 5)


def case(name, size, measured, **more):
    seconds = [one for one, _cpu in measured]
    return {
        "name": name,
        "database": connection.vendor,
        "profiles": size,
        "median_seconds": round(statistics.median(seconds), 5),
        "p95_seconds": quantile(seconds, 0.95),
        # What a busy machine does not change; the database server's own work is not in it.
        "cpu_seconds": round(statistics.median(cpu for _seconds, cpu in measured), 5),
        "runs": len(measured),
        **more,
    }


def median(measured):
    """Return the median seconds of what ``measure`` gave."""
    return round(statistics.median(seconds for seconds, _cpu in measured), 5)


def tell(words):
    print(
        f"[{time.strftime('%H:%M:%S')}] {connection.vendor}: {words}", file=sys.stderr, flush=True
    )
