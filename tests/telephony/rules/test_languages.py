import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.rules.languages import taking_turns


@pytest.mark.parametrize(
    ("speakers", "order"),
    [
        ([], []),
        ([[]], []),
        ([["fr", "nl"]], ["fr", "nl"]),
        ([["fr", "nl", "en"], ["de", "fr"]], ["fr", "de", "nl", "en"]),
        (
            [["fr", "nl", "en"], ["de", "fr", "en"], ["nl", "fr", "en", "de"], ["fr", "en"]],
            ["fr", "de", "nl", "en"],
        ),
        ([[], ["de"]], ["de"]),
    ],
)
def test_everybodys_first_language_comes_before_anybodys_second(speakers, order):
    assert taking_turns(speakers) == order


@given(st.lists(st.lists(st.sampled_from(["fr", "nl", "de", "en"]), min_size=1, unique=True)))
def test_every_language_is_spoken_once_and_no_first_one_late(speakers):
    order = taking_turns(speakers)
    firsts = {speaker[0] for speaker in speakers}
    assert sorted(order) == sorted({language for speaker in speakers for language in speaker})
    assert set(order[: len(firsts)]) == firsts
