"""What must not lie in the clear."""

import base64
import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from calls.models import Call
from journal.sealed import Kind, SealedTextField, blind_index, seal, unseal
from tests.factories.calls import queued_call

PLACE, ELSEWHERE = "calls_call.phone", "tracing_person.phone"
PHONE = "+32470123456"


def key(name, byte):
    return f"{name}:{base64.b64encode(bytes([byte]) * 32).decode()}"


class TestAValue:
    @given(st.text(st.characters(exclude_categories=("Cs",))))
    def test_comes_back_as_it_was(self, text):
        assert unseal(seal(text, place=PLACE), place=PLACE) == text

    def test_never_looks_the_same_twice_and_never_like_itself(self):
        once, again = (seal(PHONE, place=PLACE) for _ in range(2))
        assert once != again
        assert PHONE.encode() not in once

    def test_cannot_be_moved_to_another_column(self):
        with pytest.raises(InvalidTag):
            unseal(seal(PHONE, place=PLACE), place=ELSEWHERE)

    @given(st.data())
    def test_cannot_be_tampered_with(self, data):
        sealed = bytearray(seal(PHONE, place=PLACE))
        after_key_id = sealed.index(b":") + 1
        sealed[data.draw(st.integers(after_key_id, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
        with pytest.raises(InvalidTag):
            unseal(bytes(sealed), place=PLACE)


class TestAKey:
    def test_that_is_new_writes_and_an_old_one_still_reads(self, settings):
        settings.FIELD_KEYS = key("old", 1)
        before = seal(PHONE, place=PLACE)
        settings.FIELD_KEYS = f"{key('new', 2)},{key('old', 1)}"
        after = seal(PHONE, place=PLACE)
        assert (before.partition(b":")[0], after.partition(b":")[0]) == (b"old", b"new")
        assert unseal(before, place=PLACE) == unseal(after, place=PLACE) == PHONE

    def test_that_was_taken_away_reads_nothing_more(self, settings):
        settings.FIELD_KEYS = key("old", 1)
        sealed = seal(PHONE, place=PLACE)
        settings.FIELD_KEYS = key("new", 2)
        with pytest.raises(KeyError):
            unseal(sealed, place=PLACE)

    def test_under_the_name_of_another_reads_nothing(self, settings):
        settings.FIELD_KEYS = key("one", 1)
        sealed = seal(PHONE, place=PLACE)
        settings.FIELD_KEYS = key("one", 2)
        with pytest.raises(InvalidTag):
            unseal(sealed, place=PLACE)


class TestABlindIndex:
    def test_finds_an_equal_value_and_tells_nothing_of_it(self):
        assert blind_index(Kind.PHONE, PHONE) == blind_index(Kind.PHONE, PHONE)
        assert len(blind_index(Kind.PHONE, PHONE)) == 16

    def test_does_not_normalise_so_that_callers_must(self):
        assert blind_index(Kind.NATIONAL_NUMBER, "90.05.17-001.56") != blind_index(
            Kind.NATIONAL_NUMBER, "90051700156"
        )

    def test_depends_on_its_own_key(self, settings):
        ours = blind_index(Kind.PHONE, PHONE)
        settings.BLIND_INDEX_KEY = base64.b64encode(b"\1" * 32).decode()
        assert blind_index(Kind.PHONE, PHONE) != ours

    def test_of_nothing_is_none_so_that_two_unknowns_are_not_alike(self):
        assert blind_index(Kind.PHONE, "") is None


@pytest.mark.django_db
class TestAColumn:
    def stored(self, call):
        with connection.cursor() as cursor:
            cursor.execute("SELECT phone FROM calls_call WHERE id = %s", [call.pk])
            return bytes(cursor.fetchone()[0])

    def test_is_read_in_the_clear_and_stored_sealed(self):
        call = queued_call(phone=PHONE)
        assert Call.objects.get(pk=call.pk).phone == PHONE
        assert PHONE.encode() not in self.stored(call)

    def test_hides_that_it_is_empty(self):
        assert len(self.stored(queued_call(phone=""))) > 20

    def test_is_sealed_however_it_is_written(self):
        call = queued_call()
        Call.objects.filter(pk=call.pk).update(**call.at_rest(phone=PHONE, attempts_made=2))
        call.refresh_from_db()
        assert (call.phone, call.attempts_made) == (PHONE, 2)
        call.phone = "+32470123456"
        call.save(update_fields=["phone"])
        assert Call.objects.get(pk=call.pk).phone == "+32470123456"
        assert b"32470123456" not in self.stored(call)

    @pytest.mark.parametrize(
        "write",
        [
            lambda call: Call.objects.filter(pk=call.pk).update(phone=PHONE),
            lambda call: Call.objects.bulk_update([call], ["phone"]),
        ],
    )
    def test_is_not_written_without_its_row(self, write):
        with pytest.raises(TypeError, match="at_rest"):
            write(queued_call(phone=PHONE))

    def test_is_read_in_one_query_where_it_was_left_out(self, django_assert_num_queries):
        call = Call.objects.only("region").get(pk=queued_call(phone=PHONE).pk)
        with django_assert_num_queries(1):
            assert call.phone == PHONE

    @pytest.mark.parametrize("lookup", ["phone", "phone__contains", "phone__in"])
    def test_cannot_be_searched(self, lookup):
        with pytest.raises(FieldError):
            Call.objects.filter(**{lookup: [PHONE]}).exists()


SEALED = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, SealedTextField)
]


def test_every_row_with_a_sealed_column_has_a_key_of_its_own():
    assert len(SEALED) > 10
    for model, _field in SEALED:
        key = model._meta.get_field("key")
        assert isinstance(key, models.UUIDField)
        assert key.default is uuid.uuid4


@pytest.mark.parametrize(
    ("model", "field"), SEALED, ids=lambda one: getattr(one, "name", None) or one.__name__
)
def test_a_value_that_was_moved_to_another_row_or_column_opens_no_more(model, field):
    one, other = model(key=uuid.uuid4()), model(key=uuid.uuid4())
    moved = field.sealed("of the first row", one.key)
    setattr(one, field.attname, moved)
    setattr(other, field.attname, moved)
    assert getattr(one, field.attname) == "of the first row"
    with pytest.raises(InvalidTag):
        getattr(other, field.attname)
    for _model, another in SEALED:
        if another is not field:
            with pytest.raises(InvalidTag):
                another.unsealed(moved, one.key)


def test_equal_values_of_two_kinds_have_nothing_in_common():
    assert len({blind_index(kind, PHONE) for kind in Kind}) == len(Kind)
