"""A participant's answers on an admin page: what is private is said to be, and shown to coordinators alone (D20)."""

from django.utils.translation import gettext as _

from ..enums import CriterionPrivacy
from .facts import Fact, Section

_FLAGS = {
    CriterionPrivacy.PARTNERS: lambda: _("Partners only"),
    CriterionPrivacy.PRIVATE: lambda: _("Private: coordinators only"),
}


def privacy_flag(privacy):
    """Return the tag beside what not everybody may read, or an empty text."""
    return _FLAGS[privacy]() if privacy in _FLAGS else ""


def answer_section(profile, *, with_private):
    """Return the section of answers. Without ``with_private`` private ones are not read at all."""
    answers = profile.answers.select_related("criterion", "choice").order_by(
        "criterion__sort_order", "criterion", "choice__sort_order", "pk"
    )
    if not with_private:
        answers = answers.exclude(criterion__privacy=CriterionPrivacy.PRIVATE)
    grouped = {}
    for answer in answers:
        grouped.setdefault(answer.criterion, []).append(_in_words(answer))
    return Section(
        _("Answers"),
        [
            Fact(
                criterion.label,
                ", ".join(values),
                flag=privacy_flag(criterion.privacy),
            )
            for criterion, values in grouped.items()
        ],
        help=_("Only the member changes them."),
        empty=_("No answers yet."),
    )


def _in_words(answer):
    if answer.level is None:
        return str(answer)
    return _("%(language)s (%(level)s)") % {
        "language": answer,
        "level": answer.get_level_display(),
    }
