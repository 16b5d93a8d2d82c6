"""Hypothesis strategies for small associations, in every shape that the product knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from proof.oracle import POLICIES, RULES, boundaries
from proof.worlds import (
    RULED,
    WRITTEN,
    Edition,
    Group,
    Meeting,
    Minutes,
    Page,
    Record,
    Text,
    Theme,
    World,
    drawing,
)

BLOCKS = (
    "Une douleur de l’épaule se pense aussi ailleurs.",
    "## Évaluer la situation\n\nL’examen vient d’abord.",
    "### Évaluer la situation\n\nLe même titre, plus bas.",
    "## Œdème & « signes » {#oedeme}\n\nUne ancre choisie.",
    "| Signe | Valeur |\n|---|---|\n| fièvre | 38,5 |",
    "- un\n- deux\n    - trois",
    "1. Croire le patient.\n2. Le revoir.",
    '!!! note "À retenir"\n    Un encadré.',
    '??? info "Plus"\n    Un détail replié.',
    "Une note[^1].\n\n[^1]: Le texte de la note.",
    "Voir [la HAS](https://www.has-sante.fr/) et <medecin@example.org>.",
    "```python\nprint('[@rien]')\n```",
    'Du HTML : <span class="x">brut</span> &amp; &lt;b&gt;.',
    "Caractères : ﬁ ₂ é 😀 \u202f« \u00a0 ».",
    "> Une citation en retrait.",
)

BODIES = st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=4).map("\n\n".join)

FIRST_DAY = datetime(2026, 9, 1)

MOMENTS = st.builds(
    lambda days, hours: FIRST_DAY + timedelta(days=days, hours=hours),
    st.integers(0, 120),
    st.sampled_from((12, 20)),
)

ADDRESSES = ("2026/t1", "2026/t2", "2018/t3")

PLACES = ("", "Salle des fêtes", "Cabinet du docteur Legrand")

PAGES = {
    "bienvenue": Page("Votre première réunion", "On arrive, on écoute."),
    "animer": Page("Animer sans être l’expert", "Vous tenez le temps.", for_facilitators=True),
}

OWN_WORDS = "{theme: sujet, facilitator: [modérateur, modératrice], dossier: Synthèse}"

SLUGS = ("ancenis", "blain", "clisson")


@st.composite
def themes(draw: st.DrawFn, address: str) -> Theme:
    """Draw a theme; keys and titles contain its name, so that no two records are alike."""
    slug = address.partition("/")[2]
    keys = [f"{slug}k{number}" for number in range(draw(st.integers(0, 3)))]
    borrowed = draw(st.sampled_from(((), ("commun1",))))
    attachments = {"a.csv": b"un;deux\n", "b.csv": b"trois;quatre\n", "c.svg": drawing("un")}
    links = st.sampled_from((lambda up: "", lambda up: f"\n\nVoir [ce thème]({up}index.md)."))
    citable = (*keys, *borrowed)

    def text(can_be_dressed: bool = True) -> Text:
        return Text(
            body=draw(BODIES) + draw(links)(""),
            title=draw(st.sampled_from(("", "Un titre"))) if can_be_dressed else "",
            attachments=tuple(draw(st.sets(st.sampled_from(sorted(attachments)), max_size=2))),
            cites=tuple(draw(st.sets(st.sampled_from(citable), max_size=2))) if citable else (),
        )

    others = draw(st.sets(st.sampled_from(WRITTEN[1:]), min_size=1))
    return Theme(
        texts={part: text(part != "presentation") for part in WRITTEN if part in others}
        | {"presentation": text(can_be_dressed=False)},
        records={
            key: Record(f"Étude {key}", f"year = {{20{10 + n}}}") for n, key in enumerate(keys)
        },
        borrowed=borrowed,
        sources={
            key: Text(
                draw(BODIES) + draw(links)("../"),
                attachments=draw(st.sampled_from(((), ("a.csv",), ("c.svg",)))),
            )
            for key in keys
            if draw(st.booleans())
        },
        attachments=attachments,
        draft=draw(st.sampled_from((False, False, False, True))),
        title=draw(st.sampled_from(("", f"L’histoire de {slug}"))),
        reviewed=draw(st.sampled_from((None, date(2026, 9, 20)))),
    )


@st.composite
def minutes(
    draw: st.DrawFn,
    slug: str,
    address: str | None,
    themes: Mapping[str, Theme],
    records: Mapping[str, Record],
) -> Minutes:
    """Draw the minutes of a meeting on a theme, which cite only allowed records."""
    theme = themes.get(address or "")
    citable = (*records, "commun1", *(theme.records if theme else ()))
    return Minutes(
        body=f"Tour de table à {slug}.",
        question=f"Que faire à {slug} ?",
        answer=draw(st.sampled_from(["", f"Attendre, dit {slug}."])),
        cites=tuple(draw(st.lists(st.sampled_from(citable), max_size=2, unique=True))),
        draft=draw(st.booleans()),
    )


@st.composite
def groups(draw: st.DrawFn, slug: str, themes: Mapping[str, Theme], policies: list[str]) -> Group:
    """Draw a group with its own settings and meetings on some themes, some of them twice.

    Its own subjects are among the themes.
    """
    records = {f"{slug}1": Record(f"Étude lue à {slug}")} if draw(st.booleans()) else {}
    subjects = draw(st.lists(st.sampled_from([*themes, None]), max_size=3))
    starts = draw(st.lists(MOMENTS, min_size=3, max_size=3, unique_by=lambda moment: moment.date()))
    places = draw(st.lists(st.sampled_from(PLACES), min_size=3, max_size=3))
    met_at = zip(subjects, starts, places, strict=False)
    meetings = [
        Meeting(
            theme,
            start,
            place=place,
            minutes=draw(st.none() | minutes(slug, theme, themes, records)),
        )
        for theme, start, place in met_at
    ]
    met = sorted({theme for theme in subjects if theme})
    rules = st.dictionaries(st.sampled_from(RULED), st.sampled_from(RULES), max_size=2)
    return Group(
        name=slug.capitalize(),
        policy=draw(st.sampled_from(policies)),
        meetings=tuple(sorted(meetings, key=lambda meeting: meeting.starts)),
        readers=draw(st.booleans()),
        room_code=draw(st.booleans()),
        policy_for={a: draw(st.sampled_from(policies)) for a in met if draw(st.booleans())},
        releases_for={a: draw(rules) for a in met if draw(st.booleans())},
        records=records,
    )


def own_of(slug: str, subjects: Mapping[str, Theme]) -> Mapping[str, Theme]:
    """Return a group's own subjects."""
    return {name: each for name, each in subjects.items() if name.startswith(f"{slug}/")}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw an association with one to three themes in one or two editions."""
    addresses = list(ADDRESSES[: draw(st.integers(1, 3))])
    dates = st.none() | MOMENTS
    own = st.fixed_dictionaries({part: st.sampled_from(RULES) for part in RULED})
    policies = draw(st.dictionaries(st.sampled_from(("maison", "tardive")), own, max_size=2))
    names = [*POLICIES, *policies]
    slugs = SLUGS[: draw(st.integers(1, 3))]
    of_themes = {address: draw(themes(address)) for address in addresses}
    own_addresses = [f"{slug}/s-{slug}" for slug in slugs if draw(st.booleans())]
    subjects = {address: draw(themes(address)) for address in own_addresses}
    return World(
        editions={
            name: Edition(draw(dates), draw(dates))
            for name in sorted({address.partition("/")[0] for address in addresses})
        },
        themes=of_themes,
        groups={
            slug: draw(groups(slug, {**of_themes, **own_of(slug, subjects)}, names))
            for slug in slugs
        },
        subjects=subjects,
        policies=policies,
        common={
            "commun1": Record("Un rapport commun", "year = {2020}"),
            "commun2": Record("Un rapport que nul n’emprunte", "year = {2019}"),
        },
        pages=draw(st.sampled_from(({}, PAGES))),
        labels=draw(st.sampled_from(("", OWN_WORDS))),
    )


LOOK_AROUND = (
    timedelta(0),
    timedelta(microseconds=-1),
    timedelta(seconds=1),
    timedelta(days=-1),
    timedelta(days=2),
)


@st.composite
def instants(draw: st.DrawFn, world: World) -> datetime:
    """Draw an instant, most often close to an opening."""
    start = datetime(2026, 8, 1, tzinfo=UTC)
    around = boundaries(world) or [start]
    return draw(st.sampled_from([start, *around])) + draw(st.sampled_from(LOOK_AROUND))
