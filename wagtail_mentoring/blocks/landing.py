"""Blocks of the front page of a program; a site may use each of them in StreamFields of its own."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale
from wagtail.snippets.blocks import SnippetChooserBlock

from ..content import ContentValues, find_testimonials, in_order, load_entries, program_numbers
from ..content.numbers import SMALLEST
from ..enums import Audience, Role
from ..views.landing import call_to_action
from ..views.resources import newest_resources
from .base import ProgramBlock
from .faq import TEXT_FEATURES, FilledCharBlock, FilledRichTextBlock


def heading_block(help_text=""):
    return FilledCharBlock(label=_("Heading"), required=False, max_length=120, help_text=help_text)


class CallToActionBlock(ProgramBlock):
    """The one next step for whoever looks: sign in, enroll, go on, or go to one's desk."""

    def get_program_context(self, value, program, context):
        user = getattr(context.get("request"), "user", None) or AnonymousUser()
        return {"call_to_action": call_to_action(program, user, context["links"])}

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        label_format = _("Call to action")
        template = "wagtail_mentoring/blocks/call_to_action.html"


class StepBlock(blocks.StructBlock):
    title = FilledCharBlock(label=_("Title"), max_length=80)
    text = FilledCharBlock(label=_("Text"), max_length=300)


class StepsBlock(ProgramBlock):
    """How it works, in a few steps; without steps of its own the app's three."""

    heading = heading_block(_("Empty: “How it works”."))
    steps = blocks.ListBlock(
        StepBlock(),
        label=_("Steps"),
        default=[],
        help_text=_(
            "Without steps the three usual ones are shown, with the program's own numbers."
        ),
    )

    def get_program_context(self, value, program, context):
        values = ContentValues(program, context["links"])
        return {
            "heading": values.fill_text(value.get("heading") or ""),
            "steps": [
                {
                    "title": values.fill_text(step["title"]),
                    "text": values.fill_text(step["text"]),
                }
                for step in value.get("steps") or ()
            ],
            **words_of(program),
        }

    class Meta:
        icon = "list-ol"
        label = _("How it works")
        template = "wagtail_mentoring/blocks/steps.html"


class GoodToKnowBlock(ProgramBlock):
    """The program's rules in a few sentences, always as they are set."""

    heading = heading_block(_("Empty: “Good to know”."))

    def get_program_context(self, value, program, context):
        return {
            "heading": value.get("heading"),
            "conduct_url": context["links"].conduct(),
            **words_of(program),
        }

    class Meta:
        icon = "info-circle"
        label = _("Good to know")
        template = "wagtail_mentoring/blocks/good_to_know.html"


class NumbersBlock(ProgramBlock):
    """How many take part. Small numbers are hidden."""

    heading = heading_block()
    smallest = blocks.IntegerBlock(
        label=_("Smallest number shown"),
        default=10,
        min_value=SMALLEST,
        help_text=_("Smaller numbers are left out: they look sad, and they may be somebody."),
    )

    def get_program_context(self, value, program, context):
        return {
            "heading": value.get("heading"),
            "numbers": program_numbers(program, smallest=value.get("smallest") or SMALLEST),
        }

    class Meta:
        icon = "order"
        label = _("Numbers of the program")
        template = "wagtail_mentoring/blocks/numbers.html"


class TestimonialsBlock(ProgramBlock):
    """What others say: chosen ones, or some in the editors' order, the newest, or at random."""

    heading = heading_block()
    chosen = blocks.ListBlock(
        SnippetChooserBlock("wagtail_mentoring.Testimonial", label=_("Testimonial")),
        label=_("Testimonials"),
        default=[],
        help_text=_("Empty: as many as said below."),
    )
    order = blocks.ChoiceBlock(
        label=_("Which"),
        choices=[
            ("chosen", _("The first in the list")),
            ("newest", _("The newest")),
            ("random", _("At random, each time others")),
        ],
        default="chosen",
    )
    count = blocks.IntegerBlock(label=_("How many"), default=1, min_value=1, max_value=12)

    def get_program_context(self, value, program, context):
        chosen = value.get("chosen") or ()
        if chosen:
            # Who withdrew the consent is not shown, even where an editor chose them.
            testimonials = in_order([one.pk for one in chosen if one])
        else:
            testimonials = find_testimonials(
                program, count=value.get("count") or 1, order=value.get("order") or "chosen"
            )
        return {"heading": value.get("heading"), "testimonials": testimonials}

    class Meta:
        icon = "openquote"
        label = _("Testimonials")
        template = "wagtail_mentoring/blocks/testimonials.html"


