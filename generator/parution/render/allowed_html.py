"""Checks the HTML made from an author's text against lists of allowed elements and attributes.

`parution.sources` has checked the author's Markdown, to report each mistake at its place. This
module has the last word: it checks the resulting HTML, parsed as browsers parse it, before
templates surround it.

HA1 An element, an attribute or an address that is not on these lists is a fault and stops the
    build.
HA2 An unknown attribute that does nothing is left out.
HA3 Comments are left out.
HA4 The page gets the tree serialized anew: every element is closed where a browser closes it, so
    that a text cannot swallow, or end, the elements that templates put around it.
HA5 A text has no identifier of the templates, and none twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from parution.html_tree import Node, Tree
from parution.patterns import compile_late

ELEMENTS = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s
    samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    wbr
    """.split()  # noqa: SIM905
)
"""Elements that Markdown produces, that authors may write, and the boxes of task lists."""

DRAWN = frozenset("circle defs ellipse g line path polygon polyline rect svg".split())  # noqa: SIM905
"""Shapes of a drawing in the page, such as an emoji; nothing that loads, runs or holds HTML."""

FORMULAS = frozenset(
    """
    math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """.split()  # noqa: SIM905
)

ATTRIBUTES = frozenset(
    """
    abbr align alt checked cite class colspan datetime dir disabled for headers height hreflang id
    lang loading name open rel reversed role rowspan scope span start style target title type valign
    value width
    data-key data-tabs data-value
    alttext columnalign columnlines columnspacing columnspan display displaystyle fence form largeop
    linethickness lspace mathcolor mathvariant maxsize minsize movablelimits notation rowlines
    rowspacing rspace scriptlevel separator stretchy symmetric
    cx cy d fill fill-opacity fill-rule height opacity points r rx ry stroke stroke-linecap
    stroke-linejoin stroke-width transform viewbox x x1 x2 y y1 y2 xmlns
    """.split()  # noqa: SIM905
)
"""Attributes that lay out, name or link, in HTML, formulas and drawings."""

KNOWN = ELEMENTS | DRAWN | FORMULAS
PLAIN = KNOWN - {"input"}
"""Elements that are allowed, whatever their attributes."""
HARMLESS = ATTRIBUTES - {"id", "style"}
"""Attributes whose values need no look."""

ACTIVE = compile_late(
    r"on|data-|form|xlink:|xml:|srcset|background|ping|action|poster|srcdoc|http-"
)
"""The beginnings of attribute names that run or load something, or that scripts read."""

STYLE_THAT_LOADS = compile_late(r"url|image|src\(|@|expression|\\|/\*", re.IGNORECASE)
STYLE_THAT_COVERS = compile_late(r"position\s*:\s*(?:fixed|absolute|sticky)", re.IGNORECASE)

LEFT_OUT_BY_BROWSERS = compile_late(r"[\x00-\x20\x7f-\xa0]")
SCHEME = compile_late(r"[a-z][a-z0-9+.-]*:|//|\\\\|/\\|\\/", re.IGNORECASE)
LEADING = ("http:", "https:", "mailto:", "tel:")
"""Schemes that a link may have."""
PICTURE = compile_late(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)

TEMPLATE_IDS = frozenset(
    """
    changes content desk-facts desk-links desk-messages desk-minutes desk-next desk-others
    desk-references desk-see desk-words desk-writing desk-year
    home-answers home-coming home-editions home-later home-next home-open home-pages home-past
    home-recent home-subscriptions meeting-minutes meeting-moved meeting-questions meetings-files
    other-documents questions-answered questions-open room room-code-words room-said room-title
    room-words search-heading search-hint site-menu site-search-query standing-title
    """.split()  # noqa: SIM905
)
"""Identifiers of the page templates; those of booklets never clash, as chapters have prefixes."""
TEMPLATE_ID_PREFIXES = ("__", "edition-")

DEEPEST = 100
"""Levels of nested elements allowed; browsers give up at 512."""

NESTING = compile_late(
    r"<(/?)(?!(?:br|col|hr|img|input|wbr|path)\b)[a-z][^>]*(?<!/)>", re.IGNORECASE
)
"""The start or end tag of an element that may hold others."""


