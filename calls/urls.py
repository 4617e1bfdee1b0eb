"""Addresses of this app."""

app_name = "telephony"
urlpatterns: list = []
