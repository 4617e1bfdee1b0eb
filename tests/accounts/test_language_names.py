import pytest
from django.utils.translation import override

from accounts.language_names import own_name, translated_name


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("fr", "Français"),
        ("ti", "ትግርኛ"),
        ("zh-Hant", "中文 (繁體)"),
        ("qq", "qq"),
        ("no tag!", "no tag!"),
        ("", ""),
    ],
)
def test_a_language_is_called_as_its_speakers_call_it_or_by_its_tag(tag, name):
    assert own_name(tag) == name


def test_a_language_is_called_as_the_reader_of_the_screen_calls_it():
    with override("fr"):
        assert [translated_name(tag) for tag in ("nl", "rw", "qq")] == ["Néerlandais", "Kinyarwanda", "qq"]
