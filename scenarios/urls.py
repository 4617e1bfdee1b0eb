"""Addresses of this app."""

app_name = "scenarios"
urlpatterns: list = []
