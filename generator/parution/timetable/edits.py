"""Edits of meetings and groups, applied to the text of a file."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import yaml

from parution.domain import Audience, Group
from parution.timetable.group_text import (
    MEETINGS,
    CannotEdit,
    Written,
    add_item,
    get_node,
    locate_meetings,
    parse_root,
    put,
    remove_meeting,
)

Values = Mapping[str, str | None]
"""New values by key: ``policy``, ``releases.dossier.member``; None removes a key."""

RELEASES = "releases"
RULED = (Audience.MEMBER, Audience.READER)

KEYS = ("theme", "subject", "title", "starts", "duration", "policy", "place")
"""The keys of a meeting except its rules, in the order for a new meeting."""


@dataclass(frozen=True, slots=True)
class MeetingEdit:
    """A change, an addition (no number) or a removal of one meeting."""

    number: int | None
    """Index in the file before any edit, from 0; None adds a meeting."""
    sets: Values = field(default_factory=dict)
    is_removal: bool = False


@dataclass(frozen=True, slots=True)
class GroupEdits:
    """All edits of one group's file."""

    meetings: tuple[MeetingEdit, ...] = ()
    sets: Values = field(default_factory=dict)
    """New values for the group itself."""


def edit_file(content: bytes, edits: GroupEdits, group: Group) -> bytes:
    """Return a group's file after edits; raise `CannotEdit` when its layout forbids one.

    Keeps the byte order mark and the line ends of the file.
    """
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        text = content.removeprefix(mark).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CannotEdit from error
    for key, value in edits.sets.items():
        text = put(text, (key,), value)
    for edit in edits.meetings:
        if edit.number is not None and not edit.is_removal:
            text = set_meeting_values(text, edit.number, edit.sets, group.readers)
    removals = [each.number for each in edits.meetings if each.is_removal]
    for number in sorted((each for each in removals if each is not None), reverse=True):
        text = remove_meeting(text, number)
    for edit in edits.meetings:
        if edit.number is None:
            text = insert_meeting(text, edit.sets, group.readers)
    return mark + text.encode()


def set_meeting_values(text: str, number: int, sets: Values, readers: bool) -> str:
    """Return a text with new values for one meeting."""
    # Removals come last, so that no table is empty in between.
    for key, value in sorted(sets.items(), key=lambda each: each[1] is None):
        if not key.startswith(f"{RELEASES}."):
            text = put(text, (MEETINGS, number, key), value)
    for part, rules in group_by_part(sets).items():
        text = set_rules(text, number, part, rules, readers)
    return text


def group_by_part(sets: Values) -> dict[str, Values]:
    """Return the rules among some values, by part, then audience."""
    found: dict[str, dict[str, str | None]] = {}
    for key, value in sets.items():
        if key.startswith(f"{RELEASES}."):
            _, part, audience = key.split(".")
            found.setdefault(part, {})[audience] = value
    return {**found}


def set_rules(text: str, number: int, part: str, rules: Values, readers: bool) -> str:
    """Return a text with new rules of a meeting for a part."""
    meeting = (MEETINGS, number)
    written = own_rules(text, number)
    merged = {**written.get(part, {}), **rules}
    kept = {audience: merged[audience] for audience in RULED if merged.get(audience) is not None}
    if not readers:
        kept.pop(Audience.READER, None)
    value = shorten_rules({str(audience): str(rule) for audience, rule in kept.items()}, readers)
    others = [each for each in written if each != part]
    if value is None and not others:
        return put(text, (*meeting, RELEASES), None)
    if not written:
        return text if value is None else put(text, (*meeting, RELEASES), {part: value})
    return put(text, (*meeting, RELEASES, part), value)


def shorten_rules(rules: Mapping[str, str], readers: bool) -> Written | None:
    """Return rules in their shortest form: a single one if it holds for all audiences."""
    if not rules:
        return None
    texts = set(rules.values())
    if len(texts) == 1 and (not readers or len(rules) == len(RULED)):
        return texts.pop()
    return rules


def own_rules(text: str, number: int) -> dict[str, dict[str, str]]:
    """Return the rules that a meeting sets itself, by part, then audience."""
    found: dict[str, dict[str, str]] = {}
    for key, node in list_meeting_pairs(text, number):
        for part, rule in node.value if key == RELEASES else ():
            if isinstance(rule, yaml.MappingNode):
                found[part.value] = {each.value: written.value for each, written in rule.value}
            else:
                found[part.value] = dict.fromkeys(RULED, rule.value)
    return found


def own_values(text: str, number: int) -> dict[str, str]:
    """Return the values that a meeting sets itself except rules, as written in the file."""
    return {
        key: node.value
        for key, node in list_meeting_pairs(text, number)
        if isinstance(node, yaml.ScalarNode) and node.value.strip()
    }


def list_meeting_pairs(text: str, number: int) -> Iterable[tuple[str, yaml.Node]]:
    """Return the keys and values of a meeting; raise `CannotEdit` if it is not a table."""
    meeting = get_node(parse_root(text), (MEETINGS, number))
    if not isinstance(meeting, yaml.MappingNode):
        raise CannotEdit
    return [(str(key.value).strip(), value) for key, value in meeting.value]


def insert_meeting(text: str, sets: Values, readers: bool) -> str:
    """Return a text with a new meeting, before the first one that starts later."""
    rules = {
        part: shorten_rules(
            {each: rule for each, rule in told.items() if rule is not None}, readers
        )
        for part, told in group_by_part(sets).items()
    }
    keys: dict[str, Written] = {key: value for key in KEYS if (value := sets.get(key)) is not None}
    if kept := {part: rule for part, rule in rules.items() if rule is not None}:
        keys[RELEASES] = kept
    starts = str(sets.get("starts"))
    count = len(locate_meetings(text))
    later = [n for n in range(count) if own_values(text, n).get("starts", "") > starts]
    return add_item(text, MEETINGS, later[0] if later else None, keys)
