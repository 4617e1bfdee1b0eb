from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """The supervisor's live floor."""

    name = "supervision"
