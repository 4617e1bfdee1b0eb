import pytest

from elearning.prose import html_of


def test_markdown_becomes_html():
    assert (
        html_of("## A\n\n> Say **this**\n")
        == "<h2>A</h2>\n<blockquote>\n<p>Say <strong>this</strong></p>\n</blockquote>\n"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](http://x/y.png)",
    ],
)
def test_nothing_that_acts_gets_through(hostile):
    html = html_of(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
