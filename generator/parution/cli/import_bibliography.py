"""The command ``import``, which converts a bibliography from another program to BibTeX."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from parution import reporting
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.bounds import (
    MOST_BYTES,
    describe_excess_of_bytes,
    describe_excess_of_records,
)
from parution.bibliography.formats import Format, detect_format, detect_format_by_name
from parution.bibliography.formats.convert import Converted, convert
from parution.bibliography.formats.entry_builder import NotInFormat
from parution.domain import Reference
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem
from parution.filesystem import read_beginning
from parution.language.catalogues import load_translations
from parution.private_store import replace_file
from parution.sources.bib_files import decode_as_declared
from parution.sources.files.old_encodings import guess_old_encoding

_ = load_translations().gettext

PROBLEMS = 1
"""Exit code when nothing was imported."""

STANDARD_OUTPUT = Path("-")

REMEDY = message(
    "Export it anew: from PubMed by “Send to”, “Citation manager”; from Zotero, EndNote, Cairn or a"
    " publisher as RIS."
)

MEANINGS: Mapping[str, Message] = {
    **dict.fromkeys(("AB", "N2", "OAB", "%X", "abstract"), message("abstract")),
    **dict.fromkeys(("KW", "OT", "MH", "%K", "keywords/keyword", "keyword"), message("keywords")),
    **dict.fromkeys(("N1", "GN", "%O", "%Z", "notes", "note", "research-notes"), message("notes")),
    **dict.fromkeys(("AD", "%+", "auth-address"), message("addresses of the authors")),
    **dict.fromkeys(("L1", "L2", "%>", "urls/pdf-urls/url"), message("attached files")),
    **dict.fromkeys(
        ("A3", "%Y", "contributors/tertiary-authors/author", "collection-editor"),
        message("directors of a thesis, editors of a series"),
    ),
    **dict.fromkeys(("UR", "%U", "urls/related-urls/url"), message("further addresses")),
    **dict.fromkeys(("FIR", "IR"), message("members of the group of authors")),
    "COIS": message("conflicts of interests: see the field “interests”"),
}
"""Meanings of fields with cryptic names."""


class ImportRefused(click.ClickException):
    """Nothing was imported; carries the reason."""

    exit_code = PROBLEMS

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click's signature
        """Print the reason, without the prefix « Error: »."""
        click.echo(self.message, err=True)


@click.command("import")
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help=_("The .bib file to write, “-” to print it; by default it stands beside the file."),
)
@click.option(
    "--append", is_flag=True, help=_("Add to the file what it does not hold yet, at its end.")
)
def import_command(file: Path, target: Path | None, append: bool) -> None:
    """Convert, write, and report."""
    text = read_any(file)
    form = detect_format(text) or detect_format_by_name(file.name)
    refuse(describe_excess_of_records(text, form, Place(str(file))))
    if form is None:
        raise ImportRefused(describe_unknown_format(file, text))
    target = target or file.with_suffix(".bib")
    before = read_text_before(target, file, append)
    present, _problems = parse_bibtex(before, str(target))
    converted = convert_or_refuse(text, form, str(target), present)
    printed = target == STANDARD_OUTPUT
    if printed:
        click.echo(converted.text, nl=False)
    elif converted.references:
        write(target, file, before, converted.text)
    report(converted, target, before.count("\n") + 1 if before else 0, to_errors=printed)


def read_any(file: Path) -> str:
    """Return the text of a file in its declared encoding, UTF-8, or else the likeliest old one."""
    content = read_within_bounds(file)
    text = decode_as_declared(content)
    return content.decode(guess_old_encoding(content), "replace") if text is None else text


def read_within_bounds(file: Path) -> bytes:
    """Return the bytes of a file, or of a pipe; refuse more than a bibliography may hold."""
    content = read_beginning(file, MOST_BYTES + 1)
    size = max(file.stat().st_size, len(content))
    refuse(describe_excess_of_bytes(size, Place(str(file))))
    return content


def refuse(problem: Problem | None) -> None:
    """Raise `ImportRefused` with a problem and its remedy, if there is one."""
    if problem:
        said = f"{problem.place}\u00a0: {problem.message.text(_)}\n    → {problem.hint.text(_)}"
        raise ImportRefused(said)


def describe_unknown_format(file: Path, text: str) -> str:
    """Return the message that a file is in an unknown format, or already in BibTeX."""
    if parse_bibtex(text, file.name)[0]:
        known = message("“%(file)s” is in BibTeX already: nothing to convert.", file=str(file))
        return known.text(_)
    said = message(
        "The format of “%(file)s” is not known; these are: %(known)s.",
        file=str(file),
        known=", ".join(f"{each.label} (.{each})" for each in Format),
    )
    return add_remedy(said)


def add_remedy(said: Message) -> str:
    """Return a message with the way to get a file that can be read."""
    return f"{said.text(_)}\n    → {REMEDY.text(_)}"


def read_text_before(target: Path, source: Path, append: bool) -> str:
    """Return the text of the target, to be kept; refuse to overwrite it."""
    if target == STANDARD_OUTPUT or not target.exists() or target.resolve() == source.resolve():
        return ""
    if append:
        return read_within_bounds(target).decode("utf-8-sig")
    raise ImportRefused(
        message(
            "“%(file)s” exists already: add --append, or choose another name with --to.",
            file=str(target),
        ).text(_)
    )


def convert_or_refuse(
    text: str, form: Format, target: str, present: tuple[Reference, ...]
) -> Converted:
    """Return a bibliography in BibTeX; refuse a broken or empty one."""
    try:
        converted = convert(text, form, target, present)
    except NotInFormat as broken:
        said = message(
            "The file is broken at line %(line)s, or not in the format %(format)s.",
            line=broken.line,
            format=form.label,
        )
        raise ImportRefused(add_remedy(said)) from broken
    if not converted.references and not converted.known:
        nothing = message("No reference in the format %(format)s was found.", format=form.label)
        raise ImportRefused(add_remedy(nothing))
    return converted


def write(target: Path, source: Path, before: str, text: str) -> None:
    """Write the target; if it replaces its source, keep the source as a ``.bak`` file."""
    if target.exists() and target.resolve() == source.resolve():
        kept = source.with_name(f"{source.name}.bak")
        if kept.exists():
            exists = message("“%(file)s” exists already: remove or rename it.", file=str(kept))
            raise ImportRefused(exists.text(_))
        source.rename(kept)
        click.echo(message("The original is kept as “%(file)s”.", file=str(kept)).text(_))
    between = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(target, f"{before}{between}{text}".encode(), 0o644)


def report(converted: Converted, target: Path, line: int, *, to_errors: bool) -> None:
    """Print the numbers of references written, known and left out, and the warnings."""
    count = len(converted.references)
    if not to_errors:
        click.echo(
            message(
                "References written into “%(file)s”: %(count)s.", file=str(target), count=count
            ).text(_)
        )
    if converted.known:
        known = message("There already: %(titles)s.", titles=" ; ".join(converted.known))
        click.echo(known.text(_), err=to_errors)
    if converted.left:
        heading = message("Not kept, and in how many references:")
        click.echo(heading.text(_), err=to_errors)
        for name, number in sorted(converted.left.items(), key=lambda item: (-item[1], item[0])):
            meaning = MEANINGS.get(name)
            said = f" ({meaning.text(_)})" if meaning else ""
            click.echo(f"  {name}{said}\u00a0: {number}", err=to_errors)
    problems = (
        replace(each, place=replace(each.place, line=(each.place.line or 0) + line))
        for each in converted.problems
    )
    reporting.print_problems(tuple(problems), sys.stderr)
