"""Markdown: no text is trusted, so what leaves here is a small safe subset of HTML. Lessons are cleaned here too."""

import re
from collections.abc import Set
from functools import lru_cache
from html import unescape

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "code", "a", "hr"}
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")
_TAG = re.compile(r"<[^>]*>")
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


@lru_cache(maxsize=4096)
def render_markdown(text: str) -> str:
    """Safe HTML (paragraphs, lists, bold, italics, https links) for a text from a script."""
    return safe_html(_markdown.render(text)).strip()


def safe_html(html: str, more_tags: Set[str] = frozenset()) -> str:
    """What is harmless of some HTML: text, its structure, and links to https, mail and telephone."""
    return nh3.clean(
        html,
        tags=_TAGS | more_tags,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def escape_markdown(text: str) -> str:
    """A value that stays what it is inside Markdown: a name with an asterisk does not turn bold."""
    return _SIGNS.sub(r"\\\1", text)


def plain_text(source: str) -> str:
    """The words alone, without signs of Markdown."""
    return " ".join(unescape(_TAG.sub("", render_markdown(source))).split())
