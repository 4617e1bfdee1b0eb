"""Sweepers deal with many rows, each for itself: one that is in trouble keeps no other waiting."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import models

from journal.refusals import Refusal

Row = TypeVar("Row", bound=models.Model)
log = logging.getLogger(__name__)


def sweep(rows: Iterable[Row], deal_with: Callable[[Row], object], *, left: str) -> int:
    """Deal with each of the rows, a transaction each; returns with how many it was done.

    1. A Refusal means that somebody was faster: the row is left alone, which is logged in the words of `left` with the
       row's number and the refusal's code.
    2. Any other fault waits until the others are dealt with. The first is raised then, so that it is seen.
    """
    done, faults = 0, []
    for row in rows:
        try:
            deal_with(row)
        except Refusal as refusal:
            log.info("%s %s: %s", left, row.pk, refusal.code)
        except Exception as fault:
            faults.append(fault)
        else:
            done += 1
    if faults:
        raise faults[0]
    return done
