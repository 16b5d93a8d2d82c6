"""Corner worlds: associations that random draws seldom make, each with a site and an instant.

corner = CORNERS["one file, linked by an open part and by a closed one"]
corner.world, corner.site, corner.instant
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from proof.oracle import Site
from proof.worlds import Edition, Group, Meeting, Minutes, Page, Record, Text, Theme, World, drawing

PAIN, SLEEP, OLD = "2026/t1", "2026/t2", "2018/t3"
OWN = "blain/s1"
"""The address of a group's own subject."""


@dataclass(frozen=True)
class Corner:
    """A world, a site of it, and an instant."""

    world: World
    site: Site
    instant: datetime


def at(moment: str) -> datetime:
    """Return an instant, written in UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def evening(day: str, theme: str | None = PAIN, place: str = "") -> Meeting:
    """Return a meeting of two hours at half past eight."""
    return Meeting(theme, datetime.fromisoformat(f"{day} 20:30"), place=place)


def whole(slug: str, draft: bool = False) -> Theme:
    """Return a theme with every part; its texts cite records and link to files in turn."""
    keys = (f"{slug}k0", f"{slug}k1")
    texts = {
        "presentation": Text(f"De quoi parle {slug}."),
        "preparation": Text("Apporter un cas.", attachments=("a.csv",)),
        "summary": Text(
            f"L’essentiel de {slug}.",
            title="Ce qu’il faut garder",
            attachments=("c.svg",),
            cites=keys[:1],
        ),
        "dossier": Text(
            f"## Évaluer\n\nLe dossier de {slug}.", attachments=("a.csv", "b.csv"), cites=keys
        ),
        "commentary": Text("Le commentaire des cas.", attachments=("b.csv",)),
        "guide": Text("Le guide de l’animateur.", cites=keys[1:]),
    }
    made = Theme(
        texts,
        records={key: Record(f"Étude {key}") for key in keys},
        borrowed=("commun1",),
        sources={key: Text(f"Résultats de {key}, en quelques lignes.") for key in keys},
        attachments={
            "a.csv": b"un;deux\n",
            "b.csv": b"trois;quatre\n",
            "c.svg": drawing("un"),
        },
    )
    return replace(made, draft=draft)


def with_link(subject: Theme, to: str) -> Theme:
    """Return a group's own subject whose preparation links to a text of a theme."""
    text = subject.texts["preparation"]
    linking = replace(text, body=f"{text.body} Voir [le dossier](../../../../themes/{to}.md).")
    return replace(subject, texts={**subject.texts, "preparation": linking})


def world(
    themes: Mapping[str, Theme],
    groups: Mapping[str, Group],
    editions: Mapping[str, Edition] | None = None,
    subjects: Mapping[str, Theme] | None = None,
    labels: str = "",
) -> World:
    """Return an association with these themes and groups, and with pages of its own."""
    names = sorted({address.partition("/")[0] for address in themes})
    return World(
        editions or {name: Edition() for name in names},
        themes,
        groups,
        common={"commun1": Record("Un rapport commun", "year = {2020}")},
        pages={
            "bienvenue": Page("Votre première réunion", "On arrive, on écoute."),
            "animer": Page("Animer sans être l’expert", "Le temps.", for_facilitators=True),
        },
        subjects=subjects or {},
        labels=labels,
    )


HALL = "Salle des fêtes"

WITH_SUBJECTS = world(
    {PAIN: whole("t1")},
    {
        "ancenis": Group("Ancenis", "after", (evening("2026-10-08"),)),
        "blain": Group(
            "Blain",
            "references-first",
            (
                replace(
                    evening("2026-10-08", OWN),
                    minutes=Minutes(
                        "Huit présents.", "Que faire ?", "Attendre.", ("s1k0", "blain1")
                    ),
                ),
                evening("2026-11-12", OWN),
            ),
            room_code=True,
            records={"blain1": Record("Étude lue à Blain")},
        ),
    },
    subjects={
        OWN: with_link(whole("s1"), f"{PAIN}/dossier"),
        "ancenis/s2": whole("s2", draft=True),
    },
    labels="{theme: sujet, group: cercle}",
)

