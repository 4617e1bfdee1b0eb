"""State changes: the check and the write are one statement, so two workers cannot both win."""

from functools import cache
from typing import Any, ClassVar, Self

from django.db import connection, models

from journal.refusals import Refusal
from journal.sealed import SealedTextField, sealed_for


class Moving(models.Model):
    """A row with a `state`. It moves only by `move_to`, and only where COMES_FROM allows."""

    COMES_FROM: ClassVar[dict[Any, set[Any]]]
    MOVED_ON: ClassVar[type[Refusal]]
    state: Any

    class Meta:
        abstract = True

    def move_to(self, state: Any, **also: Any) -> Self:
        """Change state, and the fields in `also`, if the row still stands where the table allows.

        The same statement brings the row back as it is then, but for its sealed values, which stay as they were read.
        Refuses with the model's MOVED_ON when somebody else was faster; nothing is changed then.
        """
        changed = {"state": state, **also}
        statement, fields = _statement(type(self), tuple(changed))
        at_rest = sealed_for(self, changed).values()
        values = [
            field.get_db_prep_save(_key_of(value), connection)
            for field, value in zip(fields, at_rest, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, self.pk, [str(known) for known in self.COMES_FROM[state]]])
            row = cursor.fetchone()
        if row is None:
            raise self.MOVED_ON
        self._take(row)
        for name, value in also.items():
            if isinstance(self._meta.get_field(name), SealedTextField):
                setattr(self, name, value)
        return self

    def _take(self, row: tuple[Any, ...]) -> None:
        """What the row says now. A related row that was at hand stays so, unless another one took its place."""
        for field, value in zip(_readable(type(self)), row, strict=True):
            for convert in _converters(field):
                value = convert(value, None, connection)
            if field.is_relation and field.is_cached(self):
                related = field.get_cached_value(self)
                if (related.pk if related else None) != value:
                    field.delete_cached_value(self)
            self.__dict__[field.attname] = value


def _key_of(value: Any) -> Any:
    """A related row is stored by its key."""
    return value.pk if isinstance(value, models.Model) else value


@cache
def _statement(model: type[Moving], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The UPDATE that moves a row of this model and answers with it, and the fields it sets.

    Django has no UPDATE … RETURNING; writing first and reading then costs a second round trip at every move.
    """
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    back = ", ".join(quote(field.column) for field in _readable(model))
    key = quote(str(model._meta.pk.column))
    statement = (
        f"UPDATE {quote(model._meta.db_table)} SET {changes}"  # noqa: S608 (our own columns)
        f" WHERE {key} = %s AND state = ANY (%s) RETURNING {back}"
    )
    return statement, fields


@cache
def _readable(model: type[Moving]) -> list[Any]:
    """The columns that come back."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, SealedTextField)]


@cache
def _converters(field: Any) -> list[Any]:
    """What makes Python of a column's value."""
    column = field.get_col(field.model._meta.db_table)
    return [*connection.ops.get_db_converters(column), *field.get_db_converters(connection)]
