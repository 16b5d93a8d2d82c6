r"""Edit a group's file without touching anything else: not a comment, not a space.

YAML is parsed only to find the position of each value; then the text is cut there. The file stays
the same except for the written key, which keeps the style around it: in braces, or a line per key.

>>> text = "policy: before\nmeetings:\n  - {title: Libre, starts: 2026-10-08 20:30}  # ici\n"
>>> print(put(text, ("meetings", 0, "policy"), "after"), end="")
policy: before
meetings:
  - {title: Libre, starts: 2026-10-08 20:30, policy: after}  # ici
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

import yaml

from parution.sources.files.text import find_line_end
from parution.sources.yaml.typed_plainly import type_plainly

MEETINGS = "meetings"

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a value: ``("meetings", 0, "policy")``."""


class Bare(str):
    """A value that is written without quotes: ``true``."""

    __slots__ = ()


Written = str | Mapping[str, "Written"]
"""A value to write: a text, or a table of values."""


class CannotEdit(Exception):
    """The layout of a file does not allow this edit without touching the rest."""


def put(text: str, path: Path, value: Written | None) -> str:
    """Return a text with the value at ``path`` replaced, added, or (None) removed."""
    *above, key = path
    node = get_node(parse_root(text), tuple(above))
    if not isinstance(node, yaml.MappingNode) or not isinstance(key, str):
        raise CannotEdit
    pairs = node.value
    number = next((n for n, (name, _) in enumerate(pairs) if strip_key(name.value) == key), None)
    if value is None:
        return text if number is None else remove_pair(text, node, number)
    if number is None:
        return add_pair(text, node, f"{key}: {format_value(value)}")
    return replace_value(text, pairs[number][1], format_value(value))


def add_item(text: str, key: str, before: int | None, item: Written) -> str:
    """Return a text with an item added to its list ``key``, before another one or at the end."""
    added = format_value(item)
    node = find_value(parse_root(text), key)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return put_first_item(text, key, node, added)
    if node.flow_style:
        if before is not None:
            start = node.value[before].start_mark.index
            return f"{text[:start]}{added}, {text[start:]}"
        end = find_end(text, node.value[-1])
        return f"{text[:end]}, {added}{text[end:]}"
    place = find_item_start(text, node, before) if before is not None else None
    indent = " " * node.start_mark.column
    if place is None:
        return insert_line(
            text, find_line_end(text, find_end(text, node.value[-1])), f"{indent}- {added}"
        )
    return f"{text[:place]}{indent}- {added}{find_line_break(text)}{text[place:]}"


def remove_meeting(text: str, number: int) -> str:
    """Return a text without one of its meetings and the comment on its line."""
    node = find_value(parse_root(text), MEETINGS)
    if not isinstance(node, yaml.SequenceNode):
        raise CannotEdit
    items = node.value
    if node.flow_style:
        return remove_item(text, items, number)
    start, end = (
        find_item_start(text, node, number),
        find_line_end(text, find_end(text, items[number])),
    )
    if end < len(text):
        end += len(find_line_break(text))
    return text[:start] + text[end:]


def locate_meetings(text: str) -> tuple[tuple[int, int], ...]:
    """Return line and column, from 1, of each meeting, in the order of the file."""
    node = find_value(parse_root(text), MEETINGS)
    items = node.value if isinstance(node, yaml.SequenceNode) else ()
    return tuple((item.start_mark.line + 1, item.start_mark.column + 1) for item in items)


# --- values ----------------------------------------------------------------------------------


def format_value(value: Written) -> str:
    """Return a value as one line of YAML, valid both in braces and on a line of its own.

    >>> format_value({"theme": "2026/a", "releases": {"dossier": "à la fin, pas après 2026-12-01"}})
    '{theme: 2026/a, releases: {dossier: "à la fin, pas après 2026-12-01"}}'
    """
    if isinstance(value, Bare):
        return str(value)
    if isinstance(value, str):
        is_bare = is_plain(value) and is_plain(value, "key: {}")
        return value if is_bare else json.dumps(value, ensure_ascii=False)
    return "{" + ", ".join(f"{key}: {format_value(each)}" for key, each in value.items()) + "}"


