"""A compiled script: immutable, storable as JSON, shared by all runs of its version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from scenarios.xlsform.expressions.compiler import Compiled, compile_expression
from scenarios.xlsform.expressions.places import Places, ancestors, name_of
from scenarios.xlsform.form.ordering import Trigger, in_order
from scenarios.xlsform.form.parts import Action, Choice, Core, IdentityQuestion, Part, Stored


@dataclass(frozen=True)
class Guard:
    """A condition on the way down to a part: whose it is and how many repeats lie around it."""

    path: str
    depth: int


class Form:
    """One checked version of a script: its `title`, `languages`, `parts` by path, `lists` of choices."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self.title: str = stored["title"]
        self.version: str = stored["version"]
        self.languages: tuple[str, ...] = tuple(stored["languages"])
        self.default_language: str = stored["default_language"]
        self.places = Places((node["path"], node["type"]) for node in stored["nodes"])
        self.lists: Mapping[str, tuple[Choice, ...]] = _lists(stored)
        self.parts: Mapping[str, Part] = {node["path"]: self._part(node) for node in stored["nodes"]}
        self.top = tuple(path for path in self.parts if "/" not in path)
        self.identity = _identity(stored)
        self.core = tuple(Core(one["path"], tuple(one["answers"])) for one in stored.get("core", ()))
        self.anew = frozenset(stored.get("anew", ()))
        self.outcome: str = stored.get("outcome", "")
        self.order: tuple[Trigger, ...] = in_order(self)
        self.guards = {path: self._guards(path) for path in self.parts}

    @classmethod
    def from_dict(cls, stored: Stored) -> "Form":
        """The form from a version's row. Costs tens of milliseconds: keep the result per version.

        Raises Fault for a form that `check` would not have let through.
        """
        return cls(stored)

    def to_dict(self) -> Stored:
        """JSON for the version's row."""
        return self._stored

    @property
    def presets(self) -> tuple[str, ...]:
        """Names the script expects to be told (its `hidden` questions): person_first_name, for instance."""
        return tuple(
            part.name for part in self.parts.values() if part.type == "hidden" and not part.calculation
        )

    def path_of(self, path_or_name: str) -> str:
        """A path as it is, or the path of a name that occurs once; "" for what the form does not know."""
        if path_or_name in self.parts:
            return path_or_name
        paths = self.places.named.get(path_or_name, [])
        return paths[0] if len(paths) == 1 else ""

    def choices_of(self, part: Part) -> tuple[Choice, ...]:
        return self.lists.get(part.list_name, ())

    def _part(self, node: Stored) -> Part:
        path = node["path"]
        columns = self._stored["choice_columns"]
        cell = lambda kind: self._compile(node.get(kind, ""), path, outside=kind == "relevant")  # noqa: E731
        return Part(
            path=path,
            name=name_of(path),
            type=node["type"],
            label=node.get("label", {}),
            hint=node.get("hint", {}),
            appearance=node.get("appearance", ""),
            relevant=cell("relevant"),
            constraint=cell("constraint"),
            constraint_message=node.get("constraint_message", {}),
            required=cell("required"),
            required_message=node.get("required_message", {}),
            calculation=cell("calculation"),
            default=node.get("default", ""),
            dynamic_default=cell("dynamic_default"),
            is_read_only=node.get("read_only", False),
            list_name=node.get("list", ""),
            choice_filter=self._compile(node.get("choice_filter", ""), path, columns),
            action=self._action(node.get("action"), path),
            is_gated=node.get("gated", False),
            max_length=node.get("max_length", 0),
            is_readable=node.get("is_readable", False),
            children=tuple(node.get("children", ())),
        )

    def _compile(
        self, source: str, path: str, columns: Collection[str] = (), *, outside: bool = False
    ) -> Compiled | None:
        return compile_expression(source, self.places, path, columns, outside=outside) if source else None

    def _action(self, stored: Stored | None, path: str) -> Action | None:
        if not stored:
            return None
        arguments = {
            name: compile_expression(cell, self.places, path) for name, cell in stored["with"].items()
        }
        return Action(stored["name"], self._compile(stored.get("when", ""), path), arguments)

    def _guards(self, path: str) -> tuple[Guard, ...]:
        line = [*ancestors(path), path]
        return tuple(Guard(p, len(self.places.repeats_outside(p))) for p in line if self.parts[p].relevant)


def _lists(stored: Stored) -> dict[str, tuple[Choice, ...]]:
    return {
        name: tuple(Choice(row["name"], row["label"], row["columns"]) for row in rows)
        for name, rows in stored["lists"].items()
    }


def _identity(stored: Stored) -> IdentityQuestion | None:
    identity = stored.get("identity")
    return IdentityQuestion(identity["path"], tuple(identity["confirmed_by"])) if identity else None