CORNERS: Mapping[str, Corner] = {
    "another group's own subject": Corner(
        WITH_SUBJECTS, ("ancenis", "facilitator"), at("2026-12-01 12:00")
    ),
    "a group's own subject, between its two meetings": Corner(
        WITH_SUBJECTS, ("blain", "member"), at("2026-10-20 12:00")
    ),
    "groups' own subjects, for the public": Corner(
        WITH_SUBJECTS, (None, "public"), at("2026-12-01 12:00")
    ),
    "two groups in one room, a day apart": Corner(
        world(
            {PAIN: whole("t1"), SLEEP: whole("t2")},
            {
                "ancenis": Group("Ancenis", "after", (evening("2026-10-08", place=HALL),)),
                "blain": Group("Blain", "after", (evening("2026-10-09", place=HALL),)),
            },
        ),
        ("blain", "member"),
        at("2026-10-09 12:00"),
    ),
    "one file, linked by an open part and by a closed one": Corner(
        world(
            {PAIN: whole("t1")},
            {"blain": Group("Blain", "references-first", (evening("2026-10-08"),))},
        ),
        ("blain", "member"),
        at("2026-10-01 12:00"),
    ),
    "between the two meetings on one theme": Corner(
        world(
            {PAIN: whole("t1")},
            {
                "blain": Group(
                    "Blain",
                    "readers-first",
                    (evening("2026-10-08"), evening("2026-11-12")),
                    readers=True,
                )
            },
        ),
        ("blain", "reader"),
        at("2026-10-20 12:00"),
    ),
    "an archive beside the year, and a group that never met on it": Corner(
        world(
            {OLD: whole("t3"), PAIN: whole("t1")},
            {
                "ancenis": Group("Ancenis", "before", ()),
                "blain": Group("Blain", "after", (evening("2026-12-08"),)),
            },
            {"2018": Edition(datetime(2019, 7, 1)), "2026": Edition(datetime(2027, 7, 1))},
        ),
        ("ancenis", "member"),
        at("2026-11-01 12:00"),
    ),
    "the very minute before a year opens to everybody": Corner(
        world(
            {PAIN: whole("t1"), SLEEP: whole("t2", draft=True)},
            {"blain": Group("Blain", "after", ())},
            {"2026": Edition(datetime(2027, 7, 1), datetime(2027, 7, 1))},
        ),
        (None, "public"),
        at("2027-06-30 21:59"),
    ),
    "a year of drafts": Corner(
        world(
            {PAIN: whole("t1", draft=True), OLD: whole("t3")},
            {"blain": Group("Blain", "before", (evening("2026-10-08"),))},
        ),
        ("blain", "facilitator"),
        at("2026-10-09 12:00"),
    ),
    "a part that opens within the meeting": Corner(
        world(
            {PAIN: whole("t1")},
            {
                "blain": Group(
                    "Blain",
                    "after",
                    (evening("2026-10-08"),),
                    releases_for={PAIN: {"dossier": "20 minutes after start"}},
                )
            },
        ),
        ("blain", "member"),
        at("2026-10-08 19:00"),
    ),
    "a theme with titles, dates and nothing but a guide": Corner(
        world(
            {
                PAIN: Theme(
                    {"presentation": Text("Peu de chose."), "guide": Text("Le guide.")},
                    title="L’épaule",
                    reviewed=datetime(2026, 9, 20).date(),
                )
            },
            {
                "blain": Group(
                    "Blain", "before", (evening("2026-10-08"), evening("2026-11-12", None))
                )
            },
        ),
        ("blain", "member"),
        at("2026-10-20 12:00"),
    ),
}
