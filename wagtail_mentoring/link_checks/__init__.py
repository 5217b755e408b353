"""Asks other sites whether what editors link to is still there. Knows no Django models."""

from .asking import Answer, ask
from .hosts import PrivateHost, public_addresses
from .hrefs import web_links

__all__ = ["Answer", "PrivateHost", "ask", "public_addresses", "web_links"]
