"""Work that finds for itself what there is to do is asked for once, however many ask before it begins."""

import redis
from django.conf import settings

from journal.broadcast import broker, let_us_wait

ASKED_FOR = 2000
"""Milliseconds. An order that was lost keeps others from asking no longer than that; its sweeper comes as often."""


def is_first_to_ask(work: str) -> bool:
    """Whether nobody has asked for the work of this name since it last began. True when Redis does not say."""
    if let_us_wait():
        return True
    try:
        return bool(broker().set(_key(work), 1, nx=True, px=ASKED_FOR))
    except redis.RedisError as error:
        let_us_wait(error)
        return True


def may_be_asked_again(work: str) -> None:
    """It begins, and has not looked yet: whoever has news from now on asks anew."""
    if let_us_wait():
        return
    try:
        broker().delete(_key(work))
    except redis.RedisError as error:
        let_us_wait(error)


def _key(work: str) -> str:
    return f"{settings.INSTALLATION}:asked:{work}"
