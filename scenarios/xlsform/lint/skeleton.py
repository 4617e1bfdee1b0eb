"""Just enough of a form to put its conditions and calculations in order, however wrong the rest of it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.xlsform.expressions.compiler import Compiled
from scenarios.xlsform.form.parts import IdentityQuestion, Part
from scenarios.xlsform.workbook.marking import gated_paths, identity_item, marking_of
from scenarios.xlsform.workbook.script import Script


@dataclass(frozen=True)
class Skeleton:
    """The parts with those expressions that could be compiled."""

    parts: Mapping[str, Part]
    identity: IdentityQuestion | None


def skeleton(script: Script, compiled: Mapping[tuple[str, str], Compiled]) -> Skeleton:
    """The form as far as it can be put together: an expression that does not compile is as if it were not there."""
    gated, identity = gated_paths(script), identity_item(script)
    parts = {
        item.path: Part(
            item.path,
            item.name,
            item.kind,
            relevant=compiled.get((item.path, "relevant")),
            calculation=compiled.get((item.path, "calculation")),
            dynamic_default=compiled.get((item.path, "default")),
            is_gated=item.path in gated,
        )
        for item in script.items
    }
    return Skeleton(
        parts, IdentityQuestion(identity.path, marking_of(identity).answers) if identity else None
    )
