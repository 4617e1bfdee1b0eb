"""The region's scripts, and uploading a new version."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.gates import MemberRequest, gate
from accounts.roles import may_publish_scripts
from scenarios.commands.upload_script import upload_script
from scenarios.forms import UploadForm
from scenarios.queries import script_of, scripts_of


@require_GET
@gate(may_publish_scripts)
def scripts(request: MemberRequest) -> HttpResponse:
    """Every script of the region, with what is on air."""
    return render(request, "scenarios/scripts.html", {"scripts": scripts_of(request.user)})


@require_GET
@gate(may_publish_scripts)
def script(request: MemberRequest, script_id: int) -> HttpResponse:
    """One script with all its versions."""
    return render(request, "scenarios/script.html", {"script": script_of(request.user, script_id)})


@require_http_methods(["GET", "POST"])
@gate(may_publish_scripts)
def upload(request: MemberRequest) -> HttpResponse:
    """Bring a workbook; the next page says what the check found."""
    form = UploadForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "scenarios/upload.html", {"form": form}, status=status)
    version = upload_script(
        region=request.user.home,
        slug=form.cleaned_data["slug"],
        workbook=form.cleaned_data["workbook"],
        by=request.user,
    )
    return redirect("scenarios:version", version.pk)
