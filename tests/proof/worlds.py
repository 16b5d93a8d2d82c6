"""A small association as plain values, and the files of its project.

    world = World(editions={"2026": Edition()}, themes={"2026/t1": Theme(...)}, groups={...})
    files = files_of(world)            # path → bytes, a whole project
    bring(project, files)              # makes the folder hold exactly these files

Mutations make another world; `bring` then touches only the files that differ, as an author would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

PARTS = (
    "presentation",
    "preparation",
    "references",
    "sources",
    "summary",
    "dossier",
    "commentary",
    "guide",
)
HIDEABLE = PARTS[1:]
WRITTEN = tuple(part for part in PARTS if part not in ("references", "sources"))

RULED = ("preparation", "references", "sources", "summary", "dossier", "commentary")

Policy = Mapping[str, str]
"""Rules for every part in `RULED`."""


@dataclass(frozen=True)
class Text:
    """A written part."""

    body: str
    title: str = ""
    changes: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    """Names of the files under ``documents/`` that it links to."""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A record of a bibliography."""

    title: str
    extra: str = "year = {2021}"
    """More fields, as the file has them."""


@dataclass(frozen=True)
class Theme:
    """A theme; its references are its own records, then the borrowed ones."""

    texts: Mapping[str, Text]
    """By part; always with the presentation."""
    records: Mapping[str, Record] = field(default_factory=dict)
    borrowed: tuple[str, ...] = ()
    sources: Mapping[str, Text] = field(default_factory=dict)
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    draft: bool = False
    title: str = ""
    """Its own title, if it has one."""
    reviewed: date | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        has = {*self.texts} | ({"references"} if self.records or self.borrowed else set())
        has |= {"sources"} if self.sources else set()
        return tuple(part for part in PARTS if part in has)


@dataclass(frozen=True)
class Edition:
    """A year; moments are naive local times."""

    opens_to_all: datetime | None = None
    opens_to_public: datetime | None = None


@dataclass(frozen=True)
class Minutes:
    """A group's minutes of a meeting, with one question."""

    body: str
    question: str
    answer: str = ""
    cites: tuple[str, ...] = ()
    """Keys of the group's own records, of common ones, of the meeting's theme."""
    draft: bool = False


@dataclass(frozen=True)
class Meeting:
    """A meeting; `starts` is a naive local time."""

    theme: str | None
    starts: datetime
    hours: int = 2
    place: str = ""
    minutes: Minutes | None = None

    @property
    def length(self) -> timedelta:
        return timedelta(hours=self.hours)


@dataclass(frozen=True)
class Group:
    """A group; its overrides for a theme are written at each of its meetings on that theme."""

    name: str
    policy: str
    meetings: tuple[Meeting, ...] = ()
    readers: bool = False
    generation: int = 1
    room_code: bool = False
    policy_for: Mapping[str, str] = field(default_factory=dict)
    """By theme."""
    releases_for: Mapping[str, Policy] = field(default_factory=dict)
    """By theme: rules for some parts."""
    records: Mapping[str, Record] = field(default_factory=dict)
    """Its own bibliography."""


@dataclass(frozen=True)
class Page:
    """One of the association's pages about itself."""

    title: str
    body: str
    for_facilitators: bool = False


@dataclass(frozen=True)
class World:
    """A whole association."""

    editions: Mapping[str, Edition]
    themes: Mapping[str, Theme]
    """By address, in the order of their edition."""
    groups: Mapping[str, Group]
    policies: Mapping[str, Policy] = field(default_factory=dict)
    """The association's own."""
    common: Mapping[str, Record] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    """By the names of their files."""
    subjects: Mapping[str, Theme] = field(default_factory=dict)
    """The groups' own, by address: ``blain/plaies``."""
    labels: str = ""
    """The association's own words, as the settings have them."""

    @property
    def every(self) -> Mapping[str, Theme]:
        """Themes and subjects by address."""
        return {**self.themes, **self.subjects}

    def owner(self, address: str) -> str | None:
        """Return the group that owns the subject at an address; None for a theme."""
        return address.partition("/")[0] if address in self.subjects else None

    def with_theme(self, address: str, theme: Theme) -> World:
        """Return the world with another theme, or another subject, at an address."""
        if address in self.subjects:
            return replace(self, subjects={**self.subjects, address: theme})
        return replace(self, themes={**self.themes, address: theme})


