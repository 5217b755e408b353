"""Where a request may go: never into the network behind the site (server-side request forgery)."""

import ipaddress
import socket

#: All that has ever been given out on the internet.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


class PrivateHost(Exception):
    """A name that leads to this machine or to a private network."""


def public_addresses(host, port, *, allow_private=False):
    """Return the IP addresses of ``host``. Raises ``PrivateHost`` when one is not public, ``OSError`` when there is none.

    Whoever connects uses one of these addresses: a name that is asked a second time may lead elsewhere.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(row[4][0] for row in found))
    if not allow_private:
        for address in addresses:
            if not is_public(ipaddress.ip_address(address.partition("%")[0])):
                raise PrivateHost(host)
    return addresses


def is_public(ip):
    """Return whether ``ip`` is an address on the internet, also where it is wrapped in one of IPv6."""
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is None and getattr(ip, "teredo", None):
        inner = ip.teredo[1]
    if inner is not None and not is_public(inner):
        return False
    if ip.version == 6 and ip in ipaddress.ip_network("64:ff9b::/96"):
        return is_public(ipaddress.ip_address(int(ip) & 0xFFFFFFFF))
    if ip.version == 6 and inner is None and ip not in _GLOBAL_UNICAST:
        # Old forms, such as site-local addresses, are on no list of private ones.
        return False
    return ip.is_global and not ip.is_multicast
