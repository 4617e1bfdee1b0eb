"""Lessons are written in Markdown and read as HTML."""

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from scenarios.xlsform import safe_html

TABLES = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def html_of(markdown: str) -> SafeString:
    """The lesson as HTML. HTML in the text is shown as text, and what is left is cleaned once more."""
    clean = safe_html(MARKDOWN.render(markdown), more_tags=TABLES)
    return mark_safe(clean)  # noqa: S308 (two guards: no raw HTML in, only these tags out)