PICTURE = ".svg"

CONFIGURATION = """\
site_name: Dossiers
site_url: https://dossiers.example.org/
docs_dir: themes
theme:
  name: material
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc:
      permalink: true
  - pymdownx.details
  - pymdownx.superfences
plugins:
  - parution:
      timezone: Europe/Paris
      default_policy: before
"""


def files_of(world: World) -> dict[str, bytes]:
    """Return every file of a project, by path."""
    texts = {
        "mkdocs.yml": CONFIGURATION + _labels(world.labels) + _policies(world.policies),
        "themes/index.md": "---\ntitle: Nos dossiers\n---\n\nBienvenue.\n",
        "bibliography/common.bib": _bibliography(world.common),
    }
    for name, edition in world.editions.items():
        texts[f"themes/{name}/edition.yml"] = _edition(world, name, edition)
    for slug, group in world.groups.items():
        texts[f"groups/{slug}.yml"] = _group(slug, group)
        if group.records:
            texts[f"groups/{slug}/references.bib"] = _bibliography(group.records)
        for meeting in group.meetings:
            if meeting.minutes:
                path = f"groups/{slug}/{meeting.starts:%Y-%m-%d}.md"
                texts[path] = _minutes(meeting.minutes, meeting.starts)
    for slug, page in world.pages.items():
        texts[f"themes/pages/{slug}.md"] = _page(page)
    files: dict[str, bytes] = {}
    for address, theme in world.every.items():
        folder, bibliography = f"themes/{address}", f"bibliography/{address}.bib"
        if owner := world.owner(address):
            folder = f"groups/{owner}/subjects/{address.partition('/')[2]}"
            bibliography = f"{folder}/references.bib"
        texts |= _theme(address, theme, folder, bibliography)
        files |= {f"{folder}/documents/{name}": data for name, data in theme.attachments.items()}
    return files | {path: text.encode() for path, text in texts.items()}


def drawing(word: str) -> bytes:
    """Return a picture that holds a word."""
    shape = f'<title>{word}</title><circle cx="9" cy="9" r="{3 + len(word) % 5}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18">{shape}</svg>'.encode()


