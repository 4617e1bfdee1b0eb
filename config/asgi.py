"""One process for both: HTTP as WSGI threads with persistent database connections, WebSockets in ASGI.

Plain ASGI with psycopg2 reconnects to PostgreSQL on every request (5 to 20 times slower), so HTTP runs in
a pool of threads here. Production serves `config.wsgi` by granian and only `/ws/` by this application.
"""

import os
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

from django.core.wsgi import get_wsgi_application

wsgi = get_wsgi_application()

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import OriginValidator
from channels.sessions import SessionMiddlewareStack
from django.conf import settings
from django.urls import path

from accounts.middleware import RealAddressOfSocket
from config.standing import insist_on_application
from journal.consumers import ScreenConsumer

insist_on_application()
application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(cast("Any", wsgi), workers=settings.WEB_THREADS),
        "websocket": RealAddressOfSocket(
            OriginValidator(
                SessionMiddlewareStack(URLRouter([path("ws/live/", ScreenConsumer.as_asgi())])),
                settings.WEBSOCKET_ORIGINS,
            )
        ),
    }
)
