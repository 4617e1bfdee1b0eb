from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """The scripts agents read, and the runs of them."""

    name = "scenarios"
