"""Turns words into a tree (a Pratt parser: each operator knows how tightly it binds)."""

from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.expressions.lexer import Word, words
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

MAX_NESTING = 60
MAX_NODES = 500

_BINDS = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}  # fmt: skip
_UNARY = 7


def parse(source: str) -> Node:
    """The tree of one cell. Raises Fault with the position of the first mistake."""
    return _Parser(source).whole()


class _Parser:
    """Where we are in the words of one cell. `depth` and `nodes` are bounded: a cell comes from outside."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.words = words(source)
        self.next = 0
        self.depth = 0
        self.nodes = 0

    @property
    def word(self) -> Word:
        """The next word, not yet taken."""
        return self.words[self.next]

    def whole(self) -> Node:
        """Everything there is; words that are left over are a mistake."""
        tree = self.expression(0)
        if self.word.kind != "end":
            raise self.leftover()
        return tree

    def leftover(self) -> Fault:
        """What somebody probably meant by the first word that fits nowhere."""
        word = self.word
        if word.text == "=" and self.words[self.next - 1].text == "=":
            return Fault("double_equals", word.at - 1, suggestion="=")
        if word.text == ")":
            return Fault("bracket_not_opened", word.at)
        meant = word.text.lower() if word.text.lower() in _BINDS else ""
        return Fault("cannot_understand", word.at, suggestion=meant, text=self.source[word.at :][:20])

    def expression(self, tighter_than: int) -> Node:
        """An operand, and all operators behind it that bind tighter than the one before it."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise Fault("nested_too_deep", self.word.at, limit=MAX_NESTING)
        left = self.unary()
        while self.word.kind == "op" and _BINDS.get(self.word.text, 0) > tighter_than:
            operator = self.advance()
            self.refuse_doubled(operator)
            left = self.count(
                Binary(operator.at, operator.text, left, self.expression(_BINDS[operator.text]))
            )
        self.depth -= 1
        return left

    def refuse_doubled(self, operator: Word) -> None:
        if operator.text == "=" and self.is_op("="):
            raise Fault("double_equals", operator.at, suggestion="=")

    def unary(self) -> Node:
        """A minus, which binds tighter than any operator, or an operand."""
        if self.is_op("-"):
            minus = self.advance()
            return self.count(Minus(minus.at, self.expression(_UNARY)))
        return self.trail(self.primary())

    def primary(self) -> Node:
        """A number, a text, a reference, a name with or without brackets, or something in brackets."""
        word = self.word
        if word.kind == "number":
            return self.count(Number(self.advance().at, float(word.text)))
        if word.kind == "text":
            return self.count(Text(self.advance().at, word.text[1:-1]))
        if word.kind == "ref":
            return self.count(Ref(self.advance().at, word.text[2:-1].strip()))
        if word.kind == "name":
            return self.call() if self.words[self.next + 1].text == "(" else self.name()
        return self.bracket_or_place(word)

    def bracket_or_place(self, word: Word) -> Node:
        """`( … )`, `.`, `..` or `/form`; else nothing that can begin an operand."""
        if word.kind == "end":
            raise Fault("incomplete", word.at)
        if word.text == "(":
            self.advance()
            inner = self.expression(0)
            self.need(")")
            return inner
        if word.text in (".", ".."):
            return self.count(Up(self.advance().at, 0 if word.text == "." else 1))
        if word.text == "/" and self.words[self.next + 1].kind == "name":
            self.advance()
            self.advance()
            return self.count(Root(word.at))
        raise Fault("cannot_understand", word.at, text=self.source[word.at :][:20])

    def name(self) -> Node:
        """A bare word: a question beside this one, or a column of the choices."""
        word = self.advance()
        return self.count(Child(word.at, None, word.text))

    def call(self) -> Node:
        """A function with its arguments."""
        word = self.advance()
        self.need("(")
        args: list[Node] = []
        while not self.is_op(")"):
            if args:
                self.need(",")
            args.append(self.expression(0))
        self.need(")")
        return self.count(FunctionCall(word.at, word.text, tuple(args)))

    def trail(self, node: Node) -> Node:
        """Steps and tests behind an operand: `../c_name`, `${contact}[c_risk = 'high']`."""
        while self.is_op("/") or self.is_op("["):
            at = self.advance()
            if at.text == "[":
                test = self.expression(0)
                self.need("]")
                node = self.count(Filter(at.at, node, test))
            else:
                node = self.step(node)
        return node

    def step(self, node: Node) -> Node:
        """One step of a path: further up, or to a child."""
        word = self.advance()
        if word.text == ".." and isinstance(node, Up):
            return self.count(Up(node.at, node.levels + 1))
        if word.kind != "name":
            raise Fault("cannot_understand", word.at, text=self.source[word.at :][:20])
        return self.count(Child(word.at, node, word.text))

    def count(self, node: Node) -> Node:
        """The node, if the cell has not grown too large."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise Fault("too_many_terms", node.at, limit=MAX_NODES)
        return node

    def advance(self) -> Word:
        """Take the next word. The end is never passed."""
        word = self.word
        if word.kind != "end":
            self.next += 1
        return word

    def is_op(self, text: str) -> bool:
        return self.word.kind == "op" and self.word.text == text

    def need(self, text: str) -> None:
        """Take this sign, or say which one is missing."""
        if self.is_op(text):
            self.advance()
        elif self.word.kind == "end":
            raise Fault("bracket_not_closed", self.word.at, sign=text)
        else:
            raise Fault("expected", self.word.at, sign=text, text=self.source[self.word.at :][:20])
