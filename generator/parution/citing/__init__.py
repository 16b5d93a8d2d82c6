"""Citations and bibliographies: syntax, reading of BibTeX, French Vancouver formatting, exports.

Pure: texts come in, values and texts go out. As a Python-Markdown extension it is usable without
the rest of the product::

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
    from parution.citing.extension import CitingExtension

    return CitingExtension(**settings)
