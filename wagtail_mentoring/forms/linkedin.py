"""A LinkedIn archive to upload, and what was found in it to choose from (R22, F13)."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat, linebreaksbr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..actions import AnswerValue
from ..choices import language_code
from ..conf import settings
from ..enums import CriterionKind, LanguageLevel
from ..linkedin import ArchiveError, Findings, Limits, match_choice, read_archive

SALT = "wagtail_mentoring.linkedin"
#: So long what was found waits, in the page itself, to be chosen from.
MAX_AGE_SECONDS = 60 * 60


class LinkedInForm(forms.Form):
    """One archive. ``cleaned_data["archive"]`` is what was found in it; the file itself goes nowhere."""

    archive = forms.FileField(
        label=gettext_lazy("The archive from LinkedIn"),
        widget=forms.FileInput(attrs={"accept": ".zip,.csv,application/zip,text/csv"}),
        error_messages={
            "required": gettext_lazy("Choose the file first."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.LINKEDIN_MAX_BYTES).replace(".0", "")
        self.fields["archive"].help_text = _(
            "The zip file, or one of Profile.csv, Positions.csv, Education.csv, Skills.csv and Languages.csv; up to %(size)s."
        ) % {"size": size}

    def clean_archive(self):
        try:
            return read_archive(
                self.cleaned_data["archive"], Limits(file_bytes=settings.LINKEDIN_MAX_BYTES)
            )
        except ArchiveError as error:
            raise ValidationError(error.message, code=error.code) from None


def pack(findings, member):
    """Return what was found as a signed text that only this member can send back, and only for an hour."""
    data = {"member": str(member.uuid), "found": findings.to_data()}
    return signing.dumps(data, salt=SALT, compress=True)


def unpack(text, member):
    """Return the ``Findings`` in a text of ``pack``, or ``None`` when it is too old or not this member's."""
    try:
        data = signing.loads(text, salt=SALT, max_age=MAX_AGE_SECONDS)
        if data["member"] != str(member.uuid):
            return None
        return Findings.from_data(data["found"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


class Offer:
    """A choice of the program's that something in the archive stands for."""

    def __init__(self, choice, source, *, level=None, is_exact=True):
        self.choice, self.source, self.level, self.is_exact = choice, source, level, is_exact

    def label(self):
        words = self.choice.label
        if self.level:
            words = f"{words}: {LanguageLevel(self.level).label}"
        if not self.is_exact:
            words = _("%(choice)s (LinkedIn: “%(name)s”)") % {"choice": words, "name": self.source}
        return words


class LinkedInChoiceForm(forms.Form):
    """What was found, each with a tick; what the profile has already is named and not ticked.

    Called with ``member``, ``profiles`` (those whose questions may be answered) and
    ``found``. ``unmatched`` are skills and languages that no choice stands for.
    """

    def __init__(self, *args, member, profiles, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.member, self.profiles, self.found = member, list(profiles), found
        self._add_text("headline", found.headline, _("Your headline"))
        self._add_text("bio", found.summary, _("About you"))
        self._add_rows("positions", _("Positions"))
        self._add_rows("educations", _("Education"))
        self.offers, self.unmatched = {}, []
        self._add_answers()

    # What there is to choose

    def _add_text(self, name, text, label):
        now = getattr(self.member, name)
        if not text:
            return
        same = now.split() == text.split()
        hint = ""
        if same:
            hint = _("Stands in your profile already.")
        elif now:
            hint = _("If you tick this, it takes the place of: %(text)s") % {"text": now}
        self.fields[name] = forms.BooleanField(
            # Escaped, with its lines and paragraphs as they will be read.
            label=linebreaksbr(text),
            help_text=linebreaksbr(hint),
            required=False,
            initial=not now,
        )
        self.fields[name].heading = label

    def _add_rows(self, name, label):
        rows = getattr(self.found, name)
        if not rows:
            return
        own = [
            (type(rows[0])(*(getattr(row, field) for field in rows[0].values())))
            for row in getattr(self.member, name).all()
        ]
        choices, new = [], []
        for number, row in enumerate(rows):
            words = _in_words(row)
            if any(_is_same(row, other) for other in own):
                words = _("%(row)s (already in your profile)") % {"row": words}
            else:
                new.append(str(number))
            choices.append((str(number), words))
        self.fields[name] = forms.MultipleChoiceField(
            label=label,
            choices=choices,
            initial=new,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _add_answers(self):
        left = {name: name for name in self.found.skills}
        left |= {language.name: language.name for language in self.found.languages}
        own = {
            profile: set(profile.answers.values_list("criterion", "choice"))
            for profile in self.profiles
        }
        for criterion, profiles in self._criteria():
            offers = self._offers(criterion)
            for offer in offers.values():
                left.pop(offer.source, None)
            if not offers:
                continue
            there = {
                pk
                for pk in offers
                if all((criterion.pk, pk) in own[profile] for profile in profiles)
            }
            choices = []
            for pk, offer in offers.items():
                words = offer.label()
                if pk in there:
                    # A level that was given here stays as it is, whatever LinkedIn says.
                    words = _("%(row)s (already in your profile)") % {"row": offer.choice.label}
                choices.append((str(pk), words))
            name = f"c{criterion.pk}"
            self.offers[name] = (criterion, profiles, offers)
            self.fields[name] = forms.MultipleChoiceField(
                label=criterion.label,
                help_text=_as_whom(profiles),
                choices=choices,
                initial=[str(pk) for pk, o in offers.items() if pk not in there and o.is_exact],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.unmatched = list(left)

    def _criteria(self):
        """Yield the questions that take several choices, with the profiles they are put to.

        Sensitive ones are left to their own page, where the consent is asked for (D20).
        """
        found = {}
        for profile in self.profiles:
            asked = profile.program.criteria.asked_of(profile.role).filter(
                kind__in=[CriterionKind.MULTIPLE, CriterionKind.LANGUAGE], is_sensitive=False
            )
            for criterion in asked.prefetch_related("choices"):
                found.setdefault(criterion.pk, (criterion, []))[1].append(profile)
        return found.values()

    def _offers(self, criterion):
        """Return ``{choice id: Offer}``."""
        choices = {c.pk: c for c in criterion.choices.all() if c.is_active}
        labels = {pk: choice.label for pk, choice in choices.items()}
        codes = {}
        for pk, label in labels.items():
            code = language_code(label)
            if code:
                codes.setdefault(code, pk)
        offers = {}
        for language in self.found.languages:
            pk = codes.get(language_code(language.name))
            match = match_choice(language.name, labels) if pk is None else None
            if pk is None and match and match.is_exact:
                pk = match.key
            if pk is not None:
                level = None
                if criterion.kind == CriterionKind.LANGUAGE:
                    # Who names a language without a level speaks it at least so well.
                    level = language.level or LanguageLevel.CONVERSATIONAL
                offers.setdefault(pk, Offer(choices[pk], language.name, level=level))
        if criterion.kind == CriterionKind.MULTIPLE:
            for name in self.found.skills:
                match = match_choice(name, labels)
                if match and (match.key not in offers or match.is_exact):
                    offers[match.key] = Offer(choices[match.key], name, is_exact=match.is_exact)
        return offers

    # What was chosen

    def values(self):
        """Return the texts that are to take the place of the present ones."""
        texts = {"headline": self.found.headline, "bio": self.found.summary}
        return {name: text for name, text in texts.items() if self.cleaned_data.get(name)}

    def rows(self, name):
        """Return the chosen rows of ``positions`` or ``educations``."""
        found = getattr(self.found, name)
        return [found[int(number)].values() for number in self.cleaned_data.get(name, [])]

    def answers(self):
        """Return ``[(profile, {criterion id: [AnswerValue]})]`` of the chosen answers."""
        chosen = {}
        for name, (criterion, profiles, offers) in self.offers.items():
            values = [
                AnswerValue(choice_id=pk, level=offers[pk].level)
                for pk in map(int, self.cleaned_data.get(name, []))
            ]
            if values:
                for profile in profiles:
                    chosen.setdefault(profile, {})[criterion.pk] = values
        return list(chosen.items())

    def texts(self):
        """Return the bound fields of headline and bio, for the template."""
        return [self[name] for name in ("headline", "bio") if name in self.fields]

    def lists(self):
        """Return the bound fields with several choices, for the template."""
        return [self[name] for name in self.fields if name not in ("headline", "bio")]


def _as_whom(profiles):
    words = [profile.program.word(profile.role) for profile in profiles]
    if len(words) == 1:
        return _("Your answer as a %(role)s") % {"role": words[0]}
    return _("Your answer as a %(role)s and as a %(other)s") % {"role": words[0], "other": words[1]}


def _in_words(row):
    if row.start_year and row.end_year:
        years = f"{row.start_year}–{row.end_year}"
    elif row.start_year:
        years = _("since %(year)d") % {"year": row.start_year}
    else:
        years = str(row.end_year or "")
    first, second, *_years = row.values().values()
    return ", ".join(filter(None, [first, second, years]))


def _is_same(row, own):
    """Return whether a row of the archive is one of the profile: the same names, and years that do not disagree."""
    return row.names == own.names and all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in ((own.start_year, row.start_year), (own.end_year, row.end_year))
    )


def in_numbers(added):
    """Return a sentence on what was taken over. ``added`` is that of the action."""
    words = []
    if "headline" in added:
        words.append(_("your headline"))
    if "bio" in added:
        words.append(_("the text about you"))
    counted = {
        "positions": lambda n: ngettext("%d position", "%d positions", n),
        "educations": lambda n: ngettext("%d degree or course", "%d degrees or courses", n),
        "answers": lambda n: ngettext("%d answer", "%d answers", n),
    }
    words += [text(added[name]) % added[name] for name, text in counted.items() if name in added]
    if not words:
        return _("Nothing was ticked that your profile did not have, so nothing has changed.")
    return _("Taken over from LinkedIn: %(things)s.") % {"things": ", ".join(words)}
