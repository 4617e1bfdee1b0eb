"""A line of our own log: what went wrong and where, and no value of a row.

PostgreSQL answers a refused statement with the row ("Failing row contains (…)"), psycopg2 puts that into the exception,
and whoever logs the exception (Django, Celery, uvicorn, granian) writes it down. The traceback's code lines, the
class, the SQLSTATE and the constraint are enough to find the mistake.
"""

import logging
import re
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import psycopg2
from django.core.exceptions import ValidationError
from django.db import DataError, Error, IntegrityError

QUOTED = re.compile(
    r"(?P<kept>DETAIL:|LINE \d+:|Failing row contains|Key \(.*?\)=|\binvalid input (?:syntax|value) for [^:\n]*:"
    r'|\bout of range:|\bvalue (?=".*" is out of range))(?P<value>.*)'
)
"""How PostgreSQL quotes values, for texts that come without their exception: everything behind it on the line goes."""
LEFT_OUT = "(values left out)"


class SilentFormatter(logging.Formatter):
    """Every handler's formatter. It looks at the finished line, because another handler may have kept a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for error in _errors_of(record):
            if (words := _safe_words(error)) is not None:
                line = _without(line, str(error), words)
        return QUOTED.sub(rf"\g<kept> {LEFT_OUT}", line)


def write_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """For `sys.excepthook`: what ends a program (a migration, a command) is a line of the log like any other."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        logging.getLogger(__name__).critical("The program ended", exc_info=(kind, error, trace))


def _errors_of(record: logging.LogRecord) -> Iterator[BaseException]:
    """The exception of a record and those in its arguments, each with everything that led to it."""
    args: Any = record.args.values() if isinstance(record.args, dict) else record.args or ()
    waiting = [record.exc_info[1] if record.exc_info else None, record.msg, *args]
    seen: set[int] = set()
    while waiting:
        error = waiting.pop()
        if isinstance(error, BaseException) and id(error) not in seen:
            seen.add(id(error))
            yield error
            waiting += [error.__cause__, error.__context__, *getattr(error, "exceptions", ())]


def _safe_words(error: BaseException) -> str | None:
    """What may be said of an error that quotes values; None when it quotes none.

    Without a SQLSTATE it is not about a row: "connection refused", "server closed the connection".
    """
    if isinstance(error, ValidationError):
        return LEFT_OUT
    told = error.__cause__ if isinstance(error, Error) else error
    code, constraint = getattr(told, "pgcode", None), None
    if isinstance(told, psycopg2.Error):
        constraint = told.diag.constraint_name
    if not code and not isinstance(error, IntegrityError | DataError):
        return None
    return " ".join(part for part in (code, constraint, LEFT_OUT) if part)


def _without(line: str, said: str, words: str) -> str:
    """The line with `words` for what the error said: as it is, as `repr` writes it, or line by line in a group."""
    first, *others = [part for part in said.splitlines() if part.strip()] or [said]
    for text in filter(None, (said, repr(said)[1:-1], first)):
        line = line.replace(text, words)
    hidden = {part.strip() for part in others}
    return "\n".join(part for part in line.split("\n") if part.strip(" |+") not in hidden)
