"""Everything the product says to people exists in French, once, whole and well set."""

from __future__ import annotations

import ast
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
from parution.domain.labels import Labels
from parution.language.catalogues import LOCALE, translations

PACKAGE = Path(parution.__file__).parent
CATALOGUES = sorted((LOCALE / "fr" / "LC_MESSAGES").glob("*.po"))
OF_CLICK = "click.po"
"""Holds what the library of the command line says, in so far as people can come to read it."""

SAYING = {"message": 1, "gettext": 1, "ngettext": 2, "_": 1, "translate": 1}
"""Functions that take sentences, and how many."""

NAMED = re.compile(r"%\((\w+)\)s")
BRACED = re.compile(r"\{(\w+)")
"""Values in a sentence: in our own notation, and in click's."""

SPACES = re.compile(r"(?<![\u00a0\u202f])[;!?](?!\w)|(?<!\u00a0):(?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»")
"""Where French wants a space that does not break a line, and finds another or none."""


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


def said_in_code(folder: Path) -> set[tuple[str, ...]]:
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


def said_in_templates() -> set[tuple[str, ...]]:
    folder = templates.folder()
    settings = (path for name in ("hosts", "schedules") for path in (folder / name).iterdir())
    files = (*folder.rglob("*.html"), *settings)
    return {
        forms(found[1])
        for path in files
        for found in extract_from_file("jinja2.ext:babel_extract", path)
    }


def said() -> set[tuple[str, ...]]:
    """Return every sentence that stands in the code and in the templates."""
    return said_in_code(PACKAGE) | said_in_templates()


def said_by_click() -> set[tuple[str, ...]]:
    """Return the sentences of click; Babel also finds those it looks up under their own names."""
    return {
        forms(found[1])
        for path in Path(click.__file__).parent.glob("*.py")
        for found in extract_from_file("python", path, keywords={"_": None, "ngettext": (1, 2)})
    }


def test_every_sentence_is_translated() -> None:
    """No sentence of the code or of a page is missing from the catalogues."""
    translated = {entry.ids for entry in ENTRIES if all(entry.strings)}
    assert said() - translated == set()


def test_nothing_is_translated_in_vain() -> None:
    """No catalogue keeps a sentence that nobody says any more."""
    known = {OF_CLICK: said_by_click()}
    ours = said()
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
    """Where two rooms say the same, they say the same in French."""
    by_id: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for entry in ENTRIES:
        by_id.setdefault(entry.ids, set()).add(entry.strings)
    assert [ids for ids, strings in by_id.items() if len(strings) > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.catalogue}: {entry.ids[0]}")
def test_a_translation_is_whole_and_well_set(entry: Entry) -> None:
    """It mentions the values of its sentence and no others, and has the spaces of French."""
    for string in entry.strings:
        assert not SPACES.search(without_quotes(string)), string
        assert not re.search(r"\w'\w", string), string
    mentioned = BRACED if entry.catalogue == OF_CLICK else NAMED
    wanted = {name for sentence in entry.ids for name in mentioned.findall(sentence)}
    told = {name for sentence in entry.strings for name in mentioned.findall(sentence)}
    assert told <= wanted if entry.catalogue == OF_CLICK else told == wanted


def without_quotes(sentence: str) -> str:
    """Return a sentence with a letter for each value and each quotation, where code may stand."""
    plain = re.sub(r"https?:\S+|\{[^{}]*\}", "x", NAMED.sub("x", sentence))
    return re.sub(r"«\u00a0[^»]*\u00a0»", "x", plain)


# --- an association's own words ------------------------------------------------------------------

OF_SITES = ("site.po", "search.po", "feeds.po", "desk.po", "room.po", "offline.po", "changes.po")
NOUN = re.compile(r"(.*?)\{(?:theme|themes|group|groups|facilitator)\}", re.DOTALL)
BEFORE_A_NOUN = re.compile(r"(?:^|[,(\n]\s*|%\(count\)s |\b(?:votre|notre|des|pour|avec) )$", re.I)
"""What has one form before a noun, whatever its gender and its first letter."""


def marked() -> list[Entry]:
    return [entry for entry in ENTRIES if any("{" in each for each in entry.strings)]


@pytest.mark.parametrize("entry", marked(), ids=lambda entry: f"{entry.catalogue}: {entry.ids[0]}")
def test_an_own_word_follows_what_has_one_form(entry: Entry) -> None:
    """No article, elision or agreement has to know which word an association chose."""
    for string in entry.strings:
        for before in NOUN.findall(string):
            assert BEFORE_A_NOUN.search(before), string


@pytest.mark.parametrize("name", OF_SITES)
def test_sites_name_themes_and_facilitators_by_marks_alone(name: str) -> None:
    """Else the word would stay where an association has another; the audit speaks to commands."""
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
    """They stand in the sentences of its sites, and phrases that need a gender go without."""
    assert translations(labels=RELABELLED).gettext(msgid) == sentence


def test_own_words_are_counted() -> None:
    """One and several have forms of their own."""
    count = translations(labels=RELABELLED).ngettext
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
    """No English word is left in what `--help` prints."""
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
    """Without a catalogue the sentences stand as they were written."""
    assert translations("xx").gettext("Home") == "Home"
