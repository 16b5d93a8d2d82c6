"""Citations in a text: Pandoc's syntax, their numbers, and the list at the end of the page.

Pure: texts come in, values and texts go out. As a Python-Markdown extension it is usable without
the rest of the product, under the name of its entry point::

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
    """Build the extension; Python-Markdown calls this when it is named by its module."""
    from parution.citations.extension import CitingExtension

    return CitingExtension(**settings)
