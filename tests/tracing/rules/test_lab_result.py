"""Results as values."""

from datetime import date

from tracing.rules.lab_result import LabResult, Particulars


def test_a_result_survives_being_written_down():
    patient = Particulars(first_name="Chloé", birth_date=date(1990, 5, 17))
    result = LabResult(
        sample="S", disease="covid-19", is_positive=True, specimen_date=date(2026, 11, 20), patient=patient
    )
    assert LabResult.from_json(result.to_json()) == result
