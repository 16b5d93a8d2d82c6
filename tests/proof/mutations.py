"""Every mutation of a world that the tests know, and whom each may concern.

A mutation says what it `touches`: the parts whose bodies it changes, the groups whose own data it
changes, and the audiences that read something else. A site may differ afterwards only if it shows
a touched part, belongs to a touched group or is for a touched audience; and it must differ if it
shows one of the parts under `shows`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis.vendor.pretty import RepresentationPrinter

from proof.oracle import LATE
from proof.worlds import (
    PICTURE,
    RULED,
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

Revealed = tuple[str, str]
"""A theme's address and a part."""


@dataclass(frozen=True)
class Mutation:
    """One change, ready to be made."""

    name: str
    after: World
    touches: frozenset[Revealed] = frozenset()
    shows: frozenset[Revealed] = frozenset()
    groups: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        """Let Hypothesis print the change, not the whole world after it."""
        printer.text(self.name)


def mutations(world: World, mark: str) -> Iterator[Mutation]:
    """Yield every mutation of a world; `mark` makes its texts new."""
    for change in list_changes(world, mark):
        if has_cited_records(change.after) and has_linked_parts(change.after):
            yield change


def list_changes(world: World, mark: str) -> Iterator[Mutation]:
    for address, theme in world.every.items():
        for mutation in (*of_texts(theme, mark), *of_files(theme, mark), *of_records(theme, mark)):
            yield mutate_theme(world, address, mutation)
    yield from of_common(world, mark)
    yield from of_drafts(world, mark)
    yield from of_groups(world, mark)
    yield from of_subjects(world, mark)
    yield from of_pages(world, mark)


def has_cited_records(world: World) -> bool:
    """Tell whether every record that a group's minutes cite still exists."""
    for group in world.groups.values():
        for meeting in group.meetings:
            theme = world.every.get(meeting.theme or "")
            known = {*group.records, *world.common, *(list_citable(theme) if theme else ())}
            if meeting.minutes and not known.issuperset(meeting.minutes.cites):
                return False
    return True


TO_A_THEME = re.compile(r"themes/(\d{4}/\w+)/(\w+)\.md")


def has_linked_parts(world: World) -> bool:
    """Tell whether every part that a group's own subject links to exists, outside drafts."""
    texts = (text for subject in world.subjects.values() for text in subject.texts.values())
    for address, part in (link for text in texts for link in TO_A_THEME.findall(text.body)):
        theme = world.themes.get(address)
        if theme is None or theme.draft or part not in theme.texts:
            return False
    return True


# --- in one theme ----------------------------------------------------------------------------


@dataclass(frozen=True)
class InTheme:
    """A change of one theme; `touches` and `shows` name its parts."""

    name: str
    after: Theme
    touches: frozenset[str]
    shows: frozenset[str]


def mutate_theme(world: World, address: str, change: InTheme) -> Mutation:
    """Return a theme's change as a mutation of the world."""

    def reveal(parts: frozenset[str]) -> frozenset[Revealed]:
        return frozenset((address, part) for part in parts)

    after = world.with_theme(address, change.after)
    return Mutation(
        f"{address}: {change.name}", after, reveal(change.touches), reveal(change.shows)
    )


def change_only(name: str, after: Theme, *parts: str) -> InTheme:
    """Return a change of these parts that everyone who sees one of them must see."""
    return InTheme(name, after, frozenset(parts), frozenset(parts))


def with_text(theme: Theme, part: str, text: Text) -> Theme:
    return replace(theme, texts={**theme.texts, part: text})


def of_texts(theme: Theme, mark: str) -> Iterator[InTheme]:
    """Yield changes of the written parts, front matter included."""
    ways: dict[str, Callable[[Text], Text]] = {
        "words added": lambda text: replace(text, body=f"{text.body}\n\nAjout {mark}."),
        "replaced": lambda text: Text(f"Tout autre chose {mark}. " + "Un mot de plus. " * 900),
        "heading added": lambda text: replace(text, body=f"## Titre {mark}\n\n{text.body}"),
        "link added": lambda text: replace(
            text, body=f"{text.body}\n\n[Lien](https://example.org/{mark})"
        ),
        "footnote added": lambda text: replace(
            text, body=f"{text.body}\n\nAppel[^n].\n\n[^n]: Note {mark}."
        ),
    }
    front: dict[str, Callable[[Text], Text]] = {
        "title changed": lambda text: replace(text, title=f"Titre {mark}"),
    }
    for part, text in theme.texts.items():
        for name, way in (ways if part == "presentation" else ways | front).items():
            yield change_only(f"{part} {name}", with_text(theme, part, way(text)), part)
        noted = with_text(theme, part, replace(text, changes=(*text.changes, f"Note {mark}")))
        yield InTheme(f"{part} change noted", noted, frozenset({part}), frozenset())
        uncited = next((key for key in list_citable(theme) if key not in text.cites), None)
        if uncited:
            cites = replace(text, cites=(*text.cites, uncited))
            yield change_only(f"{part} cites {uncited}", with_text(theme, part, cites), part)


