from django import template
from wagtail.models import Site

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context):
    """Return the pages of the main menu, each with ``is_here``: the page shown is it or lies below it."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return []
    pages = list(site.root_page.get_children().live().in_menu())
    for page in pages:
        page.menu_url = page.get_url(request)
        page.is_here = bool(page.menu_url) and request.path.startswith(page.menu_url)
    return pages


@register.simple_tag(takes_context=True)
def section_menu(context, menu):
    """Return the menu pages below the entry of ``menu`` that is shown, each with ``is_here``."""
    request = context.get("request")
    section = next((page for page in menu if page.is_here), None)
    if section is None:
        return []
    pages = list(section.get_children().live().in_menu())
    for page in pages:
        page.menu_url = page.get_url(request)
        page.is_here = request.path.startswith(page.menu_url)
    return pages
