"""Small functions that make valid catalogues for tests, each with only the values that matter.

    catalogue(
        edition("2026", theme("2026/pain"), opens_to_all=local("2027-07-01 00:00")),
        groups=[group("blain", meeting("2026/pain", "2026-10-08 20:30"), policy="after")],
    )

Local times are written ``2026-10-08 20:30``; instants too, with an offset: ``2026-10-08 20:30Z``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from parution.domain import (
    COLLECTED,
    Attachment,
    Audience,
    Catalogue,
    Document,
    Edition,
    Group,
    Meeting,
    Name,
    Part,
    Policy,
    Reference,
    Releases,
    Settings,
    Theme,
)
from parution.domain.problems import Place
from parution.release.grammar import parse_rule
from parution.release.policies import BUILT_IN

PARIS = ZoneInfo("Europe/Paris")

WRITTEN_PARTS = tuple(part for part in Part if part not in COLLECTED)
"""The parts that have a text of their own."""


def local(text: str) -> datetime:
    """Return a naive local time: ``local("2026-10-08 20:30")``."""
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is None, f"{text} has an offset: use instant()"
    return moment


def instant(text: str) -> datetime:
    """Return an aware instant: ``instant("2026-10-08 18:30Z")``."""
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None, f"{text} has no offset: use local()"
    return moment


def document(path: str, body: str = "Un texte.", *attachments: str) -> Document:
    """Return a part's text; `attachments` are paths under ``documents/`` that it links to."""
    return Document(path=path, title=None, body=body, body_line=1, attachments=attachments)


def reference(key: str, **fields: str) -> Reference:
    """Return an article by one author, with a title and a year unless `fields` say otherwise."""
    return Reference(
        key=key,
        kind="article",
        fields={"title": f"Titre de {key}", "journal": "Prescrire", "year": "2024", **fields},
        authors=(Name(family="Martin", given="Anne"),),
        editors=(),
        place=Place("bibliography/references.bib", 1),
    )


def attachment(path: str, content: bytes = b"content") -> Attachment:
    """Return an attachment: ``attachment("documents/fiche.pdf")``."""
    return Attachment(path, hashlib.sha256(content).hexdigest(), len(content))


def theme(
    address: str,
    *,
    parts: Iterable[Part] = Part,
    draft: bool = False,
    title: str | None = None,
    bodies: Mapping[Part, str] | None = None,
    attachments: Iterable[Attachment] = (),
) -> Theme:
    """Return a theme that has `parts` (all of them by default), each with a short text.

    `Part.REFERENCES` comes as one reference, `Part.SOURCES` as the summary of its document.
    """
    parts = frozenset(parts)
    folder = f"themes/{address}"
    slug = address.partition("/")[2]
    key = f"{slug}2024"
    has_references = Part.REFERENCES in parts
    return Theme(
        address=address,
        title=title or slug.capitalize(),
        question=None,
        authors=("Dr A. Martin",),
        interests=None,
        searched_until=None,
        reviewed=None,
        keywords=(),
        synonyms=(),
        draft=draft,
        documents={
            part: document(
                f"{folder}/{_file_of(part)}", (bodies or {}).get(part, f"Texte : {part}.")
            )
            for part in WRITTEN_PARTS
            if part in parts
        },
        sources={key: document(f"{folder}/sources/{key}.md")} if Part.SOURCES in parts else {},
        references=(reference(key),) if has_references else (),
        attachments={attachment.path: attachment for attachment in attachments},
        place=Place(f"{folder}/index.md", 1),
    )


def edition(
    name: str,
    *themes: Theme,
    opens_to_all: datetime | None = None,
    opens_to_public: datetime | None = None,
) -> Edition:
    """Return an edition; its dates are naive local times."""
    return Edition(
        name=name,
        title=f"Thèmes {name}",
        themes=themes,
        opens_to_all=opens_to_all,
        opens_to_public=opens_to_public,
    )


def rules(**texts: str | Mapping[str, str]) -> Releases:
    """Return rules by part: ``rules(summary="at end", dossier={"reader": "2 days before"})``.

    A rule given as text holds for members and readers alike.
    """
    return {
        Part(part): {
            Audience(audience): parse_rule(text)
            for audience, text in (
                {"member": said, "reader": said} if isinstance(said, str) else said
            ).items()
        }
        for part, said in texts.items()
    }


def policy(name: str, **texts: str | Mapping[str, str]) -> Policy:
    """Return a policy of the association's own: ``policy("late", dossier="2 days after")``."""
    return Policy(name, rules(**texts))


def meeting(
    theme: str | None,
    starts: str,
    *,
    hours: float = 2,
    policy: str | None = None,
    releases: Releases | None = None,
) -> Meeting:
    """Return a meeting at a local time, two hours long unless said otherwise."""
    return Meeting(
        starts=local(starts),
        duration=timedelta(hours=hours),
        place=Place("groups/group.yml", 1),
        theme=theme,
        title=None if theme else "Thème libre",
        policy=policy,
        releases=releases or {},
    )


def group(slug: str, *meetings: Meeting, policy: str = "before", readers: bool = False) -> Group:
    """Return a group named after its slug, its meetings put in order."""
    return Group(
        slug=slug,
        name=slug.replace("-", " ").title(),
        policy=policy,
        readers=readers,
        generation=1,
        meetings=tuple(sorted(meetings, key=lambda meeting: meeting.starts)),
        place=Place(f"groups/{slug}.yml", 1),
    )


def catalogue(
    *editions: Edition,
    groups: Iterable[Group] = (),
    policies: Iterable[Policy] = (),
    zone: ZoneInfo = PARIS,
) -> Catalogue:
    """Return a catalogue with the built-in policies and `policies`."""
    own = {policy.name: policy for policy in policies}
    return Catalogue(
        settings=Settings(timezone=zone, default_policy="before", policies={**BUILT_IN, **own}),
        home=document("themes/index.md"),
        editions=tuple(sorted(editions, key=lambda edition: edition.name, reverse=True)),
        groups=tuple(sorted(groups, key=lambda group: group.slug)),
    )


def _file_of(part: Part) -> str:
    return "index.md" if part is Part.PRESENTATION else f"{part}.md"
