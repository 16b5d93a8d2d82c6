"""Where the templates and assets of the sites stand, and how they are opened.

In a checkout they are the repository's ``site_templates/``; in an installed wheel they lie inside
the package. An association may put its own beside them through MkDocs' ``custom_dir``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from parution.translating import translations

_PACKAGED = Path(__file__).parent / "site_templates"
_CHECKOUT = Path(__file__).parents[2] / "site_templates"


def folder() -> Path:
    """Return the folder of the templates."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def localize(environment: jinja2.Environment, language: str) -> None:
    """Give templates ``{% trans %}`` in the reader's language."""
    environment.add_extension("jinja2.ext.i18n")
    catalogue = translations(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )


@cache
def environment(language: str = "fr") -> jinja2.Environment:
    """Return the environment of the small templates that fill slots; it escapes HTML."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    localize(made, language)
    return made
