from django.apps import AppConfig


class TelephonyConfig(AppConfig):
    """Rooms and the legs in them, SMS, and when people may be reached at all."""

    name = "telephony"

    def ready(self) -> None:
        from telephony import checks  # noqa: F401 (registers the check about simulated calls)
