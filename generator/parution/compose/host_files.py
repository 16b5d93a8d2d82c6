"""Files that tell the host how to serve the sites: no listed folders, right content types.

The address of a group's site is its key: a host that lists folders would reveal all keys. These
files travel with the sites, because hardly anybody edits the settings of a shared host.

    .htaccess             for Apache and compatible hosts, such as most shared hosting
    g/index.html          for all other hosts: a folder with an index page is not listed
    archives/index.html   the same
    robots.txt            lets robots fetch pages, where they find `noindex`, calendars and feeds
"""

from __future__ import annotations

from parution.compose.context import Context
from parution.compose.pages.shells import compose_shell
from parution.compose.plans import Composed, Object, SmallFile
from parution.compose.serving import collect_serving_values
from parution.domain.messages import message

GROUPS_INDEX = "g/index.html"
ARCHIVES_INDEX = "archives/index.html"

ROBOTS = "User-agent: *\nDisallow:\n"
"""Forbids nothing: a search engine can list the address of a page that it may not fetch, because it
never reads the `noindex` there.
"""

NOINDEX = '<meta name="robots" content="noindex,nofollow">'


def make_host_files(context: Context) -> dict[str, Object]:
    """Return the files for the host by path under ``site_dir``."""
    htaccess = context.templates.get_template("hosts/htaccess")
    values = collect_serving_values() | {
        "root": context.root_address,
        # Whoever is served by a shared host knows no path of it.
        "before_area": "^(.*",
        "documents": "%{DOCUMENT_ROOT}",
    }
    return {
        ".htaccess": SmallFile(htaccess.render(**values)),
        GROUPS_INDEX: compose_index_of_sites(context, GROUPS_INDEX),
        ARCHIVES_INDEX: compose_index_of_sites(context, ARCHIVES_INDEX),
        "robots.txt": SmallFile(ROBOTS),
    }


def compose_index_of_sites(context: Context, path: str) -> Composed:
    """Compose the index page of a folder of sites; it names none of them."""
    title = context.say(message("This address is not complete"))
    main = context.fill("incomplete-address", home="../")
    return compose_shell(context, path, "../", title, (main,), in_head=NOINDEX)
