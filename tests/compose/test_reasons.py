"""A closed part's page tells readers why it is closed."""

from __future__ import annotations

import pytest

from parution.compose.pages.reasons import explain_chosen_rule
from parution.language.catalogues import load_translations
from parution.release.grammar import parse_rule

FRENCH = load_translations("fr").gettext

SAID = [
    ("15 jours avant", "Votre groupe ouvre cette partie 15\u00a0jours avant la réunion."),
    ("à la fin", "cette partie ouvre à la fin de la réunion."),
    ("au début", "Votre groupe ouvre cette partie ensemble, au début de la réunion."),
    ("20 minutes après le début", "Votre groupe ouvre cette partie ensemble, en cours de réunion."),
    ("2 heures après", "C’est le moment qu’a choisi votre animateur ou animatrice."),
    ("2026-10-01", "C’est le moment qu’a choisi votre animateur ou animatrice."),
]


@pytest.mark.parametrize(("rule", "sentence"), SAID, ids=[rule for rule, _ in SAID])
def test_a_rule_is_put_in_words(rule: str, sentence: str) -> None:
    """Each rule has its own sentence, which tells a reader her group's choice."""
    assert explain_chosen_rule(parse_rule(rule).rule, several=False).text(FRENCH).endswith(sentence)
