"""When an index case could infect others."""

from datetime import date

from tracing.rules.contagious import contagious_window

TAKEN = date(2026, 11, 20)


def test_it_counts_from_the_first_symptoms():
    window = contagious_window(TAKEN, date(2026, 11, 18), days_before=2, isolation_days=7)
    assert (window.begins_on, window.ends_on) == (date(2026, 11, 16), date(2026, 11, 25))


def test_without_symptoms_it_counts_from_the_specimen():
    window = contagious_window(TAKEN, None, days_before=2, isolation_days=7)
    assert date(2026, 11, 18) in window
    assert date(2026, 11, 27) in window
    assert date(2026, 11, 28) not in window


def test_whoever_fell_ill_after_the_sample_was_contagious_before_it():
    window = contagious_window(date(2026, 11, 23), date(2026, 11, 26), days_before=2, isolation_days=7)
    assert (window.begins_on, window.ends_on) == (date(2026, 11, 21), date(2026, 12, 3))
