"""Whoever works through the timetable holds a lease: a second timetable, started by mistake or as a spare, waits."""

import logging
from typing import Any
from uuid import uuid4

import redis
from celery import Celery
from celery.beat import PersistentScheduler
from django.conf import settings

LEASE_SECONDS = 10
"""After a timetable that crashed its spare begins so much later; who still works renews the lease every two seconds."""
ASK_AGAIN_AFTER = 2.0
WORKS = "this timetable is at work now"
WAITS = "another timetable is at work, this one waits"
TAKE_OR_RENEW = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
LET_GO = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end"
log = logging.getLogger(__name__)


class Lease:
    """The right to work through the timetable of an installation, kept in the broker that it hands its tasks to.

    Without that broker nobody could hand over anything, so nothing is lost with it; and there is one of it, so there
    is one holder.
    """

    def __init__(self, broker: redis.Redis, name: str) -> None:
        self.broker, self.name, self.holder = broker, name, uuid4().hex

    def is_ours(self) -> bool:
        """Take the lease or renew it; False while somebody else holds it. Raises when the broker does not say."""
        return bool(self.broker.eval(TAKE_OR_RENEW, 1, self.name, self.holder, LEASE_SECONDS * 1000))

    def let_go(self) -> None:
        """The next one may begin at once."""
        try:
            self.broker.eval(LET_GO, 1, self.name, self.holder)
        except redis.RedisError:
            log.info("the lease ends by itself")


def lease_of(app: Celery) -> Lease:
    """The lease of this installation's timetable."""
    patience = {"socket_timeout": 5, "socket_connect_timeout": 5}
    broker = redis.Redis.from_url(app.conf.broker_url, **patience)
    return Lease(broker, f"{settings.INSTALLATION}:timetable")


class LeasedScheduler(PersistentScheduler):
    """Celery's timetable, for as long as the lease is ours."""

    def __init__(self, app: Celery, *args: Any, **kwargs: Any) -> None:
        self.lease = lease_of(app)
        self.said = WORKS
        super().__init__(app, *args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Hand over what is due; the seconds until the next look."""
        try:
            is_ours = self.lease.is_ours()
        except redis.RedisError as error:
            self._say(f"the timetable waits for the broker: {type(error).__name__}")
            return ASK_AGAIN_AFTER
        self._say(WORKS if is_ours else WAITS)
        return float(super().tick(*args, **kwargs)) if is_ours else ASK_AGAIN_AFTER

    def close(self) -> None:
        """It was told to stop."""
        self.lease.let_go()
        super().close()

    def _say(self, what: str) -> None:
        """Once, when it changes: an operator sees which of two is at work."""
        if what != self.said:
            log.warning(what)
        self.said = what
