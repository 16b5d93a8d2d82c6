"""Citations as footnotes: on paper a reference must stand on the page that cites it.

The first citation of a reference in each section brings the reference to the foot of the page,
under the number it has in its part; a later one repeats the number. The list at the end of the
part then says nothing more and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from parution.citations.reference_list import REFERENCES

ITEM = re.compile(r'<li id="([^"]+)" data-key="([^"]*)">(.*?)</li>', re.DOTALL)
BACK_LINKS = re.compile(r'<span class="backlinks">.*?</span>', re.DOTALL)
SECTION = re.compile(r"(?=<h3\b)")
"""In a chapter headings stand a level lower than on the page: this is the second of a part."""
CITATION = re.compile(
    r'<a class="citation"[^>]*\bhref="#(?P<anchor>[^"]+)"[^>]*>(?P<number>[^<]*)</a>'
    r'|<span id="[^"]*" data-key="(?P<key>[^"]*)"></span>'
)
"""A number, or the place of one inside a range, which is not written."""


def with_footnotes(chapter: str) -> str:
    """Return a chapter whose references stand at the feet of its pages."""
    items = ITEM.findall("".join(REFERENCES.findall(chapter)))
    notes = {
        anchor: (str(number), BACK_LINKS.sub("", text).strip())
        for number, (anchor, _, text) in enumerate(items, start=1)
    }
    anchors = {key: anchor for anchor, key, _ in items}
    placed: set[str] = set()
    sections = SECTION.split(REFERENCES.sub("", chapter))
    return "".join(annotated(section, notes, anchors, placed) for section in sections)


def annotated(
    section: str,
    notes: Mapping[str, tuple[str, str]],
    anchors: Mapping[str, str],
    placed: set[str],
) -> str:
    """Return a section with a footnote at the first citation of each reference.

    ``placed`` grows by the references that have a footnote already, which alone can be linked to.
    """
    here: set[str] = set()

    def note(citation: re.Match[str]) -> str:
        anchor = citation["anchor"] or anchors.get(citation["key"], "")
        if anchor in here or anchor not in notes:
            return citation[0]
        here.add(anchor)
        number, text = notes[anchor]
        identity = "" if anchor in placed else f' id="{anchor}"'
        placed.add(anchor)
        return (
            f'{citation[0]}<span class="footnote"{identity}>'
            f'<span class="footnote__number">{number}</span> {text}</span>'
        )

    return CITATION.sub(note, section)
