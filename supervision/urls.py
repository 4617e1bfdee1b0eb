"""Addresses of this app."""

app_name = "supervision"
urlpatterns: list = []
