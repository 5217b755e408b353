"""A mail server on the loopback interface that behaves, or misbehaves, as a test wants."""

import email
import email.policy
import socket
import socketserver
import threading
import time
from dataclasses import dataclass, field


@dataclass
class Behavior:
    """What the server does. Change it while the server runs."""

    #: Recipient -> answer instead of "250", such as {"a@b.example": "550 No such person"}.
    refuse: dict = field(default_factory=dict)
    #: Command ("MAIL", "RCPT", "DATA", "GREETING", "EHLO", "BODY") -> answer instead of the usual one.
    answer: dict = field(default_factory=dict)
    #: Command at which the connection is cut without a word.
    die_at: str = ""
    #: Command at which nothing is answered until the client gives up.
    hang_at: str = ""
    #: Seconds before a mail is confirmed. It counts as delivered before that.
    delay: float = 0
    #: Called with each delivery before it is confirmed.
    on_delivery: object = None
    #: After how many mails the connection is cut at the next command; 0 for never.
    die_after: int = 0


@dataclass(frozen=True)
class Delivery:
    """A mail the server has taken, as it came over the wire."""

    recipients: tuple
    raw: bytes

    @property
    def message(self):
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def message_id(self):
        return self.message["Message-ID"]


class _Cut(Exception):
    pass


class _Dialog(socketserver.StreamRequestHandler):
    timeout = 60

    def handle(self):
        self.behavior = self.server.owner.behavior
        self.server.owner.connections += 1
        self.taken = 0
        try:
            self.reply("GREETING", "220 test")
            while line := self.rfile.readline(4096):
                if self.command(line.decode("latin-1").strip()):
                    return
        except (_Cut, OSError):
            return

    def command(self, line):
        name = line[:4].upper()
        if self.behavior.die_after and self.taken >= self.behavior.die_after:
            raise _Cut
        if name in ("EHLO", "HELO"):
            self.reply("EHLO", "250 test")
        elif name == "MAIL":
            self.recipients = []
            self.reply("MAIL", "250 ok")
        elif name == "RCPT":
            self.recipient(line)
        elif name == "DATA":
            self.data()
        elif name == "QUIT":
            self.write("221 bye")
            return True
        else:
            self.write("250 ok")
        return False

    def recipient(self, line):
        address = line.partition("<")[2].partition(">")[0]
        refusal = self.behavior.refuse.get(address)
        if refusal:
            self.write(refusal)
            return
        self.recipients.append(address)
        self.reply("RCPT", "250 ok")

    def data(self):
        if self.reply("DATA", "354 go on"):
            return
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.behavior.die_at != "BODY" and "BODY" not in self.behavior.answer:
            delivery = Delivery(tuple(self.recipients), b"".join(lines))
            self.server.owner.record(delivery)
            self.taken += 1
            if self.behavior.on_delivery:
                self.behavior.on_delivery(delivery)
        time.sleep(self.behavior.delay)
        self.reply("BODY", "250 taken")

    def reply(self, command, usual):
        """Answer ``command``; return whether the answer was another than the usual one."""
        if self.behavior.die_at == command:
            raise _Cut
        if self.behavior.hang_at == command:
            self.server.owner.hung.set()
            self.server.owner.closing.wait(self.timeout)
            raise _Cut
        answer = self.behavior.answer.get(command)
        self.write(answer or usual)
        if answer and answer.startswith("421"):
            raise _Cut
        return bool(answer)

    def write(self, line):
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


class SmtpServer:
    """Start and stop it as often as wanted; it keeps its port and what it has taken."""

    host = "127.0.0.1"

    def __init__(self):
        self.behavior = Behavior()
        self.deliveries = []
        self.connections = 0
        self.hung = threading.Event()
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._server = None
        with socket.socket() as probe:
            probe.bind((self.host, 0))
            self.port = probe.getsockname()[1]

    def start(self):
        self.closing.clear()
        self._server = _Server((self.host, self.port), _Dialog)
        self._server.owner = self
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self):
        """Refuse connections from now on."""
        self.closing.set()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def record(self, delivery):
        with self._lock:
            self.deliveries.append(delivery)

    @property
    def message_ids(self):
        return [delivery.message_id for delivery in self.deliveries]
