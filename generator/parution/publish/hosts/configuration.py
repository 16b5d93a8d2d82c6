"""Settings of the programs that serve the sites, to be used as they are printed. Pure.

What is to be set stands in `parution.compose.serving`; how each program is told, in the templates
of ``site_templates/hosts``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parution import templates
from parution.compose.serving import TEXTS, TYPES, facts
from parution.domain.messages import Translate, message


class Server(StrEnum):
    """A program that serves files."""

    APACHE = "apache"
    NGINX = "nginx"
    CADDY = "caddy"


@dataclass(frozen=True, slots=True)
class ServedPlace:
    """What is served, and under which name."""

    name: str
    """Of the host: ``dossiers.example.org``."""

    folder: str
    """Absolute, on the host: ``/srv/dossiers/current``."""


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
"""Where the password of a group stands."""

MAKE_PASSWORDS: Mapping[Server, str] = {
    Server.APACHE: "htpasswd -B -c %(file)s %(group)s",
    Server.NGINX: "htpasswd -B -c %(file)s %(group)s",
    Server.CADDY: "printf '%(group)s %%s\\n' \"$(caddy hash-password)\" > %(file)s",
}
"""The command that asks for a group's password and keeps it."""

TAKE_UP: Mapping[Server, Sequence[str]] = {
    Server.APACHE: (
        "a2enmod headers deflate setenvif && a2ensite %(name)s",
        "apachectl configtest && systemctl reload apache2",
        "certbot --apache -d %(name)s",
    ),
    Server.NGINX: ("nginx -t && systemctl reload nginx", "certbot --nginx -d %(name)s"),
    Server.CADDY: (
        "caddy validate --config /etc/caddy/Caddyfile",
        "systemctl reload caddy",
    ),
}
"""The commands that let a program have its settings, and HTTPS where it does not see to it."""

SAVE_AS = message("Save this as the file named above, then:")
UNGUESSABLE = "[a-z2-7]{32}"
"""The unguessable part of an address, as a pattern."""

OF_ARCHIVES = "parution-archives"
"""What the archives are called where groups have their names."""

SHARED_BY_ALL = message(
    "The archives, which all groups share, ask for a password once every group has one (--auth)."
)
PASSWORDS_FIRST = message("Before that, give each protected group its password:")
BY_ITSELF = message("Caddy sees to HTTPS by itself.")

CHARSET = "; charset=utf-8"

ALL_TYPES = {**TYPES, ".css": "text/css", ".csv": "text/csv", ".md": "text/markdown"}
"""Also those of texts that servers may know, but send without their charset."""

UNKNOWN_TO_NGINX = (".bib", ".csv", ".ics", ".md", ".ris", ".webmanifest")
"""What its own list of types lacks; of others it would warn that it knows them."""


def configuration(
    server: Server,
    place: ServedPlace,
    protected: Sequence[str],
    translate: Translate,
    *,
    archives: bool = False,
) -> str:
    """Return the settings of a program; the groups named by ``protected`` have a password each.

    With ``archives`` any of these passwords opens the archives, which otherwise ask for none.
    """
    values = facts() | {
        "name": place.name,
        "folder": place.folder,
        "root": "/" if server is Server.APACHE else place.folder,
        "all_types": ALL_TYPES,
        "types_with_charset": dict(types_with_charset()),
        "unknown": UNKNOWN_TO_NGINX,
        "protected": [*protected_places(server, protected, archives)],
        "advice": [*advice(server, place, protected, archives, translate)],
    }
    return templates.environment().get_template(TEMPLATES[server]).render(**values).strip() + "\n"


def protected_places(
    server: Server, protected: Sequence[str], archives: bool
) -> Iterator[Mapping[str, str]]:
    """Yield the places that ask for a password: a name, where they are, who may enter."""
    for group in protected:
        yield {
            "slug": group,
            "where": f"^/g/{group}-{UNGUESSABLE}/",
            "passwords": PASSWORDS[server] % group,
        }
    if archives:
        yield {
            "slug": OF_ARCHIVES,
            "where": f"^/archives/{UNGUESSABLE}/",
            "passwords": PASSWORDS[server] % OF_ARCHIVES,
        }


def advice(
    server: Server,
    place: ServedPlace,
    protected: Sequence[str],
    archives: bool,
    translate: Translate,
) -> Iterator[str]:
    """Yield what to do with the settings, line by line."""
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
    yield SAVE_AS.text(translate)
    for command in TAKE_UP[server]:
        yield "   " + command % {"name": place.name}
    if server is Server.CADDY:
        yield BY_ITSELF.text(translate)


def types_with_charset() -> Iterator[tuple[str, str]]:
    """Yield the type of each kind of file that a program may not know whole."""
    for ending, kind in ALL_TYPES.items():
        yield ending, kind + (CHARSET if ending[1:] in TEXTS else "")
