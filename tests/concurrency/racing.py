"""Runs acts at the same moment, each on a database connection of its own."""

import os
import random
import threading

from django.db import close_old_connections, connection

from wagtail_mentoring.exceptions import ActionBusy, ActionRefused

#: How often each race is run. The figures in docs/explanation/concurrency.md were made with 100.
ROUNDS = int(os.environ.get("MENTORING_RACE_ROUNDS", "8"))


def race(*acts):
    """Run all ``acts`` at once and return their results in order; a refusal or busy row is a result too.

    Anything else that an act raises fails the test.
    """
    barrier = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        close_old_connections()
        try:
            barrier.wait(timeout=30)
            results[number] = act()
        except (ActionRefused, ActionBusy) as error:
            results[number] = error
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    random.shuffle(threads)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    broken = [
        r
        for r in results
        if isinstance(r, Exception) and not isinstance(r, ActionRefused | ActionBusy)
    ]
    if broken:
        raise broken[0]
    return results


def done(results):
    """Return the results of the acts that were carried out."""
    return [result for result in results if not isinstance(result, Exception)]
