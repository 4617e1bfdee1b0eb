import pytest
from django.utils.translation import override

from accounts.templatetags.languages import language_name


@pytest.mark.parametrize(
    ("code", "screen", "name"),
    [("nl", "en", "Dutch"), ("nl", "fr", "Néerlandais"), ("qq", "en", "qq"), ("", "en", "")],
)
def test_a_language_is_named_in_the_language_of_the_screen(code, screen, name):
    with override(screen):
        assert language_name(code) == name
