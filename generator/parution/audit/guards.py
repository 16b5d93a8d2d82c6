"""The guards that every page needs: browsers keep its address secret and run no inline code.

AG1 A content security policy precedes everything that the page loads, and allows only the site's
    own files (`holds_back`).
AG2 A group's page asks browsers to send no referrer; no element may state otherwise.
AG3 A group's page asks search engines not to list it; no element may state otherwise.
AG4 A page runs only the site's script files; inline scripts hold data.

Pages are parsed as browsers parse them: a guard within a comment does not count.
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
"""Sources that a policy may allow besides the site's own files, by directive."""

LOADING = ("script", "link", "style", "base", "object", "iframe")
"""Elements that a policy after them does not affect."""

ROBOTS = ("robots", "googlebot", "bingbot")
WITHIN = "[srcdoc], template[shadowrootmode]"
"""Elements with a page or tree of their own, whose scripts run."""

SILENT = ("no-referrer", "same-origin")
DATA_BLOCKS = ("__config", "desk-facts", "desk-words", "desk-minutes", "desk-references")
"""Identifiers of the inline scripts that hold data, which no browser runs."""


def is_confined(page: HtmlDocument) -> bool:
    """Return whether a policy confines a page to the site's own files (AG1)."""
    for node in page.head:
        if node.tag in LOADING:
            return False
        if node.tag == "meta" and get_attribute(node, "http-equiv") == "content-security-policy":
            return holds_back(node.attrs.get("content") or "")
    return False


def is_discreet(page: HtmlDocument) -> bool:
    """Return whether a page hides its address from search engines and other hosts (AG2, AG3)."""
    metas = page.find("meta")
    referrer = [
        get_attribute(meta, "content")
        for meta in metas
        if get_attribute(meta, "name") == "referrer"
    ]
    robots = [
        get_attribute(meta, "content") for meta in metas if get_attribute(meta, "name") in ROBOTS
    ]
    exceptions = [get_attribute(node, "referrerpolicy") for node in page.find("[referrerpolicy]")]
    return (
        bool(referrer and robots)
        and all(each == "no-referrer" for each in referrer)
        and all(each.startswith("noindex") for each in robots)
        and all(each in SILENT for each in exceptions)
    )


def runs_itself(page: HtmlDocument) -> bool:
    """Return whether a page runs inline code, or embeds a page inline (AG4).

    `requests` finds the attributes that run code.
    """
    return any(is_program(script) for script in page.find("script")) or bool(page.find(WITHIN))


def is_program(script: Node) -> bool:
    """Return whether a script is neither a file of the site nor data."""
    address = (script.attrs.get("src") or "").strip()
    if not address:
        is_data = script.attrs.get("type") == "application/json"
        return not is_data or script.attrs.get("id") not in DATA_BLOCKS
    return ":" in address.split("/")[0]


def holds_back(policy: str) -> bool:
    """Return whether a policy allows only own files, inline styles, and data URLs of media.

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
    """Return whether a directive allows only the sources in `LETTING_IN` and the site itself."""
    return {NONE, OWN}.union(LETTING_IN.get(name, ())).issuperset(sources)


def get_attribute(node: Node, name: str) -> str:
    """Return an attribute in lower case, stripped; empty if it is missing."""
    return (node.attrs.get(name) or "").strip().casefold()
