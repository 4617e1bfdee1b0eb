"""In which order conditions and calculations are worked out, so that each finds what it reads already done."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Literal, Protocol

from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.expressions.places import ancestors
from scenarios.xlsform.form.parts import IdentityQuestion, Part

Trigger = tuple[str, Literal["relevant", "value"]]


class Ordered(Protocol):
    """What has to be known of a form to put it in order."""

    @property
    def parts(self) -> Mapping[str, Part]: ...
    @property
    def identity(self) -> IdentityQuestion | None: ...


def in_order(form: Ordered) -> tuple[Trigger, ...]:
    """All triggers of a form, each after those it depends on. Raises Fault "circular" naming the circle."""
    triggers = dict.fromkeys(_triggers(form))
    needs = {trigger: set(_needs(form, trigger)) & triggers.keys() - {trigger} for trigger in triggers}
    for trigger in triggers:
        if trigger[0] in _reads(form, trigger) and trigger[1] == "value" and not _asks_once(form, trigger):
            needs[trigger].add(trigger)
    try:
        # Sorted, because a set of words comes in another order in every process, and the order would with it.
        return tuple(TopologicalSorter({one: sorted(before) for one, before in needs.items()}).static_order())
    except CycleError as error:
        circle: list[Trigger] = error.args[1]
        names = sorted({path.rsplit("/", 1)[-1] for path, _ in circle})
        raise Fault("circular", 0, names=", ".join(names), circle=circle) from None


def _triggers(form: Ordered) -> Iterator[Trigger]:
    for path, part in form.parts.items():
        if part.relevant:
            yield path, "relevant"
        if part.value_source:
            yield path, "value"


def _reads(form: Ordered, trigger: Trigger) -> frozenset[str]:
    part = form.parts[trigger[0]]
    compiled = part.relevant if trigger[1] == "relevant" else part.value_source
    return compiled.reads if compiled else frozenset()


def _asks_once(form: Ordered, trigger: Trigger) -> bool:
    """`if(${self} = '', …)` inside itself is a circle; a question standing in its own default is not read."""
    return form.parts[trigger[0]].calculation is None


def _needs(form: Ordered, trigger: Trigger) -> Iterator[Trigger]:
    for path in _reads(form, trigger):
        if path in form.parts:
            yield path, "value"
            yield from ((above, "relevant") for above in [path, *ancestors(path)])
            if form.parts[path].is_gated:
                yield from _needs_of_identity(form)


def _needs_of_identity(form: Ordered) -> Iterator[Trigger]:
    if form.identity:
        yield from ((above, "relevant") for above in [form.identity.path, *ancestors(form.identity.path)])