class Fault(NamedTuple):
    """An element, attribute, address or identifier that a page must not have."""

    kind: str
    """``element``, ``attribute``, ``address``, ``id`` or ``depth``."""
    what: str
    """Its name, or the address."""
    hint: str = ""
    """Words near it by which `text_review` can find it in the author's file."""


def check(html: str) -> tuple[Tree, tuple[Fault, ...]]:
    """Return the cleaned tree of a text (HA2, HA3, HA4) and its faults (HA1, HA5).

    If there is a fault, the tree is empty.

    >>> check("<p>Une <b>question")[0].html
    '<p>Une <b>question</b></p>'
    >>> check("<p><script src=a.txt></script>")[1]
    (Fault(kind='element', what='script', hint=''),)
    """
    if estimate_depth(html) > DEEPEST:
        return Tree(""), (Fault("depth", str(DEEPEST)),)
    tree = Tree(html)
    faults = tuple(dict.fromkeys(find_faults(tree)))
    return (Tree("") if faults else tree), faults


def estimate_depth(html: str) -> int:
    """Estimate how deep elements are nested, without parsing, which is slow for deep HTML.

    >>> estimate_depth("<div><p>a<br>b</p><ul><li>c</li></ul></div>")
    3
    """
    return max(accumulate(map({"": 1, "/": -1}.__getitem__, NESTING.findall(html)), initial=0))


def find_faults(tree: Tree) -> Iterator[Fault]:
    """Yield the faults of a tree; remove its comments and harmless unknown attributes."""
    comments: list[Node] = []
    ids: set[str] = set()
    below = tree.root.traverse()
    next(below)  # The element around the text.
    for node in below:
        if node.is_comment_node:
            comments.append(node)
        elif node.tag not in PLAIN or not HARMLESS.issuperset(node.attributes):
            yield from find_element_faults(node, ids)
    for comment in comments:
        comment.decompose()


def find_element_faults(node: Node, ids: set[str]) -> Iterator[Fault]:
    """Yield the faults of an element; ``ids`` are those met before, and grows."""
    tag = (node.tag or "").lower()
    if tag not in KNOWN:
        yield Fault("element", tag)
        return
    if tag == "input" and node.attributes.get("type") not in ("checkbox", "radio"):
        yield Fault("element", tag)
    for name, value in node.attributes.items():
        if name in HARMLESS:
            continue
        match name.lower():
            case "id":
                yield from find_id_faults(node, value or "", ids)
            case "href" | "src" as lowered:
                yield from find_address_faults(node, tag, lowered, value or "")
            case lowered:
                yield from find_attribute_faults(node, name, lowered, value or "")


def find_attribute_faults(node: Node, name: str, lowered: str, value: str) -> Iterator[Fault]:
    """Yield a fault if an attribute is active; delete an unknown one that does nothing.

    A name in a drawing may hold capitals (``viewBox``); ``lowered`` has none.
    """
    if lowered == "style":
        if STYLE_THAT_LOADS.search(value) or STYLE_THAT_COVERS.search(value):
            yield Fault("attribute", "style", value)
    elif lowered in ATTRIBUTES or lowered.startswith("aria-"):
        return
    elif ACTIVE.match(lowered):
        yield Fault("attribute", lowered)
    else:
        del node.attrs[name]


def is_of_templates(identifier: str) -> bool:
    """Return whether the templates use an identifier."""
    return identifier in TEMPLATE_IDS or identifier.startswith(TEMPLATE_ID_PREFIXES)


def find_id_faults(node: Node, identifier: str, ids: set[str]) -> Iterator[Fault]:
    """Yield a fault for an identifier of the templates; delete one that is used twice."""
    if is_of_templates(identifier):
        yield Fault("id", identifier)
    elif identifier in ids:
        del node.attrs["id"]
    ids.add(identifier)


def find_address_faults(node: Node, tag: str, name: str, address: str) -> Iterator[Fault]:
    """Yield a fault for an address that runs code, or that the page itself would load."""
    plain = LEFT_OUT_BY_BROWSERS.sub("", address)
    scheme = SCHEME.match(plain)
    if name == "src" and tag != "img":
        yield Fault("attribute", "src")
    elif name == "href" and tag != "a":
        yield Fault("attribute", "href")
    elif scheme is None or (name == "href" and scheme[0].lower() in LEADING):
        return
    elif not (name == "src" and PICTURE.match(plain)):
        yield Fault("address", address, node.attributes.get("title") or "")
