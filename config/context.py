"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def house(request: HttpRequest) -> dict[str, object]:
    """Whether calls are simulated, whether this is the demo, and the server's clock (aware, UTC)."""
    return {
        "simulated_calls": bool(settings.TELEPHONY_API_BASE_URL),
        "demo_note": settings.DEMO_NOTE,
        "server_now": timezone.now(),
    }
