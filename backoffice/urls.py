"""The addresses of the back office. They stand under /cases/: that is what people have bookmarked."""

from django.urls import path, re_path

from backoffice.views.field_list import field, field_entry, take
from backoffice.views.region_unknown import region_unknown, report

app_name = "backoffice"
KIND = r"(?P<kind>cases|contacts)"
KEY = r"(?P<key>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
urlpatterns = [
    path("region-unknown/", region_unknown, name="region_unknown"),
    path("region-unknown/<uuid:key>/", report, name="report"),
    path("field/", field, name="field"),
    re_path(rf"^field/{KIND}/$", field, name="field"),
    re_path(rf"^field/{KIND}/{KEY}/$", field_entry, name="field_entry"),
    re_path(rf"^field/{KIND}/{KEY}/take/$", take, name="take"),
]
