"""A process that has Django loaded and forks a sender for each line it reads: "start" -> the sender's process id.

Loading Django anew for each of many killed senders would take most of a test's time.
"""

import os
import signal
import sys

import django


def send_for_ever():
    from django.core.management import call_command

    call_command("mentoring_send_mail", loop=True, interval=0.05, stdout=open(os.devnull, "w"))  # noqa: SIM115


def main():
    django.setup()
    # Nobody waits for the senders: they must not become zombies.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                send_for_ever()
            finally:
                os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
