"""What a browser must not do with our pages, beside what Django and django-csp say."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The agent's headset, and the ring of an offer, are all that a page may ever ask for. Every other feature that browsers
# let a page ask for and that could tell where somebody is, show or record them, or pay: named, because what is not
# named is allowed. Only those that every browser of today knows: of another it complains in the console of each page.
ASKED_OF_NOBODY = (
    "accelerometer", "camera", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "midi",
    "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock",
    "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
OUR_OWN = ("autoplay=(self)", "microphone=(self)")
HEADERS = {
    "Permissions-Policy": ", ".join([*(f"{name}=()" for name in ASKED_OF_NOBODY), *OUR_OWN]),
    "Cross-Origin-Resource-Policy": "same-origin",
}


class HeadersMiddleware:
    """Says so in every answer of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response
