"""Every address of the house."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config.probes import healthz, metrics, readyz

urlpatterns = [
    path("", include("accounts.urls")),
    path("desk/", include("desk.urls")),
    path("floor/", include("supervision.urls")),
    path("scripts/", include("scenarios.urls")),
    path("learn/", include("elearning.urls")),
    path("cases/", include("backoffice.urls")),
    path("api/v1/", include("tracing.api.urls")),
    path("telephony/", include("telephony.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
]
