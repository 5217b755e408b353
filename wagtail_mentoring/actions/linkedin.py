"""Takes over what a member chose of their LinkedIn archive (R22, F13)."""

from django.utils.translation import gettext as _

from .. import get_member_profile_model
from ..exceptions import Refusal
from ..linkedin.text import fold
from ..models.members import MAX_HISTORY_ROWS
from .enrollment import AnswerValue, SaveAnswersAction
from .person import MemberAction, assign, replace_rows

#: The fields of a row of the history; the first two say what it is.
FIELDS = {
    "positions": ("title", "organization", "start_year", "end_year"),
    "educations": ("degree", "institution", "start_year", "end_year"),
}


def row_key(row, name):
    """Return what makes two rows of the history the same one, however they are written."""
    first, second, start, end = (row[field] for field in FIELDS[name])
    return fold(first), fold(second), start, end


class ImportLinkedInAction(MemberAction):
    """Add to a person what they chose; what is there already stays and is not doubled. Returns the member.

    ``values`` may hold ``headline`` and ``bio``, which replace the present ones;
    ``positions`` and ``educations`` are lists of dictionaries of field values.
    ``answers`` is a list of ``(profile, {criterion id: [AnswerValue]})``: choices
    to add to the profile's own. Afterwards ``added`` counts what is new, by name.
    """

    event = "member.linkedin"

    def __init__(self, member, *, values=None, positions=(), educations=(), answers=(), actor=None):
        super().__init__(member, actor=actor)
        self.values = values or {}
        self.rows = {"positions": list(positions), "educations": list(educations)}
        self.parts = [
            (SaveAnswersAction(profile, answers=found, actor=actor), found)
            for profile, found in answers
            if found
        ]
        self.added = {}

    def lock(self):
        super().lock()
        for part, found in self.parts:
            part.lock()
            # Read again behind the lock: another tab may have answered in between.
            part.answers, part.new = self._merged_answers(part.profile, found)
        self.merged = {name: self._merged_rows(name, rows) for name, rows in self.rows.items()}

    @staticmethod
    def _merged_answers(profile, found):
        merged, new = {}, 0
        for row in profile.answers.filter(criterion__in=found):
            merged.setdefault(row.criterion_id, []).append(
                AnswerValue(choice_id=row.choice_id, value=row.value, level=row.level)
            )
        for criterion, values in found.items():
            chosen = merged.setdefault(criterion, [])
            for value in values:
                if value.choice_id not in {kept.choice_id for kept in chosen}:
                    chosen.append(value)
                    new += 1
        return merged, new

    def _merged_rows(self, name, rows):
        """Return ``(all rows, how many of them are new)``."""
        kept = [
            {field: getattr(row, field) for field in FIELDS[name]}
            for row in getattr(self.member, name).all()
        ]
        seen, before = {row_key(row, name) for row in kept}, len(kept)
        for row in rows:
            if row_key(row, name) not in seen:
                seen.add(row_key(row, name))
                kept.append(row)
        return kept, len(kept) - before

    def refusals(self):
        refusals = super().refusals()
        for rows, new in getattr(self, "merged", {}).values():
            if new and len(rows) > MAX_HISTORY_ROWS:
                refusals.append(
                    Refusal(
                        "history_full",
                        _("Your profile has room for %(count)d rows of each list. Choose fewer.")
                        % {"count": MAX_HISTORY_ROWS},
                    )
                )
                break
        for part, _found in self.parts:
            if hasattr(part, "criteria"):
                refusals += part.refusals()
        return refusals

    def change(self):
        changed = assign(self.member, self.values, {"headline", "bio"})
        self.added = dict.fromkeys(changed, 1)
        for name, (rows, new) in self.merged.items():
            if new:
                replace_rows(self.member, name, rows)
                self.added[name] = new
        if self.added:
            self.member = self._fresh_member(changed)
        by_key = {(profile.role, profile.pk): profile for profile in self.profiles}
        for part, _found in self.parts:
            if not part.new:
                continue
            part.profile.member = self.member
            part.write()
            by_key[part.profile.role, part.profile.pk] = part.profile
            self.added["answers"] = self.added.get("answers", 0) + part.new
        self.profiles = list(by_key.values())
        if self.added:
            self.log_change(fields=sorted(self.added))

    def _fresh_member(self, changed):
        """Return the member as stored now: the rows read before must not be kept in memory."""
        fresh = get_member_profile_model().objects.get(pk=self.member.pk)
        for name in changed:
            setattr(fresh, name, getattr(self.member, name))
        fresh.save(update_fields=[*changed, "updated_at"])
        return fresh
