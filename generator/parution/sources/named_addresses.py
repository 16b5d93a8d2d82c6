"""Reads the named addresses of the settings: targets to publish to, and further searches."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parution.domain.messages import message
from parution.sources.report import Report
from parution.sources.yaml.fields import Fields, read_table, read_text_node
from parution.sources.yaml.nodes import Scalar

SEARCH = re.compile(r"https?://(?:[^\s%]|%[0-9A-Fa-f]{2})+%s(?:[^\s%]|%[0-9A-Fa-f]{2})*")
"""The address of a search, with ``%s`` in place of the words."""

TARGET_NAME = re.compile(r"\w[\w-]*")
"""A name that cannot be an address: no colon, no slash."""


def read_default_targets(fields: Fields, report: Report) -> Mapping[str, str]:
    """Return the default targets of `parution publish`: addresses by name."""
    node = fields.node("targets")
    if isinstance(node, Scalar) and node.text:
        report.error(
            "wrong-kind",
            node.place,
            message("“targets” gives each place a name; “%(found)s” has none", found=node.text),
            message('Write for example “targets: {web: "%(address)s"}”.', address=node.text),
        )
        return {}
    table = None if node is None else read_table(node, "targets", report)
    if table is None:
        return {}
    found = {}
    for name, value in table.values.items():
        address = read_text_node(value, name, report)
        if address is not None and not TARGET_NAME.fullmatch(name):
            report.error(
                "bad-target-name",
                table.keys[name],
                message(
                    "a short name of letters was expected, but “%(found)s” was found", found=name
                ),
                message("Write for example “web: compte@hebergeur.example:www”."),
            )
        elif address is not None:
            found[name] = address
    return found


def read_searches(fields: Fields, report: Report) -> Mapping[str, str]:
    """Return the further searches for a group's questions: addresses by name."""
    node = fields.node("searches")
    table = None if node is None else read_table(node, "searches", report)
    if table is None:
        return {}
    found = {}
    for name, value in table.values.items():
        address = read_text_node(value, name, report)
        if address is None:
            continue
        if SEARCH.fullmatch(address):
            found[name] = address
        else:
            report.error(
                "bad-search",
                value.place,
                message(
                    "the address of a search was expected, with %(sign)s in place of the words,"
                    " but “%(found)s” was found",
                    sign="%s",
                    found=address,
                ),
                message("Write “%(address)s”.", address=f"https://{address}")
                if SEARCH.fullmatch(f"https://{address}")
                else message(
                    "Search there for a word, copy the address from the browser, and write"
                    " %(sign)s in place of the word.",
                    sign="%s",
                ),
            )
    return found
