"""One polite question to another site: HEAD, and GET where that is not understood."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from .hosts import PrivateHost, public_addresses

MOST_REDIRECTS = 5
#: Answers to HEAD after which GET is tried: many sites know no HEAD, and say so in many ways.
TRY_GET = {400, 403, 404, 405, 406, 429, 500, 501, 503}
#: What sites say to programs, not to people.
NOT_FOR_PROGRAMS = {401, 402, 403, 406, 407, 418, 429, 451, 999}
REDIRECTS = {301, 302, 303, 307, 308}
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True)
class Answer:
    """What became of a link. ``outcome`` is ok, gone, failed, unsure or private."""

    outcome: str
    http_status: int | None = None
    #: Where redirects led, if elsewhere.
    leads_to: str = ""
    #: In English, for whoever looks into it.
    detail: str = ""


class _Pinned:
    """Connects to an address that has been looked at, whatever the name says by then."""

    def __init__(self, *args, addresses, **kwargs):
        super().__init__(*args, **kwargs)
        self.addresses = addresses

    def _reach(self):
        error = None
        for address in self.addresses:
            try:
                return socket.create_connection((address, self.port), self.timeout)
            except OSError as failure:
                error = failure
        raise error or OSError("no address")

    def connect(self):
        self.sock = self._reach()


class _HTTP(_Pinned, http.client.HTTPConnection):
    pass


class _HTTPS(_Pinned, http.client.HTTPSConnection):
    def connect(self):
        super().connect()
        self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)


def ask(url, *, timeout=10, user_agent="", private_hosts=(), wait=lambda host: None):
    """Return an ``Answer`` for ``url``.

    Hosts of private networks are asked only if they are in ``private_hosts``, also after a redirect.
    ``wait(host)`` is called before each request to a host.
    """
    settings = (timeout, user_agent, private_hosts, wait)
    try:
        answer = _follow(url, "HEAD", *settings)
        if answer.http_status in TRY_GET:
            answer = _follow(url, "GET", *settings)
    except PrivateHost as error:
        return Answer("private", detail=f"{error} is not a public host")
    except TimeoutError:
        return Answer("failed", detail=f"no answer within {timeout} seconds")
    except ssl.SSLError as error:
        return Answer("failed", detail=f"TLS: {error.reason or error}")
    except socket.gaierror:
        return Answer("failed", detail="there is no host of this name")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer("failed", detail=f"{type(error).__name__}: {error}"[:200])
    return answer


def _follow(url, method, timeout, user_agent, private_hosts, wait):
    here, first = url, url
    for _hop in range(MOST_REDIRECTS + 1):
        parts = urlsplit(here)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Answer("failed", detail="leads to something that is no web address")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname.encode("idna").decode()
        addresses = public_addresses(host, port, allow_private=host in private_hosts)
        wait(host)
        kind = _HTTPS if parts.scheme == "https" else _HTTP
        connection = kind(host, port, timeout=timeout, addresses=addresses)
        try:
            target = quote(parts.path or "/", safe=_SAFE)
            if parts.query:
                target += "?" + quote(parts.query, safe=_SAFE)
            headers = {"User-Agent": user_agent, "Accept": "*/*", "Connection": "close"}
            connection.request(method, target, headers=headers)
            # The body is never read: only whether there is one to be had.
            response = connection.getresponse()
            status, location = response.status, response.getheader("Location")
        finally:
            connection.close()
        if status not in REDIRECTS or not location:
            return Answer(_outcome(status), status, here if here != first else "", "")
        here = urljoin(here, location)
    return Answer("failed", status, here[:500], "too many redirects")


def _outcome(status):
    if status < 400:
        return "ok"
    if status in NOT_FOR_PROGRAMS:
        return "unsure"
    return "failed" if status >= 500 else "gone"