def is_plain(value: str, where: str = "{{key: {}}}") -> bool:
    """Return whether YAML reads this text unchanged without quotes.

    ``where`` is a template of the text around it; a dash alone is plain only in braces.
    """
    try:
        node = yaml.compose(where.format(value), yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    match node:
        case yaml.MappingNode(value=[(_, yaml.ScalarNode(value=read, tag=tag, style=None))]):
            return read == value and tag.endswith((":str", ":timestamp")) and "#" not in value
    return False


# --- positions -------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def parse_root(text: str) -> yaml.MappingNode:
    """Parse a file into a YAML tree, for reading only; raise `CannotEdit` if it is not a table.

    Kept for a while, because each meeting of a group asks for the tree of the same file.
    """
    try:
        root = yaml.compose(type_plainly(text), yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise CannotEdit from error
    if not isinstance(root, yaml.MappingNode):
        raise CannotEdit
    return root


def get_node(node: yaml.Node, path: Path) -> yaml.Node:
    """Return the node at a path; raise `CannotEdit` if there is none."""
    for key in path:
        if isinstance(key, str) and (below := find_value(node, key)) is not None:
            node = below
        elif isinstance(key, int) and isinstance(node, yaml.SequenceNode):
            node = node.value[key]
        else:
            raise CannotEdit
    return node


def find_value(node: yaml.Node, key: str) -> yaml.Node | None:
    """Return the value of a table's key; None if it is missing."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if strip_key(name.value) == key), None)


def strip_key(name: object) -> str:
    """Return the name of a key, stripped."""
    return name.strip() if isinstance(name, str) else ""


def find_end(text: str, node: yaml.Node) -> int:
    """Return the end of a value: for block style, YAML's own mark is on the next line."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return find_end(text, last[1] if isinstance(last, tuple) else last)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        # YAML's mark is after the last line end, which is not part of the value.
        return len(text[: node.end_mark.index].rstrip())
    return int(node.end_mark.index)


def find_item_start(text: str, node: yaml.SequenceNode, number: int) -> int:
    """Return the start of an item's line; raise `CannotEdit` if no dash begins it."""
    start = text.rfind("\n", 0, node.value[number].start_mark.index) + 1
    if not type_plainly(text[start:]).lstrip(" ").startswith("-"):
        raise CannotEdit
    return start


def find_line_break(text: str) -> str:
    """Return the line break of a file."""
    return "\r\n" if "\r\n" in text else "\n"


# --- the cuts --------------------------------------------------------------------------------


def replace_value(text: str, node: yaml.Node, value: str) -> str:
    """Return a text with the value of a node replaced."""
    start, end = node.start_mark.index, find_end(text, node)
    lead = "" if start < end or text[start - 1 : start] == " " else " "
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        # A value on lines of its own moves to the line of its key.
        start, lead = len(text[:start].rstrip()), " "
    return f"{text[:start]}{lead}{value}{text[end:]}"


def add_pair(text: str, node: yaml.MappingNode, pair: str) -> str:
    """Return a text with a key added to a table."""
    if not node.value:
        end = node.end_mark.index - 1
        return f"{text[:end]}{pair}{text[end:]}" if node.flow_style else text + pair
    end = find_end(text, node.value[-1][1])
    if node.flow_style:
        return f"{text[:end]}, {pair}{text[end:]}"
    indent = " " * node.value[0][0].start_mark.column
    return insert_line(text, find_line_end(text, end), f"{indent}{pair}")


def insert_line(text: str, index: int, line: str) -> str:
    """Return a text with a line added after the line that ends at an index."""
    return f"{text[:index]}{find_line_break(text)}{line}{text[index:]}"


def remove_pair(text: str, node: yaml.MappingNode, number: int) -> str:
    """Return a text without a key and its value."""
    pairs = node.value
    key, value = pairs[number]
    if number == 0:
        if len(pairs) == 1:
            raise CannotEdit
        end, following = find_end(text, value), pairs[1][0].start_mark.index
        if "#" in text[end:following]:
            return text[: key.start_mark.index] + text[end:]
        return text[: key.start_mark.index] + text[following:]
    if node.flow_style:
        return text[: find_end(text, pairs[number - 1][1])] + text[find_end(text, value) :]
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    end = find_line_end(text, find_end(text, value))
    if end == len(text):
        return text[: start - len(find_line_break(text))]
    return text[:start] + text[end + len(find_line_break(text)) :]


def remove_item(text: str, items: Sequence[yaml.Node], number: int) -> str:
    """Return a text without an item of a list in brackets."""
    if number > 0:
        return text[: find_end(text, items[number - 1])] + text[find_end(text, items[number]) :]
    start = items[0].start_mark.index
    end = items[1].start_mark.index if len(items) > 1 else find_end(text, items[0])
    return text[:start] + text[end:]


def put_first_item(text: str, key: str, node: yaml.Node | None, added: str) -> str:
    """Return a text in which the empty or missing list ``key`` holds one item."""
    item = f"  - {added}"
    if node is None:
        between = "" if not text or text.endswith("\n") else find_line_break(text)
        return f"{text}{between}{key}:{find_line_break(text)}{item}{find_line_break(text)}"
    start, end = node.start_mark.index, find_end(text, node)
    if text[start:end].strip(" []\n\r"):
        raise CannotEdit
    start = len(text[:start].rstrip(" "))
    rest = text[end:]
    end_of_line, lines_after = split_first_line(rest)
    return f"{text[:start]}{end_of_line}{find_line_break(text)}{item}{lines_after}"


def split_first_line(text: str) -> tuple[str, str]:
    """Split a text at its first line end, which goes with the second part."""
    end = find_line_end(text, 0)
    return text[:end], text[end:]
