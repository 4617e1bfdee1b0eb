"""The administrator's addresses for scripts."""

from django.urls import path

from scenarios.views import library, scripts, versions

app_name = "scenarios"
urlpatterns = [
    path("", scripts.scripts, name="scripts"),
    path("upload/", scripts.upload, name="upload"),
    path("templates/<slug:name>.xlsx", library.template, name="template"),
    path("<int:script_id>/", scripts.script, name="script"),
    path("versions/<int:version_id>/", versions.version, name="version"),
    path("versions/<int:version_id>/publish/", versions.publish, name="publish"),
    path("versions/<int:version_id>/workbook.xlsx", versions.workbook, name="workbook"),
]
