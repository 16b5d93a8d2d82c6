"""Meetings whose date or hour is unlike the others' (Y4 to Y9 of `sources.unusual_dates`)."""

from parution.domain.problems import Severity
from sources.rows import Found, Row
from tiny_project import changed


def blain(first: str, third: str = "2026-12-10 20:30") -> dict[str, str]:
    """Return the file of a group with four meetings, on Thursdays in the evening."""
    meetings = (
        f"{{theme: 2026/douleur, starts: {first}}}",
        "{title: A, starts: 2026-11-12 20:30}",
        f"{{title: B, starts: {third}}}",
        "{title: C, starts: 2027-01-14 20:30}",
    )
    lines = "".join(f"  - {meeting}\n" for meeting in meetings)
    return {"groups/blain.yml": f"name: Blain\nmeetings:\n{lines}"}


ROWS = (
    Row(
        "nothing unusual",
        blain("2026-10-08 20:30"),
    ),
    Row(
        "day and month exchanged, in August",
        blain("2026-08-10 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "aucune autre réunion ne se tient en août",
            "Vouliez-vous écrire « 2026-10-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "year of the season before",
        blain("2026-01-08 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "aucune autre réunion du groupe ne se tient à moins de six mois du 2026-01-08",
            "Vouliez-vous écrire « 2027-01-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "year ten years off",
        blain("2036-10-08 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "aucune autre réunion du groupe ne se tient à moins de six mois du 2036-10-08",
            "Vouliez-vous écrire « 2026-10-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "digits of the year exchanged",
        blain("2062-10-08 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "aucune autre réunion du groupe ne se tient à moins de six mois du 2062-10-08",
            "Vouliez-vous écrire « 2026-10-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "on a Sunday",
        blain("2026-10-18 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "le 2026-10-18 est un dimanche ; aucune autre réunion ne se tient un dimanche",
            "Vérifiez la date et l’heure : ce qui s’ouvre avant et après se compte depuis elles.",
            Severity.WARNING,
        ),
    ),
    Row(
        "on a Sunday, by an exchange of day and month",
        blain("2026-10-11 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "le 2026-10-11 est un dimanche ; aucune autre réunion ne se tient un dimanche",
            "Vouliez-vous écrire « 2026-11-10 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "in the night",
        blain("2026-10-08 02:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "une réunion qui commence à 02:30 est inhabituelle",
            "Vouliez-vous écrire « 2026-10-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "in the morning for the evening",
        blain("2026-10-08 8:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:3:5",
            "les autres réunions commencent vers 20:30, celle-ci à 08:30",
            "Vouliez-vous écrire « 2026-10-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "an hour earlier than usual",
        blain("2026-10-08 19:00"),
    ),
    Row(
        "day and month exchanged within the season",
        blain("2026-10-08 20:30", third="2026-10-12 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:5:5",
            "le 2026-10-12 rompt l’ordre des dates de ce fichier",
            "Vouliez-vous écrire « 2026-12-10 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "another weekday, in order",
        blain("2026-10-08 20:30", third="2027-01-12 20:30"),
    ),
    Row(
        "in the morning, of two meetings",
        changed("groups/blain.yml", "2026-10-08 20:30", "2026-10-08 8:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:6:5",
            "les autres réunions commencent vers 20:30, celle-ci à 08:30",
            "Vouliez-vous écrire « 2026-10-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "months before, of two meetings",
        changed("groups/blain.yml", "2026-10-08 20:30", "2026-01-08 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:6:5",
            "aucune autre réunion du groupe ne se tient à moins de six mois du 2026-01-08",
            "Vouliez-vous écrire « 2027-01-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "years after, of two meetings",
        changed("groups/blain.yml", "2026-10-08 20:30", "2036-10-08 20:30"),
        Found(
            "unusual-date",
            "groups/blain.yml:6:5",
            "aucune autre réunion du groupe ne se tient à moins de six mois du 2036-10-08",
            "Vouliez-vous écrire « 2026-10-08 20:30 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
)