def list_citable(theme: Theme) -> tuple[str, ...]:
    return (*theme.records, *theme.borrowed)


def of_files(theme: Theme, mark: str) -> Iterator[InTheme]:
    """Yield changes of the attachments, linked or not."""
    for name in theme.attachments:
        parts = tuple(find_linking(theme, name))
        other = drawing(mark) if name.endswith(PICTURE) else f"autre {mark}".encode()
        changed = replace(theme, attachments={**theme.attachments, name: other})
        yield change_only(f"{name} changed", changed, *parts)
        kept = {other: data for other, data in theme.attachments.items() if other != name}
        new_name = f"r{mark}{name[name.index('.') :]}"
        renamed = relink(theme, name, new_name)
        data = {**kept, new_name: theme.attachments[name]}
        yield change_only(f"{name} renamed", replace(renamed, attachments=data), *parts)
        removed = replace(relink(theme, name, None), attachments=kept)
        yield change_only(f"{name} removed", removed, *parts)
    more = replace(theme, attachments={**theme.attachments, f"n{mark}.csv": b"nouveau"})
    yield change_only("attachment added, linked by nothing", more)
    for part, text in theme.texts.items():
        linked = replace(text, attachments=(*text.attachments, f"n{mark}.csv"))
        yield change_only(f"attachment added to {part}", with_text(more, part, linked), part)


def find_linking(theme: Theme, name: str) -> Iterator[str]:
    """Yield the parts that link to an attachment."""
    yield from (part for part, text in theme.texts.items() if name in text.attachments)
    if any(name in text.attachments for text in theme.sources.values()):
        yield "sources"


def relink(theme: Theme, old: str, new: str | None) -> Theme:
    """Return the theme with its links to one attachment leading to another, or removed."""

    def moved(text: Text) -> Text:
        links = tuple(new if name == old else name for name in text.attachments)
        return replace(text, attachments=tuple(name for name in links if name))

    return replace(
        theme,
        texts={part: moved(text) for part, text in theme.texts.items()},
        sources={key: moved(text) for key, text in theme.sources.items()},
    )


def of_records(theme: Theme, mark: str) -> Iterator[InTheme]:
    """Yield changes of the theme's own bibliography and of its documents' summaries."""
    if not theme.records:
        return
    for key, record in theme.records.items():
        titled = replace(record, title=f"Étude {mark}")
        yield change_record(theme, key, titled, f"{key} retitled", *find_citing(theme, key))
        for extra in ("year = {2001}", "grade = {A}, level = {1}", "doi = {10.1000/xyz}"):
            # With the same field again, only the record's note would change, which no site shows.
            if not record.extra.startswith(extra):
                fields = replace(record, extra=f"{extra}, note = {{{mark}}}")
                yield change_record(theme, key, fields, f"{key} has {extra}")
        yield from of_summary(theme, key, mark)
        yield from remove_record(theme, key)
    added = {**theme.records, f"k{mark}": Record(f"Nouveau {mark}")}
    yield change_only("record added", replace(theme, records=added), "references")
    if len(theme.records) > 1:
        turned = dict(reversed(theme.records.items()))
        yield change_only("records reordered", replace(theme, records=turned), "references")


def of_summary(theme: Theme, key: str, mark: str) -> Iterator[InTheme]:
    """Yield changes of the summary of one document.

    Everybody knows which parts exist, and the first summary adds a part, the last removes it.
    """
    others = {other: text for other, text in theme.sources.items() if other != key}
    if others:
        summary = Text(f"Résumé {mark}, nouveau.")
        summarized = replace(theme, sources={**theme.sources, key: summary})
        yield change_only(f"summary of {key} written", summarized, "sources")
    if others and key in theme.sources:
        yield change_only(f"summary of {key} removed", replace(theme, sources=others), "sources")


