"""What the desk's buttons and fields send. Shapes only; the commands decide."""

from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from journal.refusals import NotUnderstood

Shape = TypeVar("Shape", bound=forms.Form)


class Answer(forms.Form):
    """One answer: the question's path, its turn in a repeat, and the revision the page was made at."""

    path = forms.CharField(max_length=200)
    repeat_key = forms.CharField(max_length=120, required=False)
    revision = forms.IntegerField(min_value=0)


class Notes(forms.Form):
    """The notes, the window that has written them, and the one whose notes it goes on from."""

    notes = forms.CharField(required=False, strip=False)
    window = forms.UUIDField(required=False)
    known = forms.UUIDField(required=False)


class Turn(forms.Form):
    """One turn of a repeat."""

    path = forms.CharField(max_length=200)
    key = forms.UUIDField()


class Page(forms.Form):
    """The number of a page, from 0, and the id of the question on it that is to be seen."""

    page = forms.IntegerField(min_value=0)
    focus = forms.CharField(max_length=300, required=False)


class Offer(forms.Form):
    """Which offer is meant: an old page cannot accept a new one."""

    token = forms.UUIDField()


def read(shape: type[Shape], sent: QueryDict) -> dict[str, Any]:
    """The fields of `shape` as they were sent; NotUnderstood when they do not have it."""
    form = shape(sent)
    if not form.is_valid():
        raise NotUnderstood
    return form.cleaned_data
