from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Who is at work: presence, pauses, raised hands, and the time spent in each state."""

    name = "workforce"
