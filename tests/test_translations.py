"""Every sentence for people exists in French, once, complete and well typeset."""

from __future__ import annotations

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import parution
from command_line import run
from parution import templates
from parution.cli import parution as program
from parution.domain import Part
from parution.domain.own_labels import Labels
from parution.language.catalogues import LOCALE, compile_catalogues, load_translations

PACKAGE = Path(parution.__file__).parent
CATALOGUES = sorted((LOCALE / "fr" / "LC_MESSAGES").glob("*.po"))
OF_CLICK = "click.po"
"""The sentences of click that people can come to read."""

SAYING = {"message": 1, "gettext": 1, "ngettext": 2, "_": 1, "translate": 1}
"""Functions that take sentences, and how many."""

NAMED = re.compile(r"%\((\w+)\)s")
BRACED = re.compile(r"\{(\w+)")
"""Values in a sentence: in our own notation, and in click's."""

SPACES = re.compile(r"(?<!\u202f)[;!?](?!\w)|(?<!\u00a0):(?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»")
"""Places where French wants a no-break space, and has another or none."""


class Entry(NamedTuple):
    """A translation: one form, or a singular and a plural."""

    catalogue: str
    ids: tuple[str, ...]
    strings: tuple[str, ...]
    is_fuzzy: bool
    is_obsolete: bool


