"""Players of other sites: found by Wagtail's embeds, shown only after a click (P-11)."""

from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext_lazy as _
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedException, EmbedUnsupportedProviderException

PROBLEMS = {
    "unknown_provider": _(
        "This site shows no recordings from there. Use another provider, or a file of your own."
    ),
    "not_found": _(
        "The provider does not know this address, or did not answer. Look at it, and try once more."
    ),
    "no_player": _("The provider offers no player for other sites. Use a file of your own."),
}


class EmbedProblem(Exception):
    """Why there is no player. ``code`` is one of ``PROBLEMS``."""

    def __init__(self, code):
        super().__init__(code)
        self.code, self.message = code, PROBLEMS[code]


def find_player(url):
    """Return the address of the player for the recording at ``url``. Raises ``EmbedProblem``.

    The providers are those of the site's ``WAGTAILEMBEDS_FINDERS``. Wagtail keeps what it has found.
    """
    try:
        embed = get_embed(url)
    except EmbedUnsupportedProviderException:
        raise EmbedProblem("unknown_provider") from None
    except EmbedException:
        raise EmbedProblem("not_found") from None
    finder = _FrameFinder()
    finder.feed(embed.html or "")
    src = f"https:{finder.src}" if finder.src.startswith("//") else finder.src
    if urlsplit(src).scheme != "https" or not urlsplit(src).hostname or len(src) > 1000:
        raise EmbedProblem("no_player")
    return quieter(src)


class _FrameFinder(HTMLParser):
    """Finds the first frame; everything else that a provider sends, script above all, is left behind."""

    src = ""

    def handle_starttag(self, tag, attrs):
        if tag == "iframe" and not self.src:
            self.src = (dict(attrs).get("src") or "").strip()


def quieter(src):
    """Return the player's address in the form in which the provider keeps the least about viewers."""
    parts = urlsplit(src)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = parts.netloc
    if host in ("www.youtube.com", "youtube.com") and parts.path.startswith("/embed/"):
        host = "www.youtube-nocookie.com"
    elif host == "player.vimeo.com":
        query["dnt"] = "1"
    return urlunsplit((parts.scheme, host, parts.path, urlencode(query), ""))


def host_of(url):
    """Return the name of a site for readers."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
