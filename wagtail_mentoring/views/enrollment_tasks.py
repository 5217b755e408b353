"""The task list of an enrollment, and how complete a profile is (R18, R23, F9)."""

from django.utils.translation import gettext as _

from ..enums import ProfileStatus, Role
from ..forms.wishes import wish_criteria
from ..models import CodeOfConductAgreement
from ..rules import get_rules


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
        asked = list(
            self.program.criteria.asked_of(self.role).values_list(
                "pk", "is_required", "is_sensitive"
            )
        )
        answered = set(profile.answers.values_list("criterion", flat=True))
        self.answered = bool(answered)
        self.lacks_required = any(need and pk not in answered for pk, need, _s in asked)
        self.lacks_answers = any(
            not sensitive and pk not in answered for pk, _need, sensitive in asked
        )
        self.has_wishes = profile.preferences.exists()
        self.may_wish = wish_criteria(profile).exists()

    @property
    def title(self):
        return _("As a %(role)s") % {"role": self.program.word(self.role)}

    @property
    def is_draft(self):
        return self.profile.status == ProfileStatus.DRAFT

    @property
    def is_described(self):
        return bool(self.profile.statement) and not self.lacks_required

    def url(self, name):
        return self.links.url(f"enrollment_{name}", role=self.role.value)

    def tasks(self, person_is_done):
        found = [self._about()]
        if self.may_wish:
            found.append(self._wishes())
        found.append(self._conduct())
        if self.is_draft:
            found.append(self._check(person_is_done))
        return found

    def _about(self):
        if self.is_described:
            state = _done()
        elif self.profile.statement or self.answered:
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
            **(_done() if self.has_wishes else _optional()),
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
    """The tasks of one person in one program, and the meter beside them."""

    def __init__(self, member, profiles, links):
        self.member, self.links = member, links
        rules = get_rules()
        self.roles = [RoleTasks(profile, links, rules) for profile in profiles.values()]
        self.has_history = member.educations.exists() or member.positions.exists()

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

    def sections(self):
        """Return ``[{"title", "tasks", "role", "profile"}]`` for the page."""
        found = [{"id": "person", "title": _("About you"), "tasks": self.person_tasks()}]
        for tasks in self.roles:
            found.append(
                {
                    "id": tasks.role.value,
                    "title": tasks.title,
                    "tasks": tasks.tasks(self.person_is_done),
                    "profile": tasks.profile,
                }
            )
        return found

    def completeness(self):
        """Return ``{"value": 0 to 100, "missing": [{"label", "url"}]}`` for the meter."""
        member, url = self.member, self.links.url
        person, items = url("enrollment_person"), []
        items += [
            (self.person_is_done, _("Add a headline"), person),
            (bool(member.bio), _("Write a few sentences about you"), person),
            (bool(member.country and member.time_zone), _("Say where you are"), person),
            (bool(member.picture), _("Add a picture"), url("enrollment_picture")),
            (
                self.has_history,
                _("Add your education or a position"),
                url("enrollment_history"),
            ),
        ]
        for tasks in self.roles:
            word = {"role": tasks.program.word(tasks.role)}
            items.append(
                (
                    bool(tasks.profile.statement) and not tasks.lacks_answers,
                    _("Answer the questions to a %(role)s") % word,
                    tasks.url("role"),
                )
            )
            if tasks.may_wish:
                items.append(
                    (
                        tasks.has_wishes,
                        _("Say what matters to you as a %(role)s") % word,
                        tasks.url("wishes"),
                    )
                )
        done = sum(1 for is_done, _label, _url in items if is_done)
        return {
            "value": round(100 * done / len(items)),
            # The next best steps; the list of tasks has the others.
            "missing": [
                {"label": label, "url": link} for is_done, label, link in items if not is_done
            ][:4],
        }
