from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Campaigns, the queue of calls we owe somebody, agents' presence, telephone and SMS."""

    name = "calls"

    def ready(self) -> None:
        from calls import checks  # noqa: F401 (registers the check about simulated calls)
