"""What the blocks of a program have in common, on the app's pages and on a site's own."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..links import ProgramLinks
from ..models import MentoringProgram


def program_choices():
    """Return the site's programs, for a choice."""
    return [(program.slug, program.name) for program in MentoringProgram.objects.all()]


class ProgramBlock(blocks.StructBlock):
    """A block about a program: the one of its page, or else the site's first.

    On pages that belong to no program, a site with several of them makes it with
    ``choose_program=True``: editors then choose the program in the block.
    """

    def __init__(self, local_blocks=None, choose_program=False, **kwargs):
        if choose_program:
            choice = blocks.ChoiceBlock(
                label=_("Program"),
                choices=program_choices,
                required=False,
                help_text=_("Empty: the program of the page, or the first one."),
            )
            local_blocks = [*(local_blocks or ()), ("program", choice)]
        super().__init__(local_blocks, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        program = self.program_of(value, context)
        context["program"] = program
        context["request"] = context.get("request")
        if program is not None:
            links = context.get("links")
            if getattr(links, "program", None) != program:
                links = ProgramLinks(program, context["request"])
            context["links"] = links
            context.update(self.get_program_context(value, program, context))
        return context

    def program_of(self, value, context):
        """Return the program the block is about, or ``None`` where there is none."""
        slug = value.get("program")
        own = getattr(context.get("page"), "program", None)
        if isinstance(own, MentoringProgram) and slug in ("", None, own.slug):
            return own
        programs = MentoringProgram.objects.live()
        return (programs.filter(slug=slug) if slug else programs).first()

    def get_program_context(self, value, program, context):
        """Return what the template needs beside ``program`` and ``links``."""
        return {}

    class Meta:
        icon = "mentoring-handshake"
