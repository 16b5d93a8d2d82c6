"""Read a page as a reader and as a browser see it."""

from __future__ import annotations

from html.parser import HTMLParser


class Text(HTMLParser):
    """A page's visible text, and every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.ids = "", list[tuple[str, dict[str, str | None]]](), list[str]()
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value or "" for name, value in attrs if name == "id"]
