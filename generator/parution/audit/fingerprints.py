"""Fingerprints of texts: short runs of words that identify a text anywhere.

A long text has windows of `WINDOW` words, taken every `STEP` words: any copy of `WINDOW + STEP - 1`
of its words contains a whole window. All words of a short text make one fingerprint. A fingerprint
requires one of the rights of the texts in which its words occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from parution.audit.comparable import Words, split_words
from parution.audit.leaks import LeakKind
from parution.audit.rights import Rights

WINDOW = 8
"""Words in a window. Two French texts hardly ever share eight consecutive words by chance."""

STEP = 4

SHORT = 4
SHORT_LETTERS = 20
"""Minimum of words and letters of a run shorter than a window, such as a heading."""

TINY = 2
TINY_LETTERS = 12
"""Minimum of words and letters of a whole text, if none of its runs is long enough."""


RANDOM_LETTERS = 20
"""Minimum length of a random string that is searched for without its gaps."""

SAMPLE = RANDOM_LETTERS // 2
"""Letters looked up at once: every stretch of twice as many, less one, covers such a place."""


class Mark(NamedTuple):
    """The meaning of a find: only a site with one of these rights may hold it."""

    kind: LeakKind
    rights: Rights


Named = tuple[str, Mark]
"""A text or a name, and the meaning of finding it."""


class Fingerprints:
    """All fingerprints, indexed by their words."""

    def __init__(self) -> None:
        self._marks: dict[int, Mark] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        """Lengths of the fingerprints in words, by first word."""

        self._random: dict[str, list[tuple[str, Mark]]] = {}
        """Random strings, forwards and backwards, by each of their samples."""

        self._told = sha256()

    def take(self, text: Iterable[Words], mark: Mark) -> None:
        """Add the fingerprints of a text, given as runs of words."""
        runs = tuple(text)
        taken = [piece for run in runs for piece in cut_windows(run)]
        whole = tuple(word for run in runs for word in run)
        if not taken and len(whole) >= TINY and count_letters(whole) >= TINY_LETTERS:
            taken = [whole]
        for piece in taken:
            self.take_words(piece, mark)

    def take_words(self, words: Words, mark: Mark) -> None:
        """Add these words as one fingerprint, however few; of many, the first `WINDOW`."""
        words = words[:WINDOW]
        if not words:
            return
        self._note(words, *mark)
        self._marks.setdefault(hash(words), mark)
        lengths = self._lengths.get(words[0], ())
        if len(words) not in lengths:
            self._lengths[words[0]] = (*lengths, len(words))

    def take_random(self, letters: str, mark: Mark) -> None:
        """Add random letters, which are recognised even when gaps split them, or backwards."""
        self.take_words(split_words(letters), mark)
        if len(joined := "".join(split_words(letters))) < RANDOM_LETTERS:
            return
        for way in (joined, joined[::-1]):
            for start in range(len(way) - SAMPLE + 1):
                self._random.setdefault(way[start : start + SAMPLE], []).append((way, mark))

    def allow(self, words: Words, rights: Rights) -> None:
        """Let sites with one of these rights also hold the fingerprints within these words."""
        self._note(words, "", rights)
        for key, mark in self._find_known(words):
            if mark.rights | rights != mark.rights:
                self._marks[key] = Mark(mark.kind, mark.rights | rights)

    @property
    def digest(self) -> str:
        """Digest of everything added and allowed: equal digests find the same."""
        return self._told.hexdigest()

    def found(self, words: Words) -> Iterator[Mark]:
        """Yield the mark of every fingerprint within these words."""
        return (mark for _, mark in self._find_known(words))

    def found_across(self, before: Words, after: Words) -> Iterator[Mark]:
        """Yield the marks of fingerprints that begin in ``before`` and end in ``after``."""
        both = before + after
        for start, word in enumerate(before):
            for length in self._lengths.get(word, ()):
                if length >= SHORT and len(before) < start + length <= len(both):
                    mark = self._marks.get(hash(both[start : start + length]))
                    if mark is not None:
                        yield mark

    def found_random(self, joined: str) -> Iterator[Mark]:
        """Yield the marks of random strings within letters that have no gaps."""
        for start in range(0, len(joined) - SAMPLE + 1, SAMPLE):
            for letters, mark in self._random.get(joined[start : start + SAMPLE], ()):
                if letters in joined:
                    yield mark

    def evidence(self, words: Words, mark: Mark) -> str:
        """Return the first words that bear a mark; empty if none do."""
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                piece = words[start : start + length]
                if self._marks.get(hash(piece)) == mark:
                    return " ".join(piece)
        return ""

    def _note(self, words: Words, kind: str, rights: Rights) -> None:
        self._told.update(f"{' '.join(words)}\0{kind}\0{rights}\n".encode())

    def _find_known(self, words: Words) -> Iterator[tuple[int, Mark]]:
        lengths = self._lengths
        for start, word in enumerate(words):
            if word in lengths:
                for length in lengths[word]:
                    key = hash(words[start : start + length])
                    if key in self._marks:
                        yield key, self._marks[key]


def cut_windows(run: Words) -> Iterator[Words]:
    """Yield the windows of a run, or the run itself if it is short but long enough.

    No window begins or ends with a number, because it may be the number of a citation beside a text
    that the site does show.
    """
    last = len(run) - WINDOW
    if last >= 0:
        for start in (*range(0, last, STEP), last):
            window = run[start : start + WINDOW]
            if not window[-1].isdigit():
                yield window[1:] if window[0].isdigit() else window
    elif len(run) >= SHORT and count_letters(run) >= SHORT_LETTERS:
        yield run


def count_letters(words: Words) -> int:
    return sum(map(len, words))
