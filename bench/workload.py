"""Make up the project of an association: themes, bibliographies and groups, always the same.

The sizes are those of the performance promises: 60 themes of about 6,500 words with 30 references
each, 28 groups with three audiences. Each theme depends on its own address alone, so a larger
project holds the smaller one's themes unchanged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

from bench.vocabulary import GROUPS, HEADINGS, JOURNALS, SURNAMES, make_sentence, make_terms

CURRENT = "2026"
CURRENT_THEMES = 6
OLDER = tuple(str(year) for year in range(2017, 2026))
REFERENCES = 30
FREE_MEETINGS = (2, 4, 6, 8)
"""The indexes of those of a group's ten meetings that have no theme."""
HOURS = ("20:30", "19:30", "20:00", "21:00")
"""When a group meets: the first 28 at the first hour, the next 28 at the second."""
POLICIES = ("before", "references-first", "after", "readers-first")

CITATION = re.compile(r" \[[^\[\]]*@[^\[\]]*\]")

MKDOCS_YML = """\
site_name: Dossiers de l’association
docs_dir: themes
theme:
  name: material
  language: fr
  features: [navigation.prune]
plugins:
  - parution:
      timezone: Europe/Paris
      default_policy: before
      pdf: false  # Rivals make none; what they cost is measured by itself.
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - footnotes
  - md_in_html
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.superfences
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file of a theme: its name, its first heading and its length in words."""

    name: str
    title: str
    words: int


ALWAYS = (
    Page("index", "Présentation", 250),
    Page("preparation", "Préparer la réunion", 400),
    Page("dossier", "Dossier documentaire", 4600),
    Page("summary", "L’essentiel", 300),
)
SOMETIMES = (Page("commentary", "Commentaires de cas", 900), Page("guide", "Guide", 500))
"""Parts of the current themes and of every third older one."""


def write_workload(folder: Path, themes: int = 60, groups: int = 28) -> None:
    """Write the whole project into `folder`, six themes of it in the current edition."""
    _write(folder / "mkdocs.yml", MKDOCS_YML)
    _write(folder / "themes/index.md", "# Dossiers de l’association\n\nBienvenue.\n")
    editions: dict[str, list[str]] = {}
    for number in range(themes):
        older = number - CURRENT_THEMES
        edition = CURRENT if older < 0 else OLDER[older % len(OLDER)]
        slug = f"theme-{number:03d}"
        editions.setdefault(edition, []).append(slug)
        _write_theme(folder, edition, slug, complete=number % 3 == 0 or older < 0)
    for edition, slugs in editions.items():
        _write(folder / f"themes/{edition}/edition.yml", _edition(edition, slugs))
    for number in range(groups):
        name = _name(number)
        _write(folder / f"groups/{_slug(name)}.yml", _group(number, name, editions[CURRENT]))


def strip_citations(project: Path) -> None:
    """Take every citation out of a project's pages, and leave the rest as it is."""
    for page in project.glob("themes/**/*.md"):
        page.write_text(CITATION.sub("", page.read_text("utf-8")), "utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _name(number: int) -> str:
    """Return the name of a group; beyond the last name each is used again with a number."""
    again, place = divmod(number, len(GROUPS))
    return f"{GROUPS[place]} {again + 1}" if again else GROUPS[place]


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("’", " ")).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def _edition(edition: str, slugs: list[str]) -> str:
    opening = "" if edition == CURRENT else f"opens_to_all: {int(edition) + 1}-07-01\n"
    return f"title: Année {edition}\n{opening}themes:\n" + "".join(f"  - {s}\n" for s in slugs)


def _group(number: int, name: str, slugs: list[str]) -> str:
    """Return a group that meets monthly from September to June, on its own day of the month."""
    again, place = divmod(number, len(GROUPS))
    subjects = cycle(slugs[number % len(slugs) :] + slugs[: number % len(slugs)])
    lines = [f"name: {name}", f"policy: {POLICIES[number % 4]}", "readers: true", "meetings:"]
    for meeting in range(10):
        year, month = divmod(2026 * 12 + 8 + meeting, 12)
        day = f"{year}-{month + 1:02d}-{place + 1:02d} {HOURS[again % len(HOURS)]}"
        free = meeting in FREE_MEETINGS
        subject = "title: Thème libre" if free else f"theme: {CURRENT}/{next(subjects)}"
        lines.append(f"  - {{{subject}, starts: {day}, duration: 2h}}")
    return "\n".join(lines) + "\n"


def _write_theme(folder: Path, edition: str, slug: str, *, complete: bool) -> None:
    rng = Random(f"parution {slug}")
    own = make_terms(rng, 60)
    records = [_record(rng, slug, number, own) for number in range(REFERENCES)]
    _write(folder / f"bibliography/{edition}/{slug}.bib", "\n".join(text for _, text in records))
    citations = _citations(rng, [key for key, _ in records])
    for page in (*ALWAYS, *(SOMETIMES if complete else ())):
        front = _front_matter(rng, edition, own) if page.name == "index" else ""
        body = "\n".join(_body(rng, page, own, citations))
        _write(folder / f"themes/{edition}/{slug}/{page.name}.md", front + body)


