"""For members who open what is only for those who take part: how to take part, instead of another sign-in (R6)."""

from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from .. import get_participant_model
from ..conf import settings
from ..enums import Role
from ..links import ProgramLinks
from ..models import MentoringProgram
from ..rules import get_rules
from .landing import call_to_action


def refused_program(restrictions, request):
    """Return the program whose participants alone may read on, if that is what keeps the reader out."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    for restriction in restrictions:
        if restriction.restriction_type == restriction.GROUPS:
            if not restriction.accept_request(request):
                return (
                    MentoringProgram.objects.live()
                    .filter(enrolled_group__in=restriction.groups.all())
                    .first()
                )
    return None


def enroll_first(request, program):
    """Return the page that says what has to be done to read on."""
    links = ProgramLinks(program, request)
    action = call_to_action(program, request.user, links)
    response = TemplateResponse(
        request,
        "wagtail_mentoring/resources/enroll_first.html",
        {
            "mentoring_title": _("For those who take part"),
            "mentoring_base_template": settings.BASE_TEMPLATE,
            "mentoring_help": {
                "faq_url": links.faq(),
                "email": program.office_email,
                "url": program.community_url,
            },
            "program": program,
            "links": links,
            "title": _("This is for everybody enrolled in %(program)s") % {"program": program.name},
            "text": _reason(program, request.user) or action["text"],
            "action": {"label": action["label"], "url": action["url"]},
        },
        status=403,
    )
    add_never_cache_headers(response)
    return response


def _reason(program, user):
    """Say why somebody who has a profile may not read on; others are told how to get one."""
    rules = get_rules()
    for role in Role:
        profiles = get_participant_model(role).objects.for_user(user).filter(program=program)
        for profile in profiles.select_related("member", "program"):
            refusals = rules.can_search(profile)
            if refusals:
                return " ".join(str(refusal) for refusal in refusals)
    if rules.can_enroll(user, program, Role.MENTEE):
        return ""
    return _(
        "Enroll as mentor or mentee, and you can read on: also while you still look for somebody."
    )


def explain_pages(next_serve):
    """Hook ``on_serve_page``, outside Wagtail's own check of page privacy."""

    def serve(page, request, args, kwargs):
        response = next_serve(page, request, args, kwargs)
        if response.status_code == 302:
            # Wagtail sends whoever may not read to sign in, even those who have.
            program = refused_program(page.get_view_restrictions(), request)
            if program is not None:
                return enroll_first(request, program)
        return response

    return serve


def explain_documents(document, request):
    """Hook ``before_serve_document``, before Wagtail's own check of the collection's privacy."""
    program = refused_program(document.collection.get_view_restrictions(), request)
    return enroll_first(request, program) if program is not None else None
