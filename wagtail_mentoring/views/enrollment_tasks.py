"""The task list of an enrollment, and the meters beside it (R18, R23, F9)."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..enums import ProfileStatus, Role
from ..models import CodeOfConductAgreement, MeetingAttendance, SocietyMeeting
from ..rules import get_rules
from ..rules.completeness import profile_facts
from .completeness import meter_of, missing_rows, not_yet_found


def _state(label, tone):
    return {"status_label": label, "tone": tone}


def _done():
    return _state(_("Done"), "success")


def _optional():
    return _state(_("Optional"), "neutral")


def _to_do():
    return _state(_("To do"), "neutral")


def about_title(role):
    """Return the name of the task in which people describe themselves in a role."""
    return _("What you offer") if role is Role.MENTOR else _("What you are looking for")


class RoleTasks:
    """What there is to do for one role."""

    def __init__(self, profile, links, rules):
        self.profile, self.links, self.rules = profile, links, rules
        self.role, self.program = profile.role, profile.program
        agreements = CodeOfConductAgreement.objects
        self.revision = self.program.conduct_revision()
        self.has_agreed = agreements.binding(profile.member, self.program, self.role).exists()
        self.had_agreed = self.has_agreed or (
            agreements.filter(member=profile.member, program=self.program, role=self.role).exists()
        )
        self.facts = profile_facts([profile])[profile.pk]

    @property
    def title(self):
        return _("As a %(role)s") % {"role": self.program.word(self.role)}

    @property
    def is_draft(self):
        return self.profile.status == ProfileStatus.DRAFT

    @property
    def is_described(self):
        return bool(self.profile.statement) and not self.facts.lacks_required

    def url(self, name):
        return self.links.url(f"enrollment_{name}", role=self.role.value)

    def tasks(self, person_is_done):
        found = [self._about()]
        if self.facts.may_wish:
            found.append(self._wishes())
        found.append(self._conduct())
        if self.is_draft:
            found.append(self._check(person_is_done))
        return found

    def _about(self):
        if self.is_described:
            state = _done()
        elif self.profile.statement or self.facts.answered:
            state = _state(_("Begun"), "info")
        else:
            state = _to_do()
        hints = {
            Role.MENTOR: _("How many people you take, how you like to work, a few questions"),
            Role.MENTEE: _("Your goals, a few questions"),
        }
        return {
            "title": about_title(self.role),
            "url": self.url("role"),
            "hint": hints[self.role],
            **state,
        }

    def _wishes(self):
        return {
            "title": _("What matters to you"),
            "url": self.url("wishes"),
            "hint": _("What you would like to find in a %(role)s, and how much it counts")
            % {"role": self.program.word(self.role.other)},
            **(_done() if self.facts.has_wishes else _optional()),
        }

    def _conduct(self):
        task = {
            "title": _("Code of Conduct"),
            "url": self.url("conduct"),
            "hint": _("Read it and agree to it"),
        }
        if self.revision is None:
            return {
                **task,
                "url": "",
                "hint": _("The program has not published it yet."),
                **_state(_("Not there yet"), "warning"),
            }
        if self.has_agreed:
            return {**task, "hint": "", **_done()}
        if self.had_agreed:
            hint = _("The text has changed. Read it again before you ask or answer anybody.")
            return {**task, "hint": hint, **_state(_("Read again"), "warning")}
        return {**task, **_to_do()}

    def _check(self, person_is_done):
        task = {"title": _("Check and send"), "url": self.url("check")}
        if person_is_done and self.is_described and self.has_agreed:
            return {**task, **_state(_("Ready"), "info"), "icon": "arrow"}
        return {
            **task,
            "url": "",
            "hint": _("Open once the tasks above are done"),
            **_state(_("Cannot start yet"), "neutral"),
        }


class Enrollment:
    """The tasks of one person in one program, and the meters beside them."""

    def __init__(self, member, profiles, links):
        self.member, self.links = member, links
        rules = get_rules()
        self.roles = [RoleTasks(profile, links, rules) for profile in profiles.values()]
        self.has_history = any(tasks.facts.has_history for tasks in self.roles)

    @property
    def person_is_done(self):
        return bool(self.member.name and self.member.headline)

    def person_tasks(self):
        """Return the tasks about the person, whatever their roles."""
        member, url = self.member, self.links.url
        return [
            {
                "title": _("You"),
                "url": url("enrollment_person"),
                "hint": _("Name, headline, where you are, how to reach you"),
                **(_done() if self.person_is_done else _to_do()),
            },
            {
                "title": _("Picture"),
                "url": url("enrollment_picture"),
                "hint": _("People like to see whom they write to"),
                **(_done() if member.picture else _optional()),
            },
            {
                "title": _("Education and positions"),
                "url": url("enrollment_history"),
                "hint": _("Your way so far"),
                **(_done() if self.has_history else _optional()),
            },
        ]

    def meetings_task(self):
        """Return the task of the society's meetings, where any is announced (R58)."""
        going = MeetingAttendance.objects.filter(member=self.member, meeting=OuterRef("pk"))
        meetings = SocietyMeeting.objects.upcoming().annotate(going=Exists(going))
        ticked = list(meetings.values_list("going", flat=True))
        if not ticked:
            return []
        return [
            {
                "title": _("Meetings of the society"),
                "url": self.links.url("enrollment_meetings"),
                "hint": _("Where others can meet you in person"),
                **(_done() if any(ticked) else _optional()),
            }
        ]

    def sections(self):
        """Return ``[{"title", "tasks", "role", "profile"}]`` for the page."""
        found = [
            {
                "id": "person",
                "title": _("About you"),
                "tasks": [*self.person_tasks(), *self.meetings_task()],
            }
        ]
        for tasks in self.roles:
            found.append(
                {
                    "id": tasks.role.value,
                    "title": tasks.title,
                    "tasks": tasks.tasks(self.person_is_done),
                    "profile": tasks.profile,
                    "not_yet_found": not_yet_found(
                        tasks.profile, tasks.rules, self.links, tasks.facts
                    ),
                }
            )
        return found

    def completeness(self):
        """Return ``{"meters", "missing"}``: a meter for each role, and what is missing, named once."""
        counted = [
            (tasks, tasks.rules.completeness(tasks.profile, tasks.facts)) for tasks in self.roles
        ]
        meters = [
            meter_of(tasks.profile, found, label=tasks.title if len(counted) > 1 else _("So far"))
            for tasks, found in counted
        ]
        missing = {}
        for tasks, found in counted:
            for row in missing_rows(tasks.profile, found, self.links):
                missing.setdefault((row["url"], row["label"]), row)
        return {"meters": meters, "missing": list(missing.values())}
