"""What a browser does for a person: cookies, the token against forged requests, htmx's headers."""

import json
import ssl
from functools import cache
from urllib.parse import urljoin

import httpx
from lxml import html

from tools.colleagues.trouble import MovedOn, RealTelephones, SignedOut, Trouble

PATIENCE = 15.0
SIMULATED = "//aside[contains(@class, 'strip')]//strong"
"""The permanent banner of an installation whose telephone company is simulated (templates/components/strip.html)."""


@cache
def trust() -> ssl.SSLContext:
    """Loading certificates takes 20 ms and a megabyte: once for everybody."""
    return ssl.create_default_context()


class Browser:
    """One person's window."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.csrf = ""
        self.client = httpx.AsyncClient(
            base_url=url, verify=trust(), timeout=PATIENCE, headers={"Origin": url, "Referer": f"{url}/"}
        )

    @property
    def cookies(self) -> str:
        """The Cookie header, for the socket."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.client.cookies.jar)

    async def close(self) -> None:
        """The window."""
        await self.client.aclose()

    async def sign_in(self, username: str, password: str) -> None:
        """In by name and password; SignedOut when not let in."""
        self.client.cookies.clear()
        door = await self.front_door()
        fields = {
            "csrfmiddlewaretoken": door.xpath("string(//input[@name='csrfmiddlewaretoken']/@value)"),
            "username": username,
            "password": password,
        }
        answer = await self.request("POST", "/login/", data=fields)
        if answer.status_code >= 500:
            raise Trouble(f"signing in answered {answer.status_code}")
        if answer.status_code != 302:
            raise SignedOut("not let in")

    async def front_door(self) -> html.HtmlElement:
        """The page to sign in on. RealTelephones when it does not say that calls are simulated."""
        door = html.fromstring((await self.send("GET", "/login/")).text)
        if not door.xpath(SIMULATED):
            raise RealTelephones
        return door

    async def open(self, address: str) -> html.HtmlElement:
        """A whole page; its token goes with everything that is clicked on it."""
        page = html.fromstring((await self.send("GET", address)).text)
        self.csrf = json.loads(page.xpath("string(//body/@hx-headers)") or "{}").get("X-CSRFToken", self.csrf)
        return page

    async def fetch(self, address: str) -> html.HtmlElement | None:
        """A fragment, as htmx fetches it; None when the server says that nothing changed."""
        return fragment(await self.send("GET", address, headers={"HX-Request": "true"}))

    async def click(self, address: str, fields: dict[str, str] | None = None) -> html.HtmlElement | None:
        """Send a form as htmx does; the fragment that comes back."""
        headers = {"HX-Request": "true", "X-CSRFToken": self.csrf}
        return fragment(await self.send("POST", address, data=fields or {}, headers=headers))

    async def send(self, method: str, address: str, **more: object) -> httpx.Response:
        """One request; what is not an answer to it is raised as one of trouble.py. 422 is an answer: a sentence."""
        answer = await self.request(method, address, **more)
        status = answer.status_code
        if status >= 500:
            raise Trouble(f"{method} {place(address)} answered {status}")
        if status in (404, 409):
            raise MovedOn(f"{method} {place(address)} answered {status}")
        if status in (302, 401, 403) or "HX-Redirect" in answer.headers:
            raise SignedOut(f"{method} {place(address)} answered {status}")
        return answer

    async def request(self, method: str, address: str, **more: object) -> httpx.Response:
        """As it comes, or Trouble when it does not."""
        try:
            return await self.client.request(method, urljoin(f"{self.url}/", address), **more)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            raise Trouble(f"{method} {place(address)}: {type(error).__name__}") from None


def fragment(answer: httpx.Response) -> html.HtmlElement | None:
    """The elements of a fragment under one root, so that a lone one is found like several."""
    if answer.status_code == 204 or not answer.text.strip():
        return None
    return html.fragment_fromstring(answer.text, create_parent="div")


def place(address: str) -> str:
    """The address without its numbers, so that a fault is counted once and names nobody."""
    path = address.partition("?")[0]
    return "/".join("…" if part.isdigit() else part for part in path.split("/"))
