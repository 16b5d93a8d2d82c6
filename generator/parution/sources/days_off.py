"""Public and school holidays of France, on which a meeting is probably a mistake.

The time zone says whether mainland or overseas holidays apply; other zones have none here. School
holidays differ by academy, so ``school_zone`` in ``mkdocs.yml`` names the zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from parution.language.fold import fold

MAINLAND = "Europe/Paris"

OVERSEAS: Mapping[str, str] = {
    "America/Guadeloupe": "971",
    "America/Martinique": "972",
    "America/Cayenne": "973",
    "Indian/Reunion": "974",
    "Indian/Mayotte": "976",
    "America/St_Barthelemy": "BL",
    "America/Marigot": "MF",
    "Pacific/Noumea": "NC",
    "Pacific/Tahiti": "PF",
    "America/Miquelon": "PM",
}
"""Time zones with holidays of their own, and their codes in the package ``holidays``."""

ACADEMIES: Mapping[str, str] = {
    "A": "besancon bordeaux clermont-ferrand dijon grenoble limoges lyon poitiers",
    "B": "aix-marseille marseille amiens lille nancy-metz nancy metz nantes nice normandie caen"
    " rouen orleans-tours orleans tours reims rennes strasbourg",
    "C": "creteil montpellier paris toulouse versailles",
}
"""The towns of the academies in each zone of school holidays."""

SCHOOL_ZONES = tuple(ACADEMIES)


def find_school_zone(town: str) -> str | None:
    """Return the zone of school holidays of an academy; None for another town.

    >>> find_school_zone("Orléans"), find_school_zone("Blain")
    ('B', None)
    """
    asked = fold(town).strip().replace(" ", "-")
    return next((zone for zone, towns in ACADEMIES.items() if asked in towns.split()), None)


def find_public_holiday(day: date, zone: str) -> str | None:
    """Return the name of the public holiday on a day in a time zone; None on other days.

    >>> find_public_holiday(date(2027, 5, 6), "Europe/Paris")
    'Ascension'
    """
    if zone != MAINLAND and zone not in OVERSEAS:
        return None
    return list_holidays(day.year, OVERSEAS.get(zone), "public").get(day)


def find_school_holiday(day: date, school_zone: str | None) -> str | None:
    """Return the name of the school holidays on a day; None on other days, or without a zone."""
    if school_zone is None:
        return None
    return list_holidays(day.year, f"Zone {school_zone}", "school").get(day)


@cache
def list_holidays(year: int, where: str | None, category: str) -> Mapping[date, str]:
    """Return the holidays of a year by day."""
    # Loaded here, because only those who check need them.
    from holidays import country_holidays

    found = country_holidays("FR", where, years=year, language="fr", categories=(category,))
    return {day: str(name) for day, name in found.items()}
