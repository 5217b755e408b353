"""A worker process of the test site: ``python -m tests.concurrency.server PORT``."""

import socketserver
import sys
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server


class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 256


class Handler(WSGIRequestHandler):
    def log_message(self, *args):
        """Say nothing: a test reads the answers."""


def main():
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    server = make_server("127.0.0.1", int(sys.argv[1]), application, Server, Handler)
    print("ready", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
