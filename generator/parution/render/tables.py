"""Tables that scroll by themselves on a narrow screen, with the keyboard too."""

from __future__ import annotations

import html as html_entities
import re

from parution.domain.messages import Translate, message

TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
EMPTY_HEADING = re.compile(r"<th\b([^>]*)>\s*</th>")
TAG = re.compile(r"<[^>]*>")


def scrolling_tables(html: str, translate: Translate) -> str:
    """Put every table of a text in a box of its own, named by the headings of its columns.

    A heading without words becomes an ordinary cell: it names no column. Tables in tables are left
    as they are inside the outer one's box.
    """
    if "<table" not in html:
        return html
    return TABLE.sub(lambda table: boxed(table[0], translate), html)


def boxed(table: str, translate: Translate) -> str:
    """Return one table in its box."""
    words = [TAG.sub("", heading).strip() for heading in HEADING.findall(table)]
    columns = ", ".join(html_entities.unescape(word) for word in words if word)
    name = message("Table: %(columns)s", columns=columns).text(translate)
    plain = EMPTY_HEADING.sub(r"<td\1></td>", table)
    return (
        f'<div class="table" role="group" tabindex="0" aria-label="{html_entities.escape(name)}">'
        f"{plain}</div>"
    )
