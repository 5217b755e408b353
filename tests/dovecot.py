"""Dovecot, a real IMAP server, as an ordinary process on the loopback interface."""

import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PASSWORD = "secret"
HOST = "127.0.0.1"

# Every name is an account: each test takes one of its own, and finds it empty.
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = {host}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail/%u
maildir_stat_dirs = yes
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
auth_failure_delay = 0
auth_username_chars =
mail_max_userip_connections = 50
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
service anvil {{
  chroot =
  # No waiting after wrong passwords.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
"""


def find_dovecot():
    """Return the path of Dovecot, or None. Debian keeps it where only root looks."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class Dovecot:
    """Start and stop it as often as wanted; it keeps its ports and its mails.

    Its certificate is for ``localhost``, signed by an authority of its own: ``ca``.
    """

    def __init__(self):
        # Not in the folder of the test run: Dovecot's sockets need a short path, and one its user may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
        # Mails of root's are none that Dovecot would touch.
        self.user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        self.port, self.tls_port = _free_port(), _free_port()
        self.process = None
        self.ca = self.folder / "ca.pem"
        self._make_certificates()

    def start(self):
        config = CONFIG.format(
            folder=self.folder,
            host=HOST,
            user=self.user.pw_name,
            group=grp.getgrgid(self.user.pw_gid).gr_name,
            uid=self.user.pw_uid,
            gid=self.user.pw_gid,
            port=self.port,
            tls_port=self.tls_port,
            password=PASSWORD,
        )
        (self.folder / "dovecot.conf").write_text(config)
        self._give(self.folder, *self.folder.iterdir())
        with (self.folder / "output").open("wb") as output:
            self.process = subprocess.Popen(
                [find_dovecot(), "-F", "-c", self.folder / "dovecot.conf"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self._as_user(),
            )
        self._wait()
        return self

    def stop(self):
        """Refuse connections from now on, and cut those that are open."""
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait(20)
        self._kill_sessions()
        self.process = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def kick(self, user):
        """End the connections of ``user``, as a server does that is restarted."""
        subprocess.run(
            ["doveadm", "-c", self.folder / "dovecot.conf", "kick", user],
            check=True,
            capture_output=True,
            **self._as_user(),
        )

    def maildir(self, user):
        """Return the folder in which the mails of ``user`` lie."""
        return self.folder / "mail" / user

    def deliver(self, user, *mails):
        """Put each of ``mails`` (bytes) into the inbox of ``user`` as a mail server does, byte by byte."""
        box = self.maildir(user)
        parts = [box / name for name in ("cur", "new", "tmp")]
        for part in parts:
            part.mkdir(parents=True, exist_ok=True)
        self._give(box.parent, box, *parts)
        for raw in mails:
            name = f"{time.time_ns()}.test"
            (box / "tmp" / name).write_bytes(raw)
            self._give(box / "tmp" / name)
            (box / "tmp" / name).rename(box / "new" / name)

    def client(self, user):
        """Return a connection of ``user``, logged in."""
        client = imaplib.IMAP4(HOST, self.port, timeout=20)
        client.login(user, PASSWORD)
        return client

    def mails(self, user):
        """Return the bytes of the mails in the inbox of ``user``, whether marked as deleted or not."""
        parts = [self.maildir(user) / name for name in ("new", "cur")]
        files = sorted(path for part in parts if part.exists() for path in part.iterdir())
        return [path.read_bytes() for path in files]

    def _wait(self):
        for _attempt in range(200):
            try:
                socket.create_connection((HOST, self.port), timeout=1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        logs = [self.folder / "output", self.folder / "log"]
        said = "\n".join(log.read_text() for log in logs if log.exists())
        raise RuntimeError(f"Dovecot did not start:\n{said}")

    def _kill_sessions(self):
        # Sessions outlive the master for a moment.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _as_user(self):
        if os.getuid():
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def _give(self, *paths):
        if os.getuid() == 0:
            for path in paths:
                os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def _make_certificates(self):
        """Make an authority, and a certificate that it signed. Dovecot brings OpenSSL with it."""

        def openssl(*args):
            subprocess.run(["openssl", *args], cwd=self.folder, check=True, capture_output=True)

        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        openssl(
            *("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2"),
            *("-subj", "/CN=An authority of the tests"),
            *("-addext", "keyUsage=critical,keyCertSign"),
        )
        openssl(
            *("req", *key, "-keyout", "server.key", "-out", "server.csr"),
            *("-subj", "/CN=localhost"),
        )
        (self.folder / "names").write_text("subjectAltName=DNS:localhost\n")
        openssl(
            *("x509", "-req", "-in", "server.csr", "-out", "server.pem", "-days", "2"),
            *("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names"),
        )
        ssl.create_default_context(cafile=self.folder / "ca.pem")


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
