"""News only climbs: a reaction lives above the app whose event it answers, or hands on to a task of the same app."""

import inspect
import tomllib

from config.reactions import REACTIONS
from tests.house.tree import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
(LINE_OF_APPS,) = (contract["layers"][::-1] for contract in CONTRACTS if contract["id"] == "line-of-apps")
"""From the bottom; apps that stand side by side are one entry: "desk | supervision"."""


def app_of(thing):
    return thing.__module__.partition(".")[0]


def height(app):
    return next(height for height, layer in enumerate(LINE_OF_APPS) if app in layer.split(" | "))


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
