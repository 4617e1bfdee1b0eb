"""The doors in the navigation are those that the roles open."""

import pytest
from django.template import Context, Template

from accounts.models import Role, User

ADDRESSES = {
    "take_calls": "/desk/",
    "watch_floor": "/floor/",
    "publish_scripts": "/scripts/",
    "work_lists": "/cases/field/",
    "teach": "/learn/learners/",
}
OPEN_TO = {
    Role.AGENT: {"take_calls"},
    Role.SUPERVISOR: {"watch_floor", "work_lists"},
    Role.ADMINISTRATOR: {"watch_floor", "publish_scripts", "work_lists", "teach"},
    Role.BACK_OFFICE: {"work_lists"},
    Role.TRAINER: {"teach"},
    Role.AUDITOR: set(),
}


@pytest.mark.parametrize("role", OPEN_TO)
def test_somebody_sees_the_doors_that_their_role_opens(role, rf):
    nav = Template('{% include "components/nav.html" %}')
    shown = nav.render(Context({"user": User(role=role), "request": rf.get("/me/")}))
    assert {what for what, address in ADDRESSES.items() if f'"{address}"' in shown} == OPEN_TO[role]


def test_a_question_that_no_role_answers_is_an_error_and_not_a_no():
    asked = Template('{% load roles %}{% if user|may:"fly" %}yes{% endif %}')
    with pytest.raises(AttributeError):
        asked.render(Context({"user": User(role=Role.AGENT)}))
