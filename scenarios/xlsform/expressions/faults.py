"""What can be wrong with an expression; the sentence is formed in `scenarios.xlsform.base.problems`."""

from typing import Any


class Fault(ValueError):
    """A mistake at a position of an expression."""

    def __init__(self, code: str, at: int = 0, *, suggestion: str = "", **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.at = at
        self.suggestion = suggestion
        self.params = params


class TooMuchWork(RuntimeError):
    """A script whose evaluation goes through more repeat instances than any conversation needs."""
