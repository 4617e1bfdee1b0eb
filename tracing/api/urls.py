"""Addresses for machines. Laboratories forget or add the last slash; no post is redirected for it."""

from django.urls import path

from tracing.api.lab_reports import LabReports

urlpatterns = [
    path("lab-reports", LabReports.as_view(), name="lab-reports"),
    path("lab-reports/", LabReports.as_view(schema=None)),
]
