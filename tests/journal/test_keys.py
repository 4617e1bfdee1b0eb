import base64

import pytest

from journal.keys import UnsoundKeys, key_in, keys_in

ONE, TWO = (base64.b64encode(letter * 32).decode() for letter in (b"1", b"2"))


@pytest.mark.parametrize("text", [f"a:{ONE},b:{TWO}", f" a:{ONE} , b: {TWO}\n", f"a :{ONE},\r\nb:{TWO}"])
def test_keys_are_named_in_their_order_whatever_space_stands_around_them(text):
    assert list(keys_in(text).items()) == [("a", b"1" * 32), ("b", b"2" * 32)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no id:key pair"),
        (f"a:{ONE},", "no id:key pair"),
        (f",a:{ONE}", "no id:key pair"),
        (f"a:{ONE},,b:{TWO}", "no id:key pair"),
        (ONE, "no id:key pair"),
        (f":{ONE}", "no id:key pair"),
        (f"a:{ONE},a:{TWO}", "same id"),
        (f"a:{ONE}, a:{TWO}", "same id"),
        (f"a:{ONE},b:{ONE}", "same key under two ids"),
        (f"a:{ONE},b:{TWO},c:{ONE}", "same key under two ids"),
        (f"a:{ONE},\ufeffb:{TWO}", "byte order mark inside the list"),
        (f"a b:{ONE}", "space"),
        (f"a\n:{ONE}\nb:{TWO}", "line end"),
        (f"a:{ONE}\nb:{TWO}", "line end"),
        (f"a:{ONE[:9]} {ONE[9:]}", "space"),
        (f"a:\ufeff{ONE}", "byte order mark"),
        (f"é:{ONE}", "letters, digits"),
        ("a:dG9vIHNob3J0", "9 bytes"),
        ("a:not-base64!", "base64"),
    ],
)
def test_unsound_keys_are_refused_and_not_quoted(text, said):
    with pytest.raises(UnsoundKeys, match=said) as refused:
        keys_in(text)
    assert ONE not in str(refused.value)


def test_a_key_that_was_doubled_is_mended_by_a_new_one_in_front():
    assert list(keys_in(f"c:{TWO},b:{ONE},a:{ONE}")) == ["c", "b", "a"]


def test_a_single_key_is_read_with_the_line_end_of_its_file():
    assert key_in(f"{ONE}\n") == b"1" * 32
