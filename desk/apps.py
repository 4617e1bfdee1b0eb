from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The agent's screen: call, case and script at once."""

    name = "desk"
