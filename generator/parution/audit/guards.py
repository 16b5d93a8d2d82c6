"""What every page must say so that browsers keep it to itself, and that it runs nothing of its own.

G1  A content security policy stands before whatever the page loads, and lets in the site's own
    files alone (`holds_back`).
G2  A group's page asks browsers to tell nobody its address: whatever speaks of referrers says so.
G3  A group's page asks search engines not to list it: whatever speaks to them says so.
G4  A page runs the site's scripts, which are files; what is written into it is data.

Pages are parsed as browsers parse them: what stands in a comment guards nothing.
"""

from __future__ import annotations

from parution.html_tree import HtmlDocument, Node

NONE, OWN, DATA = "'none'", "'self'", frozenset({"data:", "blob:"})

LETTING_IN = {
    "style-src": frozenset({"'unsafe-inline'"}),
    "img-src": DATA,
    "media-src": DATA,
    "font-src": DATA,
}
"""What a policy may let in beside the site's own files."""

LOADING = ("script", "link", "style", "base", "object", "iframe")
"""Elements on which a policy that comes after them has no effect."""

ROBOTS = ("robots", "googlebot", "bingbot")
WITHIN = "[srcdoc], template[shadowrootmode]"
"""What holds a page or a tree of its own, whose scripts run."""

SILENT = ("no-referrer", "same-origin")
DATA_BLOCKS = ("__config", "desk-facts", "desk-words", "desk-minutes", "desk-references")
"""Identifiers of the scripts without an address: they hold data, which no browser runs."""


def is_confined(page: HtmlDocument) -> bool:
    """Tell whether a policy keeps a page to the site's own files (G1)."""
    for node in page.head:
        if node.tag in LOADING:
            return False
        if node.tag == "meta" and said(node, "http-equiv") == "content-security-policy":
            return holds_back(node.attrs.get("content") or "")
    return False


def is_discreet(page: HtmlDocument) -> bool:
    """Tell whether a page tells neither search engines nor other hosts its address (G2, G3)."""
    metas = page.find("meta")
    referrer = [said(meta, "content") for meta in metas if said(meta, "name") == "referrer"]
    robots = [said(meta, "content") for meta in metas if said(meta, "name") in ROBOTS]
    exceptions = [said(node, "referrerpolicy") for node in page.find("[referrerpolicy]")]
    return (
        bool(referrer and robots)
        and all(each == "no-referrer" for each in referrer)
        and all(each.startswith("noindex") for each in robots)
        and all(each in SILENT for each in exceptions)
    )


def runs_itself(page: HtmlDocument) -> bool:
    """Tell whether a page runs what is written into it, or into a page within it (G4).

    Attributes that run something are found among the tags (`requests`).
    """
    return any(is_program(script) for script in page.find("script")) or bool(page.find(WITHIN))


def is_program(script: Node) -> bool:
    """Tell whether a script is not a file of a site, nor data."""
    address = (script.attrs.get("src") or "").strip()
    if not address:
        is_data = script.attrs.get("type") == "application/json"
        return not is_data or script.attrs.get("id") not in DATA_BLOCKS
    return ":" in address.split("/")[0]


def holds_back(policy: str) -> bool:
    """Tell whether a policy lets in nothing but a site's own files, and styles and pictures.

    >>> holds_back("default-src 'self'; img-src 'self' data:")
    True
    >>> holds_back("default-src 'self'; script-src 'self' 'unsafe-inline'")
    False
    """
    directives: dict[str, list[str]] = {}
    for directive in policy.casefold().split(";"):
        name, *sources = directive.split() or [""]
        directives.setdefault(name, sources)
    return bool(directives.get("default-src")) and all(
        is_own(name, sources) for name, sources in directives.items()
    )


def is_own(name: str, sources: list[str]) -> bool:
    """Tell whether a directive of a policy lets in nothing but what it may."""
    return {NONE, OWN}.union(LETTING_IN.get(name, ())).issuperset(sources)


def said(node: Node, name: str) -> str:
    """Return an attribute in small letters, without spaces around it."""
    return (node.attrs.get(name) or "").strip().casefold()
