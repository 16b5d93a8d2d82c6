"""Remedies for wrong settings that propose the value probably meant."""

from __future__ import annotations

import re

from parution.domain.messages import Message, message
from parution.language.fold import fold
from parution.language.look_alikes import type_plainly

ADDRESS = re.compile(
    r"https?://[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?(?:/[\w.~%/-]*)?",
    re.IGNORECASE,
)
"""An address where sites can be: no user name, no query, no character that browsers change."""

LACKS_ITS_BEGINNING = re.compile(r"(?:https?(?::/?|/{1,2}|;//))?(?=[\w-]+\.[\w-])", re.IGNORECASE)

ZONES_OF_PLACES = {
    "france": "Europe/Paris",
    "heure-de-paris": "Europe/Paris",
    "gmt+1": "Europe/Paris",
    "utc+1": "Europe/Paris",
    "fort-de-france": "America/Martinique",
    "america/fort-de-france": "America/Martinique",
    "pointe-a-pitre": "America/Guadeloupe",
    "la-reunion": "Indian/Reunion",
    "saint-denis": "Indian/Reunion",
    "guyane": "America/Cayenne",
    "papeete": "Pacific/Tahiti",
    "nouvelle-caledonie": "Pacific/Noumea",
}
"""Places that French doctors may write, each with the name of its time zone."""


def did_you_mean_zone(name: str) -> Message | None:
    """Return the remedy for a French place that is no time zone; None for other names."""
    zone = ZONES_OF_PLACES.get(fold(name).replace(" ", "-"))
    return message("Did you mean “%(nearest)s”?", nearest=zone) if zone else None


def propose_site_url(written: str) -> Message:
    """Return the remedy for a wrong ``site_url``."""
    plain = type_plainly(written).strip(" <>«»\"“”'’").split("?")[0].split("#")[0]
    meant = LACKS_ITS_BEGINNING.sub("https://", plain, count=1) if "://" not in plain else plain
    if ADDRESS.fullmatch(meant):
        return message("Write “%(address)s”.", address=meant)
    return message("Write for example: https://dossiers.example.org/.")
