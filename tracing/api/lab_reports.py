"""Where laboratories post."""

import json
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Machine
from tracing.api.body import StrictJSONParser, refuse_large_body
from tracing.api.schema import EXAMPLES, IDEMPOTENCY_KEY, RESPONSES
from tracing.api.shapes import LabReportShape, Receipt, refused, result_in
from tracing.commands.receive_lab_report import receive_lab_report

LONGEST_KEY = 255


class LabReports(APIView):
    """One result of one sample. What is acknowledged is committed, and is never lost."""

    parser_classes = [StrictJSONParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_large_body(request._request)

    @extend_schema(
        operation_id="post_lab_report",
        summary="Post a result",
        tags=["Laboratories"],
        parameters=[IDEMPOTENCY_KEY],
        request=LabReportShape,
        responses=RESPONSES,
        examples=EXAMPLES,
    )
    def post(self, request: Request) -> Response:
        """202 with a receipt when it is new, 200 with the same receipt when we had it."""
        report = LabReportShape(data=request.data)
        report.is_valid(raise_exception=True)
        filed, is_new = receive_lab_report(
            result_in(report.validated_data),
            laboratory=cast(Machine, request.user),
            disease=report.validated_data["disease"],
            posted=json.dumps(request.data),
            idempotency_key=idempotency_key(request),
        )
        return Response(Receipt(filed).data, status=202 if is_new else 200)


def idempotency_key(request: Request) -> str:
    """The header, or "" without one. Too long a key is refused."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > LONGEST_KEY:
        raise refused("Idempotency-Key", "max_length", _("At most 255 characters."))
    return key
