"""One version of a script: what the check found, reading it through, publishing, download."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.gates import MemberRequest, gate
from accounts.roles import may_publish_scripts
from scenarios.commands.publish_version import publish_version
from scenarios.queries import form_of, problems_of, version_of
from scenarios.reading import reading_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@gate(may_publish_scripts)
def version(request: MemberRequest, version_id: int) -> HttpResponse:
    """What the check found, by sheet and cell; when nothing stands in the way, the button to publish."""
    shown = version_of(request.user, version_id)
    language = request.GET.get("language") or get_language()
    if language not in shown.languages:
        language = next(iter(shown.languages), "")
    reading = reading_of(form_of(shown.pk), language) if shown.form else []
    known = {"version": shown, "problems": problems_of(shown), "reading": reading, "language": language}
    return render(request, "scenarios/version.html", known)


@require_POST
@gate(may_publish_scripts)
def publish(request: MemberRequest, version_id: int) -> HttpResponse:
    """Put it on air. Conversations under way keep their version."""
    chosen = version_of(request.user, version_id)
    publish_version(chosen, by=request.user)
    messages.success(request, _("Version %(number)s is on air.") % {"number": chosen.number})
    return redirect("scenarios:script", chosen.script_id)


@require_GET
@gate(may_publish_scripts)
def workbook(request: MemberRequest, version_id: int) -> HttpResponse:
    """The very file that was uploaded."""
    kept = version_of(request.user, version_id)
    name = f"{kept.script.slug}-{kept.number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bytes(kept.workbook), content_type=XLSX, headers=headers)
