"""What changed for the search: a log every process reads before it answers (docs/explanation/performance.md).

A row is written with the change itself, in the same transaction. Whoever has
seen it knows that the change is there to be read.
"""

import uuid

from django.db import models, router, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from .programs import MentoringProgram

#: More profiles than this changed at once: the whole program is read anew.
MANY = 500
#: How many rows are kept. A process that slept through more reads everything anew.
KEPT = 20_000


class SearchChangeQuerySet(models.QuerySet):
    def note(self, role, profiles):
        """Log that profiles of ``role`` changed: pairs of program id and profile id (``None``: many)."""
        profiles = set(profiles)
        if len(profiles) > MANY:
            profiles = {(program, None) for program, _profile in profiles}
        rows = self.bulk_create(
            SearchChange(program_id=program, role=role, profile_id=profile)
            for program, profile in sorted(profiles, key=str)
        )
        # Now and then, by chance: not every database says which numbers it gave.
        if any(row.token.int % (KEPT // 10) == 0 for row in rows):
            newest = self.order_by("-pk").values_list("pk", flat=True).first()
            self.filter(pk__lt=newest - KEPT).delete()


class SearchChange(models.Model):
    #: Tells two rows of the same number apart, after a rollback or a restored backup.
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    program = models.ForeignKey(
        MentoringProgram, on_delete=models.CASCADE, related_name="+", editable=False
    )
    role = models.CharField(max_length=10, choices=Role.choices, editable=False)
    #: Empty: many profiles of the program.
    profile_id = models.BigIntegerField(null=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SearchChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change for the search")
        verbose_name_plural = _("changes for the search")
        default_permissions = []

    def __str__(self):
        return f"{self.pk}: {self.role} {self.profile_id or '*'}"


class SearchTrackedQuerySet(models.QuerySet):
    """Logs for the search what ``update`` and ``bulk_create`` do, which send no signals.

    ``save`` and ``delete`` do; ``matching.index`` listens to them.
    """

    #: From a row to its profile.
    profile_path = "profile"
    #: The fields a search depends on; ``None`` for all.
    search_relevant = None

    @property
    def _is_profiles(self):
        return self.profile_path == "pk"

    def _note(self, alias, profiles):
        model = (
            self.model
            if self._is_profiles
            else self.model._meta.get_field(self.profile_path).related_model
        )
        SearchChange.objects.using(alias).note(model.role, profiles)

    def _profiles(self):
        """Return the pairs of program and profile of these rows; for many, the programs alone."""
        program = "program" if self._is_profiles else f"{self.profile_path}__program"
        rows = self.order_by()
        found = list(rows.values_list(program, self.profile_path).distinct()[: MANY + 1])
        if len(found) > MANY:
            found = [(number, None) for number in rows.values_list(program, flat=True).distinct()]
        return found

    def update(self, **kwargs):
        names = {name.removesuffix("_id") for name in kwargs}
        if self.search_relevant is not None and not self.search_relevant & names:
            return super().update(**kwargs)
        alias = self._db or router.db_for_write(self.model, **self._hints)
        with transaction.atomic(using=alias):
            profiles = self.using(alias)._profiles()
            updated = super().update(**kwargs)
            self._note(alias, profiles)
        return updated

    update.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        alias = self._db or router.db_for_write(self.model, **self._hints)
        with transaction.atomic(using=alias):
            created = super().bulk_create(objs, *args, **kwargs)
            self._note(alias, self.using(alias)._profiles_of(created))
        return created

    bulk_create.alters_data = True

    def note_for_search(self):
        """Log for the search that the profiles of these rows change."""
        self._note(self._db or router.db_for_write(self.model, **self._hints), self._profiles())

    def delete_at_once(self):
        """Delete in one statement: no signals, nothing that hangs on the rows."""
        alias = self._db or router.db_for_write(self.model, **self._hints)
        with transaction.atomic(using=alias):
            rows = self.using(alias)
            rows.note_for_search()
            return rows._raw_delete(alias)

    delete_at_once.alters_data = True

    def _profiles_of(self, rows):
        if self._is_profiles:  # not every database says which keys it gave
            return {(row.program_id, row.pk) for row in rows}
        ids = sorted({getattr(row, f"{self.profile_path}_id") for row in rows})
        model = self.model._meta.get_field(self.profile_path).related_model
        found = set()
        for start in range(0, len(ids), MANY):
            some = model._default_manager.using(self._db).filter(pk__in=ids[start : start + MANY])
            found.update(some.order_by().values_list("program", "pk"))
        return found
