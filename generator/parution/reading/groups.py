"""``groups/*.yml``: the groups, each with its meetings."""

from __future__ import annotations

from collections.abc import Sequence

from parution.messages import message
from parution.model import Group
from parution.problems import Place
from parution.reading.fields import Fields
from parution.reading.files import Folder, refuse_strays
from parution.reading.meetings import Known, policy_of, read_meetings
from parution.reading.names import check_slug
from parution.reading.nearest import folded
from parution.reading.sources import Sources

ENDING = ".yml"


def read_groups(groups: Folder | None, known: Known, sources: Sources) -> tuple[Group, ...]:
    """Return the groups in order of slug; their meetings may name what is ``known``."""
    if groups is None:
        return ()
    files = [name for name in groups.files if name.endswith(ENDING)]
    refuse_strays(groups, (f"*{ENDING}",), (), sources.report)
    found = (read_group(f"{groups.path}/{name}", known, sources) for name in files)
    read = [group for group in found if group]
    refuse_namesakes(read, sources)
    return tuple(sorted(read, key=lambda group: group.slug))


def read_group(path: str, known: Known, sources: Sources) -> Group | None:
    """Return the group that a file describes; None when it cannot be read."""
    slug = path.rpartition("/")[2].removesuffix(ENDING)
    check_slug(slug, Place(path), sources.report)
    table = sources.table(path)
    if table is None:
        return None
    fields = Fields(table, sources.report)
    fields.need("name")
    group = Group(
        slug=slug,
        name=fields.text("name") or slug,
        policy=policy_of(fields, known, sources.report) or known.default_policy,
        readers=fields.flag("readers"),
        generation=fields.whole_number("generation", default=1),
        meetings=read_meetings(fields, known, sources.report),
        place=fields.place,
    )
    fields.refuse_unknown()
    return group


def refuse_namesakes(groups: Sequence[Group], sources: Sources) -> None:
    """Report groups of the same name: nobody could tell their sites apart."""
    seen: dict[str, Group] = {}
    for group in groups:
        first = seen.setdefault(folded(group.name), group)
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
