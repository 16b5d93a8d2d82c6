"""Reads ``groups/*.yml``: the groups, each with its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parution.domain import Audience, Group, Meeting, Releases
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.language.look_alikes import type_plainly
from parution.sources.files.folders import SourceFolder
from parution.sources.files.slugs import check_slug
from parution.sources.files.strays import report_strays
from parution.sources.meeting_list import read_meetings, read_policy
from parution.sources.meeting_theme import Known
from parution.sources.report import Report
from parution.sources.source_context import SourceContext
from parution.sources.unusual_dates import warn_of_unusual
from parution.sources.yaml.fields import Fields

ENDING = ".yml"
LOG = "groups/changes.log"
"""The log of changes made by request, one per line; no reader reads it."""


def list_group_folders(groups: SourceFolder) -> dict[str, SourceFolder]:
    """Return the folders of groups' own writings, by slug."""
    named = {name.removesuffix(ENDING) for name in groups.files if name.endswith(ENDING)}
    return {name: folder for name, folder in groups.folders.items() if name in named}


def read_groups(groups: SourceFolder, known: Known, sources: SourceContext) -> tuple[Group, ...]:
    """Return the groups in order of slug; their meetings may use the names in ``known``."""
    files = [name for name in groups.files if name.endswith(ENDING)]
    with_file = [name.removesuffix(ENDING) for name in files]
    written_by_people = replace(
        groups, files=tuple(each for each in groups.files if f"{groups.path}/{each}" != LOG)
    )
    report_strays(written_by_people, (f"*{ENDING}",), with_file, sources.report)
    found = (read_group(f"{groups.path}/{name}", known, sources) for name in files)
    read = [group for group in found if group]
    report_namesakes(read, sources)
    warn_of_unusual(read, sources.report)
    return tuple(sorted(read, key=lambda group: group.slug))


def read_group(path: str, known: Known, sources: SourceContext) -> Group | None:
    """Return the group that a file describes; None, reported, if the file cannot be read."""
    slug = path.rpartition("/")[2].removesuffix(ENDING)
    check_slug(slug, Place(path), sources.report, ending=ENDING)
    table = sources.table(path)
    if table is None:
        return None
    fields = Fields(table, sources.report)
    fields.need("name")
    group = Group(
        slug=slug,
        name=fields.text("name") or slug,
        policy=read_policy(fields, known, sources.report) or known.default_policy,
        readers=fields.flag("readers"),
        generation=fields.whole_number("generation", default=1),
        meetings=read_meetings(fields, slug, known, sources.report),
        place=fields.place,
        venue=fields.text("place"),
        room_code=fields.flag("room_code"),
    )
    facilitator = fields.text("animateur")
    if facilitator:
        sources.facilitators[slug] = facilitator
    fields.refuse_unknown()
    if not group.readers:
        warn_of_readers(group, fields, known, sources.report)
    return group


def warn_of_readers(group: Group, fields: Fields, known: Known, report: Report) -> None:
    """Warn of rules for early readers in a group without a readers' site: they have no effect.

    Do not warn of the default policy of ``mkdocs.yml``, which may suit other groups.
    """
    places = [meeting.place for meeting in group.meetings if speaks_of_readers(meeting, known)]
    if "policy" in fields and sets_readers_apart(group.policy, known):
        places.append(fields.where("policy"))
    for place in places:
        report.warn(
            "readers-without-site",
            place,
            message("a rule speaks of early readers, but this group has no site for them"),
            message("Add “readers: true” to the group's file, or choose another policy or rule."),
        )


def speaks_of_readers(meeting: Meeting, known: Known) -> bool:
    """Return whether a meeting has rules for early readers that differ from the members'."""
    named = meeting.policy is not None and sets_readers_apart(meeting.policy, known)
    return named or distinguishes(meeting.releases)


def sets_readers_apart(policy: str, known: Known) -> bool:
    """Return whether a policy has rules for early readers that differ from the members'."""
    policies = known.policies or {}
    return policy in policies and distinguishes(policies[policy].releases)


def distinguishes(releases: Releases) -> bool:
    """Return whether a rule for early readers differs from the one for members."""
    return any(
        Audience.READER in rules and rules[Audience.READER] != rules.get(Audience.MEMBER)
        for rules in releases.values()
    )


def report_namesakes(groups: Sequence[Group], sources: SourceContext) -> None:
    """Report groups with the same name, whose sites nobody could distinguish."""
    seen: dict[str, Group] = {}
    for group in groups:
        first = seen.setdefault(fold(type_plainly(group.name)), group)
        if first is not group:
            sources.report.error(
                "duplicate-group",
                group.place,
                message(
                    "the group “%(name)s” already has a file: %(file)s",
                    name=group.name,
                    file=first.place.file,
                ),
                message("Give one of them another name, or remove its file."),
            )
