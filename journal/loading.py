"""A data set meets a database that people have worked in since: what is missing is added, nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, models

from journal.constraints import broken_constraint

Row = TypeVar("Row", bound=models.Model)
Facts = dict[str, Any]
LONGEST_QUOTE = 200
INITIALS = {"sms": "SMS", "id": "ID"}


@dataclass
class Loading:
    """One load of a data set: how many rows it added, and a line for whatever stands otherwise in the database.

    The lines are printed and kept in logs. Rows about people and secrets are therefore added by `find_or_add`, which
    compares nothing.
    """

    added: int = 0
    differences: list[str] = field(default_factory=list)

    def settle(self, model: type[Row], key: Facts, facts: Facts, *, called: str) -> tuple[Row, bool]:
        """The row of this `key`, and whether it was added just now with these `facts`.

        One that is there stays as it is; each fact that differs becomes a line under the name it is `called` by.
        """
        row, is_new = self.find_or_add(model, key, facts)
        if not is_new:
            self.compare(row, facts, called=called)
        return row, is_new

    def settle_unless_taken(
        self, model: type[Row], key: Facts, facts: Facts, *, called: str
    ) -> tuple[Row, bool] | None:
        """As `settle`; None, and a line, where another row holds something that only one may have."""
        try:
            return self.settle(model, key, facts, called=called)
        except IntegrityError as error:
            taken = _taken(model, error)
            if not taken:
                raise
            values = " and ".join(f"{_words(name)} {_quoted(facts[name])}" for name in taken if name in facts)
            self.differ(f"{called}: {values} is taken by another; not added.")
            return None

    def find_or_add(self, model: type[Row], key: Facts, facts: Facts) -> tuple[Row, bool]:
        """The row of this key, made with these facts if it is missing, and whether it was."""
        row, is_new = model._default_manager.get_or_create(**key, defaults=facts)
        self.added += is_new
        return row, is_new

    def compare(self, row: models.Model, facts: Facts, *, called: str) -> None:
        """A line for every fact of which the row holds something else."""
        for name, wanted in facts.items():
            for what, held, meant in _differing(row, name, wanted):
                self.differ_in(f"{called}, {what}", held, meant)

    def differ_in(self, what: str, held: object, meant: object) -> None:
        """A line that names both values; of long texts, that they are not the same."""
        both = _quoted(held), _quoted(meant)
        if any(len(text) > LONGEST_QUOTE or "\n" in text for text in both):
            self.differ(f"{what}: the database has another text than the data set; left as it is.")
        else:
            self.differ(f"{what}: the database has {both[0]}, the data set has {both[1]}; left as it is.")

    def differ(self, line: str) -> None:
        """Keep a line; said twice (two campaigns share a script), it is one."""
        if line not in self.differences:
            self.differences.append(line)

    def __str__(self) -> str:
        rows = "row" if self.added == 1 else "rows"
        verb = "differs" if len(self.differences) == 1 else "differ"
        return f"Added {self.added} {rows}, {len(self.differences)} {verb}"


def _differing(row: models.Model, name: str, wanted: Any) -> Iterator[tuple[str, object, object]]:
    """What of one field is not as wanted, compared as the column's type: 1 is 1.00, a day is its ISO text."""
    column = row._meta.get_field(name)
    held = getattr(row, name)
    if not isinstance(column, models.ForeignKey):
        held, wanted = column.to_python(held), column.to_python(wanted)  # type: ignore[union-attr]
    if isinstance(held, dict) and isinstance(wanted, dict):
        for language in sorted({*held, *wanted}):
            if held.get(language) != wanted.get(language):
                yield f"{_words(name)} ({language})", held.get(language), wanted.get(language)
    elif held != wanted:
        yield _words(name), held, wanted


def _taken(model: type[models.Model], error: IntegrityError) -> tuple[str, ...]:
    """The fields of the model's unique constraint that an insert met; () when it failed for another reason."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.name == broken_constraint(error):
            return tuple(constraint.fields)
    return ()


def _words(name: str) -> str:
    """A field's name as people write it: `sms_sender` is "SMS sender"."""
    return " ".join(INITIALS.get(word, word) for word in name.split("_"))


def _quoted(value: Any) -> str:
    """A value as it is said: in quotes, an empty one as "nothing", a row by its code or name."""
    match value:
        case None | "" | [] | ():
            return "nothing"
        case bool():
            value = "yes" if value else "no"
        case list() | tuple():
            value = ", ".join(map(str, value))
        case Decimal():
            value = f"{value.normalize():f}"
        case models.Model():
            value = next((getattr(value, n) for n in ("code", "slug", "name") if hasattr(value, n)), value)
    return f'"{value}"'
