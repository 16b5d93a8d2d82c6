"""How the sites want to be served, whichever program serves them: types, headers, what lasts.

`.htaccess` says it to Apache in the published folder; `parution.publish.hosts` says it to programs
whose settings stand elsewhere, and asks a live host whether it does so.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPES: Mapping[str, str] = {
    ".bib": "application/x-bibtex",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Types of what the sites hold that servers may not know, by the end of the name."""

TEXTS = (
    "bib",
    "css",
    "csv",
    "html",
    "ics",
    "js",
    "json",
    "md",
    "ris",
    "svg",
    "txt",
    "webmanifest",
    "xml",
)
"""Ends of the names of texts: they are UTF-8, and become smaller when compressed."""

TEXT_TYPES = (
    "application/atom+xml",
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "application/xml",
    "image/svg+xml",
    "text/calendar",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/markdown",
    "text/plain",
    "text/xml",
)
"""Types of these texts, as different programs call them, save that of pages."""

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
    " script-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""What a page may load, as each says by itself."""

CONTENT_POLICY_HEADER = f"{CONTENT_POLICY}; frame-ancestors 'self'"
"""The same for what is no page, such as a drawing; a page cannot say by itself who may frame it."""

GUARDS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Headers of every answer: nobody guesses types, and no link tells where its reader came from."""

ROBOTS = "noindex, nofollow, noarchive"
"""The header ``X-Robots-Tag`` of what is `UNLISTED`."""

UNLISTED = "/(g|archives)/"
"""Pattern of addresses that no search engine is to list."""

AREA = "/(?:g|archives)/[^/]+"
"""Pattern of the folder of a site that has a page of its own for addresses that lead nowhere."""

REVALIDATED = "no-cache"
"""The header ``Cache-Control`` of nearly everything: a meeting put off shows at once."""

LASTING = r"(/assets/.*\.[0-9a-f]{8}\.min\.(css|js)|/pagefind/.*_[0-9a-f]{10}\.json)$"
"""Pattern of addresses that name their content by its digest, so that it never changes."""

KEPT = "private, max-age=31536000, immutable"
"""The header ``Cache-Control`` of what is `LASTING`: a reader's browser may keep it, and nobody in
between, where it would outlive what is withdrawn."""


def facts() -> dict[str, object]:
    """Return all this by the names that the templates in ``site_templates/hosts`` use."""
    return {
        "types": TYPES,
        "texts": TEXTS,
        "text_types": TEXT_TYPES,
        "content_policy": CONTENT_POLICY_HEADER,
        "guards": GUARDS,
        "robots": ROBOTS,
        "unlisted": UNLISTED,
        "area": AREA,
        "revalidated": REVALIDATED,
        "lasting": LASTING,
        "kept": KEPT,
    }
