"""The picture: upload it, choose the square that shows, remove it (S-23)."""

import mimetypes
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ..actions import CropPictureAction, SavePictureAction
from ..exceptions import ActionBusy, ActionRefused
from ..forms import get_form_class
from ..forms.picture import PictureForm, PortraitForm
from ..links import picture_url
from ..pictures import cut_portrait
from .base import ProgramView
from .enrollment_base import TaskFormView


class PictureFormView(TaskFormView):
    """Choose a picture, or remove it (S-23)."""

    template_name = "wagtail_mentoring/enrollment/picture.html"

    def get_title(self):
        return _("Picture")

    def get_form_class(self):
        return get_form_class("picture", PictureForm)

    def post(self, request, *args, **kwargs):
        if "remove" in request.POST and not self.is_missing():
            try:
                SavePictureAction(self.member, None, actor=request.user).execute()
            except (ActionRefused, ActionBusy) as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("The picture has been removed."))
            return HttpResponseRedirect(self.links.url("enrollment_picture"))
        return super().post(request, *args, **kwargs)

    def get_action(self, form=None):
        picture = form.cleaned_data["picture"] if form else None
        return SavePictureAction(self.member, picture, actor=self.request.user)

    def get_success_url(self):
        return self.links.url("enrollment_portrait")

    def get_success_message(self):
        return _("Your picture is saved. Now choose which part of it shows, or leave it as it is.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["picture_url"] = picture_url(self.member)
        context["portrait_form_url"] = self.links.url("enrollment_portrait")
        return context


class PortraitView(TaskFormView):
    """Which square of the picture shows: three sliders and a preview; with script also by dragging."""

    template_name = "wagtail_mentoring/enrollment/portrait.html"

    def is_missing(self):
        return super().is_missing() or not self.member.picture

    def get_title(self):
        return _("Which part shows")

    def get_form_class(self):
        return get_form_class("portrait", PortraitForm)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "member": self.member}

    def form_valid(self, form):
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def get_action(self, form=None):
        square = form.cleaned_data["square"] if form else None
        return CropPictureAction(self.member, square, actor=self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        file, form = self.links.url("enrollment_portrait_file"), context["form"]
        numbers = {name: form[name].value() for name in ("x", "y", "zoom")}
        context["whole_url"] = file
        context["preview_url"] = f"{file}?{urlencode(numbers)}"
        context["keep"] = ""
        return context


class PortraitFileView(ProgramView):
    """One's own picture, whole, or with ``?x=…&y=…&zoom=…`` the square of it. Nobody else's."""

    def get(self, request, *args, **kwargs):
        member = self.member
        if member is None or not member.picture:
            raise Http404
        try:
            with member.picture.open("rb") as file:
                content = file.read()
        except FileNotFoundError:
            raise Http404 from None
        kind = mimetypes.guess_type(member.picture.name)[0]
        form = PortraitForm(request.GET, member=member)
        if request.GET and form.is_valid():
            cut = cut_portrait(member.picture, form.cleaned_data["square"])
            if cut:
                content, kind = cut.read(), "image/jpeg"
        response = HttpResponse(content, content_type=kind)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'"
        return response
