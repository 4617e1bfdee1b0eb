"""What scripts may ask for is what the commands' signatures say: nothing is written down twice."""

import inspect

import pytest

from config.actions import ACTIONS
from scenarios.actions import action_specs
from scenarios.xlsform.base.actions import GIVEN_BY_US


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_can_be_called_with_what_it_requires_and_nothing_more(name):
    spec = action_specs()[name]
    signature = inspect.signature(ACTIONS[name])
    signature.bind(run=None, by=None, **dict.fromkeys(spec.required, ""))
    signature.bind(run=None, by=None, **dict.fromkeys(spec.arguments, ""))


@pytest.mark.parametrize("name", ACTIONS)
def test_no_action_takes_an_argument_that_the_check_does_not_know(name):
    parameters = inspect.signature(ACTIONS[name]).parameters
    assert all(one.kind is one.KEYWORD_ONLY for one in parameters.values())
    assert set(parameters) == set(action_specs()[name].arguments) | GIVEN_BY_US


def test_a_name_may_be_as_long_as_the_register_takes():
    assert action_specs()["name_contact"].limits["family_name"] == 80
