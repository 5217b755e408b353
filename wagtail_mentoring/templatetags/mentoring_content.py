"""Tags for what editors write."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ..content import ContentValues, find_testimonials
from ..links import ProgramLinks
from ..models import MentoringProgram
from ..views.navigation import navigation

register = template.Library()


@register.filter
def placeholders(text, program=None) -> SafeString:
    """Return ``text`` with the placeholders of ``program`` filled: ``{{ page.body|richtext|placeholders:program }}``.

    Text that is not marked as safe is escaped first. Without a program the site's first one is taken.
    """
    program = program or MentoringProgram.objects.live().first()
    html = conditional_escape(text)
    if program is None:
        return html
    # Escaped above; what is filled in is escaped, too.
    return mark_safe(ContentValues(program).fill_html(html))  # noqa: S308


@register.inclusion_tag("wagtail_mentoring/elements/navigation.html", takes_context=True)
def mentoring_navigation(context, program=None):
    """Show the way between the pages of ``program`` (default: the page's, or the site's first): ``{% mentoring_navigation %}``."""
    program = program or context.get("program") or MentoringProgram.objects.live().first()
    request = context.get("request")
    if program is None:
        return {"items": []}
    links = context.get("links")
    if getattr(links, "program", None) != program:
        links = ProgramLinks(program, request)
    user = getattr(request, "user", None)
    return {
        "program": program,
        "items": navigation(program, user, links, getattr(request, "path", "")),
    }


@register.inclusion_tag("wagtail_mentoring/blocks/testimonials.html", takes_context=True)
def mentoring_testimonials(context, program=None, count=1, order="chosen", heading=""):
    """Show testimonials: ``{% mentoring_testimonials count=2 order="random" %}``; order is chosen, newest or random."""
    program = program or context.get("program") or MentoringProgram.objects.live().first()
    testimonials = find_testimonials(program, count=count, order=order) if program else []
    return {"heading": heading, "testimonials": testimonials}
