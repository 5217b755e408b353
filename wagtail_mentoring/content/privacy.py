"""What page privacy keeps from a reader, for lists of pages (docs/how-to/restricted-pages.md).

Wagtail asks a page's privacy when it serves the page. A list has to ask before it counts.
"""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import PageViewRestriction


class Privacy:
    """What one reader may read. Without a request: what everybody may, as in a feed or a sitemap."""

    def __init__(self, request=None):
        self.request = request

    @cached_property
    def _restrictions(self):
        """Return ``{path of the page: (is a leaf, is open to the reader)}`` of all restrictions."""
        found = {}
        rows = PageViewRestriction.objects.order_by("page__path").values_list(
            "pk", "restriction_type", "page__path", "page__numchild", "groups"
        )
        groups, kinds = {}, {}
        for pk, kind, path, children, group in rows:
            groups.setdefault(pk, set()).add(group)
            kinds[pk] = (kind, path, children)
        for pk, (kind, path, children) in kinds.items():
            found[path] = (not children, self._accepts(pk, kind, groups[pk]))
        return found

    def _accepts(self, pk, kind, groups):
        user = getattr(self.request, "user", None)
        if self.request is None or kind == PageViewRestriction.NONE:
            return kind == PageViewRestriction.NONE
        if kind == PageViewRestriction.PASSWORD:
            session = getattr(self.request, "session", {})
            return pk in session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
        if user is None or not user.is_authenticated:
            return False
        if kind == PageViewRestriction.LOGIN:
            return True
        return user.is_superuser or bool(groups & self._groups)

    @cached_property
    def _groups(self):
        return set(self.request.user.groups.values_list("pk", flat=True))

    def is_private(self, page):
        """Return whether some may not read ``page``, whoever is reading."""
        return any(page.path.startswith(path) for path in self._restrictions)

    def may_read(self, page):
        """Return whether the reader may read ``page``."""
        return all(
            is_open
            for path, (_is_leaf, is_open) in self._restrictions.items()
            if page.path.startswith(path)
        )

    def readable(self, pages):
        """Return those of the queryset ``pages`` that the reader may read."""
        closed = {path: leaf for path, (leaf, is_open) in self._restrictions.items() if not is_open}
        trees = []
        for path in sorted(path for path, leaf in closed.items() if not leaf):
            if not (trees and path.startswith(trees[-1])):
                trees.append(path)
        leaves = [path for path, leaf in closed.items() if leaf]
        if leaves:
            pages = pages.exclude(path__in=leaves)
        if trees:
            pages = pages.exclude(reduce(or_, (Q(path__startswith=path) for path in trees)))
        return pages


@dataclass
class _Addressee:
    """What ``Privacy`` asks of a request, for somebody who makes none."""

    user: Any
    session: dict = field(default_factory=dict)


def privacy_of_user(user):
    """Return the ``Privacy`` of somebody who is written to: what ``user`` may read without a password."""
    return Privacy(_Addressee(user))


def privacy_of(request):
    """Return the ``Privacy`` of whoever asks; it is read once a request."""
    if request is None:
        return Privacy()
    if not hasattr(request, "_mentoring_privacy"):
        request._mentoring_privacy = Privacy(request)
    return request._mentoring_privacy
