from django.apps import AppConfig


class BackOfficeConfig(AppConfig):
    """The lists of the back office and the field team: what neither a machine nor the telephone could solve."""

    name = "backoffice"