def remove_record(theme: Theme, key: str) -> Iterator[InTheme]:
    """Yield the removal of a record and its document's summary, if that removes no part."""
    records = {other: record for other, record in theme.records.items() if other != key}
    sources = {other: text for other, text in theme.sources.items() if other != key}
    goes = not (records or theme.borrowed) or (bool(theme.sources) and not sources)
    if not goes and not list(find_citing(theme, key)):
        parts = ("references", "sources") if key in theme.sources else ("references",)
        gone = replace(theme, records=records, sources=sources)
        yield change_only(f"{key} removed", gone, *parts)


def change_record(theme: Theme, key: str, record: Record, name: str, *shown_in: str) -> InTheme:
    """Return the change of a record, which the parts that cite it may show as well."""
    after = replace(theme, records={**theme.records, key: record})
    touches = {"references", *find_citing(theme, key)}
    if key in theme.sources:
        touches.add("sources")
    return InTheme(name, after, frozenset(touches), frozenset({"references", *shown_in}))


def find_citing(theme: Theme, key: str) -> Iterator[str]:
    """Yield the written parts that cite a record."""
    yield from (part for part, text in theme.texts.items() if key in text.cites)


# --- in the whole association ----------------------------------------------------------------


def of_common(world: World, mark: str) -> Iterator[Mutation]:
    """Yield changes of the common bibliography."""
    for key, record in world.common.items():
        after = replace(
            world, common={**world.common, key: replace(record, title=f"Rapport {mark}")}
        )
        touched = frozenset(
            (address, part)
            for address, theme in world.every.items()
            if key in theme.borrowed
            for part in ("references", *find_citing(theme, key))
        )
        groups = frozenset(slug for slug, group in world.groups.items() if has_cited(group, key))
        yield Mutation(f"common record {key} changed", after, touched, touched, groups)
    more = {**world.common, f"c{mark}": Record(f"Commun {mark}")}
    yield Mutation("common record added", replace(world, common=more))
    turned = dict(reversed(world.common.items()))
    yield Mutation("common records reordered", replace(world, common=turned))


def of_drafts(world: World, mark: str) -> Iterator[Mutation]:
    """Yield drafts that come and go unnoticed."""
    draft = Theme({"presentation": Text(f"Projet {mark}."), "dossier": Text("Rien.")}, draft=True)
    more = {f"2026/d{mark}": draft, **world.themes}
    yield Mutation("draft added", replace(world, themes=more))
    for address, theme in world.themes.items():
        if theme.draft:
            retitled = {**world.themes, address: replace(theme, title=f"Autre projet {mark}")}
            yield Mutation(f"draft {address} retitled", replace(world, themes=retitled))
        met = any(m.theme == address for group in world.groups.values() for m in group.meetings)
        if theme.draft and not met and len(world.themes) > 1:
            rest = {name: other for name, other in world.themes.items() if name != address}
            kept = {name.partition("/")[0] for name in rest}
            if address.partition("/")[0] in kept:
                yield Mutation(f"draft {address} removed", replace(world, themes=rest))


def of_groups(world: World, mark: str) -> Iterator[Mutation]:
    """Yield changes of groups' own data, and of the policies they follow."""
    for slug, group in world.groups.items():
        for name, after in group_changes(world, group, mark):
            groups = {**world.groups, slug: after}
            yield Mutation(
                f"{slug} {name}", replace(world, groups=groups), groups=frozenset({slug})
            )
        rest = {other: group for other, group in world.groups.items() if other != slug}
        if rest:
            left = {a: each for a, each in world.subjects.items() if world.owner(a) != slug}
            after = replace(world, groups=rest, subjects=left)
            yield Mutation(f"{slug} removed", after, groups=frozenset({slug}))
    new = Group(f"Baugé {mark}", "before", (Meeting(None, datetime(2026, 10, 1, 20)),))
    groups = dict(sorted({**world.groups, "bauge": new}.items()))
    yield Mutation("group added", replace(world, groups=groups), groups=frozenset({"bauge"}))
    for name in world.policies:
        policies = {**world.policies, name: dict.fromkeys(RULED, LATE)}
        followers = (slug for slug, group in world.groups.items() if follows(group, name))
        yield Mutation(
            f"policy {name} changed",
            replace(world, policies=policies),
            groups=frozenset(followers),
            # A facilitator's desk offers all of them.
            audiences=frozenset({"facilitator"}),
        )


