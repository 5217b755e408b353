"""Lets the program's history happen, day by day, through the app's own actions."""

import datetime as dt
import random
import zlib

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.http import QueryDict

from wagtail_mentoring import actions
from wagtail_mentoring.enums import NotificationStatus, Role
from wagtail_mentoring.matching.params import PREFIX
from wagtail_mentoring.models import CriterionChoice, Mentorship, MentorshipRequest, Notification

from .. import story
from .confidence import Confidence
from .people import stable_uuid
from .working import Working


class History:
    """Collects what happens, sorts it by time, and lets it happen."""

    def __init__(self, enroller, people, clock):
        self.enroller, self.clock = enroller, clock
        self.people = {person["slug"]: person for person in people}
        self.events = []

    def at(self, days_ago, salt, act):
        """Note that ``act`` happens ``days_ago`` days before today."""
        self.events.append((self.clock.moment(days_ago, salt), len(self.events), act))

    def plan(self):
        """Note everything of the story."""
        first_days = {}
        for pair in (*story.PAIRS, *story.REQUESTS):
            for slug in (pair.mentor, pair.mentee):
                first_days[slug] = max(first_days.get(slug, 0), pair.day)
        for day, slug, *_rest in story.MOVES:
            first_days[slug] = max(first_days.get(slug, 0), day)
        for slug, person in self.people.items():
            self._plan_enrollment(slug, person, first_days.get(slug))
        for pair in story.PAIRS:
            self._plan_pair(pair)
        for request in story.REQUESTS:
            self._plan_request(request)
        Working(self).plan()
        for day, slug, role, what, value in story.MOVES:
            self.at(day, slug, lambda args=(slug, role, what, value): self._move(*args))

        for day, slug, role, name, labels in story.SAVED_SEARCHES:
            self.at(day, slug, lambda args=(slug, role, name, labels): self._save_search(*args))

        for day, slug, role, other, note in story.MARKS:
            self.at(day, slug + other, lambda args=(slug, role, other, note): self._mark(*args))

        for message in story.MESSAGES:
            self.at(message[0], message[4], lambda args=message[1:]: self._write(*args))
        Confidence(self).plan()

        for day in story.CLOCKWORK:
            # Early in the morning, before anybody does anything.
            moment = self.clock.today - dt.timedelta(days=day) + dt.timedelta(hours=5)
            moment = min(moment, self.clock.start)
            self.events.append((moment, len(self.events), self._clockwork))

    def happen(self, progress):
        """Let it all happen in order; call ``progress`` with each number of events done."""
        for number, (moment, _order, act) in enumerate(sorted(self.events, key=lambda e: e[:2])):
            with self.clock.at(moment):
                act()
            self._post(moment)
            progress(number + 1, len(self.events))

    def _plan_enrollment(self, slug, person, first_day):
        rng = random.Random(zlib.crc32(f"enroll:{slug}".encode()))
        if first_day is None:
            day = rng.randint(12, 260)
        else:
            day = min(first_day + rng.randint(6, 40), story.OPENED)
        for role in (role for role in Role if role.value in person):
            unfinished = story.UNFINISHED.get((slug, role.value))
            if unfinished is None:
                self.at(day, slug, lambda r=role: self.enroller.enroll(person, r.value))
                if role is Role.MENTOR:
                    self.at(day - rng.randint(1, 4), slug, lambda r=role: self._approve(slug, r))
                continue
            late_day, how = unfinished
            stop = "draft" if how == "draft" else ""
            self.at(late_day, slug, lambda r=role, s=stop: self.enroller.enroll(person, r.value, s))
            if how == "return":
                self.at(late_day - 2, slug, lambda r=role: self._send_back(slug, r))

    def _approve(self, slug, role):
        self.enroller.approve(self._profile(slug, role))

    def _send_back(self, slug, role):
        self.enroller.send_back(self._profile(slug, role), story.RETURN_NOTE)

    def _profile(self, slug, role):
        profile = self.enroller.profiles[slug, Role(role).value]
        return type(profile).objects.select_related("member__user", "program").get(pk=profile.pk)

    def user_of(self, slug):
        return self.enroller.users[slug]

    def _plan_pair(self, pair):
        key = f"{pair.mentor}:{pair.mentee}"
        self.at(pair.day, key, lambda: self._ask(pair))
        started = pair.day - pair.answer
        self.at(started, key, lambda: self._accept(pair))
        if pair.first is not None:
            self.at(started - pair.first, key, lambda: self._first(pair))
        if pair.hold is not None:
            self.at(pair.hold, key, lambda: self._hold(pair))
        if pair.end is not None:
            self.at(pair.end[0], key, lambda: self._end(pair))

    def _plan_request(self, request):
        key = f"{request.mentor}:{request.mentee}"
        self.at(request.day, key, lambda: self._ask(request))
        for day, what, words, reason in request.then:
            self.at(day, key, lambda args=(request, what, words, reason): self._answer(*args))

    def _ask(self, pair):
        mentor = self._profile(pair.mentor, Role.MENTOR)
        mentee = self._profile(pair.mentee, Role.MENTEE)
        asker, asked = (mentor, mentee) if pair.by == "mentor" else (mentee, mentor)
        request = actions.MakeRequestAction(
            asker, asked, message=pair.message, actor=asker.member.user
        ).execute()
        rename(request, stable_uuid("request", pair.mentor, pair.mentee, str(pair.day)))

    def _request(self, pair):
        uuid = stable_uuid("request", pair.mentor, pair.mentee, str(pair.day))
        return MentorshipRequest.objects.with_people().get(uuid=uuid)

    def _accept(self, pair):
        request = self._request(pair)
        mentorship = actions.AcceptRequestAction(request, actor=request.asked.member.user).execute()
        rename(mentorship, stable_uuid("mentorship", pair.mentor, pair.mentee, str(pair.day)))

    def _mentorship(self, pair):
        uuid = stable_uuid("mentorship", pair.mentor, pair.mentee, str(pair.day))
        return Mentorship.objects.with_people().get(uuid=uuid)

    def mentorship_of(self, mentor, mentee):
        """Return the mentorship of two people of the story."""
        [pair] = [one for one in story.PAIRS if (one.mentor, one.mentee) == (mentor, mentee)]
        return self._mentorship(pair)

    def _first(self, pair):
        mentorship = self._mentorship(pair)
        actions.MarkFirstConversationAction(
            mentorship, mentorship.mentee, actor=mentorship.mentee.member.user
        ).execute()

    def _hold(self, pair):
        mentorship = self._mentorship(pair)
        actions.HoldMentorshipAction(
            mentorship, mentorship.mentor, actor=mentorship.mentor.member.user
        ).execute()

    def _end(self, pair):
        _day, how, thanks, reason = pair.end
        mentorship = self._mentorship(pair)
        action = {
            "complete": actions.CompleteMentorshipAction,
            "end": actions.EndMentorshipAction,
        }[how]
        reasons = list(mentorship.program.end_reasons.all())
        action(
            mentorship,
            mentorship.mentee,
            reason=reasons[reason],
            thanks=thanks,
            actor=mentorship.mentee.member.user,
        ).execute()

    def _answer(self, pair, what, words, reason):
        request = self._request(pair)
        asked, asker = request.asked.member.user, request.asker.member.user
        if what == "decline":
            reasons = list(request.program.decline_reasons.all())
            actions.DeclineRequestAction(
                request, reason=reasons[reason], message=words, actor=asked
            ).execute()
        elif what == "ask":
            actions.AskInformationAction(request, body=words, actor=asked).execute()
        elif what == "answer":
            actions.AnswerInformationAction(request, body=words, actor=asker).execute()
        else:
            actions.WithdrawRequestAction(request, actor=asker).execute()

    def _write(self, mentor, mentee, by, text, is_read):
        [pair] = [
            one
            for one in (*story.PAIRS, *story.REQUESTS)
            if (one.mentor, one.mentee) == (mentor, mentee)
        ]
        request = self._request(pair)
        writer = request.side(by)
        actions.SendMessageAction(request, writer, text=text, actor=writer.member.user).execute()
        if is_read:
            reader = request.other_side(writer)
            actions.MarkReadAction(request, reader, actor=reader.member.user).execute()

    def _save_search(self, slug, role, name, labels):
        profile = self._profile(slug, role)
        choices = CriterionChoice.objects.filter(
            criterion__program=profile.program, criterion__is_filter=True, label__in=labels
        )
        query = QueryDict(mutable=True)
        for choice in choices.select_related("criterion"):
            query.appendlist(f"{PREFIX}{choice.criterion.slug}", str(choice.pk))
        actions.SaveSearchAction(
            profile, name=name, query=query.urlencode(), actor=self.user_of(slug)
        ).execute()

    def _move(self, slug, role, what, value):
        profile, user = self._profile(slug, role), self.user_of(slug)
        if what == "pause":
            until = None if value is None else self.clock.day(value)
            actions.PauseProfileAction(
                profile, until=until, tell_partners=True, actor=user
            ).execute()
        elif what == "resume":
            actions.ResumeProfileAction(profile, actor=user).execute()
        elif what == "leave":
            actions.LeaveProfileAction(profile, actor=user).execute()
        else:
            actions.SuspendProfileAction(
                profile, note=value, actor=self.enroller.coordinator
            ).execute()

    def _mark(self, slug, role, other, note):
        own = self._profile(slug, role)
        candidate = self._profile(other, Role(role).other.value)
        if note is None:
            actions.DismissAction(own, candidate, actor=own.member.user).execute()
            return
        for action in (
            actions.ShortlistAction(own, candidate, actor=own.member.user),
            actions.SaveShortlistNoteAction(own, candidate, note, actor=own.member.user),
        ):
            action.execute()

    def _clockwork(self):
        call_command("mentoring_run_due", verbosity=0)

    def _post(self, moment):
        """Say that the mails of this event went out at that time."""
        Notification.objects.filter(created_at__gte=self.clock.start).update(
            created_at=moment,
            next_attempt_at=moment,
            sent_at=moment,
            attempts=1,
            status=NotificationStatus.SENT,
        )


def rename(instance, uuid):
    """Give a request or mentorship the identifier it has after every load, in its mails as well."""
    old, new = str(instance.uuid), str(uuid)
    type(instance).objects.filter(pk=instance.pk).update(uuid=uuid)
    mails = Notification.objects.filter(
        content_type=ContentType.objects.get_for_model(instance), object_id=instance.pk
    )
    for mail in mails:
        mail.body_text = mail.body_text.replace(old, new)
        mail.body_html = mail.body_html.replace(old, new)
        mail.save(update_fields=["body_text", "body_html"])
