from django.apps import AppConfig


class CallsConfig(AppConfig):
    """Campaigns, the queue of calls we owe somebody, agents' presence, telephone and SMS."""

    name = "calls"
