from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What happened, who did it, who looked; what was refused; what must stay sealed."""

    name = "journal"
