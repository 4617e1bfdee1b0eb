"""Lessons are written in Markdown and read as HTML."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br", "hr", "code"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def html_of(markdown: str) -> SafeString:
    """The lesson as HTML. HTML in the text is shown as text, and what is left is cleaned once more."""
    clean = nh3.clean(
        MARKDOWN.render(markdown), tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "mailto"}
    )
    return mark_safe(clean)  # noqa: S308 (two guards: no raw HTML in, only these tags out)
