"""The way between a program's pages, for whoever looks."""

from .. import get_member_profile_model, get_participant_model
from ..enums import Role
from ..links import CONDUCT, DESK, ENROLLMENT, FAQ, FIND_MENTEE, FIND_MENTOR, LANDING, RESOURCES
from ..models import Message

#: Who looks for whom, on which kind of page.
_FIND = {Role.MENTEE: FIND_MENTOR, Role.MENTOR: FIND_MENTEE}


def navigation(program, user, links, path=""):
    """Return ``[{label, url, current, count}]`` of the program's pages, under the titles that editors gave them.

    Who takes part finds the desk and the searches of their roles, others the
    enrollment. Pages a site does not have are left out. ``path`` is where the reader is. ``count``
    stands at the desk alone: how many messages wait to be read there.
    """
    roles = enrolled_roles(program, user)
    kinds = [LANDING]
    if roles:
        kinds += [DESK, *(_FIND[role] for role in Role if role in roles)]
    else:
        kinds.append(ENROLLMENT)
    kinds += [RESOURCES, FAQ, CONDUCT]
    items = []
    for kind in kinds:
        page = links.page(kind)
        if page is not None:
            url = page.get_url(links.request)
            items.append({"label": page.title, "url": url, "current": is_below(path, url, kind)})
            if kind == DESK:
                items[-1]["count"] = unread_messages(program, user)
    return items


def unread_messages(program, user):
    """Return how many messages wait to be read by ``user``."""
    return Message.objects.unread_by(user).filter(conversation__request__program=program).count()


def is_below(path, url, kind):
    """Whether ``path`` is the page at ``url`` or, but for the front page, one of its further pages."""
    return path == url or (kind != LANDING and bool(url) and path.startswith(url))


def enrolled_roles(program, user):
    """Return the roles in which this user takes part."""
    if not getattr(user, "is_authenticated", False):
        return set()
    member = get_member_profile_model().objects.for_user(user)
    if member is None:
        return set()
    return {
        profile.role
        for role in Role
        for profile in get_participant_model(role).objects.filter(member=member, program=program)
        if profile.is_enrolled
    }
