"""Puts everyday wordings of a release rule into the words of the grammar.

    J-15 à 18h → 15 jours avant à 18:00 · l'avant-veille → 2 jours avant · tout de suite → toujours

For refusals alone: they propose the rule that these words state, and it counts only once its author
has typed it. Where words leave a choice, the later opening is proposed: early is a breach.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from parution.patterns import compile_late
from parution.release.figures import write_in_figures
from parution.release.rule_words import ENGLISH, FRENCH

Replacement = str | Callable[[re.Match[str]], str]

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

DAYS_OF = {"mois": 30, "month": 30, "trimestre": 90, "quarter": 90, "an": 365, "year": 365}
"""Days that are proposed instead of a length without a fixed number of days."""

LENGTHS_OF_MONTHS = compile_late(
    r"\b(?P<count>\d{1,2}) ?(?P<unit>mois|an|trimestre|month|year|quarter)(?:nee)?s?\b", re.ASCII
)

FRENCH_YEAR = compile_late(r"\bans?(?= (?:avant|apres)\b)")
"""« un an avant »; elsewhere “an” is a number in English."""

WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
WEEKDAY = compile_late(rf"\b(?:{WEEKDAYS})s?\b")

OF_MEETING = (
    r"(?:(?:de )?(?:la|notre|votre|chaque|cette) |de |(?:of )?(?:the|our|each|every) )?"
    r"(?:date de (?:la )?)?(?:reunion|seance|rencontre|soiree|meeting|session)"
    r"|(?:de )?la date|(?:le )?jour j|(?:of )?the (?:day|date)"
)
"""Words for the meeting, which change nothing after a side or a moment."""


def count_days(found: re.Match[str]) -> str:
    unit = "days" if found["unit"] in ("month", "year", "quarter") else "jours"
    return f"{int(found['count']) * DAYS_OF[found['unit']]} {unit}"


def choose_later(found: re.Match[str]) -> str:
    return str(min(int(found["one"] or found["first"]), int(found["last"])))


def name_weekday(found: re.Match[str]) -> str:
    is_english = found["day"].endswith("day")
    side = found["side"] or ("before" if is_english else "avant")
    return f"3 days {side}" if is_english else f"3 jours {side}"


def write_time(found: re.Match[str]) -> str:
    is_english = any(re.search(rf"\b{side}\b", found.string) for side in ENGLISH.sides)
    lead = ENGLISH.at if is_english else FRENCH.at
    return f" {lead} {found['hour']:0>2}:{found['minute'] or '00'}"


TIME = (
    r"[ ,;(]+(?:(?:a|at|vers|des|pour|around|from) )*"
    r"(?P<hour>[01]?\d|2[0-3]) ?[h:] ?(?P<minute>[0-5]\d)?\)?$"
)
"""A time of day at the end, after any lead."""

WORDINGS: tuple[tuple[str, Replacement], ...] = (
    (r"^[ .:]+|[ .]+$", ""),
    (
        r"\b(?:au (?:moins|plus tard|minimum)|minimum|max(?:i|imum)?|environ|exactement"
        r"|precises|piles?|at (?:least|most|the latest)|about|exactly|sharp)\b",
        "",
    ),
    (r"\b(?:ouvre|ouvrable|franc|calendaire|plein)s\b", ""),
    (r"  +", " "),
    (r"^ | $", ""),
    # Sides.
    (
        r"\b(?:plus tot|auparavant|d'avant|en amont|precedente?s?|qui precedent|precedant)\b",
        "avant",
    ),
    (r"\b(?:plus tard|d'apres|suivante?s?|qui suivent|qui suit|suivant)\b", "apres"),
    (r"\b(?:prior to|prior|ahead of|ahead|earlier|beforehand|in advance(?: of)?)(?!\w)", "before"),
    (r"\b(?:later|afterwards|following)\b", "after"),
    (rf"(?<=vant|pres|fore|fter|ille|main) (?:{OF_MEETING})(?!\w)", ""),
    # Counts.
    (
        r"^(?:entre (?P<one>\d{1,3}) et|(?P<first>\d{1,3}) ?(?:-|a|ou|to|or)) ?(?P<last>\d{1,3})"
        r"(?= [a-z]+ (?:avant|before))",
        choose_later,
    ),
    (r"^dans les (?=\d)", ""),
    (r"^(?:la )?(semaine|mois)(?= (?:avant|apres))", r"1 \1"),
    (r"^le (mois)(?= (?:avant|apres))", r"1 \1"),
    (r"^(?:a |the )?(week|month)(?= (?:before|after))", r"1 \1"),
    (r"^(?:1 |la )?quinzaine(?: de jours)?\b", "15 jours"),
    (r"^(?:1 )?huitaine(?: de jours)?\b", "8 jours"),
    (r"^(?:1 )?dizaine de jours\b", "10 jours"),
    (r"^(?:1 )?vingtaine de jours\b", "20 jours"),
    (r"^(?:1 )?trentaine de jours\b", "30 jours"),
    (r"^(?:[1a] )?fortnight\b", "14 days"),
    (LENGTHS_OF_MONTHS.pattern, count_days),
    (r"\b(\d+) ?jrs?\b\.?", r"\1 jours"),
    (r"\b(\d+) ?(?:sem\b\.?|s\b)", r"\1 semaines"),
    (r"^1/2 ?(?:heure|h)\b", "30 minutes"),
    (r"^(?:1/2|half) hour\b", "30 minutes"),
    # Countdowns; folding may turn a hyphen into a space.
    (r"^j ?[- ]? ?(\d{1,3})\b", r"\1 jours avant"),
    (r"^j ?\+ ?(\d{1,3})\b", r"\1 jours apres"),
    (r"^d ?[- ] ?(\d{1,3})\b", r"\1 days before"),
    (r"^h ?[- ] ?(\d{1,2})\b", r"\1 heures avant"),
    (r"^s ?[- ] ?(\d{1,2})\b", r"\1 semaines avant"),
    (r"^m ?[- ] ?(\d{1,2})\b", lambda found: f"{int(found[1]) * DAYS_OF['mois']} jours avant"),
    (r"^- ?(\d{1,3}) ?(?:j|jours?)?$", r"\1 jours avant"),
    (r"^- ?(\d{1,3}) ?h(?:eures?)?$", r"\1 heures avant"),
    (r"^(?:a )?(?:la )?fin ?\+ ?(\d+) ?(?:j|jours?)$", r"\1 jours apres"),
    (r"^(?:a )?(?:la )?fin ?\+ ?(\d+ ?(?:h|heures?|m|mn|min|minutes?))$", r"\1 apres la fin"),
    # Days by name.
    (r"^(?:l')?avant veille\b", "2 jours avant"),
    (r"^(?:le )?sur ?lendemain\b", "2 jours apres"),
    (r"^veille\b", "la veille"),
    (r"^lendemain\b", "le lendemain"),
    (r"^(?:le )?jour (?=avant|apres)", "1 jour "),
    (r"^day (?=before|after)", "the day "),
    (
        rf"^(?:le |the )?(?P<day>{WEEKDAYS})(?: (?P<side>avant|apres|before|after))?(?! \d)",
        name_weekday,
    ),
    # Times of day.
    (r"[ ,]+(?:(?:au|le|dans le|in the) )?(?:matin|morning|bonne heure)$", " 8h"),
    (r"[ ,]+(?:(?:au|le|dans le|en|dans la|in the) )?(?:soir|soiree|evening)$", " 18h"),
    (r"[ ,]+(?:[aeu]+ |le |at )?(?:midi|noon)$", " 12h"),
    (TIME, write_time),
    # Open or closed at once.
    (
        r"^(?:(?:des|a partir de) )?(?:maintenant|tout de suite|de suite|immediatement|aussitot"
        r"|que possible|(?:l'annonce|la publication)(?: du theme)?|le depart|tout le temps"
        r"|en permanence|visible(?: tout de suite)?|toujours (?:visible|ouvert)|ouvert"
        r"|sans (?:attendre|delai|limite)|a tout moment)$",
        "toujours",
    ),
    (
        r"^(?:(?:right |straight )?(?:now|away)|immediately|at once|as soon as possible|open)$",
        "always",
    ),
    (
        r"^(?:jamais (?:visible|ouvert)|ne (?:pas|jamais) ouvrir|ferme|cache|masque|invisible)$",
        "jamais",
    ),
    (r"^(?:closed|hidden|not at all)$", "never"),
    # The meeting's start and end.
    (
        rf"^(?:1 fois|quand|lorsque|des que) (?:{OF_MEETING})(?: est| sera)?"
        r" (?:finie|terminee|passee|close|achevee)$",
        "a la fin",
    ),
    (rf"^(?:quand|lorsque|des que) (?:{OF_MEETING}) (?:commence|demarre|debute)$", "au debut"),
    (rf"^(?:des |a )?(?:l'issue|la cloture|la conclusion)(?: (?:{OF_MEETING}))?$", "a la fin"),
    (rf"^a la (fin|cloture) de la derniere (?:{OF_MEETING})$", "a la fin"),
    (rf"^(?:a )?l'ouverture (?:{OF_MEETING})$", "au debut"),
    (
        rf"^(?:seulement|uniquement|pas avant|qu')[ ]?(?:apres|la fin)(?: (?:{OF_MEETING}))?$",
        "a la fin",
    ),
)
"""Patterns of folded words and what takes their place, in the order in which they apply."""

REWORDINGS = tuple((compile_late(pattern, re.ASCII), meant) for pattern, meant in WORDINGS)


def reword(spoken: str) -> str:
    """Return folded words with the grammar's words for everyday ones.

    >>> reword("j 15 a 18h"), reword("1 quinzaine de jours avant notre reunion")
    ('15 jours avant à 18:00', '15 jours avant')
    """
    text = write_in_figures(FRENCH_YEAR.sub("annee", spoken.translate(DASHES)))
    for pattern, meant in REWORDINGS:
        text = pattern.sub(meant, text)
    return text.strip()


def counts_months(spoken: str) -> bool:
    """Return whether folded words count months or years."""
    figures = write_in_figures(FRENCH_YEAR.sub("annee", spoken))
    return bool(
        LENGTHS_OF_MONTHS.search(figures) or re.search(r"^m ?[- ] ?\d|\b(?:mois|month)\b", figures)
    )


def names_weekday(spoken: str) -> bool:
    """Return whether folded words name a day of the week."""
    return WEEKDAY.search(spoken) is not None
