"""Members' pictures, served to those who may see the member (S-24)."""

from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control
from django.views.generic import View

from .. import get_member_profile_model, get_participant_model
from ..enums import Role


class PictureView(View):
    """The picture of one member. Answers like a missing one to everybody who may not see any of their profiles."""

    def get(self, request, uuid, stamp):
        # First of all, so that a missing picture reads the session as one of others does (S-02).
        if not request.user.is_authenticated:
            raise Http404
        member = get_member_profile_model().objects.filter(uuid=uuid).first()
        if member is None or not member.picture or not self.may_see(request.user, member):
            raise Http404
        try:
            # What lies outside the square that the member chose is not for others.
            response = FileResponse((member.portrait or member.picture).open("rb"))
        except FileNotFoundError:
            raise Http404 from None
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'"
        # The address changes with the picture; only the reader's own browser may keep it.
        patch_cache_control(response, private=True, max_age=3600)
        return response

    def may_see(self, user, member):
        return member.user_id == user.pk or any(
            get_participant_model(role).objects.visible_to(user).filter(member=member).exists()
            for role in Role
        )
