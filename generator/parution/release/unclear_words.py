"""Words for a moment that no rule can have, because they leave open which one is meant.

The texts that they match are folded.
"""

from __future__ import annotations

import re

from parution.patterns import compile_late

MEETING = compile_late(
    r" (?:de )?(?:la )?(?:reunion|seance|rencontre)\b| (?:of )?the (?:meeting|session)\b"
)
"""The meeting, which may follow the words below."""

WITHIN_THE_MEETING = compile_late(
    r"(?:pendant|durant|(?:au|en) cours d[e']|au milieu d[e']|a la moitie d[e']|(?:a )?mi|lors de"
    r"|dans|en|during|in the middle of|halfway through|within|mid|in)"
    r" ?(?:cette|la|notre|the|our)? ?(?:reunion|seance|soiree|rencontre|meeting|session)"
    r"|pendant|durant|en cours|a la pause|a (?:la )?mi (?:chemin|temps)"
    r"|during|halfway(?: through)?|midway|(?:at )?half time"
)
"""Words for a time within the meeting that do not say when."""

BEFORE_THE_END = frozenset({"avant la fin", "avant fin", "before the end", "before end"})

SOME_TIME_BEFORE = compile_late(
    r"(?:juste |peu |quelque temps |bien )?avant|(?:just |shortly )?before"
)
"""A side without a count."""

NOT_BEFORE_IT = compile_late(r"(?:pas|jamais) avant|not before|never before")
"""A bound that does not say whether the part opens at the start or at the end."""

EARLIER_ON_ITS_DAY = compile_late(
    r"(?:le |ce |(?:dans )?l')?(?:(?:matin|midi|apres midi)(?: meme| j)?|matinee)|a midi"
    r"|(?:(?:on |in )?(?:the|that) )?(?:same )?(?:morning|afternoon)"
)
"""Words for a part of the meeting's day before it."""

THE_DAY_ITSELF = compile_late(
    r"le (?:jour|soir)(?: meme| j)?|ce (?:jour|soir) la|jour j|j 0|j"
    r"|(?:on )?(?:the )?(?:same )?(?:day|evening)"
)
"""Words for the day itself, which do not say start or end."""

DATE_WITHOUT_YEAR = compile_late(
    r"(?!.*\b20\d\d\b)(?:.*\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|january|february|march|april|june|july|august|september|october|november"
    r"|december|rentree|du mois|de mois|l'annee|de noel|de paques)\b.*"
    r"|(?:le |[a-z]+ )?\d{1,2}/\d{1,2}(?: (?:a )?\d{1,2} ?[h:].*)?)",
    re.ASCII,
)
"""A day of the year, or words for one, without the year."""

LENGTH_FIRST = compile_late(
    r"(?:apres|after|au bout d[e']|dans|in|h ?\+) ?(?P<count>[1-9]\d{0,3}) ?"
    r"(?P<unit>h|heures?|hours?|m|mn|min|minutes?|$)(?! ?\d| et | and ).*",
    re.ASCII,
)
"""A side before its length, ``après 20 minutes``, which does not say from start or end."""

TIME_OF_DAY = compile_late(
    r"(?:^| )(?:a|at|vers|des) (?P<hour>[01]?\d|2[0-3])"
    r" ?(?:h(?:eures?)?|:) ?(?P<minute>[0-5]\d)?\b",
    re.ASCII,
)
"""``à 21 h``, which is no rule, alone or with the day itself."""

TIME_ALONE = compile_late(r"(?P<hour>[01]?\d|2[0-3]) ?[hH:] ?(?P<minute>[0-5]\d)?", re.ASCII)

EARLIEST_TIME = 17
"""From this hour on, ``20h30`` is a time of day, and no length."""

NAMES_OF_POLICIES = ("references-first", "readers-first")
"""Policies that somebody may write in place of a rule; the other names are sides of a meeting."""
