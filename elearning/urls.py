"""Addresses of this app."""

app_name = "elearning"
urlpatterns: list = []
