"""Somebody of the world asks for an address of the house as it is written in the table."""

import uuid

from django.db import transaction
from django.test import Client


def filled(address, corner, world):
    """The address of one object: of a corner of the world, or of what belongs to no region."""
    values = corner.values | {
        "kind": "cases",
        "slug": world.course.slug,
        "number": 1,
        "name": "index-interview",
        "report": world.unknown.key,
        "leg": uuid.uuid4(),
    }
    if "region-unknown" in address:
        values["key"] = values["report"]
    if address.startswith("/telephony"):
        values["key"] = values["leg"]
    for name in (
        "int:call_id",
        "int:script_id",
        "int:version_id",
        "int:agent_id",
        "int:attempt",
        "int:number",
        "int:region_id",
    ):
        address = address.replace(f"<{name}>", str(values[name.partition(":")[2]]))
    for name in ("slug:slug", "slug:name", "uuid:key", "key", "kind"):
        address = address.replace(f"<{name}>", str(values[name.rpartition(":")[2]]))
    return address


def form_for(address, corner, world):
    """What a page of ours would send there."""
    filled_in = {
        "script": {"page": "0"},
        "accept": {"token": corner.call.token},
        "answer": {"path": "is_them", "value": "yes", "revision": "0"},
        "language": {"language": "fr"},
        "turns": {"path": "people", "key": uuid.uuid4()},
        "remove": {"path": "people", "key": uuid.uuid4()},
        "wrap-up": {"disposition": "no_answer"},
        "mute": {"on": "1"},
        "hold": {"on": "1"},
        "pause": {"reason": "lunch"},
    }
    return filled_in.get(address.strip("/").rpartition("/")[2], {})


def asked(world, person, method, address, corner):
    """The answer that somebody gets; whatever it changed is undone."""
    client = Client(headers={"Accept-Language": "en"})
    if person != "signed out":
        client.force_login(world.staff[person])
    with transaction.atomic():
        path = filled(address, corner, world)
        response = (
            client.get(path) if method == "GET" else client.post(path, form_for(address, corner, world))
        )
        transaction.set_rollback(True)
    return response
