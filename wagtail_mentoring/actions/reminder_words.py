"""What the mails of the ladder say. Called with the recipient's language and time zone active."""

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ..content.privacy import privacy_of_user
from ..enums import Audience, ReminderKind, Role
from ..links import ProgramLinks, base_url, resource_model
from ..matching.suggestions import suggest
from ..matching.words import reasons
from ..placeholders import Entry, Section
from ..rules import get_rules

#: Resources named in a mail.
RESOURCES = 3
#: The last rank of a language: neither the reader's nor the site's.
OTHER_LANGUAGE = 3


def words_for(kind, about, profile, step):
    """Return the values of the placeholders that do not follow from the object alone."""
    make = _WORDS.get(ReminderKind(kind))
    return make(about, profile, step, ProgramLinks(profile.program)) if make else {}


def _first_conversation(about, profile, step, links):
    program = profile.program
    first = Role(program.first_to_write)
    words = {"role": program.word(first)}
    if profile.role is first:
        sentence = _("Usually you, as the %(role)s, write first.") % words
    else:
        name = about.other_side(profile).member.name
        sentence = _(
            "Usually %(name)s, as the %(role)s, writes first. Nothing speaks against you beginning."
        ) % {
            **words,
            "name": name,
        }
    return {"started_on": about.started_at, "first_to_write": sentence}


def _started(about, profile, step, links):
    return {"started_on": about.started_at}


def _quiet(about, profile, step, links):
    write = _("Write to %(name)s") % {"name": about.other_side(profile).member.name}
    options = (
        (write, "desk_conversation"),
        (_("Put it on hold"), "desk_mentorship_hold"),
        (_("End it with a kind word"), "desk_mentorship_end"),
    )
    if step.is_later:
        words = _("Tell us in confidence that it does not fit, and find somebody else")
        options = (*options[:2], (words, "desk_mentorship_feeling"), options[2])
    return {"since": about.last_activity_at, "choices": _choices(about, links, options)}


def _check_in(about, profile, step, links):
    months = ngettext("%(count)d month", "%(count)d months", step.count) % {"count": step.count}
    link = _address(links, "desk_mentorship_checkin", about)
    words = {"started_on": about.started_at, "months": months}
    return {**words, "link": link} if link else words


def _coming_end(about, profile, step, links):
    options = (
        (_("Go on for longer"), "desk_mentorship_extend"),
        (_("Mark it as completed"), "desk_mentorship_complete"),
        (_("End it early"), "desk_mentorship_end"),
    )
    if step.is_later:
        options = (
            *options[:2],
            (_("Plan a last meeting"), "desk_mentorship_meeting_add"),
            (_("End it early"), "desk_mentorship_end"),
        )
    return {"end_on": about.agreed_end_on, "choices": _choices(about, links, options)}


def _choices(about, links, options):
    found = tuple((label, url) for label, name in options if (url := _address(links, name, about)))
    return (Section(_("What you can do"), (), found),) if found else ()


def _address(links, name, about):
    """Return the address of a page of a pair, or an empty text where the site has none."""
    uuid = about.request.uuid if name == "desk_conversation" else about.uuid
    url = links.absolute_url(name, uuid=uuid)
    return "" if url == base_url() + "/" else url


def _incomplete(about, profile, step, links):
    missing = get_rules().completeness(profile).missing
    return {"missing": [str(part.label) for part in missing]}


def _without_partner(about, profile, step, links):
    program = profile.program
    return {
        "since": get_since(profile),
        "sought_role": program.word(profile.role.other),
        "people": _people(program, profile, links),
        "resources": _resources(program, profile),
    }


def get_since(profile):
    """Return from when somebody works with nobody."""
    return get_rules().reminder_counts_from(ReminderKind.WITHOUT_PARTNER, profile)


def _people(program, profile, links):
    found = suggest(program, [profile]).get(profile.role, ())
    entries = []
    for one in found:
        name = f"find_{profile.role.other.value}_profile"
        lines = (one.profile.member.headline, "; ".join(reasons(one.fit)))
        url = links.absolute_url(name, uuid=one.profile.uuid)
        entries.append(Entry(one.profile.member.name, url, tuple(filter(None, lines))))
    return (Section(_("They fit what you asked for"), tuple(entries)),) if entries else ()


def _resources(program, profile):
    model = resource_model()
    if model is None:
        return ()
    audience = Audience.MENTORS if profile.role is Role.MENTOR else Audience.MENTEES
    # A title and a summary tell of a page as well: only what the reader may open.
    pages = (
        privacy_of_user(profile.member.user)
        .readable(model.objects.live())
        .filter(Q(program=program) | Q(program__isnull=True), audience__in=audience.sees)
    )
    entries = [
        Entry(page.title, page.get_full_url() or base_url(), tuple(filter(None, (page.summary,))))
        for page in _in_their_language(pages)[:RESOURCES]
    ]
    return (Section(_("To read in the meantime"), tuple(entries)),) if entries else ()


def _in_their_language(pages):
    """Return the newest of ``pages`` in the active language, then of those in the site's own language.

    Of a page and its translations it is one. Pages in other languages are for readers for whom there are no others.
    """
    locales = list(Locale.objects.values_list("pk", "language_code"))
    ranks = {pk: _rank(code) for pk, code in locales}
    whens = [When(locale=pk, then=Value(rank)) for pk, rank in ranks.items()]
    # So many rows hold so many different pages, whatever is a translation of what.
    rows = pages.annotate(rank=Case(*whens, default=Value(OTHER_LANGUAGE))).order_by(
        "rank", "-published_on", "-pk"
    )[: RESOURCES * max(1, len(locales))]
    found = {}
    for page in rows:
        found.setdefault(page.translation_key, page)
    understood = [page for page in found.values() if page.rank != OTHER_LANGUAGE]
    return understood or list(found.values())


def _rank(code):
    """Return how well the active language's reader is served by ``code``; the least is best."""
    own, site = get_language() or "", settings.LANGUAGE_CODE
    if code == own:
        return 0
    if code.split("-")[0] == own.split("-")[0]:
        return 1
    return 2 if code.split("-")[0] == site.split("-")[0] else OTHER_LANGUAGE


def _paused(about, profile, step, links):
    return {"since": profile.status_changed_at}


def _membership(about, profile, step, links):
    days = profile.program.membership_grace_days
    grace = ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days else ""
    return {"ends_on": profile.member.membership_ends_on, "grace": grace}


_WORDS = {
    ReminderKind.FIRST_CONVERSATION: _first_conversation,
    ReminderKind.GOALS: _started,
    ReminderKind.QUIET: _quiet,
    ReminderKind.CHECK_IN: _check_in,
    ReminderKind.COMING_END: _coming_end,
    ReminderKind.INCOMPLETE: _incomplete,
    ReminderKind.WITHOUT_PARTNER: _without_partner,
    ReminderKind.PAUSED: _paused,
    ReminderKind.MEMBERSHIP: _membership,
}
