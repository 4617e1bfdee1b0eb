"""Every consequence that is not a plain function call: what runs above, and what runs later.

Reactions run in the order written, inside the transaction of the command that announced the event.
`later(task)` hands ids of the event to a Celery task once that transaction has committed; a sweeper in the
timetable (config/celery.py) finds what a lost message left behind.
"""

REACTIONS: dict = {}
