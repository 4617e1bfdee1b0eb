"""Keys by which laboratories repeat themselves."""

import pytest

from tests.factories import tracing
from tracing.commands.receive_lab_report import receive_lab_report
from tracing.commands.use_idempotency_key import use_idempotency_key
from tracing.models import IdempotencyRecord
from tracing.refusals import KeyWasUsedForSomethingElse

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    tracing.region("1000")
    return receive_lab_report(tracing.result(), laboratory=tracing.laboratory())[0]


def test_a_key_belongs_to_one_report(report):
    use_idempotency_key("k", report=report)
    use_idempotency_key("k", report=report)
    other, _ = receive_lab_report(tracing.result(), laboratory=report.laboratory)
    with pytest.raises(KeyWasUsedForSomethingElse):
        use_idempotency_key("k", report=other)


def test_two_laboratories_may_use_the_same_key(report):
    use_idempotency_key("k", report=report)
    other, _ = receive_lab_report(tracing.result(), laboratory=tracing.laboratory("another"))
    use_idempotency_key("k", report=other)
    assert IdempotencyRecord.objects.count() == 2


def test_no_key_is_no_record(report):
    use_idempotency_key("", report=report)
    assert not IdempotencyRecord.objects.exists()
