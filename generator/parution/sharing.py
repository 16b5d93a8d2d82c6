"""Propose a group's own subject to the association, as the files of a draft theme.

SP1 Texts and documents are copied unchanged, except that links to themes are adapted to the new
    place; the group's files stay.
SP2 The theme is a draft: only its authors see it, in a preview.
SP3 Data that name the group stay with it: authors, minutes, notes on references. If a text names
    the group or one of its venues, the line is reported.
SP4 References that it borrows from its group are copied as records of the theme's bibliography,
    with evidence and interests. Those that it borrows from common files stay borrowed.
SP5 Everything that the association requires of a theme and that is missing is reported with its
    place; also a cited reference that will not be in a bibliography of the theme.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.duplicates import is_common
from parution.bibliography.export.bibtex_format import write_bibtex
from parution.citations.syntax import find_citations
from parution.domain import Group, Interests, Part, Reference, Theme
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem, Severity, sort_problems
from parution.language import labels
from parution.language.fold import fold
from parution.sources.bib_files import decode_as_declared
from parution.sources.files.folders import walk
from parution.sources.files.text import decode
from parution.sources.files.theme_paths import GROUPS, REFERENCES
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.front_matter import CutText, cut_front_matter
from parution.sources.markdown.links_on_site import lead_to_themes
from parution.sources.report import Report
from parution.sources.theme_folder import INDEX, PART_FILES

LEFT_BEHIND = ("authors", "replaced_by")
"""Keys of a presentation that are not copied: its authors belong to the group (SP3)."""

ASKED = ("authors", "interests", "searched_until", "reviewed")
"""Keys of a presentation that the association requires."""

OWN_FIELDS = ("level", "grade", "scheme", "interests", "interests_note", "access")
"""Fields of our own, which reference managers do not know."""

TEXTS = (".md", ".bib")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A draft theme made from a subject."""

    theme: str
    """Address of the theme."""
    files: Mapping[str, bytes]
    """By path relative to the project's folder, without the edition's own file."""
    lacking: tuple[Problem, ...]
    """The gaps to fill, in the order of files and lines (SP3, SP5)."""


def propose_theme(project: Path, subject: Theme, group: Group, edition: str) -> Proposed:
    """Return a draft theme made from a group's subject; write nothing."""
    address = f"{edition}/{subject.slug}"
    folder, bibliography = f"themes/{address}", f"bibliography/{address}.bib"
    existing = walk(project, subject.folder, Report())
    files = {
        f"{folder}/{path.removeprefix(f'{subject.folder}/')}": (project / path).read_bytes()
        for path in (existing.paths() if existing else ())
    }
    for path in list_text_paths(files):
        files[path] = adapt_links(path, files[path])
    index, own = f"{folder}/{INDEX}", files.pop(f"{folder}/{REFERENCES}", b"")
    lent = [each for each in subject.references if is_borrowed(each, group)]
    presentation = decode(files[index], index, Report()) or ""
    files[index] = make_draft(presentation, {each.key for each in lent}).encode()
    records = "\n".join(filter(None, ((decode_as_declared(own) or "").strip(), *map(record, lent))))
    if records:
        files[bibliography] = f"{records}\n".encode()
    lacking = (
        *find_missing_keys(files[index].decode(), index),
        *find_missing_parts(subject, folder),
        *find_missing_evidence(records, bibliography),
        *find_missing_records(files, list_citable_keys(records, subject), bibliography),
        *find_names_of_group(group, files),
    )
    return Proposed(address, files, sort_problems(lacking))


def is_borrowed(reference: Reference, group: Group) -> bool:
    """Return whether a record is borrowed from a group's own bibliography."""
    return reference.place.file == f"{GROUPS}/{group.slug}/{REFERENCES}"


def record(reference: Reference) -> str:
    """Return a record for a ``.bib`` file, with its evidence and interests (SP4)."""
    known = {name: getattr(reference, name) for name in OWN_FIELDS}
    if reference.interests is Interests.UNKNOWN:
        del known["interests"]
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in known.items() if value)
    return write_bibtex([reference]).rstrip().removesuffix("}") + fields + "}"


