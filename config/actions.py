"""What scripts may make happen: the names an administrator may write in the column `action`.

Each is called inside the transaction that completes the run, as `action(run=…, by=…, **arguments of the script)`.
"""

from collections.abc import Callable
from typing import Any

from tracing.commands.name_contact import name_contact
from tracing.commands.record_onset import record_onset

ACTIONS: dict[str, Callable[..., Any]] = {
    "name_contact": name_contact,
    "record_onset": record_onset,
}
