"""Where the templates and assets of the sites stand, and how they are opened.

In a checkout they are the repository's ``site_templates/``; in an installed wheel they lie inside
the package. An association may put its own beside them through MkDocs' ``custom_dir``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from parution import byte_code
from parution.domain.labels import NO_LABELS, Labels
from parution.language.catalogues import translations

if TYPE_CHECKING:
    import jinja2

_PACKAGED = Path(__file__).parent / "site_templates"
_CHECKOUT = Path(__file__).parents[2] / "site_templates"


def folder() -> Path:
    """Return the folder of the templates."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


CODE = re.compile(r"(<(code|pre)(?=[\s>]).*?</\2>)", re.DOTALL)
"""An element whose spaces count; one that is never closed is read as prose."""
HARD_SPACES = (
    (" :", "\u00a0:"), (" »", "\u00a0»"), ("« ", "«\u00a0"),
    (" ;", "\u202f;"), (" !", "\u202f!"), (" ?", "\u202f?"),
)  # fmt: skip
"""French sets a space by these marks, at which no line may break."""


def hard_spaces(html: str) -> str:
    """Return French text or HTML whose lines do not break before a mark; code stays as it is.

    >>> hard_spaces("Le dépistage : pourquoi ?")
    'Le dépistage\\xa0: pourquoi\\u202f?'
    """
    if "<code" not in html and "<pre" not in html:
        return hard_spaces_in_prose(html)
    pieces = CODE.split(html)
    # What a group of the pattern matched follows the text before it: code, then its tag.
    pieces[::3] = map(hard_spaces_in_prose, pieces[::3])
    del pieces[2::3]
    return "".join(pieces)


def hard_spaces_in_prose(html: str) -> str:
    """Return text that holds no code, with its hard spaces."""
    for soft, hard in HARD_SPACES:
        html = html.replace(soft, hard)
    return html


def localize(environment: jinja2.Environment, language: str, labels: Labels) -> None:
    """Give templates ``{% trans %}`` in the reader's language and words; French its spaces."""
    environment.filters["hard_spaces"] = hard_spaces
    environment.add_extension("jinja2.ext.i18n")
    catalogue = translations(language, labels)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )


def byte_code_cache(name: str) -> jinja2.BytecodeCache | None:
    """Return where an environment of this name keeps compiled templates, by their sources."""
    from jinja2 import FileSystemBytecodeCache

    place = byte_code.folder(name)
    return FileSystemBytecodeCache(str(place)) if place else None


@cache
def environment(language: str = "fr", labels: Labels = NO_LABELS) -> jinja2.Environment:
    """Return the environment of the small templates that fill slots; it escapes HTML.

    ``labels`` are the words that an association has for its own things.
    """
    # Loaded here, because a build that composes nothing fills no slot.
    import jinja2

    made = jinja2.Environment(
        bytecode_cache=byte_code_cache("templates"),
        loader=jinja2.FileSystemLoader(folder()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    localize(made, language, labels)
    return made
