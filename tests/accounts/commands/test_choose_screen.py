import pytest

from accounts.commands.choose_screen import choose_screen
from accounts.refusals import UnknownLanguage
from tests.factories.accounts import agent

pytestmark = pytest.mark.django_db


def test_what_is_not_chosen_stays():
    user = choose_screen(agent(), uses_shortcuts=False)
    user = choose_screen(user, language="de")
    user.refresh_from_db()
    assert (user.screen_language, user.uses_shortcuts) == ("de", False)


def test_a_language_without_screens_is_refused():
    with pytest.raises(UnknownLanguage):
        choose_screen(agent(), language="tlh")
