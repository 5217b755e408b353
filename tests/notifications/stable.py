"""A process that has Django loaded and forks a sender for each line it reads.

A line holds the port of the mail server and the seconds of a lease; the answer
is the sender's process id. Loading Django anew for each of many killed senders
would take most of a test's time.
"""

import os
import signal
import sys

import django
from django.conf import settings


def use_server(port, **mentoring_settings):
    """Send mails to the server at ``port``."""
    if django.VERSION >= (6, 1):
        backend = "django.core.mail.backends.smtp.EmailBackend"
        options = {"host": "127.0.0.1", "port": port}
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
    else:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.WAGTAIL_MENTORING = mentoring_settings


def send_for_ever(port, lease):
    from django.core.management import call_command

    use_server(port, MAIL_WAKE="off", MAIL_LEASE_SECONDS=lease, MAIL_BATCH_SIZE=10)
    call_command("mentoring_send_mail", loop=True, interval=0.05, verbosity=0)


def main():
    django.setup()
    # Nobody waits for the senders: they must not become zombies.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in sys.stdin:
        port, lease = line.split()
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            # What a sender says must not be taken for an answer of this process.
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            try:
                send_for_ever(int(port), float(lease))
            finally:
                os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
