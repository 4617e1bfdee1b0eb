"""Background work: the Celery application and the timetable of everything that happens by itself.

Redis carries ids and wake-up calls only. Every task below has a sweeper that finds what a lost message left
behind, so losing all of Redis costs seconds, never a call.
"""

import os
from typing import Any

from celery import Celery
from celery.signals import task_prerun, worker_init
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

# The timetable alone (beat) sends names of tasks and needs no Django: a third of the memory.
app = Celery("contact_tracing", fixups=[] if "TIMETABLE_ONLY" in os.environ else None)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Celery closes the database connection before and after each task, and opening one costs more than most tasks do. They
# are kept as pages keep theirs: until they are old, or the database has ended them.
app.conf["CELERY_DB_REUSE_MAX"] = 10**9


@task_prerun.connect
def keep_good_connections(**_task: Any) -> None:
    """As before each request: a connection that is too old or broken is given up, the others are used again."""
    from django.db import close_old_connections  # here: the timetable does without

    close_old_connections()


@worker_init.connect
def work_as_application(**_worker: Any) -> None:
    """A worker by a login that is too mighty does not start. Celery only logs what is raised here, but for an exit."""
    from django.core.exceptions import ImproperlyConfigured

    from config.standing import insist_on_application

    try:
        insist_on_application()
    except ImproperlyConfigured as refused:
        raise SystemExit(str(refused)) from None


# What only moves rows never waits behind a telephone company that does not answer: each queue has workers of its own.
# A worker that is told no queue serves all of them.
QUEUES = ("state", "telephone", "sms")
app.conf.task_queues = [Queue(name) for name in QUEUES]
app.conf.task_default_queue = "state"
app.conf.task_routes = {
    "calls.*": {"queue": "state"},
    "telephony.*_leg*": {"queue": "telephone"},
    "telephony.*_message*": {"queue": "sms"},
}

# A second timetable waits until the first one is gone (config/timetable.py).
app.conf.beat_scheduler = "config.timetable:LeasedScheduler"
app.conf.beat_schedule = {
    "wake calls that are due": {"task": "calls.wake_due_calls", "schedule": 2.0},
    "offer waiting calls to ready agents": {"task": "calls.offer_waiting_calls", "schedule": 2.0},
    "take back offers nobody answered": {"task": "calls.take_back_stale_offers", "schedule": 2.0},
    "mark silent agents as offline": {"task": "calls.sign_off_silent_agents", "schedule": 10.0},
    "release absent agents": {"task": "calls.release_absent_agents", "schedule": 30.0},
    "place legs left behind": {"task": "telephony.place_waiting_legs", "schedule": 2.0},
    "ask the telephone company about silent legs": {
        "task": "telephony.ask_about_silent_legs",
        "schedule": 5.0,
    },
    "send messages left behind": {"task": "telephony.send_waiting_messages", "schedule": 5.0},
    "ask the telephone company about silent messages": {
        "task": "telephony.ask_about_silent_messages",
        "schedule": 30.0,
    },
}
# What was not begun before its next turn is not worth beginning: a backlog never repeats itself.
for entry in app.conf.beat_schedule.values():
    entry["options"] = {"expires": entry["schedule"]}
