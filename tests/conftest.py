"""What every test can count on."""

import os

# Playwright keeps an event loop in the main thread; the ORM is used beside it, never inside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
