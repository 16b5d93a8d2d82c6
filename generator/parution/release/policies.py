"""The built-in policies, which an animateur can choose without writing a rule.

*before*: everything two weeks ahead. *references-first*: the references ahead; the texts, summaries
of documents included, at the end of the meeting. *after*: everything at the end. *readers-first*:
as *after*, but designated readers have it all two weeks ahead. The guide is for the facilitator,
whose access depends on no policy (`openness`, R3 and R4).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from parution.domain import Audience, Part, Policy, WrittenRule
from parution.language.fold import fold
from parution.patterns import compile_late
from parution.release.grammar import parse_rule

AHEAD = "15 days before"
AT_END = "at end"


def apply_to_everyone(rule: str) -> dict[Audience, WrittenRule]:
    return dict.fromkeys((Audience.MEMBER, Audience.READER), parse_rule(rule))


def make_policy(name: str, references: str, texts: str, readers: str | None = None) -> Policy:
    """Return a policy with these rules for references and texts, and one for `readers` of both."""
    early = {} if readers is None else {Audience.READER: parse_rule(readers)}
    return Policy(
        name,
        MappingProxyType(
            {
                Part.PRESENTATION: apply_to_everyone("always"),
                Part.PREPARATION: apply_to_everyone(AHEAD),
                Part.REFERENCES: apply_to_everyone(references) | early,
                Part.SOURCES: apply_to_everyone(texts) | early,
                Part.SUMMARY: apply_to_everyone(texts) | early,
                Part.DOSSIER: apply_to_everyone(texts) | early,
                Part.COMMENTARY: apply_to_everyone(AT_END),
                Part.GUIDE: apply_to_everyone("never"),
            }
        ),
    )


BUILT_IN: Mapping[str, Policy] = MappingProxyType(
    {
        policy.name: policy
        for policy in (
            make_policy("before", references=AHEAD, texts=AHEAD),
            make_policy("references-first", references=AHEAD, texts=AT_END),
            make_policy("after", references=AT_END, texts=AT_END),
            make_policy("readers-first", references=AT_END, texts=AT_END, readers=AHEAD),
        )
    }
)
"""The policies that every association has, by name."""

MEANT = tuple(
    (name, compile_late(pattern))
    for name, pattern in (
        ("", r"\b(?:sauf|hors|except|excepte|mais|but|ou|or)\b"),
        (
            "readers-first",
            r"\b(?:lect(?:eurs?|rices?|ure)|readers?|designe|\d ?(?:a|-|ou) ?\d person)",
        ),
        ("after", r"\b(?:rien|pas|jamais|nothing|not|never) (?:du tout )?(?:avant|before)\b"),
        (
            "references-first",
            r"^(?=.*\b(?:refs?|references?|biblios?|bibliographies?|articles?|sources?)\b)"
            r"(?:(?=.*\b(?:avant|before|abord|first|puis|then)\b)|(?!.*\b(?:apres|fin|after|end)\b))",
        ),
        ("after", r"\b(?:apres|fin|after|ends?|ensuite|issue|lendemain)\b"),
        (
            "before",
            r"\b(?:avant|before|j ?-? ?\d+|jours?|days?|semaines?|weeks?|quinzaine|avance)\b",
        ),
    )
)
"""Patterns of folded words for a policy, tried in turn; the empty name leaves a choice."""


def find_meant_policy(words: str) -> str | None:
    """Return the built-in policy that somebody describes in words; None if that is unclear.

    >>> [*map(find_meant_policy, ("les références avant", "rien avant la réunion", "au choix"))]
    ['references-first', 'after', None]
    """
    folded = fold(words)
    return next((name or None for name, sign in MEANT if sign.search(folded)), None)
