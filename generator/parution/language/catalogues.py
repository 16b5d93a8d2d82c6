"""The catalogues of translations: from English msgids to the reader's language.

There is one catalogue per package of the code, ``locale/<language>/LC_MESSAGES/<package>.po``, and
they are merged when loaded. A wheel ships the merged, compiled ``parution.mo``. A checkout compiles
the ``.po`` files itself after an edit, and keeps the result beside Python's own byte code, under a
name that changes with the files.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from parution.byte_code import compile_once
from parution.domain.own_labels import NO_LABELS, Labels
from parution.language.labels import PARTS
from parution.language.own_words import choose_words, put_words

LOCALE = Path(__file__).parents[1] / "locale"


class WordedTranslations(gettext.NullTranslations):
    """Translations with an association's own words; caches each sentence."""

    def __init__(self, plain: gettext.NullTranslations, labels: Labels) -> None:
        super().__init__()
        self._plain = plain
        self._words = choose_words(labels)
        self._translated = {PARTS[part].msgid: label for part, label in labels.parts}

    def gettext(self, message: str) -> str:
        """Return the sentence for a msgid."""
        translated = self._translated.get(message)
        if translated is None:
            translated = self._translated[message] = put_words(
                self._plain.gettext(message), self._words
            )
        return translated

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the sentence for the number ``n``."""
        return put_words(self._plain.ngettext(msgid1, msgid2, n), self._words)


@cache
def load_translations(language: str = "fr", labels: Labels = NO_LABELS) -> gettext.NullTranslations:
    """Return the translations into ``language``; the English msgids themselves for any other.

    ``labels`` are the association's own words for themes, groups and the like.
    """
    plain = load_plain(language)
    return WordedTranslations(plain, labels) if load_catalogue(language) else plain


@cache
def load_plain(language: str) -> gettext.NullTranslations:
    """Return the translations in our words, read once for all `labels`."""
    merged = load_catalogue(language)
    return gettext.GNUTranslations(io.BytesIO(merged)) if merged else gettext.NullTranslations()


def list_sentences(labels: Labels = NO_LABELS, language: str = "fr") -> Iterator[str]:
    """Yield every sentence of ours, in English and as translated, with its placeholders."""
    from babel.messages.mofile import read_mo

    words = choose_words(labels)
    for entry in read_mo(io.BytesIO(load_catalogue(language))):
        if entry.id:  # Else it is the header, with the time of compilation.
            for texts in (entry.id, entry.string):
                for sentence in [texts] if isinstance(texts, str) else texts or ():
                    yield put_words(sentence, words)
    yield from (label for _, label in labels.parts)


@cache
def load_catalogue(language: str) -> bytes:
    """Return the merged catalogue of a language as the bytes of a ``.mo``; empty without one."""
    folder = LOCALE / language / "LC_MESSAGES"
    catalogues = sorted(folder.glob("*.po"))
    if not catalogues:
        ready = folder / "parution.mo"
        return ready.read_bytes() if ready.exists() else b""
    return compile_once(f"{language}.mo", catalogues, partial(compile_catalogues, catalogues))


def compile_catalogues(catalogues: list[Path]) -> bytes:
    """Merge ``.po`` files into the bytes of one ``.mo``; the first to translate a msgid wins.

    The plurals are those that the files declare: Babel's own for French became three in 2.19.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale="fr", fuzzy=False)
    for path in catalogues:
        with path.open("rb") as stream:
            catalogue = read_po(stream, abort_invalid=True)
        merged.mime_headers = [("Plural-Forms", catalogue.plural_forms)]
        for entry in catalogue:
            if entry.id and entry.string and entry.id not in merged:
                merged.add(entry.id, entry.string)
    written = io.BytesIO()
    write_mo(written, merged)
    return written.getvalue()
