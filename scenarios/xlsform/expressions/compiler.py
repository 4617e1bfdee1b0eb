"""Turns a tree into a Python function of the scope, knowing where in the form the expression stands."""

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches

from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions import dates, functions
from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.expressions.operators import OPERATORS
from scenarios.xlsform.expressions.parser import parse
from scenarios.xlsform.expressions.places import Places, parent_of
from scenarios.xlsform.expressions.tree import (
    Binary,
    Child,
    Filter,
    FunctionCall,
    Minus,
    Node,
    Number,
    Ref,
    Root,
    Text,
    Up,
)
from scenarios.xlsform.expressions.turns import (
    Evaluate,
    below,
    cut,
    indexed,
    passing,
    position_of,
    several,
    shared_by,
    single,
)


@dataclass(frozen=True)
class Compiled:
    """An expression ready to run; `reads` are the paths whose values it depends on."""

    source: str
    tree: Node
    evaluate: Evaluate
    reads: frozenset[str]


def compile_expression(
    source: str, places: Places, here: str, columns: Collection[str] = (), *, outside: bool = False
) -> Compiled:
    """Compile a cell. `here` is the path of its question; `columns` those of the choices sheet, for a choice_filter.
    `outside` is for what decides about a repeat as a whole: it stands outside of the turns.

    Raises Fault for whatever is wrong with it.
    """
    tree = parse(source)
    around = places.repeats_outside(here) if outside else places.repeats_of(here)
    compiler = _Compiler(places, here, around, frozenset(columns))
    return Compiled(source, tree, compiler.of(tree), frozenset(compiler.reads))


_ANSWERS = dict.fromkeys(("oui", "ja", "yes"), "yes") | dict.fromkeys(("non", "nee", "nein", "no"), "no")
"""The names that scripts give to the commonest two answers, however somebody says them."""


