"""Files that tell the host how to serve what is published: no lists of folders, right types.

The address of a group's site is its key, so a host that lists folders would hand out all keys.
These files travel with the sites, because nobody reads the settings of a shared host.

    .htaccess             for Apache and the hosts that read its files, as most shared hosting does
    g/index.html          for every other: a folder that has an index is not listed
    archives/index.html   likewise
    robots.txt            lets robots read the pages, where `noindex` stands, and fetch calendars
                          and feeds
"""

from __future__ import annotations

from parution.compose.context import Context
from parution.compose.pages.shells import shell
from parution.compose.plans import Composed, Object, SmallFile
from parution.compose.serving import facts
from parution.domain.messages import message

GROUPS_INDEX = "g/index.html"
ARCHIVES_INDEX = "archives/index.html"

ROBOTS = "User-agent: *\nDisallow:\n"
"""Nothing is forbidden. A page that robots may not fetch can still be listed by its address, since
nobody reads there that it asks not to be."""

NOINDEX = '<meta name="robots" content="noindex,nofollow">'


def host_files(context: Context) -> dict[str, Object]:
    """Return the files for the host by path under ``site_dir``."""
    htaccess = context.templates.get_template("hosts/htaccess")
    return {
        ".htaccess": SmallFile(htaccess.render(root=context.root_address, **facts())),
        GROUPS_INDEX: index_of_sites(context, GROUPS_INDEX),
        ARCHIVES_INDEX: index_of_sites(context, ARCHIVES_INDEX),
        "robots.txt": SmallFile(ROBOTS),
    }


def index_of_sites(context: Context, path: str) -> Composed:
    """Compose the page of a folder that holds sites: it names none of them."""
    title = context.say(message("This address is not complete"))
    main = context.fill("incomplete-address", home="../")
    return shell(context, path, "../", title, (main,), in_head=NOINDEX)
