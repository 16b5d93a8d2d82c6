"""Reads release rules, by part, and by audience where one sees a part earlier.

    releases:
      summary: 2 days before
      dossier: {member: at end, reader: 15 days before}

A single rule holds for members and early readers. The facilitator sees every part of an announced
theme, so she needs no rule. No rule opens the guide, which is hers alone, and none closes the
presentation, which is public. A policy without a rule for the summaries of the documents opens them
with the dossier, of which they are the other half.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from parution.domain import Always, Audience, Never, Part, Policy, Releases, Rule, WrittenRule
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.language.look_alikes import type_plainly
from parution.language.nearest import find_nearest, list_names, propose_one_of
from parution.release.grammar import RuleNotUnderstood, parse_rule
from parution.release.policies import BUILT_IN, find_meant_policy
from parution.sources.report import Report
from parution.sources.yaml.fields import Fields, read_table, read_text_node
from parution.sources.yaml.nodes import Node, Table

READERS_OF_RULES = (Audience.MEMBER, Audience.READER)
"""The audiences whose access depends on rules."""

SETTLED: Mapping[Part, Rule] = {Part.PRESENTATION: Always(), Part.GUIDE: Never()}
"""Parts with a fixed rule: the presentation is public, the guide the facilitator's alone."""

EXTENDS = "extends"

AS_USUAL = re.compile(
    r"(?:comme (?:d'habitude|le groupe|avant)|idem|habituel(?:le)?|(?:par )?defaut|normale?"
    r"|standard|default|usual|same|aucune|none|[-–—/.?]+)(?: .*)?"
)
"""Folded words for the policy that applies without any."""


def read_releases(table: Table, report: Report, *, besides: tuple[str, ...] = ()) -> Releases:
    """Return the rules of a table by part and audience; ignore the keys ``besides``."""
    releases: dict[Part, Mapping[Audience, WrittenRule]] = {}
    for key, node in table.values.items():
        if key in besides:
            continue
        if key not in list(Part):
            report_unknown_part(key, table.keys[key], report)
            continue
        rules = read_rules(node, key, report)
        settled = SETTLED.get(Part(key))
        if settled is not None and any(rule.rule != settled for rule in rules.values()):
            report_rule_of_settled_part(key, table.keys[key], report)
        elif rules:
            releases[Part(key)] = MappingProxyType(rules)
    return MappingProxyType(releases)


def read_rules(node: Node, key: str, report: Report) -> dict[Audience, WrittenRule]:
    """Return the rules of one part by audience."""
    if not isinstance(node, Table):
        rule = read_rule(node, key, report)
        return dict.fromkeys(READERS_OF_RULES, rule) if rule else {}
    fields = Fields(node, report)
    read = {
        audience: read_rule(written, audience, report)
        for audience in READERS_OF_RULES
        if (written := fields.node(audience)) is not None
    }
    fields.refuse_unknown()
    return {audience: rule for audience, rule in read.items() if rule}


def read_rule(node: Node, key: str, report: Report) -> WrittenRule | None:
    """Return one rule; None, reported, if it cannot be parsed."""
    text = read_text_node(node, key, report)
    if text is None:
        return None
    try:
        return parse_rule(type_plainly(text))
    except RuleNotUnderstood as refusal:
        report.error("bad-rule", node.place, refusal.message, refusal.hint)
        return None


def read_policies(table: Table, report: Report) -> Mapping[str, Policy]:
    """Return the built-in policies and those of ``table``, by name."""
    policies = dict(BUILT_IN)
    for name, node in table.values.items():
        if name in BUILT_IN:
            report.error(
                "policy-redefined",
                table.keys[name],
                message("“%(name)s” is a built-in policy; a new name was expected", name=name),
                message(
                    "Give your policy another name, and let it say “extends: %(name)s”.", name=name
                ),
            )
        elif (own := read_table(node, name, report)) is not None:
            policies[name] = read_policy(name, own, policies, report)
    return MappingProxyType(policies)


def read_policy(name: str, table: Table, known: Mapping[str, Policy], report: Report) -> Policy:
    """Return one of the association's own policies, which may extend a ``known`` one."""
    fields = Fields(table, report)
    extended = fields.word(EXTENDS)
    base: Releases = {}
    if extended is not None and extended in known:
        base = known[extended].releases
    elif extended is not None:
        report_unknown_policy(extended, fields.where(EXTENDS), known, report)
    own = read_releases(table, report, besides=(EXTENDS,))
    releases = {part: {**base.get(part, {}), **own.get(part, {})} for part in Part}
    if EXTENDS not in table.values:
        if not releases[Part.SOURCES]:
            releases[Part.SOURCES] = releases[Part.DOSSIER]
        report_parts_without_rule(name, table, releases, report)
        releases |= {part: {**BUILT_IN["after"].releases[part]} for part in SETTLED}
    return Policy(name, MappingProxyType(releases))


def report_parts_without_rule(
    name: str, table: Table, releases: Mapping[Part, Mapping[Audience, WrittenRule]], report: Report
) -> None:
    """Report the parts without a rule in a policy that extends no other."""
    silent = [
        part for part in Part if part not in SETTLED and len(releases[part]) < len(READERS_OF_RULES)
    ]
    if silent:
        report.error(
            "incomplete-policy",
            table.place,
            message(
                "the policy “%(name)s” does not say when these open: %(parts)s",
                name=name,
                parts=list_names(silent),
            ),
            message("Add a rule for each, for members and readers, or a line “extends: after”."),
        )


def report_unknown_policy(name: str, place: Place, known: Collection[str], report: Report) -> None:
    """Report the name of an unknown policy."""
    report.error(
        "unknown-policy",
        place,
        message(
            "unknown policy “%(name)s”; one of these was expected: %(known)s",
            name=name,
            known=list_names(sorted(known)),
        ),
        propose_policy(name, known),
    )


def propose_policy(written: str, known: Collection[str]) -> Message:
    """Return the remedy for an unknown policy: the one that its words describe, if they do."""
    if AS_USUAL.fullmatch(fold(written)):
        return message("Leave it out: the usual policy then applies.")
    meant = None if find_nearest(written, known) else find_meant_policy(written)
    if meant is not None and meant in known:
        return message("Did you mean “%(nearest)s”?", nearest=meant)
    return propose_one_of(written, known, said=True)


def report_unknown_part(name: str, place: Place, report: Report) -> None:
    """Report the name of an unknown part."""
    report.error(
        "unknown-part",
        place,
        message(
            "unknown part “%(name)s”; one of these was expected: %(known)s",
            name=name,
            known=list_names(Part),
        ),
        propose_one_of(name, Part, said=True),
    )


def report_rule_of_settled_part(part: str, place: Place, report: Report) -> None:
    """Report a rule that would open the guide to the group, or close the presentation."""
    if part == Part.GUIDE:
        said = message("the guide is for the facilitator alone; no rule opens it to the group")
    else:
        said = message("the presentation of an announced theme is public; no rule closes it")
    report.error("settled-part", place, said, message("Remove this line."))