class FAQPicksBlock(ProgramBlock):
    """A few questions, each a link to its answer on the page of questions and answers."""

    heading = heading_block(_("Empty: “Questions”."))
    entries = blocks.ListBlock(
        SnippetChooserBlock("wagtail_mentoring.FAQEntry", label=_("Question")),
        label=_("Questions"),
        default=[],
        help_text=_("Empty: the first ones in the list."),
    )
    count = blocks.IntegerBlock(label=_("How many"), default=4, min_value=1, max_value=12)

    def get_program_context(self, value, program, context):
        page = context.get("page")
        locale = getattr(page, "locale", None) or Locale.get_active()
        entries = load_entries(program, locale, audience=Audience.BOTH)
        keys = [one.translation_key for one in value.get("entries") or () if one]
        picked = [entries[key] for key in keys if key in entries] if keys else [*entries.values()]
        values = ContentValues(program, context["links"])
        url = context["links"].faq()
        return {
            "heading": value.get("heading"),
            "faq_url": url,
            "questions": [
                {
                    "question": values.fill_text(entry.question),
                    "url": f"{url}#faq-{entry.anchor}" if url else "",
                }
                for entry in picked[: len(keys) or value.get("count") or 4]
            ],
        }

    class Meta:
        icon = "help"
        label = _("Questions")
        template = "wagtail_mentoring/blocks/faq_picks.html"


class NewestResourcesBlock(ProgramBlock):
    """The newest articles, documents and interviews, of those whoever looks may read."""

    heading = heading_block(_("Empty: “New to read, see and hear”."))
    topic = SnippetChooserBlock(
        "wagtail_mentoring.ResourceTopic",
        label=_("Topic"),
        required=False,
        help_text=_("Empty: all topics."),
    )
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    def get_program_context(self, value, program, context):
        page = context.get("page")
        topic = value.get("topic")
        return {
            "heading": value.get("heading"),
            "resources_url": context["links"].resources(),
            "cards": newest_resources(
                program,
                getattr(page, "locale", None) or Locale.get_active(),
                context["request"],
                topic=topic.slug if topic else "",
                count=value.get("count") or 3,
            ),
        }

    class Meta:
        icon = "doc-full-inverse"
        label = _("Newest resources")
        template = "wagtail_mentoring/blocks/newest_resources.html"


class ContactBlock(ProgramBlock):
    """The program office and the community page."""

    heading = heading_block(_("Empty: “Talk to us”."))
    text = FilledRichTextBlock(
        label=_("Words"), required=False, features=["bold", "italic", "link"]
    )

    def get_program_context(self, value, program, context):
        return {"heading": value.get("heading"), "text": value.get("text")}

    class Meta:
        icon = "mail"
        label = _("Contact")
        template = "wagtail_mentoring/blocks/contact.html"


def words_of(program):
    """Return the program's own words for the roles, as the templates call them."""
    words = {}
    for role in Role:
        words[role.value] = program.word(role)
        words[f"{role.value}s"] = program.word(role, plural=True)
    return words


#: The sections of a front page.
LANDING_SECTIONS = [
    ("call_to_action", CallToActionBlock()),
    ("steps", StepsBlock()),
    ("good_to_know", GoodToKnowBlock()),
    ("numbers", NumbersBlock()),
    ("testimonials", TestimonialsBlock()),
    ("questions", FAQPicksBlock()),
    ("resources", NewestResourcesBlock()),
    ("contact", ContactBlock()),
    ("text", FilledRichTextBlock(label=_("Words"), icon="pilcrow", features=TEXT_FEATURES)),
]
