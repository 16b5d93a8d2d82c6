"""Find and open the templates and assets of the sites.

In a checkout they are in the repository's ``site_templates/``, in an installed wheel within the
package. An association may add its own through MkDocs' ``custom_dir``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from parution import byte_code
from parution.domain.own_labels import NO_LABELS, Labels
from parution.language.catalogues import load_translations
from parution.language.typography import insert_hard_spaces

if TYPE_CHECKING:
    import jinja2

_PACKAGED = Path(__file__).parent / "site_templates"
_CHECKOUT = Path(__file__).parents[2] / "site_templates"


def locate_templates() -> Path:
    """Return the folder of the templates."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def localize(environment: jinja2.Environment, language: str, labels: Labels) -> None:
    """Add ``{% trans %}`` in the reader's language and labels, and French spaces, to templates."""
    environment.filters["hard_spaces"] = insert_hard_spaces
    environment.add_extension("jinja2.ext.i18n")
    catalogue = load_translations(language, labels)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )


def make_byte_code_cache(name: str) -> jinja2.BytecodeCache | None:
    """Return the cache for the compiled templates of an environment."""
    from jinja2 import FileSystemBytecodeCache

    place = byte_code.make_cache_folder(name)
    return FileSystemBytecodeCache(str(place)) if place else None


@cache
def make_environment(language: str = "fr", labels: Labels = NO_LABELS) -> jinja2.Environment:
    """Return the environment of the small templates that fill slots; it escapes HTML.

    ``labels`` are the association's own words for its things.
    """
    # Imported here, because a build that composes nothing fills no slot.
    import jinja2

    made = jinja2.Environment(
        bytecode_cache=make_byte_code_cache("templates"),
        loader=jinja2.FileSystemLoader(locate_templates()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    localize(made, language, labels)
    return made
