"""Tags for what editors write."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ..content import ContentValues
from ..models import MentoringProgram

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
