"""Ready scripts to start from."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from accounts.gates import MemberRequest, gate
from accounts.roles import may_publish_scripts
from journal.refusals import NotYours
from scenarios.library.build import SCRIPTS, build_xlsx
from scenarios.views.versions import XLSX


@require_GET
@gate(may_publish_scripts)
def template(request: MemberRequest, name: str) -> HttpResponse:
    """A ready script as a workbook, to adapt in Excel and upload."""
    wanted = name.replace("-", "_")
    if wanted not in SCRIPTS:
        raise NotYours
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(build_xlsx(wanted), content_type=XLSX, headers=headers)
