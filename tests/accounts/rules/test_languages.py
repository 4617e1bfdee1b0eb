import pytest

from accounts.rules.languages import closest, tag_of


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        (" fr_BE ", "fr"),
        ("nl-BE-x-village", "nl"),
        ("zh-hant-tw", "zh-Hant"),
        ("gsw", "gsw"),
        ("French", ""),
        ("f", ""),
        ("fr BE", ""),
        ("", ""),
    ],
)
def test_a_tag_is_a_language_and_where_it_is_named_its_script(said, tag):
    assert tag_of(said) == tag


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("fr", ["nl", "fr"], "fr"),
        ("fr-BE", ["fr"], "fr"),
        ("zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"),
        ("zh-Hans", ["zh"], "zh"),
        ("zh", ["zh-Hant"], None),
        ("FR", ["fr"], "fr"),
        ("f", ["fr"], None),
        ("", ["fr"], None),
    ],
)
def test_the_closest_language_is_found_from_the_narrow_to_the_wide(wanted, offered, found):
    assert closest(wanted, offered) == found
