"""What the pages of an enrollment share."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _

from ..enums import ProfileStatus, Role
from ..forms.base import without_verdict
from ..links import LANDING
from .base import ActionFormView, ProgramViewMixin
from .kept import take_kept_data


class EnrollmentMixin(ProgramViewMixin):
    """A page of the enrollment, which is also where enrolled people edit their profile."""

    #: Words of the page's heading.
    title = ""

    def setup(self, request, *args, role=None, **kwargs):
        super().setup(request, *args, **kwargs)
        if role is not None and role not in Role.values:
            raise Http404
        self.role = Role(role) if role is not None else None

    @cached_property
    def current(self):
        """``{Role: profile}`` without the roles that were given up."""
        return {
            role: profile
            for role, profile in self.profiles.items()
            if profile.status != ProfileStatus.LEFT
        }

    @cached_property
    def profile(self):
        """The profile of the role in the address, or ``None``."""
        return self.current.get(self.role)

    @property
    def is_enrolling(self):
        """Whether everything here is still to be sent; else people edit what others see."""
        return all(profile.status == ProfileStatus.DRAFT for profile in self.current.values())

    def is_missing(self):
        """Return whether there is nothing here to work on yet."""
        return not self.current or (self.role is not None and self.profile is None)

    def get_title(self):
        return self.title

    def get_section_title(self):
        """Return the name of the whole: the enrollment, or the profile."""
        if not self.is_enrolling:
            return _("My profile")
        return self.page.title if self.page is not None else _("Enroll")

    def get_breadcrumb(self):
        found = []
        landing = self.links.page(LANDING)
        if landing is not None:
            found.append({"label": landing.title, "url": landing.get_url(self.request)})
        title = self.get_title()
        if title:
            found.append({"label": self.get_section_title(), "url": self.links.url("enrollment")})
        found.append({"label": title or self.get_section_title()})
        return found

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.update(
            {
                "mentoring_title": self.get_title() or self.get_section_title(),
                "mentoring_breadcrumb": self.get_breadcrumb(),
                "role": self.role,
                "profile": self.profile,
                "is_enrolling": self.is_enrolling,
                "cancel_url": self.links.url("enrollment"),
            }
        )
        return context


class TaskMixin(EnrollmentMixin):
    """A task of the list: leads back to the list when there is nothing to work on."""

    def get(self, request, *args, **kwargs):
        if self.is_missing():
            return HttpResponseRedirect(self.links.url("enrollment"))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.is_missing():
            messages.error(request, _("Nothing was saved: begin your enrollment first."))
            return HttpResponseRedirect(self.links.url("enrollment"))
        return super().post(request, *args, **kwargs)

    @property
    def is_partial(self):
        """Whether something unfinished is put aside for later; only before it has been sent."""
        return self.can_be_partial and "later" in self.request.POST

    @property
    def can_be_partial(self):
        if self.profile is not None:
            return self.profile.status == ProfileStatus.DRAFT
        return self.is_enrolling

    def get_success_url(self):
        return self.links.url("enrollment")

    def get_success_message(self):
        return _("Saved. You can go on whenever you like.") if self.is_partial else _("Saved.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.update(
            {
                "keep": "-".join(
                    ["enrollment", self.program.slug, type(self).__name__, self.role or "person"]
                ),
                "can_be_partial": self.can_be_partial,
                "files_were_lost": getattr(self.request, "mentoring_files_lost", False),
            }
        )
        return context


class TaskFormView(TaskMixin, ActionFormView):
    """A task with one form that ends in one action."""

    def get_initial(self):
        return dict(self.initial)

    def get_refusals(self):
        return []

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        self.kept = take_kept_data(self.request)
        if self.kept is not None:
            kwargs["data"] = self.kept
        return kwargs

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        return form if self.kept is None else without_verdict(form)
