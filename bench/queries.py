"""Count how often the right page comes first for doctors' queries: ``make queries``.

It builds the sample in a temporary folder, and asks the search of a facilitator's site, where
everything is open, the queries of ``tests/search/typed.yml``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.search.asking import ask, rank_of, read_queries, score

from parution import pipeline
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Audience, Site
from parution.private_store import PrivateStore
from parution.sources import read

REPOSITORY = Path(__file__).parents[1]
SOURCES = ("themes", "bibliography", "groups", "mkdocs.yml")
INSTANT = datetime(2026, 9, 25, 12, tzinfo=ZoneInfo("Europe/Paris"))
SITE = Site("ancenis", Audience.FACILITATOR)


def main() -> None:
    """Print each query with the place of the right page, then how many come first."""
    expected = read_queries("typed.yml")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in SOURCES:
            copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy
            copy(REPOSITORY / name, project / name)
        config = project / "mkdocs.yml"
        text = config.read_text("utf-8").replace("- parution:\n", "- parution:\n      pdf: false\n")
        config.write_text(text, "utf-8")
        pipeline.build(project, config, INSTANT, project / "site")
        catalogue = read(project, config).require()
        site = locate_site_folder(catalogue, PrivateStore(project).secret(), SITE)
        answers = ask(project / "site", site, [query for query, _ in expected])
    for (query, pages), found in zip(expected, answers, strict=True):
        number = rank_of(pages, found)
        sys.stdout.write(f"{number or '-':>3}  {query}\n")
    first, third = score(expected, answers)
    sys.stdout.write(f"{len(expected)} queries: {first} first, {third} within three\n")


if __name__ == "__main__":
    main()
