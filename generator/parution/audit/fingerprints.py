"""Fingerprints of texts: short runs of words by which a text is known again anywhere.

A long text is known by windows of `WINDOW` words, taken every `STEP` words: whatever repeats
`WINDOW + STEP - 1` words of it holds at least one of them whole. A short one is known by all its
words together. Each fingerprint asks for the rights of every text in which those words stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from parution.audit.comparable import Words, words
from parution.audit.leaks import LeakKind
from parution.audit.rights import Rights

WINDOW = 8
"""Words in a window. Eight words in a row are hardly ever the same by chance in French prose."""

STEP = 4

SHORT = 4
SHORT_LETTERS = 20
"""What a shorter run must at least have, in words and in letters, to be known by: a heading."""

TINY = 2
TINY_LETTERS = 12
"""What the whole of a text must at least have when no run of it is long enough."""


RANDOM_LETTERS = 20
"""What random letters must at least be to be looked for without their gaps."""


class Mark(NamedTuple):
    """What finding something means: it may stand only where one of these rights is granted."""

    kind: LeakKind
    rights: Rights


class Fingerprints:
    """Every fingerprint, looked up by its words."""

    def __init__(self) -> None:
        self._marks: dict[int, Mark] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        """How many words the fingerprints have that begin with a word."""

        self._random: dict[str, Mark] = {}
        self._told = sha256()

    def take(self, text: Iterable[Words], mark: Mark) -> None:
        """Take the fingerprints of a text, given as its runs of words."""
        runs = tuple(text)
        taken = [piece for run in runs for piece in _pieces(run)]
        whole = tuple(word for run in runs for word in run)
        if not taken and len(whole) >= TINY and _letters(whole) >= TINY_LETTERS:
            taken = [whole]
        for piece in taken:
            self.take_words(piece, mark)

    def take_words(self, said: Words, mark: Mark) -> None:
        """Take these very words as a fingerprint, however few; the first `WINDOW` of many."""
        said = said[:WINDOW]
        if not said:
            return
        self._note(said, *mark)
        self._marks.setdefault(hash(said), mark)
        lengths = self._lengths.get(said[0], ())
        if len(said) not in lengths:
            self._lengths[said[0]] = (*lengths, len(said))

    def take_random(self, letters: str, mark: Mark) -> None:
        """Take letters that nobody writes by chance: they are known even where gaps cut them."""
        self.take_words(words(letters), mark)
        if len(joined := "".join(words(letters))) >= RANDOM_LETTERS:
            self._random[joined] = mark

    def allow(self, said: Words, rights: Rights) -> None:
        """Let whatever is known of these words stand also where one of these rights is granted."""
        self._note(said, "", rights)
        for key, mark in self._known(said):
            if mark.rights | rights != mark.rights:
                self._marks[key] = Mark(mark.kind, mark.rights | rights)

    @property
    def digest(self) -> str:
        """A digest of all that was taken and allowed: the same, whenever the same is found."""
        return self._told.hexdigest()

    def found(self, said: Words) -> Iterator[Mark]:
        """Yield the mark of every fingerprint among these words."""
        return (mark for _, mark in self._known(said))

    def found_across(self, before: Words, after: Words) -> Iterator[Mark]:
        """Yield the marks of the fingerprints that begin in some words and end in those after."""
        both = before + after
        for start, word in enumerate(before):
            for length in self._lengths.get(word, ()):
                if length >= SHORT and len(before) < start + length <= len(both):
                    mark = self._marks.get(hash(both[start : start + length]))
                    if mark is not None:
                        yield mark

    def found_random(self, joined: str) -> Iterator[Mark]:
        """Yield the marks of random letters among letters without any gap."""
        return (mark for letters, mark in self._random.items() if letters in joined)

    def evidence(self, said: Words, mark: Mark) -> str:
        """Return the first words among these that bear a mark; empty when there are none."""
        for start, word in enumerate(said):
            for length in self._lengths.get(word, ()):
                piece = said[start : start + length]
                if self._marks.get(hash(piece)) == mark:
                    return " ".join(piece)
        return ""

    def _note(self, said: Words, kind: str, rights: Rights) -> None:
        self._told.update(f"{' '.join(said)}\0{kind}\0{rights}\n".encode())

    def _known(self, said: Words) -> Iterator[tuple[int, Mark]]:
        lengths = self._lengths
        for start, word in enumerate(said):
            if word in lengths:
                for length in lengths[word]:
                    key = hash(said[start : start + length])
                    if key in self._marks:
                        yield key, self._marks[key]


def _pieces(run: Words) -> Iterator[Words]:
    """Yield the windows of a run; the run itself when it is short but telling.

    None begins or ends with a number: beside a text that a site does show, it may well be that of
    a citation.
    """
    last = len(run) - WINDOW
    if last >= 0:
        for start in (*range(0, last, STEP), last):
            window = run[start : start + WINDOW]
            if not window[-1].isdigit():
                yield window[1:] if window[0].isdigit() else window
    elif len(run) >= SHORT and _letters(run) >= SHORT_LETTERS:
        yield run


def _letters(words: Words) -> int:
    return sum(map(len, words))
