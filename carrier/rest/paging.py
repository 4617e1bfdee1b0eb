"""Lists, a page at a time, the newest first."""

from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response

from carrier.rest.parameters import Form


def page(form: Form, key: str, uri: str, rows: list[dict[str, object]]) -> Response:
    """The page that the form asks for, with the addresses of its neighbours (the filters stay in them)."""
    size, wanted = form.number("PageSize", 50), form.number("Page", 0)
    first = wanted * size
    shown = rows[first : first + size]
    following = _address(form, uri, wanted + 1, size) if first + size < len(rows) else None
    previous = _address(form, uri, wanted - 1, size) if wanted else None
    return JSONResponse(
        {
            key: shown,
            "page": wanted,
            "page_size": size,
            "start": first,
            "end": max(first + len(shown) - 1, 0),
            "uri": _address(form, uri, wanted, size),
            "first_page_uri": _address(form, uri, 0, size),
            "next_page_uri": following,
            "previous_page_uri": previous,
        }
    )


def _address(form: Form, uri: str, wanted: int, size: int) -> str:
    filters = [(name, value) for name, value in form.items() if not name.startswith("Page")]
    return f"{uri}?{urlencode([*filters, ('PageSize', str(size)), ('Page', str(wanted))])}"
