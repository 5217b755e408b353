"""What pages about one program at a time share."""

from django.utils.functional import cached_property

from ..models import MentoringProgram
from .permissions import valid_keys


class ChosenProgramMixin:
    """Finds the program that the address names."""

    @cached_property
    def programs(self):
        return list(MentoringProgram.objects.order_by("name", "pk"))

    @cached_property
    def program(self):
        """The program that the address names, else the first; ``None`` where there is none."""
        asked = valid_keys(MentoringProgram, [self.request.GET.get("program", "")])
        named = [program for program in self.programs if program.pk in asked]
        return next(iter(named or self.programs), None)
