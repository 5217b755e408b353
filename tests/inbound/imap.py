"""A small IMAP server on the loopback interface: as much as fetching needs, spoken over a real socket."""

import re
import socketserver
import threading


class Server:
    """``mails`` are those in the folder; a deleted one is gone with EXPUNGE."""

    def __init__(self, mails):
        self.mails = dict(enumerate(mails, start=11))
        self.deleted = set()
        self.password = "secret"
        self.commands = []

    def __enter__(self):
        owner = self

        class Handler(_Dialog):
            server_state = owner

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exc_info):
        self.server.shutdown()
        self.server.server_close()


class _Dialog(socketserver.StreamRequestHandler):
    timeout = 20

    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, _space, command = line.decode().rstrip("\r\n").partition(" ")
            self.server_state.commands.append(command)
            answer = self.answer(command)
            self.say(f"{tag} {answer}")
            if command.upper().startswith("LOGOUT"):
                return

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def answer(self, command):
        state, upper = self.server_state, command.upper()
        if upper == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif upper.startswith("LOGIN"):
            return (
                "OK hello" if f'"{state.password}"' in command else "NO [AUTHENTICATIONFAILED] no"
            )
        elif upper.startswith("SELECT"):
            if "INBOX" not in upper:
                return "NO no such folder"
            self.say(f"* {len(state.mails)} EXISTS")
        elif upper.startswith("UID SEARCH"):
            waiting = [str(n) for n in state.mails if n not in state.deleted]
            self.say(f"* SEARCH {' '.join(waiting)}".rstrip())
        elif upper.startswith("UID FETCH"):
            self.fetch(int(command.split()[2]), command)
        elif upper.startswith("UID STORE"):
            state.deleted.add(int(command.split()[2]))
        elif upper == "EXPUNGE":
            for number in state.deleted:
                state.mails.pop(number, None)
        elif upper == "LOGOUT":
            self.say("* BYE")
        return "OK done"

    def fetch(self, number, command):
        raw = self.server_state.mails[number]
        if "RFC822.SIZE" in command:
            self.say(f"* 1 FETCH (UID {number} RFC822.SIZE {len(raw)})")
            return
        part = re.search(r"HEADER\]<0\.(\d+)>", command)
        if part:
            raw = raw.partition(b"\n\n")[0][: int(part[1])] + b"\n\n"
        self.wfile.write(f"* 1 FETCH (UID {number} BODY[] {{{len(raw)}}}\r\n".encode())
        self.wfile.write(raw + b")\r\n")
