"""The only sender of news to screens: one PUBLISH per room, a numbered frame of ids.

A screen treats a gap in a room's numbers as a lost connection and fetches everything it shows again, so the
number and the frame leave Redis together, in one script: nobody can overtake between them.
"""

import json
import logging
from functools import cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from journal.events import Event

CHANNEL = "live:"
NUMBER_AND_PUBLISH = """
local seq = redis.call('INCR', 'seq:' .. KEYS[1])
return redis.call('PUBLISH', 'live:' .. KEYS[1], '{"seq":' .. seq .. ',' .. ARGV[1])
"""
log = logging.getLogger(__name__)


@cache
def broker() -> redis.Redis:
    """This process's connection pool to Redis; a publish waits for a second at most, and tries once more.

    After Redis was restarted every kept connection is dead: the second try opens a new one.
    """
    patience = {"socket_timeout": 1, "socket_connect_timeout": 1}
    return redis.Redis.from_url(settings.REDIS_URL, retry=Retry(NoBackoff(), 1), **patience)


def nudge_screens(event: Event, entry_id: int) -> None:
    """Publish the event to its rooms. Redis being away costs freshness only: screens fetch when it is back."""
    try:
        for room in event.rooms():
            frame = json.dumps({"event": event.name(), "room": room, "entry": entry_id, **event.facts()})
            broker().eval(NUMBER_AND_PUBLISH, 1, room, frame[1:])
    except redis.RedisError as error:
        log.warning("screens were not nudged about %s: %s", event.name(), type(error).__name__)
