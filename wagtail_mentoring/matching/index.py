"""Keeps what a search finds people by up to date: the log of changes, and the words of Wagtail's index."""

from __future__ import annotations

import unicodedata

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models import BooleanField, Case, IntegerField, Q, Value, When
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from .. import get_member_profile_model, get_participant_model
from ..enums import ProfileStatus, Role
from ..models import (
    MeetingAttendance,
    MenteeAnswer,
    MenteePreference,
    MentorAnswer,
    MentorPreference,
    Position,
    SearchChange,
)
from ..plain import only_words, plain
from .names import is_found_anywhere

MOST_CHARACTERS = 200
MOST_WORDS = 12


def words_of(text):
    """Return what is searched for: at most 200 characters, no control characters, marks between words."""
    text = only_words(unicodedata.normalize("NFC", str(text)[:MOST_CHARACTERS]))
    return " ".join(text.split()[:MOST_WORDS])


def find_profiles(role, words):
    """Return, for each of the ``words``, the ids of the profiles of ``role`` that have it in their text.

    In whatever program; whether anybody may see them is not asked here. One query, and one more
    for words of scripts that do not mark where words begin: those an index of words does not find.
    """
    found: dict[str, list[int]] = {word: [] for word in only_words(plain(words)).split()}
    if not found:
        return found
    model = get_participant_model(role)
    queries = []
    for number, word in enumerate(found):
        results = get_search_backend().search(word, model, operator="and", order_by_relevance=False)
        entries = _index_entries(results.query_compiler, getattr(results, "backend", None))
        if entries is None:
            found[word] += _ids(results)
        else:
            position = Value(number, output_field=IntegerField())
            entries = entries.order_by().annotate(word=position)
            queries.append(entries.values_list("word", "object_id"))
    by_number = list(found.values())
    if queries:
        for number, profile in queries[0].union(*queries[1:], all=True).order_by():
            by_number[number].append(int(profile))
    anywhere = [word for word in words.split() if is_found_anywhere(word) and plain(word) in found]
    if anywhere:
        for word, profile in _written_anywhere(model, anywhere):
            found[plain(word)].append(profile)
    return found


def _ids(results):
    if hasattr(results, "get_queryset"):
        return results.get_queryset().values_list("pk", flat=True)
    return [profile.pk for profile in results]


#: Where members write about themselves.
TEXTS = ("member__headline", "member__bio", "member__employer")
POSITION = ("member__positions__organization", "member__positions__title")


def _written_anywhere(model, words):
    """Yield (word, profile id) for words that stand anywhere in what somebody wrote."""
    texts = [*TEXTS, *POSITION, model.statement_field]
    queries = []
    for word in words:
        query = Q()
        for text in texts:
            query |= Q(**{f"{text}__contains": word})
        profiles = model._default_manager.filter(query, status=ProfileStatus.ACTIVE).order_by()
        place = Value(len(queries), output_field=IntegerField())
        queries.append(profiles.annotate(word=place).values_list("word", "pk"))
    for number, profile in queries[0].union(*queries[1:]).order_by():
        yield words[number], profile


