from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Campaigns, the queue of calls we owe somebody, and every attempt to make them."""

    name = "calls"
