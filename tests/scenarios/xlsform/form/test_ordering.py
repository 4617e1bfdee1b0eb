"""Whatever reads another question is worked out after it; what goes round in a circle is named."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.form.ordering import in_order

NAMES = [f"main/q{number}" for number in range(6)]


def form_where(**reads):
    """A form of calculations: for each name, the names that it reads."""
    compiled = {name: SimpleNamespace(reads=frozenset(read)) for name, read in reads.items()}
    parts = {
        name: SimpleNamespace(relevant=None, value_source=one, calculation=one, is_gated=False)
        for name, one in compiled.items()
    }
    return SimpleNamespace(parts=parts, identity=None)


def circle_of(form):
    """What the form's circle is said to be: its names as they are printed, and its places."""
    with pytest.raises(Fault) as refused:
        in_order(form)
    assert refused.value.code == "circular"
    return refused.value.params["names"], {path for path, _kind in refused.value.params["circle"]}


@given(st.permutations(NAMES), st.data())
def test_each_comes_after_what_it_reads_however_the_rows_stand(rows, data):
    earlier = {
        name: data.draw(st.sets(st.sampled_from(NAMES[:at]))) if at else () for at, name in enumerate(NAMES)
    }
    order = [path for path, _kind in in_order(form_where(**{name: earlier[name] for name in rows}))]
    assert sorted(order) == NAMES
    assert all(order.index(read) < order.index(name) for name in NAMES for read in earlier[name])


def test_only_those_in_the_circle_are_named_in_the_order_of_the_alphabet():
    form = form_where(before=["main/c"], **{"main/c": ["b"], "b": ["main/a"], "main/a": ["main/c"]}, free=[])
    assert circle_of(form) == ("a, b, c", {"main/a", "b", "main/c"})


def test_what_reads_itself_is_a_circle_of_one():
    assert circle_of(form_where(free=[], own=["own", "free"])) == ("own", {"own"})


def test_a_question_that_stands_in_its_own_default_is_asked_once_and_no_circle():
    form = form_where(own=["own"])
    form.parts["own"].calculation = None
    assert in_order(form) == (("own", "value"),)
