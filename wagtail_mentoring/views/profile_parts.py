"""What a profile tells besides answers: where somebody comes from, and where they will be."""

from django.db.models import F, Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..forms.meetings import meeting_days
from ..models import Education, MeetingAttendance, Position, SocietyMeeting


def history_of(member):
    """Return positions and education, in the order they are kept, as ``[{title, rows}]``; one query."""
    titles: dict[str, str | Promise] = {"position": _("Experience"), "education": _("Education")}
    kinds = (
        (Position, "position", "title", "organization"),
        (Education, "education", "degree", "institution"),
    )
    parts = [
        model.objects.filter(member=member)
        .order_by()
        .annotate(kind=Value(kind), what=F(title), place=F(place))
        .values_list("kind", "sort_order", "pk", "what", "place", "start_year", "end_year")
        for model, kind, title, place in kinds
    ]
    rows = sorted(
        parts[0].union(parts[1], all=True).order_by(), key=lambda row: (row[1] or 0, row[2])
    )
    found = []
    for _model, kind, _title, _place in kinds:
        entries = [
            {"title": what, "place": place, "years": years_of(start, end)}
            for its_kind, _order, _pk, what, place, start, end in rows
            if its_kind == kind
        ]
        if entries:
            found.append({"title": titles[kind], "rows": entries})
    return found


def meetings_of(member, reader):
    """Return ``[{text, url, days}]`` of the meetings to come that ``member`` will be at (R58).

    ``reader`` is the member who reads it, or ``None``: whether they will be there is said as well.
    """
    people = {member.pk} if reader is None else {member.pk, reader.pk}
    rows = (
        MeetingAttendance.objects.filter(
            member__in=people, meeting__in=SocietyMeeting.objects.upcoming()
        )
        .select_related("meeting")
        .order_by("meeting__starts_on", "meeting__name", "meeting")
    )
    going: dict = {}
    for row in rows:
        going.setdefault(row.meeting, set()).add(row.member_id)
    found = []
    for meeting, who in going.items():
        if member.pk not in who:
            continue
        both = reader is not None and reader.pk in who
        words = (
            _("Will be at “%(meeting)s” in %(place)s, and so will you.")
            if both
            else _("Will be at “%(meeting)s” in %(place)s.")
        )
        found.append(
            {
                "text": words % {"meeting": meeting.name, "place": meeting.place},
                "url": meeting.url,
                "days": meeting_days(meeting),
            }
        )
    return found


def years_of(start, end):
    """Return "2015 – 2019", "since 2019" or "until 2019"; empty when no year is given."""
    if start and end:
        return (
            str(start) if start == end else _("%(start)s – %(end)s") % {"start": start, "end": end}
        )
    if start:
        return _("since %(year)s") % {"year": start}
    if end:
        return _("until %(year)s") % {"year": end}
    return ""
