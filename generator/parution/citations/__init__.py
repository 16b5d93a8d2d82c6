"""Citations in a text: Pandoc's syntax, numbers, and the list at the end of the page.

The package is pure. Its Python-Markdown extension works without the rest of the product, under the
name of its entry point::

    markdown.markdown(
        text,
        extensions=["parution.citing"],
        extension_configs={"parution.citing": {"bibliography": "refs.bib", "language": "fr"}},
    )
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Extension


def makeExtension(**settings: Any) -> Extension:  # noqa: N802 - the name Python-Markdown asks for
    """Build the extension; Python-Markdown calls this for a configuration that names the module."""
    from parution.citations.extension import CitingExtension

    return CitingExtension(**settings)
