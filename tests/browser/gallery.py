"""The gallery's pages in a browser: rendered by the test, with the styles and scripts of the running server."""

from datetime import datetime, timedelta
from typing import Any

from csp.utils import build_policy
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import User

PAGES = [
    "gallery",
    "gallery/desk_waiting",
    "gallery/desk_offer",
    "gallery/desk_talk",
    "gallery/desk_wrap",
    "gallery/floor",
    "gallery/script_report",
    "gallery/quiz",
    "gallery/certificate",
    "gallery/list",
]


def open_gallery(page: Page, name: str, *, policy: str | None = None) -> Page:
    """Show a page of the gallery as a signed-in agent sees it, under the content policy of the house or another."""
    html = render_to_string(f"{name}.html", example(timezone.now()))
    headers = {"Content-Security-Policy": build_policy() if policy is None else policy}
    page.route(
        f"**/{name}", lambda route: route.fulfill(body=html, content_type="text/html", headers=headers)
    )
    page.goto(f"/{name}")
    return page


def example(now: datetime) -> dict[str, Any]:
    """Enough of everything to fill every part once."""
    half_an_hour_ago = now - timedelta(minutes=30)
    agent = {"name": "Amina Haddad", "state": "talking", "word": "In conversation", "hand": True}
    queue = {"name": "Index interview", "total": 3, "n1": 2, "n2": 1, "n3": 0, "n4": 0, "spoken": "3 waiting"}
    segments = [{"x": 0, "width": 66.5, "age": "fresh"}, {"x": 66.5, "width": 33.5, "age": "late"}]
    return {
        "user": User(username="amina", first_name="Amina", last_name="Haddad"),
        "server_now": now,
        "earlier": half_an_hour_ago,
        "later": now + timedelta(seconds=20),
        "simulated_calls": True,
        "demo_note": True,
        "states": ["offline", "ready", "reserved", "dialling", "talking", "wrap_up", "paused", "training"],
        "saves": ["idle", "saving", "saved", "refused", "failed"],
        "steps": ["Upload", "Check", "Publish"],
        "dispositions": [("Interview complete", ""), ("Call back", "Agreed with the person")],
        "agents": [agent | {"since": half_an_hour_ago, "campaign": "Index interview", "today": 7}],
        "campaigns": [queue | {"segments": segments, "oldest": half_an_hour_ago}],
    }
