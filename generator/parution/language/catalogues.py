"""The catalogues of translations: from English msgids to the reader's language.

There is one catalogue per room of the code, ``locale/<language>/LC_MESSAGES/<room>.po``, merged
when loaded. A wheel ships the merged, compiled ``parution.mo``; in a checkout the ``.po`` files
speak for themselves, so that nothing need be compiled by hand after an edit: what was compiled is
kept beside Python's own byte code, under a name that changes with the files.
"""

from __future__ import annotations

import gettext
import io
from functools import cache, partial
from pathlib import Path

from parution.byte_code import compile_once

LOCALE = Path(__file__).parents[1] / "locale"


@cache
def translations(language: str = "fr") -> gettext.NullTranslations:
    """Return the translations into ``language``; the English msgids themselves for any other."""
    merged = catalogue(language)
    return gettext.GNUTranslations(io.BytesIO(merged)) if merged else gettext.NullTranslations()


def sentences(language: str = "fr") -> tuple[str, ...]:
    """Return every sentence of ours, in English and as translated, with its placeholders."""
    from babel.messages.mofile import read_mo

    return tuple(
        sentence
        for entry in read_mo(io.BytesIO(catalogue(language)))
        if entry.id  # Else it is the header, which tells when the catalogue was compiled.
        for said in (entry.id, entry.string)
        for sentence in ([said] if isinstance(said, str) else said or ())
    )


@cache
def catalogue(language: str) -> bytes:
    """Return the merged catalogue of a language as the bytes of a ``.mo``; none without one."""
    folder = LOCALE / language / "LC_MESSAGES"
    catalogues = sorted(folder.glob("*.po"))
    if not catalogues:
        ready = folder / "parution.mo"
        return ready.read_bytes() if ready.exists() else b""
    return compile_once(f"{language}.mo", catalogues, partial(compile_catalogues, catalogues))


def compile_catalogues(catalogues: list[Path]) -> bytes:
    """Merge ``.po`` files into the bytes of one ``.mo``; the first to translate a msgid wins."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale="fr", fuzzy=False)
    for path in catalogues:
        with path.open("rb") as stream:
            for entry in read_po(stream, abort_invalid=True):
                if entry.id and entry.string and entry.id not in merged:
                    merged.add(entry.id, entry.string)
    written = io.BytesIO()
    write_mo(written, merged)
    return written.getvalue()