def group_changes(world: World, group: Group, mark: str) -> Iterable[tuple[str, Group]]:
    """Yield a group with its own data changed."""
    later = [replace(m, starts=m.starts + timedelta(days=200)) for m in group.meetings]
    address = next(iter(world.themes))
    last = max((meeting.starts for meeting in group.meetings), default=datetime(2027, 1, 5, 20))
    more = Meeting(address, last + timedelta(days=7))
    yield "moves its meetings", replace(group, meetings=tuple(later))
    yield "meets on no theme", replace(group, meetings=(), policy_for={}, releases_for={})
    yield "meets once more", replace(group, meetings=(*group.meetings, more))
    yield "changes its policy", replace(group, policy="before")
    yield "has new addresses", replace(group, generation=group.generation + 1)
    yield "has other readers", replace(group, readers=not group.readers)
    yield "is renamed", replace(group, name=f"Groupe {mark}")
    elsewhere = [replace(m, place=f"Chez {mark}") for m in group.meetings]
    yield "meets elsewhere", replace(group, meetings=tuple(elsewhere))
    yield from of_minutes(group, mark)


def of_minutes(group: Group, mark: str) -> Iterable[tuple[str, Group]]:
    """Yield a group with other minutes, questions or references, in every way."""
    ways: dict[str, Callable[[Minutes], Minutes | None]] = {
        "writes its minutes anew": lambda said: replace(said, body=f"Tout autre chose {mark}."),
        "asks something else": lambda said: replace(said, question=f"Et {mark} ?"),
        "answers": lambda said: replace(said, answer=f"Oui, {mark}."),
        "cites nothing": lambda said: replace(said, cites=()),
        "cites a common record": lambda said: replace(said, cites=("commun2",)),
        "keeps its minutes to itself, or no more": lambda said: replace(said, draft=not said.draft),
        "takes its minutes away": lambda _: None,
    }
    for name, way in ways.items():
        written = [
            m if m.minutes is None else replace(m, minutes=way(m.minutes)) for m in group.meetings
        ]
        if any(meeting.minutes for meeting in group.meetings):
            yield name, replace(group, meetings=tuple(written))
    new = Minutes(f"Huit présents {mark}.", "Que faire ?", "Attendre.", ("commun1",))
    first = [replace(meeting, minutes=meeting.minutes or new) for meeting in group.meetings]
    yield "writes all its minutes", replace(group, meetings=tuple(first))
    retitled = {key: Record(f"Étude {mark}") for key in group.records}
    yield "has other references", replace(group, records={**retitled, f"g{mark}": Record(mark)})


def has_cited(group: Group, key: str) -> bool:
    """Tell whether a group's minutes cite a record."""
    return any(m.minutes is not None and key in m.minutes.cites for m in group.meetings)


def follows(group: Group, policy: str) -> bool:
    """Tell whether a group follows a policy, always or for one theme."""
    return policy == group.policy or policy in group.policy_for.values()


def of_subjects(world: World, mark: str) -> Iterator[Mutation]:
    """Yield groups' own subjects that come, go, and change facts that everybody may know.

    Not even their group may notice anything of their drafts.
    """
    for slug in world.groups:
        new = Theme({"presentation": Text(f"À nous, {mark}."), "dossier": Text(f"Ainsi {mark}.")})
        address = f"{slug}/n{mark}"
        added = replace(world, subjects={**world.subjects, address: new})
        yield Mutation(f"{address} added", added, groups=frozenset({slug}))
        draft = replace(world, subjects={**world.subjects, address: replace(new, draft=True)})
        yield Mutation(f"draft {address} added", draft)
    for address, subject in world.subjects.items():
        groups = frozenset() if subject.draft else frozenset({address.partition("/")[0]})
        retitled = world.with_theme(address, replace(subject, title=f"Notre sujet {mark}"))
        yield Mutation(f"{address} retitled", retitled, groups=groups)
        owner = frozenset({address.partition("/")[0]})
        turned = world.with_theme(address, replace(subject, draft=not subject.draft))
        yield Mutation(f"{address} is a draft, or none any more", turned, groups=owner)
        met = any(m.theme == address for m in world.groups[address.partition("/")[0]].meetings)
        if not met:
            rest = {name: each for name, each in world.subjects.items() if name != address}
            yield Mutation(f"{address} removed", replace(world, subjects=rest), groups=groups)


def of_pages(world: World, mark: str) -> Iterator[Mutation]:
    """Yield changes of the association's pages for facilitators alone."""
    new = Page(f"Page {mark}", f"Pour animer, {mark}.", for_facilitators=True)
    for name in ("animer", f"page-{mark}"):
        pages = {**world.pages, name: new}
        yield Mutation(
            f"page {name} for facilitators",
            replace(world, pages=pages),
            audiences=frozenset({"facilitator"}),
        )
