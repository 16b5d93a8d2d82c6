"""Which notes a booklet shows, and which share a place: so that every page says what it cites.

Typst puts the first note of a line on the page of the line. Two things it does not know: that a
page which cites what an earlier one says whole must say it too, in short; and that a line's other
notes must not stray to the next page. Both follow from where things come to stand, and change it.
So a booklet is set, looked at, and set again until nothing is missing: notes are added, never taken
away, so that this comes to an end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MOST_TOGETHER = 16
"""Notes that stay together on one page; more go on on the next."""

Pages = Mapping[int, int]
"""Pages by the number of a call for a note."""


@dataclass(frozen=True, slots=True)
class NoteCalls:
    """The calls for notes of a booklet, by their number."""

    places: Mapping[int, str]
    """The note that each calls for."""

    wholes: frozenset[int]
    """Those where the note stands whole."""

    firsts: frozenset[int]
    """Those that are the first in their section."""

    @classmethod
    def of(cls, content: str) -> NoteCalls:
        """Find the calls of some content, written as JSON."""
        found: dict[int, dict[str, Any]] = {}

        def kept(node: dict[str, Any]) -> dict[str, Any]:
            if "seq" in node:
                found[node["seq"]] = node
            return node

        json.loads(content, object_hook=kept)
        return cls(
            {call: node.get("to") or node["id"] for call, node in sorted(found.items())},
            frozenset(call for call, node in found.items() if node["k"] == "note"),
            frozenset(call for call, node in found.items() if node.get("first", True)),
        )


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which calls show a note, and which of these share the place of another."""

    shown: frozenset[int]
    hosts: Mapping[int, int]
    """The call whose place a note shares, by the note's own call."""

    pushed: frozenset[int] = frozenset()
    """Calls that stand, with what they stand in, on the next page."""

    def of(self, content: str) -> str:
        """Return content with its notes arranged."""
        guests: dict[int, dict[str, Any]] = {}

        def apart(node: dict[str, Any]) -> dict[str, Any]:
            call = node.get("seq")
            if call is None or (call in self.shown and call not in self.hosts):
                return node
            if call in self.shown:
                guests[call] = node
            kept = {name: node[name] for name in ("mark", "n", "seq")}
            is_whole = node["k"] == "note"
            return {"k": "called", **kept, "to": node.get("to") or node["id"], "whole": is_whole}

        def together(node: dict[str, Any]) -> dict[str, Any]:
            own = [guests[call] for call, host in self.hosts.items() if host == node.get("seq")]
            if not own or node["k"] == "called":
                return node
            return {**node, "with": own, "splits": node["splits"] or len(own) > MOST_TOGETHER}

        left = json.dumps(json.loads(content, object_hook=apart))
        made = json.loads(left, object_hook=together)
        for chapter in made["chapters"]:
            chapter["c"] = [*with_breaks(chapter["c"], self.pushed)]
        return json.dumps(made, ensure_ascii=False)

    def improve(self, calls: NoteCalls, called: Pages, laid: Pages, is_first: bool) -> Arrangement:
        """Return how to arrange notes that came to stand so, that each stands where it is called.

        ``laid`` is in the order of the notes. The first time, notes that a page need not say again
        are left out.
        """
        needed = self._find_needed(calls, called)
        shown = needed if is_first else self.shown | needed
        strays = {
            call: self.hosts.get(before, before)
            for before, call in pairwise(laid)
            if call in shown and laid[call] != called[call] == laid[before] == called[before]
        }
        hosts = settle_hosts(
            {**self.hosts, **{c: h for c, h in strays.items() if c not in self.pushed}}
        )
        if shown != self.shown or hosts != self.hosts:
            return Arrangement(shown, hosts, self.pushed)
        # All that is left to do is to push what stands too low on its page.
        late = sorted(call for call in shown if laid[hosts.get(call, call)] != called[call])
        first = [call for call in late if call not in self.pushed][:1]
        kept = {call: host for call, host in hosts.items() if call not in first}
        return Arrangement(shown, kept, self.pushed.union(first))

    def _find_needed(self, calls: NoteCalls, called: Pages) -> frozenset[int]:
        """Return the calls that their pages must have a note for."""
        said: set[tuple[str, int]] = set()
        needed = set(calls.wholes)
        whole_on = {calls.places[call]: called.get(call, 0) for call in calls.wholes}
        for call, place in calls.places.items():
            page = called.get(call, 0)
            if call not in calls.wholes and (place, page) not in said and whole_on[place] != page:
                needed.add(call)
            said.add((place, page))
        return frozenset(needed)


def first_arrangement(calls: NoteCalls) -> Arrangement:
    """Return a guess to begin with: every section names what it cites."""
    return Arrangement(calls.wholes | calls.firsts, {})


def settle_hosts(hosts: Mapping[int, int]) -> dict[int, int]:
    """Return hosts that are no guests themselves.

    >>> settled({2: 1, 3: 2})
    {2: 1, 3: 1}
    """
    made = dict(hosts)
    for call, host in hosts.items():
        while host in made:
            host = made[host]
        made[call] = host
    return made


def with_breaks(
    blocks: Iterable[dict[str, Any]], pushed: frozenset[int]
) -> Iterator[dict[str, Any]]:
    """Yield blocks with breaks of the page before what holds a call that is pushed.

    Of a list it is an item, of a table a row; headings go along.
    """
    headings: list[dict[str, Any]] = []
    for block in blocks:
        if block["k"] in ("h", "at"):
            headings.append(block)
            continue
        if not pushed.isdisjoint(calls_in(block)) and not breaks_within(block, pushed):
            yield {"k": "break"}
        yield from headings
        headings = []
        yield block
    yield from headings


def breaks_within(block: dict[str, Any], pushed: frozenset[int]) -> bool:
    """Put a break into a list or a table; tell whether there is a place for one."""
    if block["k"] in ("ul", "ol"):
        found = [at for at, item in enumerate(block["i"]) if not pushed.isdisjoint(calls_in(item))]
        for at in filter(None, found):
            block["i"][at - 1].append({"k": "break"})
        return 0 not in found
    if block["k"] == "table":
        cells = block["cells"]
        rows = {cell["y"] for cell in cells if not pushed.isdisjoint(calls_in(cell["c"]))}
        spanned = {y for cell in cells for y in range(cell["y"] + 1, cell["y"] + cell["h"])}
        block["breaks"] = sorted(rows - spanned - {*range(block["heads"] + 1)})
        return bool(block["breaks"])
    return False


def calls_in(node: Any) -> Iterator[int]:
    """Yield the calls for notes within a piece of content."""
    if isinstance(node, list):
        for each in node:
            yield from calls_in(each)
    elif isinstance(node, dict):
        if "seq" in node:
            yield node["seq"]
        for value in node.values():
            yield from calls_in(value)
