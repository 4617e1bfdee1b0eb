"""State changes: the check and the write are one statement, so two workers cannot both win."""

from typing import Any, ClassVar, Self

from django.db import models

from journal.refusals import Refusal


class Moving(models.Model):
    """A row with a `state`. It moves only by `move_to`, and only where COMES_FROM allows."""

    COMES_FROM: ClassVar[dict[Any, set[Any]]]
    MOVED_ON: ClassVar[type[Refusal]]
    state: Any

    class Meta:
        abstract = True

    def move_to(self, state: Any, **also: Any) -> Self:
        """Change state, and the fields in `also`, if the row still stands where the table allows.

        Refuses with the model's MOVED_ON when somebody else was faster; nothing is changed then.
        """
        here = type(self)._base_manager.filter(pk=self.pk, state__in=self.COMES_FROM[state])
        if not here.update(state=state, **also):
            raise self.MOVED_ON
        self.refresh_from_db()
        return self
