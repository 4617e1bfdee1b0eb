"""Cases and contacts that the telephone could not solve."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_work_lists
from backoffice.forms import CloseCaseForm, CloseContactForm, CloseForm
from journal.record import record_view
from tracing.commands.close_case import close_case
from tracing.commands.close_contact import close_contact
from tracing.commands.take_from_list import take_from_list
from tracing.models import Case, Contact, Subject
from tracing.queries.field_list import field_list, field_row, on_field_list

ROWS = 50


class Listed(NamedTuple):
    """A kind of line on the list, and how one is closed."""

    model: type[Subject]
    form: type[CloseForm]
    close: Callable[..., Any]


KINDS = {
    "cases": Listed(Case, CloseCaseForm, close_case),
    "contacts": Listed(Contact, CloseContactForm, close_contact),
}


@require_GET
@gate(may_work_lists)
def field(request: MemberRequest, kind: str = "cases") -> HttpResponse:
    """The list of the user's region: since when, why, how often tried. No name before somebody opens a line."""
    page = Paginator(field_list(request.user, KINDS[kind].model), ROWS).get_page(request.GET.get("page"))
    rows = [field_row(subject) for subject in page]
    return render(request, "backoffice/field.html", {"page": page, "rows": rows, "kind": kind})


@require_http_methods(["GET", "POST"])
@gate(may_work_lists)
def field_entry(request: MemberRequest, kind: str, key: UUID) -> HttpResponse:
    """One case or contact with its person, and how it ended. The look is journalled."""
    listed = KINDS[kind]
    subject = on_field_list(request.user, listed.model, key)
    form = listed.form(request.POST or None)
    if form.is_valid():
        listed.close(subject, by=request.user, **form.command())
        messages.success(request, _("Closed."))
        return redirect("backoffice:field", kind=kind)
    person, page = subject.person, f"field list: {kind}"
    record_view(by=request.user, person=person.key, region_id=person.region_id, page=page)
    context = {"subject": subject, "row": field_row(subject), "form": form, "kind": kind}
    return render(request, "backoffice/field_entry.html", context)


@require_POST
@gate(may_work_lists)
def take(request: MemberRequest, kind: str, key: UUID) -> HttpResponse:
    """Take a case or contact, so that nobody else goes there too."""
    take_from_list(on_field_list(request.user, KINDS[kind].model, key), by=request.user)
    messages.success(request, _("This one is yours."))
    return redirect("backoffice:field_entry", kind=kind, key=key)