def list_text_paths(files: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the parts and of the summaries of documents."""
    return tuple(path for path in files if path.endswith(".md") and "/documents/" not in path)


def adapt_links(path: str, content: bytes) -> bytes:
    """Return a text with its links to themes adapted to its new place (SP1)."""
    written = content.decode("utf-8", "surrogateescape")
    text = MarkdownText(path, written, 1)
    return lead_to_themes(text, "../" * (path.count("/") - 1)).encode("utf-8", "surrogateescape")


# --- the presentation ---------------------------------------------------------------------------


def make_draft(text: str, lent: Iterable[str]) -> str:
    """Return a presentation as a draft: without authors, and without references to borrow."""
    from ruamel.yaml import YAML

    cut = cut_front_matter(text) or CutText("", text, 1)
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 10_000
    data = yaml.load(cut.front) or {}
    for key in LEFT_BEHIND:
        data.pop(key, None)
    kept = [key for key in data.pop("references", ()) if key not in set(lent)]
    if kept:
        data["references"] = kept
    data["draft"] = True
    written = io.StringIO()
    yaml.dump(data, written)
    return f"---\n{written.getvalue()}---\n{cut.body}"


# --- gaps ---------------------------------------------------------------------------------------


def find_missing_keys(text: str, index: str) -> Iterator[Problem]:
    """Yield the required keys that the front matter of a presentation lacks."""
    cut = cut_front_matter(text)
    for key in ASKED:
        if cut and not re.search(rf"^{key}[ \t]*:[ \t]*\S", cut.front, re.MULTILINE):
            yield describe_gap(
                Place(index, 2),
                message("“%(key)s” is not said", key=key),
                message("Write the line “%(key)s: …” between the two lines “---”.", key=key),
            )


def find_missing_parts(subject: Theme, folder: str) -> Iterator[Problem]:
    """Yield the parts that have no text or file."""
    for name, part in PART_FILES.items():
        document = subject.documents.get(part)
        if document is None or not document.body.strip():
            yield describe_gap(
                Place(f"{folder}/{name}", document.body_line if document else None),
                message("the part “%(part)s” has no text", part=labels.PARTS[part]),
                message("Write it, or leave the file out if the theme needs none."),
            )
    if Part.SOURCES not in subject.parts:
        yield describe_gap(
            Place(f"{folder}/sources"),
            message("the part “%(part)s” has no text", part=labels.PARTS[Part.SOURCES]),
            message("Write the summary of each document into sources/<key>.md."),
        )


def find_missing_evidence(records: str, bibliography: str) -> Iterator[Problem]:
    """Yield the references without a level of evidence, and those without interests."""
    if not records:
        yield describe_gap(
            Place(bibliography),
            message("the theme has no bibliography"),
            message("Export its references from Zotero as BibTeX into this file."),
        )
    references, _ = parse_bibtex(records, bibliography)
    for reference in references:
        if not (reference.level or reference.grade or reference.scheme):
            yield describe_gap(
                reference.place,
                message("the reference “%(key)s” has no level of evidence", key=reference.key),
                message("Add “level = {…}” or “grade = {…}” to its entry."),
            )
        if reference.interests is Interests.UNKNOWN:
            yield describe_gap(
                reference.place,
                message("the interests of “%(key)s” are not known", key=reference.key),
                message("Add “interests = {none-declared}”, or what its authors declare."),
            )


def list_citable_keys(records: str, subject: Theme) -> Set[str]:
    """Return the keys that the theme may cite: of its own records, and of borrowed common ones."""
    own, _ = parse_bibtex(records, "")
    common = {each.key for each in subject.references if is_common(each.place)}
    return common | {each.key for each in own}


def find_missing_records(
    files: Mapping[str, bytes], keys: Set[str], bibliography: str
) -> Iterator[Problem]:
    """Yield the cited or summarised references that are not among ``keys``."""
    for path in list_text_paths(files):
        text = blank_front_matter(files[path].decode("utf-8-sig", "replace"))
        cited = [(each.key, each.line) for each in find_citations(text)]
        name = PurePosixPath(path)
        summed_up = [(name.stem, 1)] if name.parent.name == "sources" else []
        for key, line in (*summed_up, *cited):
            if key not in keys:
                yield describe_gap(
                    Place(path, line),
                    message("no bibliography of the theme holds the reference “%(key)s”", key=key),
                    message("Add its entry to %(file)s.", file=bibliography),
                )


def blank_front_matter(text: str) -> str:
    """Return a text with empty lines in place of its front matter."""
    cut = cut_front_matter(text)
    return "\n" * (cut.body_line - 1) + cut.body if cut else text


def find_names_of_group(group: Group, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the lines that name the group, or one of its venues (SP3)."""
    venues = (group.venue, *(meeting.venue for meeting in group.meetings))
    names = dict.fromkeys(filter(None, (group.name, *venues)))
    for path, content in files.items():
        lines = content.decode(errors="replace").split("\n") if path.endswith(TEXTS) else ()
        for number, line in enumerate(lines, start=1):
            for name in names:
                if re.search(rf"\b{re.escape(fold(name))}\b", fold(line)):
                    yield Problem(
                        "names-the-group",
                        Place(path, number),
                        message(
                            "this line names the group or a place of its own: “%(name)s”", name=name
                        ),
                        message("Word it so that it holds for every group."),
                        Severity.WARNING,
                    )


def describe_gap(place: Place, said: Message, remedy: Message) -> Problem:
    """Return the problem of a gap that the association wants filled."""
    return Problem("to-complete", place, said, remedy, Severity.WARNING)
