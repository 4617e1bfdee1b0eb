"""The actions that the house lends to scripts, and what the check of a script knows of them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from scenarios.xlsform import ActionSpec
from scenarios.xlsform.base.actions import spec_of


def actions() -> Mapping[str, Callable[..., Any]]:
    """The commands by the name that a script gives them (settings.SCENARIO_ACTIONS)."""
    found: Mapping[str, Callable[..., Any]] = import_string(settings.SCENARIO_ACTIONS)
    return found


def action_specs() -> dict[str, ActionSpec]:
    """Every action with its arguments, as the commands themselves declare them."""
    return {name: spec_of(command) for name, command in actions().items()}
