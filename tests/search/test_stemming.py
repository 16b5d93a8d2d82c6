"""The browser stems words as the index does: these tests fail if Pagefind's stemming changes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import cbor2

from parution.output.search.index import run_pagefind
from parution.output.search.pagefind_reader import spell_as_typed, unpack

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "site_templates/assets/parution"
PAGE = '<!doctype html><html lang="fr"><head><title>t</title></head><body><p>%s</p></body></html>'

FORMS = """
import { readFileSync } from "node:fs";
const { forms } = await import(process.argv[1] + "/french-stem.js");
const { fold } = await import(process.argv[1] + "/search-words.js");
const words = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(words.map((word) => forms(fold(word)).flat())));
"""


def read_words_of_the_sample() -> list[str]:
    """Return every word of the sample's texts, each once: letters alone."""
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "themes").rglob("*.md")))
    found = {word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return sorted(word for word in found if len(word) > 1)


def find_forms(words: list[str]) -> list[list[str]]:
    """Return the forms under which the browser looks each word up, the stem first."""
    program = shutil.which("node")
    assert program, "Node.js is not installed: apt-get install nodejs"
    command = [program, "--input-type=module", "--eval", FORMS, str(SCRIPTS)]
    done = subprocess.run(command, input=json.dumps(words), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def find_stems(words: list[str], folder: Path) -> set[str]:
    """Return the stems under which Pagefind has some words, as people type them."""
    page = folder / "site/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE % " ".join(words), "utf-8")
    run_pagefind(folder / "site", folder / "bundle")
    chunks = (folder / "bundle").rglob("*.pf_index")
    entries: list[Any] = [word for chunk in chunks for word in cbor2.loads(unpack(chunk))[0]]
    return {spell_as_typed(entry[0]) for entry in entries}


def test_words_are_stemmed_as_the_index_is(tmp_path: Path) -> None:
    """Each word of the sample is looked up under a form that the index has."""
    words = read_words_of_the_sample()
    assert len(words) > 3000
    there = find_stems(words, tmp_path)
    tried = dict(zip(words, find_forms(words), strict=True))
    assert [word for word, found in tried.items() if not there & {*found}] == []
    # Pagefind stems a few rare forms twice; more of them would mean another stemming.
    assert sum(found[0] not in there for found in tried.values()) < len(words) / 200
