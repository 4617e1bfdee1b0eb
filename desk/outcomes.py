"""Which way of ending a call fits best: what the lines say first, then what was said along the script."""

from calls.models import Disposition
from calls.states import Step
from desk.script_page import ScriptPage


def suggested(choices: list[Disposition], page: ScriptPage) -> list[Disposition]:
    """The choices, at most one of them marked (`is_suggested`): by the lines already, where nobody answered.

    The script names a disposition by its code; where it names none, a complete one means that the call is done.
    """
    if any(choice.is_suggested for choice in choices):
        return choices
    by_script = [choice for choice in choices if choice.code == page.suggested_outcome]
    by_end = [choice for choice in choices if page.is_complete and choice.step == Step.CLOSE]
    for choice in (by_script or by_end)[:1]:
        choice.is_suggested = True
    return choices
