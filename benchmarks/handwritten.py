# ruff: noqa: S608 -- only names of our own tables are put together
"""The best single query for the counts of a search, as one would write it by hand: the yardstick."""

from wagtail_mentoring import get_member_profile_model, get_mentor_profile_model
from wagtail_mentoring.models import MentorAnswer


def handwritten(kind, program, choices, word):
    """Return (SQL, parameters): how many people each choice has among those this kind of search finds."""
    profile = get_mentor_profile_model()._meta.db_table
    member = get_member_profile_model()._meta.db_table
    answer = MentorAnswer._meta.db_table
    narrow, params = "", [program.pk]
    if kind.startswith("two filters"):
        for some in choices:
            marks = ", ".join(["%s"] * len(some))
            narrow += (
                f" AND EXISTS (SELECT 1 FROM {answer} f"
                f" WHERE f.profile_id = p.id AND f.choice_id IN ({marks}))"
            )
            params += some
    elif kind == "words":
        narrow += " AND (m.name || ' ' || m.headline || ' ' || m.bio) LIKE %s"
        params.append(f"%{word}%")
    sql = (
        f"WITH found AS (SELECT p.id FROM {profile} p"
        f" JOIN {member} m ON m.id = p.member_id JOIN auth_user u ON u.id = m.user_id"
        f" WHERE p.program_id = %s AND p.status = 'active' AND u.is_active{narrow})"
        f" SELECT a.choice_id, count(*) FROM found JOIN {answer} a ON a.profile_id = found.id"
        " GROUP BY a.choice_id"
    )
    return sql, params