@dataclass
class _Compiler:
    """One expression on its way from tree to function.

    `here` is the path of its question, `around` the repeats whose turn is settled where it is evaluated, `columns`
    those of the choices sheet that a bare word may mean; `reads` fills with the paths it depends on.
    """

    places: Places
    here: str
    around: tuple[str, ...]
    columns: frozenset[str]
    reads: set[str] = field(default_factory=set)

    def of(self, node: Node) -> Evaluate:
        """The function of any node; what is neither a value, an operator nor a call is a place."""
        match node:
            case Number(value=value):
                return lambda scope: value
            case Text(value=literal):
                return lambda scope: literal
            case Minus(of=inner):
                negated = self.of(inner)
                return lambda scope: -to.number(negated(scope))
            case Binary():
                return OPERATORS[node.op](self.of(node.left), self.of(node.right))
            case FunctionCall():
                return self.call(node)
            case Child(base=None, name=column) if column in self.columns:
                return lambda scope: scope.row.get(column, "")
        return self.place(node)

    # Places: which question is meant is known here; which instance of it, only in the conversation.

    def path_of(self, node: Node) -> str:
        """The path in the form that a node means; Fault if it means none."""
        match node:
            case Ref():
                return self.places.find(node.name, node.at)
            case Up():
                return self.above(node)
            case Root():
                return ""
            case Child(base=None, name=name) if self.is_bare_word(name):
                raise Fault("unknown_reference", node.at, name=name, suggestion=self.meant_by(name))
            case Child(base=base):
                return self.places.child(
                    self.here if base is None else self.path_of(base), node.name, node.at
                )
            case Filter(base=base):
                return self.path_of(base)
        raise Fault("not_a_place", node.at)

    def is_bare_word(self, name: str) -> bool:
        """A word without quotes, as in `${answer} = yes`."""
        return f"{self.here}/{name}" not in self.places.kinds

    def meant_by(self, word: str) -> str:
        """A bare word: a question whose signs are missing, else an answer without its quotes."""
        if word in self.places.named:
            return f"${{{word}}}"
        return f"'{_ANSWERS.get(word.lower(), word)}'"

    def above(self, node: Up) -> str:
        """The path so many levels above the question; `.` is none."""
        path = self.here
        for _ in range(node.levels):
            if not path:
                raise Fault("above_the_form", node.at)
            path = parent_of(path)
        return path

    def place(self, node: Node) -> Evaluate:
        """The value at a place: one, where its turn is settled, else those of all turns."""
        if isinstance(node, Filter) or (isinstance(node, Child) and isinstance(node.base, Filter)):
            return self.filtered(node)
        path = self.path_of(node)
        if not path:
            raise Fault("not_a_place", node.at)
        self.reads.add(path)
        around = self.places.repeats_of(path)
        # `${contact}` of a repeat is all its turns, also inside of one (`count(${contact})`); `..` is ours alone.
        shared = shared_by(
            self.places.repeats_outside(path) if isinstance(node, Ref) else around, self.around
        )
        if len(shared) == len(around):
            return single(path, len(shared))
        return several(path, around[-1], len(shared))

    def filtered(self, node: Node) -> Evaluate:
        """Those of several places that pass a test: `${contact}[c_risk = 'high']`, or a question in each of those."""
        if isinstance(node, Child) and isinstance(node.base, Filter):
            spots, path = self.filtered(node.base), self.path_of(node)
            self.reads.add(path)
            return lambda scope: below(spots(scope), path)
        assert isinstance(node, Filter)
        base, path = self.place(node.base), self.path_of(node.base)
        inner = _Compiler(self.places, path, self.places.repeats_of(path), self.columns, self.reads)
        test = inner.of(node.test)
        return lambda scope: passing(base(scope), test, scope)

    # Functions

    def call(self, node: FunctionCall) -> Evaluate:
        """A function: known, with as many arguments as it takes; else a Fault that names the nearest."""
        if node.name not in functions.NAMES:
            near = get_close_matches(node.name.lower(), functions.NAMES, 1)
            raise Fault("unknown_function", node.at, name=node.name, suggestion=near[0] if near else "")
        least, most = functions.arity(node.name)
        if not least <= len(node.args) <= most:
            raise Fault("wrong_arity", node.at, name=node.name, least=least, most=most, given=len(node.args))
        if node.name in functions.SPECIAL:
            special: Evaluate = getattr(self, _METHODS[node.name])(node)
            return special
        self.check_pattern(node)
        args = [self.of(arg) for arg in node.args]
        compute = functions.PLAIN[node.name].compute
        return lambda scope: compute(*[arg(scope) for arg in args])

    def check_pattern(self, node: FunctionCall) -> None:
        """The pattern of `regex` must stand in the cell: one made of answers could not be checked beforehand."""
        if node.name != "regex":
            return
        if not isinstance(node.args[1], Text):
            raise Fault("pattern_not_literal", node.args[1].at)
        try:
            functions.pattern(node.args[1].value)
        except Fault as fault:
            raise Fault(fault.code, node.args[1].at, **fault.params) from None

    def choose(self, node: FunctionCall) -> Evaluate:
        """`if`: only the branch that counts is evaluated."""
        test, yes, no = (self.of(arg) for arg in node.args)
        return lambda scope: yes(scope) if to.truth(test(scope)) else no(scope)

    def once(self, node: FunctionCall) -> Evaluate:
        """`once`: what the place held before; evaluated only when that is nothing."""
        fresh = self.of(node.args[0])
        return lambda scope: scope.world.remembered(scope.path, scope.key) or fresh(scope)

    def today(self, node: FunctionCall) -> Evaluate:
        """`today()`: the date where the conversation takes place."""
        return lambda scope: to.day_of(scope.world.now.date())

    def now(self, node: FunctionCall) -> Evaluate:
        """`now()`: wall-clock time there."""
        return lambda scope: to.day_of(scope.world.now.replace(tzinfo=None))

    def format_date(self, node: FunctionCall) -> Evaluate:
        """`format-date`, in the language spoken."""
        day, how = (self.of(arg) for arg in node.args)
        return lambda scope: dates.format_day(
            to.number(day(scope)), to.text(how(scope)), scope.world.language
        )

    def position(self, node: FunctionCall) -> Evaluate:
        """`position(..)`: the number of this turn of the innermost repeat around, from 1."""
        where = node.args[0] if node.args else Up(node.at, 0)
        repeats = self.places.repeats_of(self.path_of(where))
        if not repeats:
            raise Fault("not_in_a_repeat", node.at, name=node.name)
        return position_of(repeats[-1], len(repeats))

    def choice_name(self, node: FunctionCall) -> Evaluate:
        """`jr:choice-name(value, '${question}')`: a choice's label. pyxform wants the question in quotes; we do not."""
        value, which = self.of(node.args[0]), node.args[1]
        if isinstance(which, Text):
            which = parse(which.value)
        path = self.path_of(which)
        self.reads.add(path)
        depth = len(shared_by(self.places.repeats_of(path), self.around))
        return lambda scope: scope.world.choice_label(path, cut(scope.key, depth), to.text(value(scope)))

    def indexed_repeat(self, node: FunctionCall) -> Evaluate:
        """`indexed-repeat(question, repeat, number, …)`: a pair for each repeat around it, from the outermost."""
        target = self.path_of(node.args[0])
        self.reads.add(target)
        pairs = list(zip(node.args[1::2], node.args[2::2], strict=False))
        if len(node.args) % 2 == 0 or len(pairs) != len(self.places.repeats_of(target)):
            raise Fault("wrong_indexed_repeat", node.at)
        repeats = [self.path_of(repeat) for repeat, _ in pairs]
        indexes = [self.of(index) for _, index in pairs]
        return lambda scope: indexed(scope, target, repeats, indexes)


_METHODS = {
    "if": "choose", "once": "once", "today": "today", "now": "now", "format-date": "format_date",
    "format-date-time": "format_date", "position": "position", "jr:choice-name": "choice_name",
    "indexed-repeat": "indexed_repeat",
}  # fmt: skip
