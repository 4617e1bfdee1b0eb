"""The outbox, used by a third channel: letters by e-mail, which nobody can ask about."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from journal.outbox import (
    GRACE,
    LONGEST_BACK_OFF,
    MAX_TRIES,
    Channel,
    OutcomeUnknown,
    Rejected,
    ask_about_silent,
    next_try,
    submit,
    submit_waiting,
)
from journal.outgoing import PLANNED, SUBMITTING, UNKNOWN, Outgoing
from tests.roles import as_owner, give_application

SENT, FAILED = "sent", "failed"

with isolate_apps("tests"):

    class Letter(Outgoing):
        """An e-mail; its key is its Message-ID."""

        RANK = {PLANNED: 0, SUBMITTING: 5, UNKNOWN: 6, SENT: 100, FAILED: 100}
        SILENT = {SUBMITTING: timedelta(seconds=20), UNKNOWN: GRACE}

        text = models.TextField()
        fault = models.CharField(max_length=20, blank=True)

        class Meta:
            app_label = "tests"


@dataclass(frozen=True)
class Receipt:
    """What the mail server said."""

    key: object
    ref: str


@dataclass
class Mail(Channel[Letter, Receipt]):
    """A mail server that says what it is told to, one answer after the other."""

    can_be_asked = False
    model = Letter
    answers: list[Exception | None] = field(default_factory=list)
    delivered: list[object] = field(default_factory=list)

    def send(self, row):
        self.delivered.append(row.key)
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer
        return Receipt(row.key, f"queued-{row.key}")

    def take(self, news):
        row = Letter._base_manager.get(key=news.key)
        if row.bind(news.ref):
            row.advance(SENT, check_at=None)

    def fail(self, row, fault, code):
        row.advance(FAILED, fault=fault, error_code=code, check_at=None)


@pytest.fixture
def mail(db):
    with as_owner():
        with connection.schema_editor() as editor:
            editor.create_model(Letter)
        give_application(Letter._meta.db_table)
    return Mail()


def letter(**fields):
    return Letter._base_manager.create(
        **{"state": PLANNED, "check_at": timezone.now(), "text": "Hello"} | fields
    )


def fresh(row):
    return Letter._base_manager.get(pk=row.pk)


def is_due(row):
    Letter._base_manager.filter(pk=row.pk).update(check_at=timezone.now() - timedelta(seconds=1))


def test_a_row_is_submitted_once_however_often_it_is_ordered(mail):
    row = letter()
    submit(mail, row.pk)
    submit(mail, row.pk)
    assert mail.delivered == [row.key]
    assert (fresh(row).state, fresh(row).tries) == (SENT, 1)


def test_an_outside_that_cannot_be_asked_gets_it_again_under_the_same_key(mail):
    row = letter()
    mail.answers = [OutcomeUnknown("ReadTimeout")]
    submit(mail, row.pk)
    assert fresh(row).state == UNKNOWN
    is_due(row)
    assert ask_about_silent(mail) == 1
    assert submit_waiting(mail) == 1
    assert mail.delivered == [row.key, row.key]
    assert fresh(row).state == SENT


def test_a_worker_that_died_while_submitting_is_made_good_for(mail):
    row = letter(state=SUBMITTING, tries=1)
    is_due(row)
    ask_about_silent(mail)
    submit_waiting(mail)
    assert fresh(row).state == SENT


def test_a_refusal_that_may_pass_is_tried_again_a_little_later_and_any_other_is_final(mail):
    later, final = letter(), letter()
    mail.answers = [
        Rejected("throttled", safe_to_retry=True, code="451"),
        Rejected("no_such_box", code="550"),
    ]
    submit(mail, later.pk)
    submit(mail, final.pk)
    assert fresh(later).state == PLANNED
    assert fresh(later).check_at > timezone.now()
    assert (fresh(final).state, fresh(final).fault, fresh(final).error_code) == (FAILED, "no_such_box", "550")


def test_nothing_is_tried_for_ever(mail):
    busy, silent = letter(tries=MAX_TRIES - 1), letter(state=UNKNOWN, tries=MAX_TRIES)
    mail.answers = [Rejected("throttled", safe_to_retry=True)]
    submit(mail, busy.pk)
    is_due(silent)
    ask_about_silent(mail)
    assert (fresh(busy).fault, fresh(silent).fault) == ("throttled", "lost")


def test_what_has_no_time_yet_is_left_alone(mail):
    row = letter(check_at=None)
    assert submit_waiting(mail) == 0
    submit(mail, row.pk)
    assert (mail.delivered, fresh(row).state) == ([], PLANNED)


def test_late_news_never_moves_a_row_back(mail):
    row = letter()
    submit(mail, row.pk)
    assert not fresh(row).advance(UNKNOWN)
    assert fresh(row).state == SENT


@given(tries=st.integers(0, 60))
def test_the_next_try_comes_soon_and_never_at_once(tries):
    before = timezone.now()
    assert before < next_try(tries) <= timezone.now() + timedelta(seconds=LONGEST_BACK_OFF)
