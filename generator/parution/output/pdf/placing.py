"""Decides which notes a booklet shows and where, so that every page has the notes it cites.

Typst puts the first note of a line on the page of the line. It does not know two rules: a page that
cites a reference printed whole on an earlier page needs its short form; and a line's other notes
must not stray to the next page. Both depend on the layout, and change it. So the engine sets a
booklet, looks at the pages, and sets it again until no note is missing. Each turn only adds notes,
so this ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

MOST_TOGETHER = 16
"""Notes that stay together on one page; a larger group may continue on the next."""

Pages = Mapping[int, int]
"""Page numbers by the number of a call for a note."""


@dataclass(frozen=True, slots=True)
class NoteCalls:
    """The calls for notes of a booklet, by their number."""

    anchors: Mapping[int, str]
    """The anchor of the note that each call names."""

    wholes: frozenset[int]
    """Calls at which the whole note appears."""

    firsts: frozenset[int]
    """Calls that are the first for their note in a section."""

    @classmethod
    def of(cls, content: str) -> NoteCalls:
        """Find the calls for notes in content (JSON)."""
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
    """The calls that show a note, and those whose note shares the place of another."""

    shown: frozenset[int]
    hosts: Mapping[int, int]
    """The call whose place a note shares, by the note's own call."""

    pushed: frozenset[int] = frozenset()
    """Calls whose block, item or row moves to the next page."""

    def of(self, content: str) -> str:
        """Return content (JSON) with its notes arranged."""
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
            chapter["c"] = [*insert_breaks(chapter["c"], self.pushed)]
        return json.dumps(made, ensure_ascii=False)

    def improve(self, calls: NoteCalls, called: Pages, laid: Pages, is_first: bool) -> Arrangement:
        """Return a better arrangement, given the pages of calls and notes in the last layout.

        ``called`` and ``laid`` give the page of each call and of its note; ``laid`` is in the order
        of the notes. The first time, drop the notes of the first guess that no page needs.
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
        # Every other step is done: move a call whose note still lands on the next page.
        late = sorted(call for call in shown if laid[hosts.get(call, call)] != called[call])
        first = [call for call in late if call not in self.pushed][:1]
        kept = {call: host for call, host in hosts.items() if call not in first}
        return Arrangement(shown, kept, self.pushed.union(first))

    def _find_needed(self, calls: NoteCalls, called: Pages) -> frozenset[int]:
        """Return the calls for which their pages need a note."""
        present: set[tuple[str, int]] = set()
        needed = set(calls.wholes)
        whole_on = {calls.anchors[call]: called.get(call, 0) for call in calls.wholes}
        for call, anchor in calls.anchors.items():
            page = called.get(call, 0)
            if (
                call not in calls.wholes
                and (anchor, page) not in present
                and whole_on[anchor] != page
            ):
                needed.add(call)
            present.add((anchor, page))
        return frozenset(needed)


def guess_arrangement(calls: NoteCalls) -> Arrangement:
    """Return the first guess: a note for the first call of each reference in every section."""
    return Arrangement(calls.wholes | calls.firsts, {})


def settle_hosts(hosts: Mapping[int, int]) -> dict[int, int]:
    """Return hosts that are not guests themselves.

    >>> settle_hosts({2: 1, 3: 2})
    {2: 1, 3: 1}
    """
    made = dict(hosts)
    for call, host in hosts.items():
        while host in made:
            host = made[host]
        made[call] = host
    return made


def insert_breaks(
    blocks: Iterable[dict[str, Any]], pushed: frozenset[int]
) -> Iterator[dict[str, Any]]:
    """Yield blocks with page breaks before those that hold a pushed call.

    Within a list the break is before an item, within a table before a row. Headings move with the
    block that follows them.
    """
    headings: list[dict[str, Any]] = []
    for block in blocks:
        if block["k"] in ("h", "at"):
            headings.append(block)
            continue
        if not pushed.isdisjoint(find_calls(block)) and not breaks_within(block, pushed):
            yield {"k": "break"}
        yield from headings
        headings = []
        yield block
    yield from headings


def breaks_within(block: dict[str, Any], pushed: frozenset[int]) -> bool:
    """Put page breaks into a list or a table; return whether it has a place for them."""
    if block["k"] in ("ul", "ol"):
        found = [
            at for at, item in enumerate(block["i"]) if not pushed.isdisjoint(find_calls(item))
        ]
        for at in filter(None, found):
            block["i"][at - 1].append({"k": "break"})
        return 0 not in found
    if block["k"] == "table":
        cells = block["cells"]
        rows = {cell["y"] for cell in cells if not pushed.isdisjoint(find_calls(cell["c"]))}
        spanned = {y for cell in cells for y in range(cell["y"] + 1, cell["y"] + cell["h"])}
        block["breaks"] = sorted(rows - spanned - {*range(block["heads"] + 1)})
        return bool(block["breaks"])
    return False


def find_calls(node: Any) -> Iterator[int]:
    """Yield the calls for notes within a piece of content."""
    if isinstance(node, list):
        for each in node:
            yield from find_calls(each)
    elif isinstance(node, dict):
        if "seq" in node:
            yield node["seq"]
        for value in node.values():
            yield from find_calls(value)
