"""How hosts should serve the sites, whatever program they use: types, headers, caching.

`.htaccess` in the published folder configures Apache; `parution.publish.hosts` prints the settings
of other programs, and checks a live host.
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
"""Content types by suffix that servers may not know."""

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
"""Suffixes of text files, which are in UTF-8 and worth compressing."""

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
"""Content types of these files in different programs, except that of pages."""

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
    " script-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
"""The resources that a page may load; each page states it in a meta element."""

CONTENT_POLICY_HEADER = f"{CONTENT_POLICY}; frame-ancestors 'self'"
"""Adds a rule on framing, which pages cannot state, and covers other files, such as drawings."""

GUARDS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""Headers of every answer: browsers must not guess types, nor send referrers."""

ROBOTS = "noindex, nofollow, noarchive"
"""The header ``X-Robots-Tag`` of `UNLISTED` addresses."""

UNLISTED = "/(g|archives)/"
"""Pattern of the addresses that search engines must not list."""

AREA = "/(?:g|archives)/[^/]+"
"""Pattern of the folder of a site that has its own 404 page."""

DAY = r"\d{4}-\d\d-\d\d(?:/|$)"
"""Pattern of the day in the address of a meeting's page."""

REVALIDATED = "no-cache"
"""The header ``Cache-Control`` of nearly all files, so that a postponed meeting shows at once."""

LASTING = r"(/assets/.*\.[0-9a-f]{8}\.min\.(css|js)|/pagefind/.*_[0-9a-f]{10}\.json)$"
"""Pattern of addresses that contain the digest of their content, which therefore never changes."""

KEPT = "private, max-age=31536000, immutable"
"""The header ``Cache-Control`` of `LASTING` files: a reader's browser may keep them, but no shared
cache, where they would outlive their withdrawal.
"""


def collect_serving_values() -> dict[str, object]:
    """Return these values by the names that the templates in ``site_templates/hosts`` use."""
    return {
        "types": TYPES,
        "texts": TEXTS,
        "text_types": TEXT_TYPES,
        "content_policy": CONTENT_POLICY_HEADER,
        "guards": GUARDS,
        "robots": ROBOTS,
        "unlisted": UNLISTED,
        "area": AREA,
        "of_a_day": f"{AREA}/meetings/{DAY}",
        "day": DAY,
        "revalidated": REVALIDATED,
        "lasting": LASTING,
        "kept": KEPT,
    }
