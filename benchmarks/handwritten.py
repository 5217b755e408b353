# ruff: noqa: S608 -- only names of our own tables are put together
"""The best single query one would write by hand for what a search shows: the yardstick.

It gives the same numbers as the page: how many were found, how many people each choice of each
filter has beside the other filters, and the ids of the people on the page. The order "best fit" is
cheaper than ours: answers in common with the searcher are counted, without rules or weights.
``check`` in ``run`` compares the numbers.

Two ways are written, and the quicker one counts: over the rows of answers, and on PostgreSQL over
an integer array per person with a GIN index, in a table that somebody would have to keep up to date.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail_mentoring import get_member_profile_model, get_mentor_profile_model
from wagtail_mentoring.models import CriterionChoice, MentorAnswer

ARRAYS = "benchmark_arrays"
PAGE = 12


def make_arrays(program):
    """Make the table with an array of everything each person answered, as one would for such queries."""
    if connection.vendor != "postgresql":
        return
    answer = MentorAnswer._meta.db_table
    profile = get_mentor_profile_model()._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {ARRAYS}")
        # Countries and zones have no choice; a number is made of their text.
        cursor.execute(
            f"CREATE TABLE {ARRAYS} AS SELECT p.id, p.joined_at,"
            " array_agg(coalesce(a.choice_id, -abs(hashtext(a.value)::bigint))::int) AS said"
            f" FROM {profile} p JOIN {answer} a ON a.profile_id = p.id"
            " WHERE p.program_id = %s GROUP BY p.id",
            [program.pk],
        )
        cursor.execute(f"CREATE INDEX ON {ARRAYS} USING gin (said)")
        cursor.execute(f"CREATE UNIQUE INDEX ON {ARRAYS} (id)")
        cursor.execute(f"ANALYZE {ARRAYS}")


def handwritten(kind, program, filters, word, mine, *, arrays=False):
    """Return (SQL, parameters). The rows: ("total", None, n), ("facet", choice or value, n), ("page", id, place).

    ``filters`` are ``[(criterion id, choice ids)]``; ``mine`` the searcher's own choices.
    """
    filters = filters if kind.startswith("two filters") else []
    build = _Arrays if arrays else _Rows
    return build(program, filters, word if kind == "words" else "", mine).query(
        newest=kind.startswith("newest")
    )


class _Rows:
    def __init__(self, program, filters, word, mine):
        self.program, self.filters, self.word, self.mine = program, filters, word, mine
        self.params = []
        self.answer = MentorAnswer._meta.db_table

    def query(self, *, newest):
        parts = [f"WITH listed AS MATERIALIZED ({self.listed()})"]
        for number, (_criterion, choices) in enumerate(self.filters):
            parts.append(f", f{number} AS ({self.chosen(choices)})")
        every = range(len(self.filters))
        parts.append(f", found AS MATERIALIZED (SELECT * FROM listed l WHERE {self.all_of(every)})")
        parts.append("SELECT 'total', NULL, count(*) FROM found UNION ALL ")
        own = [criterion for criterion, _choices in self.filters]
        parts.append(self.facets("found", without=own))
        for number, criterion in enumerate(own):
            others = self.all_of(other for other in every if other != number)
            parts.append(" UNION ALL ")
            parts.append(self.facets(f"(SELECT * FROM listed l WHERE {others})", only=criterion))
        parts.append(f" UNION ALL SELECT * FROM ({self.page(newest)}) page")
        return "".join(parts), self.params

    def listed(self):
        profile = get_mentor_profile_model()._meta.db_table
        member = get_member_profile_model()._meta.db_table
        self.params.append(self.program.pk)
        return (
            f"SELECT p.id, p.joined_at FROM {profile} p JOIN {member} m ON m.id = p.member_id"
            " JOIN auth_user u ON u.id = m.user_id"
            f" WHERE p.program_id = %s AND p.status = 'active' AND u.is_active{self.words()}"
        )

    def words(self):
        if not self.word:
            return ""
        kind = ContentType.objects.get_for_model(get_mentor_profile_model()).pk
        if connection.vendor == "sqlite":
            self.params += [self.word, kind]
            found = (
                "SELECT CAST(e.object_id AS INTEGER) FROM wagtailsearch_indexentry_fts"
                " JOIN wagtailsearch_indexentry e ON e.id = wagtailsearch_indexentry_fts.rowid"
                " WHERE wagtailsearch_indexentry_fts MATCH %s AND e.content_type_id = %s"
            )
        else:
            self.params += [kind, self.word, self.word]
            found = (
                "SELECT e.object_id::bigint FROM wagtailsearch_indexentry e"
                " WHERE e.content_type_id = %s AND (e.title @@ plainto_tsquery('simple', %s)"
                " OR e.body @@ plainto_tsquery('simple', %s))"
            )
        return f" AND p.id IN ({found})"

    def chosen(self, choices):
        self.params += choices
        marks = ", ".join(["%s"] * len(choices))
        return f"SELECT DISTINCT profile_id AS id FROM {self.answer} WHERE choice_id IN ({marks})"

    def all_of(self, numbers):
        conditions = [f"l.id IN (SELECT id FROM f{number})" for number in numbers]
        return " AND ".join(conditions) or "1 = 1"

    def facets(self, people, only=None, without=()):
        which = ""
        if only is not None:
            self.params.append(only)
            which = " WHERE a.criterion_id = %s"
        elif without:
            self.params += without
            which = f" WHERE a.criterion_id NOT IN ({', '.join(['%s'] * len(without))})"
        key = "CASE WHEN a.choice_id IS NULL THEN a.value ELSE CAST(a.choice_id AS VARCHAR(20)) END"
        return (
            f"SELECT 'facet', {key}, count(*) FROM {people} x JOIN {self.answer} a"
            f" ON a.profile_id = x.id{which} GROUP BY a.choice_id, a.value"
        )

    def page(self, newest):
        if newest:
            return (
                "SELECT 'page', CAST(id AS VARCHAR(20)), 0 FROM found"
                f" ORDER BY joined_at DESC, id LIMIT {PAGE} OFFSET {2 * PAGE}"
            )
        self.params += self.mine
        marks = ", ".join(["%s"] * len(self.mine))
        return (
            "SELECT 'page', CAST(found.id AS VARCHAR(20)), count(a.id) FROM found"
            f" JOIN {self.answer} a ON a.profile_id = found.id AND a.choice_id IN ({marks})"
            f" GROUP BY found.id ORDER BY 3 DESC, found.id LIMIT {PAGE}"
        )


class _Arrays(_Rows):
    """The same over the arrays: what somebody chose is found by the index, counts by taking arrays apart."""

    def chosen(self, choices):
        self.params.append(choices)
        return f"SELECT id FROM {ARRAYS} WHERE said && %s::int[]"

    def facets(self, people, only=None, without=()):
        which = ""
        if only is not None or without:
            criteria = [only] if only is not None else list(without)
            choices = CriterionChoice.objects.filter(criterion__in=criteria)
            self.params.append(list(choices.values_list("pk", flat=True)))
            which = f" WHERE {'' if only is not None else 'NOT '}(choice = ANY(%s::int[]))"
        return (
            f"SELECT 'facet', choice::varchar, count(*) FROM {people} x JOIN {ARRAYS} a"
            f" ON a.id = x.id CROSS JOIN LATERAL unnest(a.said) choice{which} GROUP BY choice"
        )

    def page(self, newest):
        if newest:
            return super().page(newest)
        self.params.append(self.mine)
        return (
            "SELECT 'page', found.id::varchar,"
            " (SELECT count(*) FROM unnest(a.said) one WHERE one = ANY(%s::int[])) AS common"
            f" FROM found JOIN {ARRAYS} a ON a.id = found.id ORDER BY 3 DESC, found.id LIMIT {PAGE}"
        )
