"""What all members' views share: the program, who is looking, addresses, headers, and acting.

The same view classes serve page types and ``urls.py``. They are thin: parse,
ask a rule, call an action or a search, render.
"""

from functools import cached_property

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from .. import get_member_profile_model, get_participant_model
from ..conf import settings
from ..enums import Role
from ..exceptions import ActionBusy, ActionRefused
from ..links import ProgramLinks
from ..models import MentoringProgram
from ..rules import get_rules
from ..rules.limits import LIMITS
from ..validators import time_zone_names
from .kept import keep_input, take_kept_input


def login_url():
    """Return where members sign in, as Wagtail's private pages do."""
    return getattr(django_settings, "WAGTAIL_FRONTEND_LOGIN_URL", None) or django_settings.LOGIN_URL


class ProgramViewMixin:
    """Finds the program and the member. ``program`` is a slug from a URL, or the program of ``page``."""

    login_required = True

    def setup(self, request, *args, program=None, page=None, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = page
        if page is not None:
            program = page.program
        elif isinstance(program, str):
            program = get_object_or_404(
                MentoringProgram.objects.select_related("code_of_conduct", "binding_revision"),
                slug=program,
            )
        self.program = program

    def dispatch(self, request, *args, **kwargs):
        if self.program is None or not self.program.is_active:
            raise Http404
        if self.login_required and not request.user.is_authenticated:
            if request.method == "POST":
                # Whoever was signed out while writing finds their words again.
                keep_input(request)
            response = redirect_to_login(request.get_full_path(), login_url())
        else:
            response = self.dispatch_in_own_zone(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    def dispatch_in_own_zone(self, request, *args, **kwargs):
        """Answer with all times in the reader's own time zone, if they gave one."""
        zone = self.member.time_zone if self.member is not None else ""
        if zone not in time_zone_names():
            return super().dispatch(request, *args, **kwargs)
        with timezone.override(zone):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            return response

    @cached_property
    def rules(self):
        return get_rules()

    @cached_property
    def links(self):
        return ProgramLinks(self.program, self.request)

    @cached_property
    def member(self):
        """The member profile of whoever is looking, or ``None``."""
        for profile in self.profiles.values():
            return profile.member
        return get_member_profile_model().objects.for_user(self.request.user)

    @cached_property
    def profiles(self):
        """``{Role: profile}`` of whoever is looking, in this program; roles they never took are missing."""
        found = {}
        if self.request.user.is_authenticated:
            for role in Role:
                profile = self.profiles_of(role).first()
                if profile is not None:
                    profile.program = self.program
                    found[role] = profile
        return found

    def profiles_of(self, role):
        """Return the reader's profile in ``role`` as a queryset, to which a page adds what it will need."""
        mine = get_participant_model(role).objects.filter(member__user=self.request.user)
        return mine.filter(program=self.program).select_related("member__user")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.update(
            {
                "program": self.program,
                "page": self.page,
                "links": self.links,
                "member": self.member,
                # Read only where a template asks for it.
                "profiles": SimpleLazyObject(lambda: self.profiles),
                "mentoring_base_template": settings.BASE_TEMPLATE,
                "mentoring_help": self.get_help(),
            }
        )
        return context

    def get_help(self):
        """Return what the help element shows, at the same place on every page (A-18)."""
        return {
            "faq_url": self.links.faq(),
            "email": self.program.office_email,
            "url": self.program.community_url,
            # Whoever may not raise one reads there why, and where to write.
            "concern_url": self.links.url("desk_concern")
            if self.request.user.is_authenticated
            else "",
        }


class ProgramTemplateView(ProgramViewMixin, TemplateView):
    """A page that only shows."""


class ProgramView(ProgramViewMixin, View):
    """An answer that is no page, such as a file."""


class ActionFormView(ProgramViewMixin, FormView):
    """A form that ends in one action.

    GET shows it, or why it may not be done; POST does it. A refusal keeps what
    was typed and answers 409, a busy row 503; neither changes anything.
    """

    success_message = ""
    #: ``{code of a refusal: the field that it is about}``: the words stand there and lead there (A-07).
    refusal_fields = {}

    def get_action(self, form=None):
        """Return the action, from the cleaned ``form``, or without one to ask whether it may be done."""
        raise Http404

    def get_refusals(self):
        """Return why this may not be done now, before anybody types."""
        action = self.get_action()
        return action.refusals() if action is not None else []

    def get_initial(self):
        return {**super().get_initial(), **take_kept_input(self.request)}

    def form_valid(self, form):
        try:
            self.result = self.get_action(form).execute()
        except ActionRefused as refused:
            for refusal in refused.refusals:
                field = self.refusal_fields.get(refusal.code)
                form.add_error(field if field in form.fields else None, refusal.message)
            return self.render_to_response(
                self.get_context_data(form=form), status=self.get_refused_status(refused.codes)
            )
        except ActionBusy as busy:
            form.add_error(None, str(busy))
            response = self.render_to_response(self.get_context_data(form=form), status=503)
            response.headers["Retry-After"] = "2"
            return response
        message = self.get_success_message()
        if message:
            messages.success(self.request, message)
        return HttpResponseRedirect(self.get_success_url())

    def get_refused_status(self, codes):
        """Return the status of the answer to a form that was refused for ``codes``."""
        return 429 if LIMITS & set(codes) else 409

    def get_success_message(self):
        return self.success_message

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.request.method == "GET":
            context["refusals"] = self.get_refusals()
        context["input_was_kept"] = getattr(self.request, "mentoring_input_kept", False)
        return context


class ActionView(ProgramView):
    """A button: POST does it and returns to where it stands. GET goes there without doing anything (S-20)."""

    success_message = ""

    def get_action(self):
        raise Http404

    def get_success_url(self):
        return self.links.url("desk")

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(self.get_success_url())

    def post(self, request, *args, **kwargs):
        try:
            self.result = self.get_action().execute()
        except ActionRefused as refused:
            for refusal in refused.refusals:
                messages.error(request, refusal.message)
        except ActionBusy as busy:
            messages.error(request, str(busy))
        else:
            if self.success_message:
                messages.success(request, _(self.success_message))
        return HttpResponseRedirect(self.get_success_url())
