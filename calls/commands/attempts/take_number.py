from django.db import connection

from calls.models import Call
from journal.steps import step

# One statement: who comes second waits for the first one's transaction and then inserts nothing.
TAKE = """INSERT INTO calls_numberunderway (phone_index, call_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"""


@step
def take_number(call: Call) -> bool:
    """The call's number is under way from now on, until its attempt ends. False while somebody else has it.

    A call to whoever rings us has no number to take.
    """
    if call.phone_index is None:
        return True
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [bytes(call.phone_index), call.pk])
        return bool(cursor.rowcount == 1)
