"""Positive reports whose region nobody knows."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.gates import MemberRequest, gate
from accounts.roles import may_work_lists
from backoffice.forms import AssignRegionForm
from journal.record import record_view
from tracing.commands.assign_region import assign_region
from tracing.queries.region_unknown import waiting_report, waiting_reports
from tracing.rules.lab_result import LabResult

ROWS = 50


@require_GET
@gate(may_work_lists)
def region_unknown(request: MemberRequest) -> HttpResponse:
    """The list: how old, from whom, which postcode. No name before somebody opens a line."""
    page = Paginator(waiting_reports(), ROWS).get_page(request.GET.get("page"))
    return render(request, "backoffice/region_unknown.html", {"page": page})


@require_http_methods(["GET", "POST"])
@gate(may_work_lists)
def report(request: MemberRequest, key: UUID) -> HttpResponse:
    """One report, with the person it is about, to find out where they live. The look is journalled."""
    waiting = waiting_report(key)
    form = AssignRegionForm(request.POST or None)
    if form.is_valid():
        assign_region(waiting, region=form.cleaned_data["region"], by=request.user)
        messages.success(request, _("The report has its region now."))
        return redirect("backoffice:region_unknown")
    record_view(by=request.user, person=waiting.key, region_id=None, page="report of unknown region")
    patient = LabResult.from_json(waiting.understood).patient
    return render(request, "backoffice/report.html", {"report": waiting, "patient": patient, "form": form})
