"""A closed part's page tells readers why it is closed."""

from __future__ import annotations

import pytest

from builders import instant
from parution.compose.pages.reasons import explain_chosen_rule, explain_closed
from parution.domain import Openness, Part, Reason
from parution.language.catalogues import load_translations
from parution.release.grammar import parse_rule

FRENCH = load_translations("fr").gettext

SAID = [
    ("15 jours avant", "Votre groupe ouvre cette partie 15\u00a0jours avant la réunion."),
    ("à la fin", "cette partie ouvre à la fin de la réunion."),
    ("au début", "Votre groupe ouvre cette partie en séance, au début de la réunion."),
    (
        "20 minutes après le début",
        "Votre groupe ouvre cette partie en séance, au cours de la réunion.",
    ),
    ("2 heures après", "C’est le moment qu’a choisi votre animateur ou animatrice."),
    ("2026-10-01", "C’est le moment qu’a choisi votre animateur ou animatrice."),
]


@pytest.mark.parametrize(("rule", "sentence"), SAID, ids=[rule for rule, _ in SAID])
def test_a_rule_is_put_in_words(rule: str, sentence: str) -> None:
    """Each rule has its own sentence, which tells a reader her group's choice."""
    assert explain_chosen_rule(parse_rule(rule).rule, several=False).text(FRENCH).endswith(sentence)


@pytest.mark.parametrize(
    ("part", "rule", "begins"),
    [
        (Part.COMMENTARY, "à la fin", "Les cas se discutent d’abord"),
        (Part.COMMENTARY, "la veille", "Votre groupe ouvre cette partie la veille"),
        (Part.DOSSIER, "à la fin", "Votre groupe a choisi"),
    ],
)
def test_commentaries_wait_for_the_discussion_of_the_cases(
    part: Part, rule: str, begins: str
) -> None:
    """Only commentaries that open at the end have the sentence on cases that come first."""
    chosen = parse_rule(rule).rule
    closed = Openness(part, False, instant("2026-10-08 20:30Z"), Reason.NOT_YET, rule, chosen)
    assert explain_closed(closed, is_public=False, translate=FRENCH).startswith(begins)
