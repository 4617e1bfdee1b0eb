import sys

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The wiring, as an app, so that its management commands and the Celery application are found."""

    name = "config"

    def ready(self) -> None:
        # Tasks need the application before their first use; checks register themselves.
        from config import celery, checks  # noqa: F401
        from config.log_lines import write_uncaught

        sys.excepthook = write_uncaught