def _index_entries(compiler, backend):
    """Return the entries of Wagtail's index that answer a search, or ``None`` if its backend keeps none we know.

    The backends join them with the model by a cast key, which costs seconds for a hundred
    thousand people; the ids alone are all that is needed here.
    """
    try:
        model = ContentType.objects.get_for_model(compiler.queryset.model)
        entries = IndexEntry.objects.filter(content_type=model)
        config = compiler.get_config(backend)
        if hasattr(compiler, "build_tsquery"):  # PostgreSQL
            query = compiler.build_tsquery(compiler.query, config=config)
            # Each of the two has an index; what Wagtail asks, both put together, has none.
            return entries.filter(Q(title=query) | Q(body=query))
        vendor = connections[entries.db].vendor
        if vendor == "mysql" and hasattr(compiler, "FTS_TABLE_FIELDS"):  # MariaDB
            from wagtail.search.backends.database.mysql.query import MatchExpression

            match = MatchExpression(
                compiler.build_search_query(compiler.query),
                columns=compiler.FTS_TABLE_FIELDS,
                output_field=BooleanField(),
            )
            return entries.filter(Case(When(match, then=True), default=False))
        if vendor == "sqlite" and hasattr(compiler, "FTS_TABLE_FIELDS"):
            # Neither exists where the default database is another one.
            from wagtail.search.backends.database.sqlite.query import MatchExpression
            from wagtail.search.models import SQLiteFTSIndexEntry

            query = compiler.build_search_query(compiler.query, config=config)
            match = MatchExpression(compiler.FTS_TABLE_FIELDS, query)
            rows = SQLiteFTSIndexEntry.objects.filter(match)
            return entries.filter(pk__in=rows.values("index_entry_id"))
    except (AttributeError, TypeError):  # another version's insides: the public way is right, too
        return None
    return None


def reindex_member(member):
    """Write a member's words into the search index of each of their profiles."""
    for role in Role:
        for profile in get_participant_model(role).objects.filter(member=member):
            index.insert_or_update_object(profile)


# Receivers ------------------------------------------------------------------------------------

#: Fields of a member that stand in the index of their profiles.
#: Positions are written in bulk, which sends no signals; the time of the change goes with them.
MEMBER_WORDS = frozenset({"name", "headline", "bio", "employer", "updated_at"})


def profile_changed(sender, instance, update_fields=None, **kwargs):
    relevant = sender._default_manager.all().search_relevant
    if update_fields is None or relevant & set(update_fields):
        SearchChange.objects.note(instance.role, [(instance.program_id, instance.pk)])


def answer_changed(sender, instance, **kwargs):
    model = sender._meta.get_field("profile").related_model
    rows = model._default_manager.filter(pk=instance.profile_id).values_list("program", "pk")
    SearchChange.objects.note(model.role, rows)


def wished_choices_changed(sender, instance, action, reverse, **kwargs):
    if action.startswith("post_") and not reverse:
        answer_changed(type(instance), instance)


def member_changed(sender, instance, created, update_fields=None, **kwargs):
    fields = None if update_fields is None else set(update_fields)
    if created:
        return
    if fields is None or {"name", "user"} & fields:
        _note_profiles(member=instance)
    if fields is None or MEMBER_WORDS & fields:
        reindex_member(instance)


def position_changed(sender, instance, **kwargs):
    reindex_member(instance.member_id)


def attendance_changed(sender, instance, **kwargs):
    _note_profiles(member=instance.member_id)


def account_changed(sender, instance, created, update_fields=None, **kwargs):
    if not created and (update_fields is None or "is_active" in update_fields):
        _note_profiles(member__user=instance.pk)


def _note_profiles(**whose):
    for role in Role:
        profiles = get_participant_model(role)._default_manager.filter(**whose)
        SearchChange.objects.note(role, profiles.values_list("program", "pk"))


def connect():
    """Connect the receivers; called once, when the app is ready."""

    def listen(signal, receiver, sender):
        signal.connect(
            receiver, sender=sender, dispatch_uid=f"wagtail_mentoring.{receiver.__name__}"
        )

    for role in Role:
        for signal in (post_save, post_delete):
            listen(signal, profile_changed, get_participant_model(role))
    for model in (MentorAnswer, MenteeAnswer, MentorPreference, MenteePreference):
        for signal in (post_save, post_delete):
            listen(signal, answer_changed, model)
    for model in (MentorPreference, MenteePreference):
        listen(m2m_changed, wished_choices_changed, model.choices.through)
    listen(post_save, member_changed, get_member_profile_model())
    for signal in (post_save, post_delete):
        listen(signal, position_changed, Position)
        listen(signal, attendance_changed, MeetingAttendance)
    listen(post_save, account_changed, get_user_model())
