from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The wiring, as an app, so that its management commands and the Celery application are found."""

    name = "config"

    def ready(self) -> None:
        from config import celery  # noqa: F401 (tasks need the application before their first use)
