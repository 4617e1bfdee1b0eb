"""Markdown in scripts: uploaded text is not trusted, so what leaves here is a small safe subset of HTML."""


def render_markdown(text: str) -> str:
    """Safe HTML (paragraphs, lists, bold, italics, links without script) for a text from a script."""
    raise NotImplementedError
