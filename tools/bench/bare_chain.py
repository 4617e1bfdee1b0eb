"""The stations between a post and a screen without any of our code: row, queue, row, news, row."""

import threading
import time
from contextlib import closing

import redis
from django.conf import settings

from tools.bench.scratch import bare_connection

QUEUE, ROOM = "bench-queue", "bench-room"
STOP = b"stop"
PATIENCE = 300


def bare_chain(database: str, times: int) -> float:
    """How many messages a second pass, one after the other.

    1. A connection inserts a row and commits; the message goes into a Redis list.
    2. A worker takes it, updates the row over a connection of its own, commits, and publishes.
    3. A subscriber hears it and reads the row.
    """
    with (
        closing(redis.Redis.from_url(settings.REDIS_URL)) as broker,
        closing(bare_connection(database)) as bare,
    ):
        with bare.cursor() as cursor:
            cursor.execute("CREATE TABLE bare_chain (id serial PRIMARY KEY, state text)")
        bare.commit()
        worker = threading.Thread(target=work, args=(database,))
        worker.start()
        with closing(broker.pubsub(ignore_subscribe_messages=True)) as screen:
            screen.subscribe(ROOM)
            screen.get_message(timeout=PATIENCE)
            began = time.perf_counter()
            for _message in range(times):
                pass_one(bare, broker, screen)
            took = time.perf_counter() - began
        broker.lpush(QUEUE, STOP)
        worker.join()
    return times / took


def pass_one(bare: object, broker: "redis.Redis", screen: "redis.client.PubSub") -> None:
    """Steps 1 and 3."""
    with bare.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("INSERT INTO bare_chain (state) VALUES ('posted') RETURNING id")
        row = cursor.fetchone()[0]
    bare.commit()  # type: ignore[attr-defined]
    broker.lpush(QUEUE, row)
    screen.get_message(timeout=PATIENCE)
    with bare.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT state FROM bare_chain WHERE id = %s", [row])
        cursor.fetchone()
    bare.commit()  # type: ignore[attr-defined]


def work(database: str) -> None:
    """Step 2, until told to stop."""
    with (
        closing(redis.Redis.from_url(settings.REDIS_URL)) as broker,
        closing(bare_connection(database)) as bare,
    ):
        while (message := broker.brpop([QUEUE], timeout=PATIENCE)) and message[1] != STOP:
            with bare.cursor() as cursor:
                cursor.execute("UPDATE bare_chain SET state = 'offered' WHERE id = %s", [int(message[1])])
            bare.commit()
            broker.execute_command("PUBLISH", ROOM, message[1])
