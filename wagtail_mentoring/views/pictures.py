"""Members' pictures, served to those who may see the member (S-24)."""

from django.http import Http404
from django.views.generic import View

from .. import get_member_profile_model, get_participant_model
from ..enums import Role
from .files import private_picture


class PictureView(View):
    """The picture of one member. Answers like a missing one to everybody who may not see any of their profiles."""

    def get(self, request, uuid, stamp):
        # First of all, so that a missing picture reads the session as one of others does (S-02).
        if not request.user.is_authenticated:
            raise Http404
        member = get_member_profile_model().objects.filter(uuid=uuid).first()
        if member is None or not member.picture or not self.may_see(request.user, member):
            raise Http404
        # What lies outside the square that the member chose is not for others. The address changes
        # with the picture, so a browser that keeps it shows no old one.
        return private_picture(member.portrait or member.picture)

    def may_see(self, user, member):
        return member.user_id == user.pk or any(
            get_participant_model(role).objects.visible_to(user).filter(member=member).exists()
            for role in Role
        )
