from django.apps import AppConfig


class TracingConfig(AppConfig):
    """Laboratory reports, people, cases, contacts, interviews, quarantine."""

    name = "tracing"
