"""Settings for the web servers that serve the sites, ready to use as printed. Pure.

`parution.compose.serving` holds the facts to configure; the templates of ``site_templates/hosts``
express them for each program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parution import templates
from parution.compose.serving import TEXTS, TYPES, collect_serving_values
from parution.domain.messages import Translate, message


class Server(StrEnum):
    """A program that serves files."""

    APACHE = "apache"
    NGINX = "nginx"
    CADDY = "caddy"


@dataclass(frozen=True, slots=True)
class ServedPlace:
    """The folder to serve, and the name of the host."""

    name: str
    """Host name: ``dossiers.example.org``."""

    folder: str
    """Absolute path on the host: ``/srv/dossiers/current``."""

    below: str = ""
    """Folder of the sites within the host, without a final slash: ``/dossiers``; empty if the host
    serves only them.
    """


TEMPLATES: Mapping[Server, str] = {
    Server.APACHE: "hosts/apache.conf",
    Server.NGINX: "hosts/nginx.conf",
    Server.CADDY: "hosts/Caddyfile",
}

PASSWORDS: Mapping[Server, str] = {
    Server.APACHE: "/etc/apache2/%s.htpasswd",
    Server.NGINX: "/etc/nginx/%s.htpasswd",
    Server.CADDY: "/etc/caddy/%s.users",
}
"""The file that holds the password of a group."""

MAKE_PASSWORDS: Mapping[Server, str] = {
    Server.APACHE: "htpasswd -B -c %(file)s %(group)s",
    Server.NGINX: "htpasswd -B -c %(file)s %(group)s",
    Server.CADDY: "printf '%(group)s %%s\\n' \"$(caddy hash-password)\" > %(file)s",
}
"""The command that asks for a group's password and stores it."""

TAKE_UP: Mapping[Server, Sequence[str]] = {
    Server.APACHE: (
        "a2enmod alias headers deflate setenvif && a2ensite %(name)s",
        "apachectl configtest && systemctl reload apache2",
        "certbot --apache -d %(name)s",
    ),
    Server.NGINX: ("nginx -t && systemctl reload nginx", "certbot --nginx -d %(name)s"),
    Server.CADDY: (
        "caddy validate --config /etc/caddy/Caddyfile",
        "systemctl reload caddy",
    ),
}
"""The commands that activate the settings, and HTTPS if the program does not do that itself."""

SAVE_AS = message("Save this as the file named above, then:")
OTHERS_STAND_THERE = message(
    "Where this name already serves other things, put the lines from ▼ to ▲ into its settings"
    " instead of the block that they stand in."
)
FROM_HERE = message("▼ what serves %(below)s/", below="")
TO_HERE = message("▲ end of what serves %(below)s/", below="")
UNGUESSABLE = "[a-z2-7]{32}"
"""Pattern of the unguessable part of an address."""

OF_ARCHIVES = "parution-archives"
"""Stands for the archives in the place of a group's name."""

SHARED_BY_ALL = message(
    "The archives, which all groups share, ask for a password once every group has one (--auth)."
)
PASSWORDS_FIRST = message("Before that, give each protected group its password:")
BY_ITSELF = message("Caddy sees to HTTPS by itself.")

CHARSET = "; charset=utf-8"

ALL_TYPES = {
    **TYPES,
    ".css": "text/css",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".xml": "text/xml",
}
"""Includes text types that servers may know, but send without a charset."""

UNKNOWN_TO_NGINX = (".bib", ".csv", ".ics", ".md", ".ris", ".webmanifest")
"""Suffixes missing from nginx's own list; it warns when a suffix is declared twice."""


def write_configuration(
    server: Server,
    place: ServedPlace,
    protected: Sequence[str],
    translate: Translate,
    *,
    archives: bool = False,
) -> str:
    """Return the settings of a program; the groups in ``protected`` have a password each.

    With ``archives``, any of these passwords also opens the archives, which otherwise need none.
    """
    values = collect_serving_values() | {
        "name": place.name,
        "folder": place.folder,
        "below": place.below,
        "below_pattern": re.escape(place.below),
        "root": f"{place.below}/",
        "before_area": f"^{re.escape(place.below)}(",
        "documents": place.folder,
        "from_here": message(FROM_HERE.msgid, below=place.below).text(translate),
        "to_here": message(TO_HERE.msgid, below=place.below).text(translate),
        "all_types": ALL_TYPES,
        "types_with_charset": dict(list_content_types()),
        "unknown": UNKNOWN_TO_NGINX,
        "protected": [*list_protected_places(server, place, protected, archives)],
        "advice": [*write_advice(server, place, protected, archives, translate)],
    }
    return (
        templates.make_environment().get_template(TEMPLATES[server]).render(**values).strip() + "\n"
    )


def list_protected_places(
    server: Server, place: ServedPlace, protected: Sequence[str], archives: bool
) -> Iterator[Mapping[str, str]]:
    """Yield the places that ask for a password: name, patterns of the address, password file."""
    patterns = {group: f"/g/{group}-{UNGUESSABLE}/" for group in protected}
    if archives:
        patterns[OF_ARCHIVES] = f"/archives/{UNGUESSABLE}/"
    for name, pattern in patterns.items():
        yield {
            "slug": name,
            "where": f"^{re.escape(place.below)}{pattern}",
            "within": f"^{pattern}",
            "passwords": PASSWORDS[server] % name,
        }


def write_advice(
    server: Server,
    place: ServedPlace,
    protected: Sequence[str],
    archives: bool,
    translate: Translate,
) -> Iterator[str]:
    """Yield instructions for using the settings, line by line."""
    if protected:
        yield PASSWORDS_FIRST.text(translate)
        for group in protected:
            yield "   " + MAKE_PASSWORDS[server] % {
                "file": PASSWORDS[server] % group,
                "group": group,
            }
        if archives:
            files = (PASSWORDS[server] % each for each in (*protected, OF_ARCHIVES))
            *of_groups, of_archives = files
            yield f"   cat {' '.join(of_groups)} > {of_archives}"
        else:
            yield SHARED_BY_ALL.text(translate)
    if place.below:
        yield OTHERS_STAND_THERE.text(translate)
    yield SAVE_AS.text(translate)
    for command in TAKE_UP[server]:
        yield "   " + command % {"name": place.name}
    if server is Server.CADDY:
        yield BY_ITSELF.text(translate)


def list_content_types() -> Iterator[tuple[str, str]]:
    """Yield suffix and full content type of each kind of file a program may not know."""
    for ending, kind in ALL_TYPES.items():
        yield ending, kind + (CHARSET if ending[1:] in TEXTS else "")
