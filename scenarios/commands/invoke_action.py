import json

from django.db import transaction

from accounts.models import User
from journal.sealed import Kind, blind_index
from scenarios.actions import actions
from scenarios.models import ActionInvocation, Run
from scenarios.xlsform import ActionCall


@transaction.atomic
def invoke_action(call: ActionCall, *, run: Run, by: User) -> None:
    """Do what one row of the script asks for: once, and once more when what was said has changed since.

    A conversation may break off, go on and be completed: the row in the table says what was done of it, and with what
    (as a keyed hash: the answers themselves stay sealed). An action that refuses leaves no trace.
    """
    said = blind_index(Kind.SAID, json.dumps(dict(call.args), sort_keys=True))
    place = {"run": run, "path": call.path, "repeat_key": call.repeat_key, "action": call.name}
    done, is_new = ActionInvocation.objects.select_for_update().get_or_create(
        **place, defaults={"said": said, "region_id": run.region_id}
    )
    if not is_new and bytes(done.said or b"") == said:
        return
    ActionInvocation.objects.filter(pk=done.pk).update(said=said)
    actions()[call.name](run=run, by=by, **call.args)
