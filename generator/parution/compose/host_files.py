"""Files that tell the host how to serve what is published: no lists of folders, right types.

The address of a group's site is its key, so a host that lists folders would hand out all keys.
These files travel with the sites, because nobody reads the settings of a shared host.

    .htaccess      for Apache and the hosts that read its files, as most shared hosting does
    g/index.html   for every other: a folder that has an index is not listed
    robots.txt     lets robots read the pages, where `noindex` stands, and fetch calendars and feeds
"""

from __future__ import annotations

from collections.abc import Mapping

from parution.compose.context import Context
from parution.compose.pages.shells import shell
from parution.compose.plans import Composed, Object, Text
from parution.domain.messages import message

GROUPS_INDEX = "g/index.html"

ROBOTS = "User-agent: *\nDisallow:\n"
"""Nothing is forbidden. A page that robots may not fetch can still be listed by its address, since
nobody reads there that it asks not to be."""

NOINDEX = '<meta name="robots" content="noindex,nofollow">'

HTACCESS = """\
# Written by parution with every build: what stands here is replaced.
# No folder is listed: the address of a group's site is its key.
Options -Indexes
DirectoryIndex index.html
ErrorDocument 404 {root}404.html

AddDefaultCharset UTF-8
<IfModule mod_mime.c>
AddCharset UTF-8 .bib .css .csv .html .ics .js .json .md .ris .svg .txt .webmanifest .xml
{types}
</IfModule>

# Files are read, never run.
SetHandler default-handler

<IfModule mod_headers.c>
Header always set X-Content-Type-Options "nosniff"
Header always set Referrer-Policy "no-referrer"
Header set Cache-Control "no-cache"
<IfModule mod_setenvif.c>
SetEnvIf Request_URI "/(g|archives)/" unlisted
Header always set X-Robots-Tag "noindex, nofollow, noarchive" env=unlisted
</IfModule>
</IfModule>
"""

TYPES: Mapping[str, str] = {
    ".bib": "application/x-bibtex",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pagefind": "application/octet-stream",
    ".pf_fragment": "application/octet-stream",
    ".pf_index": "application/octet-stream",
    ".pf_meta": "application/octet-stream",
    ".ris": "application/x-research-info-systems",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Types of what the sites hold that servers may not know, by the end of the name."""


def host_files(context: Context) -> dict[str, Object]:
    """Return the files for the host by path under ``site_dir``."""
    types = "\n".join(f"AddType {kind} {ending}" for ending, kind in TYPES.items())
    return {
        ".htaccess": Text(HTACCESS.format(root=context.root_address, types=types)),
        GROUPS_INDEX: groups_index(context),
        "robots.txt": Text(ROBOTS),
    }


def groups_index(context: Context) -> Composed:
    """Compose the page of the folder that holds the groups' sites: it names none of them."""
    title = context.say(message("This address is not complete"))
    main = context.fill("incomplete-address", home="../")
    return shell(context, GROUPS_INDEX, "../", title, (main,), in_head=NOINDEX)
