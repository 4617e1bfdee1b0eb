from config.actions import ACTIONS
from scenarios import xlsform


def test_every_action_that_a_script_may_name_is_carried_out():
    assert set(ACTIONS) == set(xlsform.ACTIONS)
