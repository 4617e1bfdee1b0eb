"""Addresses of this app."""

app_name = "tracing"
urlpatterns: list = []
