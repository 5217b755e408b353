"""Pages with a form that ask the rules before anybody types, and again before anything is read."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ..enums import Role
from ..forms import get_form_class
from .base import ActionFormView

#: Fields whose words are shown again when the form itself cannot be.
WORDS = ("message", "body", "thanks")


def role_or_404(name):
    """Return the ``Role`` in an address."""
    if name not in Role.values:
        raise Http404
    return Role(name)


def mend(refusal, own, links):
    """Return ``{label, url}`` of the page where ``own`` (a profile or ``None``) can mend a refusal, or ``None``."""
    role = own.role.value if own is not None else ""
    if refusal.code == "conduct_not_agreed":
        return {
            "label": _("Read the Code of Conduct"),
            "url": links.url("enrollment_conduct", role=role),
        }
    if refusal.code in ("not_enrolled", "not_approved"):
        return {"label": _("Go to my enrollment"), "url": links.url("enrollment")}
    if refusal.code == "mentor_full" and own.role is Role.MENTOR:
        return {
            "label": _("Change how many places you offer"),
            "url": links.url("enrollment_role", role=role),
        }
    return None


class AskFirstFormView(ActionFormView):
    """A form of one act. What cannot be done (any more) is said on a plain page instead of the form.

    That page answers 200 to a reader and 409 to somebody who sent the form (C-03);
    it shows the words that were typed, so that nothing is lost.
    """

    template_name = "wagtail_mentoring/requests/act.html"
    refused_template_name = "wagtail_mentoring/requests/refused.html"
    #: Key in ``WAGTAIL_MENTORING["FORMS"]``.
    form_name = ""
    submit_variant = ""
    #: Set on the page that says why not.
    refused_title = ""
    #: What is read again when somebody else may have been faster.
    read_again: tuple = ()

    @cached_property
    def own(self):
        """The profile on whose behalf the reader acts, or ``None``."""
        return None

    def get_form_class(self):
        return get_form_class(self.form_name, self.form_class)

    def get(self, request, *args, **kwargs):
        refusals = self.get_refusals()
        if refusals:
            return self.refuse(refusals, status=200)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        refusals = self.get_refusals()
        if refusals:
            return self.refuse(refusals)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 409:
            # Somebody else may have been faster: what is true now?
            self.forget()
            refusals = self.get_refusals()
            if refusals:
                return self.refuse(refusals)
        return response

    def forget(self):
        """Drop what was read from the database before the action locked it."""
        for name in self.read_again:
            self.__dict__.pop(name, None)

    def get_title(self):
        return ""

    def get_page_context(self):
        """Return what the form and the page that says why not have in common."""
        return {"mentoring_title": self.get_title()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_variant=self.submit_variant, **self.get_page_context(), **kwargs
        )

    def refuse(self, refusals, status=409):
        """Return the page that says why not, and where to mend it."""
        typed = [self.request.POST.get(name, "").strip() for name in WORDS]
        context = self.get_context_data(
            form=None,
            refusals=refusals,
            mending=[link for link in map(self.mend, refusals) if link],
            typed=[text for text in typed if text],
        )
        context["refusals"] = refusals
        return self.response_class(
            request=self.request,
            template=[self.refused_template_name],
            context=context,
            using=self.template_engine,
            status=status,
        )

    def mend(self, refusal):
        return mend(refusal, self.own, self.links)
