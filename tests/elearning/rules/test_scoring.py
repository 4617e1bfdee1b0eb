import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearning.rules.scoring import score_of

KEY = {1: [11], 2: [21, 22], 3: [31], 4: [41], 5: [51]}
KEYS = st.dictionaries(st.integers(1, 30), st.frozensets(st.integers(1, 6), min_size=1), max_size=12)
TICKED = st.dictionaries(st.integers(1, 40), st.frozensets(st.integers(1, 8)), max_size=12)


@pytest.mark.parametrize(
    ("ticked", "percent"),
    [
        (KEY, 100),
        (KEY | {2: [21]}, 80),
        (KEY | {2: [21, 22, 23]}, 80),
        (KEY | {1: [], 2: []}, 60),
        ({}, 0),
        (KEY | {9: [91]}, 100),
    ],
)
def test_a_question_counts_when_exactly_its_right_choices_are_ticked(ticked, percent):
    assert score_of(KEY, ticked).percent == percent


def test_nobody_passes_by_rounding():
    key = {number: [1] for number in range(1, 7)}
    score = score_of(key, {number: [1] for number in range(1, 6)})
    assert score.percent == 83
    assert score.passes(83)
    assert not score.passes(84)


def test_a_quiz_without_questions_is_passed_by_nobody():
    assert not score_of({}, {}).passes(80)


@given(KEYS, TICKED)
def test_a_score_is_a_percentage_of_the_questions_asked(key, ticked):
    score = score_of(key, ticked)
    assert 0 <= score.percent <= 100
    assert score.right <= set(key)
    assert score_of(key, ticked | key).percent == (100 if key else 0)


@given(KEYS, TICKED)
def test_ticking_a_question_rightly_never_costs_anything(key, ticked):
    before = score_of(key, ticked).percent
    for question in key:
        assert score_of(key, ticked | {question: key[question]}).percent >= before
