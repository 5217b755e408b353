"""Another site, on this machine: what it answers is in its addresses."""

import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class _Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self._answer()

    def do_GET(self):
        self._answer()

    def _answer(self):
        asked = (self.command, self.path, self.headers.get("User-Agent", ""))
        self.server.asked.append(asked)
        parts = self.path.strip("/").split("/")
        if parts[0] == "redirect":
            self.send_response(302)
            self.send_header("Location", "/" + "/".join(parts[1:]))
        elif parts[0] == "loop":
            self.send_response(301)
            self.send_header("Location", self.path)
        elif parts[0] == "away":
            self.send_response(302)
            self.send_header("Location", self.server.away)
        elif parts[0] == "silent":
            self.server.silence.recv(1)
            return
        elif parts[0] == "no-head" and self.command == "HEAD":
            self.send_response(int(parts[1]))
        else:
            self.send_response(int(parts[0]) if parts[0].isdigit() else 200)
        self.end_headers()

    def log_message(self, *args):
        pass


@contextmanager
def other_site(away=""):
    """Run the site; yields an object with ``url``, and ``asked``: a list of (method, path, user agent)."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.asked, server.away = [], away
    server.silence, ours = socket.socketpair()
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        ours.close()
        server.shutdown()
        server.server_close()
        server.silence.close()
        thread.join()