def _front_matter(rng: Random, edition: str, own: tuple[str, ...]) -> str:
    return (
        f"---\ntitle: {own[0].capitalize()} et {own[1]}\n"
        f"question: Que faire devant une {own[0]} ?\n"
        f"authors: [{', '.join(rng.sample(SURNAMES, 3))}]\ninterests: Aucun lien déclaré.\n"
        f"searched_until: {edition}-03-01\nreviewed: {edition}-05-15\n"
        f"keywords: [{own[2]}, {own[3]}]\nsynonyms: [{own[4]}]\n---\n\n"
    )


def _record(rng: Random, slug: str, number: int, own: tuple[str, ...]) -> tuple[str, str]:
    """Return the key and the text of one reference."""
    names = rng.sample(SURNAMES, rng.randint(1, 8))
    year = rng.randint(1995, 2024)
    authors = " and ".join(f"{name}, {rng.choice('ABCDEFJLMPS')}." for name in names)
    key = f"{names[0].lower()}{year}t{slug[-3:]}n{number:02d}"
    kind, where = rng.choice(
        (
            *((("article", f"journal = {{{rng.choice(JOURNALS)}}}"),) * 6),
            ("book", "publisher = {Presses universitaires}"),
            ("techreport", "institution = {{Haute Autorité de santé}}"),
        )
    )
    fields = (
        f"author = {{{authors}}}",
        f"title = {{{own[number].capitalize()} et {own[number + 30]} en soins primaires}}",
        where,
        f"year = {{{year}}}",
        f"volume = {{{rng.randint(1, 400)}}}, number = {{{rng.randint(1, 12)}}}",
        f"pages = {{{rng.randint(1, 500)}--{rng.randint(501, 999)}}}",
        f"doi = {{10.1234/{key}}}",
        f"langid = {{{rng.choice(('french', 'english'))}}}",
        f"level = {{{rng.randint(1, 4)}}}, grade = {{{rng.choice(('A', 'B', 'C', 'AE'))}}}",
        f"interests = {{{rng.choice(('none-declared', 'declared', 'unknown'))}}}",
        f"access = {{{rng.choice(('free', 'paywalled'))}}}",
    )
    return key, f"@{kind}{{{key},\n  " + ",\n  ".join(fields) + "\n}\n"


def _citations(rng: Random, keys: list[str]) -> Iterator[str]:
    """Yield citations in Pandoc's syntax for ever, taking the keys in turn."""
    turn = cycle(keys)
    while True:
        draw = rng.random()
        if draw < 0.25:
            yield f" [@{next(turn)}]"
        elif draw < 0.9:
            yield " [" + "; ".join(f"@{key}" for key in islice(turn, rng.randint(2, 3))) + "]"
        else:
            yield f" [@{next(turn)}, p. {rng.randint(1, 400)}]"


def _body(rng: Random, page: Page, own: tuple[str, ...], citations: Iterator[str]) -> Iterator[str]:
    """Yield blocks of Markdown until the page has its words; every section has its ornament."""
    yield f"# {page.title}\n"
    left = page.words
    for number, heading in enumerate(cycle(HEADINGS)):
        if left <= 0:
            return
        yield f"## {heading}\n"
        for _ in range(min(4, 1 + left // 80)):
            sentences = [make_sentence(rng, own) for _ in range(3)]
            prose = f"**{sentences[0]}.** {sentences[1]}{next(citations)}. *{sentences[2]}*."
            left -= len(CITATION.sub("", prose).split())
            yield prose + "\n"
        ornament = ORNAMENTS[number % len(ORNAMENTS)](rng, own)
        left -= len(ornament.split())
        yield ornament


def _table(rng: Random, own: tuple[str, ...]) -> str:
    rows = "".join(
        f"| {term} | {rng.randint(1, 60)} mg | {rng.randint(1, 40)} % | {rng.choice('ABC')} |\n"
        for term in rng.sample(own, 6)
    )
    return "| Situation | Dose | Effet | Grade |\n| --- | ---: | ---: | :---: |\n" + rows


def _list(rng: Random, own: tuple[str, ...]) -> str:
    return "".join(f"- {make_sentence(rng, own)} ;\n" for _ in range(4))


def _admonition(rng: Random, own: tuple[str, ...]) -> str:
    return (
        f'!!! note "À retenir"\n    {make_sentence(rng, own)}.\n\n    {make_sentence(rng, own)}.\n'
    )


def _details(rng: Random, own: tuple[str, ...]) -> str:
    steps = "".join(f"    {n}. {make_sentence(rng, own)}.\n" for n in range(1, 4))
    return f'??? question "Pour aller plus loin"\n{steps}'


ORNAMENTS = (_table, _list, _admonition, _details)
