"""Who does not want anything to do with whom (F86)."""

import uuid

import swapper
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BlockQuerySet(models.QuerySet):
    def between(self, one, other):
        """The blocks between two members, whoever made them."""
        return self.filter(Q(by=one, of=other) | Q(by=other, of=one))

    def stand_now(self):
        """Return whether there are any, as it is now and not in a snapshot from before (C-09).

        MariaDB and MySQL may run under REPEATABLE READ: there a locking read alone is of now. Elsewhere
        whoever blocks has written to the people's rows, and a lock on those is refused to an old snapshot.
        """
        is_plain = connection.vendor != "mysql" or connection.isolation_level == "read committed"
        return bool(self.exists() if is_plain else list(self.select_for_update().order_by("pk")))

    def made_by(self, member):
        """Those ``member`` made, and may take back; not those staff imposed on the two."""
        return self.filter(by=member, is_imposed=False)

    def members_apart_from(self, user):
        """Return two querysets of member ids: whom ``user`` blocked, and who blocked ``user``.

        Two, as a database finds each of them by an index.
        """
        return (
            self.filter(by__user=user).order_by().values("of"),
            self.filter(of__user=user).order_by().values("by"),
        )


class MemberBlock(models.Model):
    """``by`` has blocked ``of``: the two do not meet any more, in any program, and ``of`` is not told.

    Read by ``by`` alone: no admin page, export, log or mail shows it. ``is_imposed``: staff keep the
    two apart; neither is shown it, and neither takes it back.
    """

    #: No admin page may say "used once" of somebody who was blocked.
    wagtail_reference_index_ignore = True

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    by = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    of = models.ForeignKey(
        swapper.get_model_name("wagtail_mentoring", "MemberProfile"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    is_imposed = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocked member")
        verbose_name_plural = _("blocked members")
        ordering = ["-created_at", "-pk"]
        # There is nothing an administrator could be allowed to do with them.
        default_permissions = ()
        constraints = [
            # Staff's and the member's own are two: neither shows in the other, nor ends with it.
            models.UniqueConstraint(fields=["by", "of", "is_imposed"], name="block_once_each"),
            models.CheckConstraint(
                condition=~Q(by=F("of")),
                name="block_two_people",
                violation_error_message=_("Nobody can block themself."),
            ),
        ]

    def __str__(self):
        return f"{self.by} · {self.of}"
