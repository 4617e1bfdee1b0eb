"""News only climbs: a reaction lives above the app whose event it answers, or hands on to a task of the same app."""

import inspect

from config.reactions import REACTIONS
from tests.house.tree import LINE_OF_APPS


def app_of(thing):
    return thing.__module__.partition(".")[0]


def height(app):
    return LINE_OF_APPS.index("desk" if app in ("backoffice", "supervision") else app)


def test_reactions_climb():
    for event, reactions in REACTIONS.items():
        for reaction in reactions:
            task = (
                inspect.getclosurevars(reaction).nonlocals.get("task")
                if inspect.isfunction(reaction)
                else None
            )
            if task is None:
                assert height(app_of(reaction)) > height(app_of(event)), f"{reaction} answers {event.name()}"
            else:
                assert height(task.name.partition(".")[0]) >= height(app_of(event)), (
                    f"{task.name} on {event.name()}"
                )
