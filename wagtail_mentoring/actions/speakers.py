"""Where a member speaks: in interviews, their copies, aliases and translations, and in what was saved of each.

Wagtail's copy of a page takes the link to the speaker and the consent with it, and keeps older
versions; what is taken back or erased has to be found in all of these.
"""

from django.contrib.contenttypes.models import ContentType
from django.utils.dateparse import parse_datetime
from wagtail.models import Revision

from ..links import interview_models

#: What an interview says of the member who is linked, and nothing in its place.
NOBODY = {
    "speaker": None,
    "speaker_name": "",
    "speaker_role": "",
    "consent_given_at": None,
    "consent_means": "",
    "credit": "",
}


def interviews_with(member):
    """Return the locked pages that link ``member`` as their speaker, published or in any saved version."""
    found = []
    for model in interview_models():
        drafts = _versions(model, member).values_list("object_id", flat=True)
        keys = {model._meta.pk.to_python(key) for key in drafts}
        keys.update(model.objects.filter(speaker=member).values_list("pk", flat=True))
        found += model.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return found


def _versions(model, member):
    return Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model, for_concrete_model=False),
        content__speaker=_key(member),
    )


def _key(member):
    """Return the member's primary key as it stands in the JSON of a revision."""
    return member.pk if isinstance(member.pk, int) else str(member.pk)


def with_same_consent(interview, member):
    """Return those of the member's interviews that rest on the same consent as ``interview``.

    These are its translations and aliases, whatever shows the same recording, and whatever holds
    the same record of a consent, as a copy does; and what is in this way the same as one of those.
    """
    left = [(page, _marks(page, member)) for page in interviews_with(member)]
    marked, same = _marks(interview, member), []
    while more := [(page, marks) for page, marks in left if marks & marked]:
        same += [page for page, _own in more]
        marked = marked.union(*(marks for _page, marks in more))
        left = [one for one in left if one not in more]
    return same


def _marks(page, member):
    """Return what tells that two pages are the same interview."""
    marks = {("page", page.pk), ("translations", page.translation_key)}
    if page.alias_of_id:
        marks.add(("page", page.alias_of_id))
    if page.speaker_id == member.pk:
        marks |= _marks_of(
            page.file_id, page.embed_url, page.consent_given_at, page.consent_means
        ) | {("media", row.media_id) for row in _media_of(page)}
    for version in _versions(type(page), member).filter(object_id=str(page.pk)):
        content = version.content
        given = content.get("consent_given_at")
        marks |= _marks_of(
            content.get("file"),
            content.get("embed_url"),
            parse_datetime(given) if isinstance(given, str) else given,
            content.get("consent_means"),
        ) | {("media", row.get("media")) for row in content.get("mentoring_media") or ()}
    return marks


def _media_of(page):
    rows = getattr(page, "mentoring_media", None)
    return rows.all() if rows is not None else ()


def _marks_of(file, embed_url, given_at, means):
    marks = set()
    if file:
        marks.add(("file", file))
    if embed_url:
        marks.add(("address", embed_url))
    if given_at:
        # JSON keeps fewer digits of a second than the database.
        marks.add(("consent", given_at.replace(microsecond=0), means or ""))
    return marks


def forget_speaker(page, member, now):
    """Take ``member`` out of an interview and of all its versions; unpublish it if it showed them.

    Returns the names under which the member stood there.
    """
    versions = list(page.revisions.all())
    own = [version for version in versions if version.content.get("speaker") == _key(member)]
    names = {member.name, *(version.content.get("speaker_name") or "" for version in own)}
    is_linked = page.speaker_id == member.pk
    if is_linked:
        names.add(page.speaker_name)
    names.discard("")
    # Before the link was made the same name may have stood there, or may have stayed when it went.
    is_named = is_linked or (page.speaker_id is None and page.speaker_name in names)
    if is_named and page.live:
        page.unpublish(log_action=False)
    for version in versions:
        said = version.content
        unlinked = not said.get("speaker") and said.get("speaker_name") in names
        if version in own or unlinked:
            # The name may stand in the transcript and the summary, too: only unpublishing hides those.
            said.update(NOBODY)
            version.approved_go_live_at = None
            Revision.objects.filter(pk=version.pk).update(content=said, approved_go_live_at=None)
        elif is_named:
            Revision.objects.filter(pk=version.pk).update(approved_go_live_at=None)
    page.refresh_from_db()
    if is_named:
        for name, value in NOBODY.items():
            setattr(page, name, value)
    if page.speaker_id is None:
        # Another member's consent stands; this one's does not, whatever is saved of it.
        page.consent_withdrawn_at = now
    page.save(clean=False)
    return names