def bring(project: Path, files: Mapping[str, bytes]) -> Path:
    """Make a folder's sources exactly these files, without touching the product's own files."""
    folders = [project / name for name in ("themes", "bibliography", "groups")]
    for path in [path for folder in folders for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(project).as_posix() not in files:
            path.unlink()
    for name, content in files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
    for folder in folders:
        for empty in sorted(folder.rglob("*"), reverse=True):
            if empty.is_dir() and not any(empty.iterdir()):
                empty.rmdir()
    return project


def _labels(labels: str) -> str:
    return f"      labels: {labels}\n" if labels else ""


def _policies(policies: Mapping[str, Policy]) -> str:
    if not policies:
        return ""
    lines = ["      policies:"]
    for name, rules in policies.items():
        lines.append(f"        {name}:")
        lines += [f"          {part}: {rule}" for part, rule in rules.items()]
    return "\n".join(lines) + "\n"


def _edition(world: World, name: str, edition: Edition) -> str:
    slugs = [address.partition("/")[2] for address in world.themes if address.startswith(name)]
    lines = [f"title: Année {name}", f"themes: [{', '.join(slugs)}]"]
    if edition.opens_to_all:
        lines.append(f"opens_to_all: {edition.opens_to_all:%Y-%m-%d %H:%M}")
    if edition.opens_to_public:
        lines.append(f"opens_to_public: {edition.opens_to_public:%Y-%m-%d %H:%M}")
    return "\n".join(lines) + "\n"


def _theme(address: str, theme: Theme, folder: str, bibliography: str) -> dict[str, str]:
    texts = {}
    for part, text in theme.texts.items():
        if part == "presentation":
            title = theme.title or f"Le thème {address}"
            head = [f"title: {title}", f"draft: {str(theme.draft).lower()}"]
            if theme.reviewed:
                head.append(f"reviewed: {theme.reviewed}")
            if theme.borrowed:
                head.append(f"references: [{', '.join(theme.borrowed)}]")
            texts[f"{folder}/index.md"] = _markdown(text, head, "")
        else:
            texts[f"{folder}/{part}.md"] = _markdown(text, [], "")
    for key, text in theme.sources.items():
        texts[f"{folder}/sources/{key}.md"] = _markdown(text, [], "../")
    if theme.records:
        texts[bibliography] = _bibliography(theme.records)
    return texts


def _page(page: Page) -> str:
    audience = "facilitators" if page.for_facilitators else "all"
    return f"---\ntitle: {page.title}\naudience: {audience}\n---\n\n{page.body}\n"


def _markdown(text: Text, head: list[str], up: str) -> str:
    if text.title:
        head = [*head, f"title: {text.title}"]
    if text.changes:
        notes = [f"  - {{date: 2026-05-12, text: {note}}}" for note in text.changes]
        head = [*head, "changes:", *notes]
    front = ["---", *head, "---", ""] if head else []
    links = [_link(name, up) for name in text.attachments]
    cites = [f"Selon une étude [@{key}]." for key in text.cites]
    return "\n\n".join(["\n".join(front) + "\n" + text.body, *links, *cites]) + "\n"


def _link(name: str, up: str) -> str:
    """Return a link to an attachment, or the picture that it is."""
    if name.endswith(PICTURE):
        return f"![Le dessin {name}]({up}documents/{name})"
    return f"Voir [le document {name}]({up}documents/{name})."


def _bibliography(records: Mapping[str, Record]) -> str:
    return "\n".join(
        f"@article{{{key},\n  author = {{Martin, Anne}},\n  title = {{{record.title}}},\n"
        f"  journal = {{Exercer}},\n  {record.extra},\n}}\n"
        for key, record in records.items()
    )


def _minutes(minutes: Minutes, held: datetime) -> str:
    head = ["---", f"draft: {str(minutes.draft).lower()}", "questions:"]
    head.append(f"  - question: {minutes.question}")
    if minutes.answer:
        found = "".join(f" [@{key}]" for key in minutes.cites)
        head += [
            f"    answer: {minutes.answer}{found}",
            f"    answered: {held + timedelta(days=9):%Y-%m-%d}",
        ]
    cites = [f"Selon une étude [@{key}]." for key in minutes.cites]
    return "\n\n".join(["\n".join([*head, "---", ""]) + "\n" + minutes.body, *cites]) + "\n"


def _group(slug: str, group: Group) -> str:
    lines = [
        f"name: {group.name}",
        f"policy: {group.policy}",
        f"readers: {str(group.readers).lower()}",
        f"generation: {group.generation}",
        f"room_code: {str(group.room_code).lower()}",
        "meetings:" if group.meetings else "meetings: []",
    ]
    for meeting in group.meetings:
        said = f"starts: {meeting.starts:%Y-%m-%d %H:%M}, duration: {meeting.hours}h"
        if meeting.place:
            said += f", place: {meeting.place}"
        if meeting.theme is None:
            said += ", title: Thème libre"
        else:
            own = meeting.theme.removeprefix(f"{slug}/")
            said += f", theme: {meeting.theme}" if own == meeting.theme else f", subject: {own}"
            if meeting.theme in group.policy_for:
                said += f", policy: {group.policy_for[meeting.theme]}"
            releases = group.releases_for.get(meeting.theme)
            if releases:
                rules = ", ".join(f"{part}: {rule}" for part, rule in releases.items())
                said += f", releases: {{{rules}}}"
        lines.append(f"  - {{{said}}}")
    return "\n".join(lines) + "\n"
