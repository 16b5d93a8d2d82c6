"""Words for a moment that no rule can have, because they leave open which one is meant.

The texts that they match are folded.
"""

from __future__ import annotations

import re

MEETING = re.compile(
    r" (?:de )?(?:la )?(?:reunion|seance|rencontre)\b| (?:of )?the (?:meeting|session)\b"
)
"""The meeting, which may follow the words below."""

WITHIN_THE_MEETING = re.compile(
    r"(?:pendant|durant|(?:au|en) cours d[e']|au milieu d[e']|a la moitie d[e']|(?:a )?mi|lors de"
    r"|dans|en|during|in the middle of|halfway through|within|mid|in)"
    r" ?(?:cette|la|notre|the|our)? ?(?:reunion|seance|soiree|rencontre|meeting|session)"
    r"|pendant|durant|en cours|a la pause|a (?:la )?mi (?:chemin|temps)"
    r"|during|halfway(?: through)?|midway|(?:at )?half time"
)
"""Words for a time within the meeting that do not say when."""

BEFORE_THE_END = frozenset({"avant la fin", "avant fin", "before the end", "before end"})

SOME_TIME_BEFORE = re.compile(
    r"(?:juste |peu |quelque temps |bien )?avant|(?:just |shortly )?before"
)
"""A side without a count."""

NOT_BEFORE_IT = re.compile(r"(?:pas|jamais) avant|not before|never before")
"""A bound that does not say whether the part opens at the start or at the end."""

EARLIER_ON_ITS_DAY = re.compile(
    r"(?:le |ce |(?:dans )?l')?(?:(?:matin|midi|apres midi)(?: meme| j)?|matinee)|a midi"
    r"|(?:(?:on |in )?(?:the|that) )?(?:same )?(?:morning|afternoon)"
)
"""Words for a part of the meeting's day before it."""

THE_DAY_ITSELF = re.compile(
    r"le (?:jour|soir)(?: meme| j)?|ce (?:jour|soir) la|jour j|j 0|j"
    r"|(?:on )?(?:the )?(?:same )?(?:day|evening)"
)
"""Words for the day itself, which do not say start or end."""

DATE_WITHOUT_YEAR = re.compile(
    r"(?!.*\b20\d\d\b)(?:.*\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|january|february|march|april|june|july|august|september|october|november"
    r"|december|rentree|du mois|de mois|l'annee|de noel|de paques)\b.*"
    r"|(?:le |[a-z]+ )?\d{1,2}/\d{1,2}(?: (?:a )?\d{1,2} ?[h:].*)?)",
    re.ASCII,
)
"""A day of the year, or words for one, without the year."""