def forms(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


def entries() -> Iterator[Entry]:
    for path in CATALOGUES:
        with path.open("rb") as stream:
            catalogue = read_po(stream, abort_invalid=True)
        for entry in catalogue:
            if entry.id:
                yield Entry(path.name, forms(entry.id), forms(entry.string), entry.fuzzy, False)
        for entry in catalogue.obsolete.values():
            yield Entry(path.name, forms(entry.id), forms(entry.string), entry.fuzzy, True)


ENTRIES = list(entries())


def is_sentence(argument: ast.expr) -> bool:
    """Tell whether an argument is written as a text (`bytes.translate` takes none)."""
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def find_in_code(folder: Path) -> set[tuple[str, ...]]:
    """Return the sentences in Python modules; those within f-strings too, unlike Babel."""
    return {
        tuple(ast.literal_eval(argument) for argument in call.args[:count])
        for path in folder.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and (count := SAYING.get(name_of(call), 0))
        if call.args and all(is_sentence(each) for each in call.args[:count])
    }


def name_of(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def find_in_templates() -> set[tuple[str, ...]]:
    folder = templates.locate_templates()
    settings = (path for name in ("hosts", "schedules") for path in (folder / name).iterdir())
    files = (*folder.rglob("*.html"), *settings)
    return {
        forms(found[1])
        for path in files
        for found in extract_from_file("jinja2.ext:babel_extract", path)
    }


def find_sentences() -> set[tuple[str, ...]]:
    """Return every sentence of the code and of the templates."""
    return find_in_code(PACKAGE) | find_in_templates()


def find_in_click() -> set[tuple[str, ...]]:
    """Return the sentences of click; Babel also finds those it looks up under their own names."""
    return {
        forms(found[1])
        for path in Path(click.__file__).parent.glob("*.py")
        for found in extract_from_file("python", path, keywords={"_": None, "ngettext": (1, 2)})
    }


def test_plurals_are_those_that_the_catalogues_declare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three plurals of French, as Babel knows since 2.19, leave no number in English."""
    three = (3, "(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2")
    monkeypatch.setattr("babel.messages.catalog.get_plural", lambda _language: three)
    merged = gettext.GNUTranslations(io.BytesIO(compile_catalogues(CATALOGUES)))
    assert merged.ngettext("%(count)s error", "%(count)s errors", 3) == "%(count)s erreurs"


def test_every_sentence_is_translated() -> None:
    """The catalogues have every sentence of the code and of the templates."""
    translated = {entry.ids for entry in ENTRIES if all(entry.strings)}
    assert find_sentences() - translated == set()


def test_nothing_is_translated_in_vain() -> None:
    """The catalogues have no unused sentence."""
    known = {OF_CLICK: find_in_click()}
    ours = find_sentences()
    unused = [
        (entry.catalogue, entry.ids[0])
        for entry in ENTRIES
        if entry.is_obsolete or entry.ids not in known.get(entry.catalogue, ours)
    ]
    assert unused == []


def test_no_translation_is_a_guess() -> None:
    """No entry is marked fuzzy."""
    assert [entry.ids[0] for entry in ENTRIES if entry.is_fuzzy] == []


def test_a_sentence_has_one_translation() -> None:
    """Two packages translate the same sentence alike."""
    by_id: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for entry in ENTRIES:
        by_id.setdefault(entry.ids, set()).add(entry.strings)
    assert [ids for ids, strings in by_id.items() if len(strings) > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.catalogue}: {entry.ids[0]}")
def test_a_translation_is_whole_and_well_set(entry: Entry) -> None:
    """A translation has exactly its sentence's values, and French spaces."""
    for string in entry.strings:
        assert not SPACES.search(without_quotes(string)), string
        assert not re.search(r"\w'\w", string), string
    mentioned = BRACED if entry.catalogue == OF_CLICK else NAMED
    wanted = {name for sentence in entry.ids for name in mentioned.findall(sentence)}
    told = {name for sentence in entry.strings for name in mentioned.findall(sentence)}
    assert told <= wanted if entry.catalogue == OF_CLICK else told == wanted


def without_quotes(sentence: str) -> str:
    """Return a sentence with a letter for each value and quotation, where code may occur."""
    plain = re.sub(r"https?:\S+|\{[^{}]*\}", "x", NAMED.sub("x", sentence))
    return re.sub(r"«\u00a0[^»]*\u00a0»", "x", plain)


# --- an association's own words ------------------------------------------------------------------

OF_SITES = ("site.po", "search.po", "feeds.po", "desk.po", "room.po", "offline.po", "changes.po")
NOUN = re.compile(r"(.*?)\{(?:theme|themes|group|groups|facilitator)\}", re.DOTALL)
BEFORE_A_NOUN = re.compile(r"(?:^|[,(\n]\s*|%\(count\)s |\b(?:votre|notre|des|pour|avec) )$", re.I)
"""Words that have one form before any noun, whatever its gender and its first letter."""


def find_marked() -> list[Entry]:
    return [entry for entry in ENTRIES if any("{" in each for each in entry.strings)]


@pytest.mark.parametrize(
    "entry", find_marked(), ids=lambda entry: f"{entry.catalogue}: {entry.ids[0]}"
)
def test_an_own_word_follows_a_word_of_one_form(entry: Entry) -> None:
    """No article, elision or agreement precedes a word that an association may choose."""
    for string in entry.strings:
        for before in NOUN.findall(string):
            assert BEFORE_A_NOUN.search(before), string


@pytest.mark.parametrize("name", OF_SITES)
def test_sites_name_themes_and_facilitators_by_marks_alone(name: str) -> None:
    """Sites' sentences use marks for words that an association may replace; commands' need not."""
    to_commands = {"a room code, which the group's facilitator alone may have"}
    named = [
        string
        for entry in ENTRIES
        if entry.catalogue == name and entry.ids[0] not in to_commands
        for string in entry.strings
        if re.search("thème|animat(?:eur|rice)", string, re.IGNORECASE)
    ]
    assert named == []


RELABELLED = Labels(
    theme=("atelier", "ateliers"),
    group=("équipe", "équipes"),
    facilitator=("tuteur", "tutrice"),
    parts=((Part.DOSSIER, "Synthèse"),),
)
WORDED = {
    "Themes by year": "Ateliers par année",
    "Dossier": "Synthèse",
    "Facilitator's guide": "Guide d’animation",
    "It is the moment your group's facilitator has chosen.":
        "C’est le moment qu’a choisi votre tuteur ou tutrice.",
    "Site of the group · %(audience)s": "Site de notre équipe · %(audience)s",
    "archive of all groups": "archives de l’ensemble des équipes",
    "archive of all facilitators": "archives avec les guides",
    "Leading my group": "Animer notre équipe",
}  # fmt: skip


@pytest.mark.parametrize(("msgid", "sentence"), WORDED.items())
def test_an_association_has_its_own_words(msgid: str, sentence: str) -> None:
    """Sites' sentences use them, and phrases that need a gender avoid them."""
    assert load_translations(labels=RELABELLED).gettext(msgid) == sentence


def test_own_words_are_counted() -> None:
    """Singular and plural have forms of their own."""
    count = load_translations(labels=RELABELLED).ngettext
    forms = [count("%(count)s theme", "%(count)s themes", number) for number in (1, 2)]
    assert forms == ["%(count)s atelier", "%(count)s ateliers"]


# --- the command line speaks French throughout -----------------------------------------------

ENGLISH = re.compile(
    r"\b(the|and|or|of|is|are|with|for|not|options?:|show|this|usage:|commands?:|try|error|"
    r"default|required|name|file|directory|text|integer|range|missing|invalid)\b"
)


def plain_words(text: str) -> str:
    """Return a text without names of options, values in brackets, quoted words and paths."""
    return re.sub(r"--?[\w-]+|\[[\w|]+\]|'[^']*'|« [^»]* »|\S+[./]\S+", "", text.lower())


@pytest.mark.parametrize("name", ["", *program.commands])
def test_the_help_of_a_command_is_french(name: str, tmp_path: Path) -> None:
    """No English word is left in the output of `--help`."""
    done = run(tmp_path, *name.split(), "--help")
    assert done.code == 0
    assert not ENGLISH.search(plain_words(done.out)), done.out


@pytest.mark.parametrize("name", [*program.commands])
def test_every_option_is_explained(name: str) -> None:
    """Each option of each command has a sentence of help."""
    for parameter in program.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_an_unknown_language_is_english() -> None:
    """Without a catalogue the sentences stay as they were written."""
    assert load_translations("xx").gettext("Home") == "Home"
