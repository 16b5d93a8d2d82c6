"""Ask the search of a built site readers' queries, with the browser's own scripts in Node.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
Rows = list[tuple[str, list[str]]]


class Answer(NamedTuple):
    """The search's answer to a query."""

    query: str
    paths: list[str]
    """The pages found, the best first."""
    partial: list[bool]
    """For each, whether it has only some of the words."""
    titles: list[str]
    """The title of each page's theme."""
    missing: list[str]
    misspelt: list[str]


class Score(NamedTuple):
    """The number of queries whose right page comes first, and among the first three."""

    first: int
    third: int


def read_queries(name: str) -> Rows:
    """Return the queries of a file, each with the pages that may come first, or none."""
    written = yaml.safe_load((HERE / name).read_text("utf-8"))
    return [
        (str(query), pages if isinstance(pages, list) else [pages] if pages else [])
        for query, pages in written
    ]


def ask(site_dir: Path, site: str, queries: Sequence[str]) -> list[Answer]:
    """Return the answers of a site's search, in the order of the queries."""
    program = shutil.which("node")
    assert program, "Node.js is not installed: apt-get install nodejs"
    command = [program, str(HERE / "ask.js"), str(site_dir), site]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [parse_answer(each) for each in json.loads(done.stdout)]


def parse_answer(found: dict[str, Any]) -> Answer:
    """Return one answer as ``ask.js`` writes it."""
    results = found["results"]
    return Answer(
        found["query"],
        [result["path"] for result in results],
        [result["partial"] for result in results],
        [result["title"] for result in results],
        found["missing"],
        found["misspelt"],
    )


def rank_of(wanted: Sequence[str], found: Answer) -> int | None:
    """Return the rank, from 1 on, of the first wanted page, or None."""
    return next((number for number, path in enumerate(found.paths, 1) if path in wanted), None)


def score(expected: Rows, answers: Sequence[Answer]) -> Score:
    """Count how often a right page comes first, and among the first three."""
    places = [rank_of(pages, found) for (_, pages), found in zip(expected, answers, strict=True)]
    return Score(places.count(1), sum(number in (1, 2, 3) for number in places))
