"""Cleans web addresses in bibliographies: in LaTeX, cut by line ends, without scheme.

Programs escape LaTeX's special characters (``\\_``, ``$\\sim$``, ``{\\textasciitilde}``); people
write ``www.has-sante.fr`` or two addresses in one field.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from parution.patterns import compile_late

WEB_ADDRESS = compile_late(r"(?:https?|ftp)://[^\s/?#\"'<>\\]+[^\s\"<>\\]*", re.IGNORECASE)

COMMAND = compile_late(r"\{?\\(?:url|path|nolinkurl|href)\s*\{([^{}]*)\}(?:\s*\{[^{}]*\})?\}?")
ESCAPED_IN_BRACES = compile_late(r"\{(\\[_%&#$~^])\}")
IN_BRACKETS = compile_late(r"<(\S+)>|\((\S+)\)")
WITH_REMARK = compile_late(r"((?:https?|ftp)://\S+)\s+[(\[][^()\[\]]*[)\]]\.?", re.IGNORECASE)
"""An address and a remark: « https://… (consulté le 3 mai 2020) »."""

TILDE = compile_late(
    r"\{?\\textasciitilde(?:\s*\{\s*\})?\}?|\$\s*\{?\\sim\}?\s*\$|\\string~|\\~\s*\{\s*\}|\{\\~\}"
    r"|\{\\sim\}|\\sim\b"
)
SIGNS = compile_late(
    r"\{?\\text(underscore|backslash|less|greater|bar|asciicircum|braceleft|braceright|dollar"
    r"|percent)(?:\s*\{\})?\}?"
)
SIGN_OF = {
    "underscore": "_", "backslash": "%5C", "less": "%3C", "greater": "%3E", "bar": "%7C",
    "asciicircum": "%5E", "braceleft": "%7B", "braceright": "%7D", "dollar": "$", "percent": "%",
}  # fmt: skip
ESCAPED_BRACE = compile_late(r"\\([{}])")
ESCAPED = compile_late(r"\\([_%&#$~^])(?:\{\})?")
BREAKABLE = compile_late(r"\\(?:-|/|allowbreak\b|linebreak\b|break\b)\s*")
SLASHES_ESCAPED = r":\/\/"
"""Begins an address as JSON writes it."""

REWRITTEN = compile_late(
    r"(https?://)((?:[a-z0-9]|-(?=[a-z0-9-]))+-(?:com|org|net|info|fr|gov|edu|uk|eu|int))"
    r"\.[\w.-]*(?:proxy|bases-doc|idm\.oclc)[\w.-]*(?=/|$)",
    re.IGNORECASE,
)
"""A host as the proxy of a library writes it: « www-cairn-info.proxy.univ.fr »."""

OF_PROXY = compile_late(
    r"https?://[^\s?]+/login\?(?:q?url)=(https?(?:://|%3A%2F%2F)\S+)", re.IGNORECASE
)
"""The address through a library's proxy, which only its members can follow."""

CREDENTIALS = compile_late(r"(?<=://)[^\s/?#@]+@")
LABEL = compile_late(r"[^\s:/]+(?:\s[^\s:/]+){0,4}\s*:?$")
BEFORE_ADDRESS = compile_late(
    r"\s*(?:\[?(?:en ligne|online|internet)\]?\s*[.,;:]?\s*)?"
    r"(?:(?:disponible|available|accessible|consultable|url|lien|link)\b[^:/]{0,30}?:?\s*)?"
    r"(?=https?:|ftp:|www\.)",
    re.IGNORECASE,
)
"""« [En ligne]. Disponible sur : » before an address."""

"""« Disponible sur : », « URL: »."""

BROKEN_LINE = compile_late(r"\s*\n\s*(?!https?:|ftp:|www\.)")
SEVERAL = compile_late(
    r"(?<![\s,;|])[\s,;|]++(?:(?:and|et|ou|or)\s+)?(?=https?://|ftp://|www\.)", re.IGNORECASE
)
MISTYPED_SCHEME = compile_late(
    r"^(?:https?(?:://?|//|:\\|;//|:)|htt?ps?://|ttps?://)(?=[\w-]+\.)", re.IGNORECASE
)
"""« https:/ », « http// », « htp:// » before a host."""

WITHOUT_SCHEME = compile_late(
    r"(?:www\.[\w-]+|[a-z0-9](?:[\w-]*\.)+[a-z]{2,}(?=/)|(?:[a-z0-9][\w-]*\.)+(?:fr|org|com|net|eu|gov|int|edu|info"
    r"|be|ch|ca|uk|de)(?=$|[/?#]))[^\s\"<>\\]*",
    re.IGNORECASE,
)
"""``www.`` and the rest, a host name before a slash, or one with a well-known ending."""

HOME_PAGE = compile_late(
    r"https?://[^/?#]+/?(?:(?:fr|en|index\.\w+|accueil|home)/?)?", re.IGNORECASE
)


def clean_address(written: str) -> str:
    """Return an address without LaTeX escapes and line ends.

    >>> clean_address(r"https://x.org/a{\\_}b/\\textasciitilde{}u")
    'https://x.org/a_b/~u'
    """
    written = written.strip()
    if SLASHES_ESCAPED in written:
        written = written.replace("\\/", "/")
    if "\\" in written or "$" in written:
        written = ESCAPED_IN_BRACES.sub(r"\1", written)
        written = TILDE.sub("~", written)
        written = SIGNS.sub(lambda found: SIGN_OF[found[1]], written)
        written = ESCAPED_BRACE.sub(lambda found: "%7B" if found[1] == "{" else "%7D", written)
        written = BREAKABLE.sub("", ESCAPED.sub(r"\1", written))
        written = COMMAND.sub(r"\1", written)
    written = BROKEN_LINE.sub("", written.replace("{", "").replace("}", ""))
    if found := IN_BRACKETS.fullmatch(written):
        written = found[1] or found[2]
    if found := WITH_REMARK.fullmatch(written):
        written = found[1]
    return html.unescape(written).strip().replace("\u00a0", " ")


def split_addresses(written: str) -> list[str]:
    """Return the addresses in a field, each with its scheme.

    >>> split_addresses("www.has-sante.fr"), split_addresses("https://a.fr; https://b.fr")
    (['https://www.has-sante.fr'], ['https://a.fr', 'https://b.fr'])
    """
    parts = [part for each in SEVERAL.split(written) if (part := each.strip(" ,;").rstrip("."))]
    if len(parts) > 1 and LABEL.fullmatch(parts[0].replace("\u00a0", " ")):
        del parts[0]
    return [strip_proxy(add_scheme(part)) for part in parts]


def strip_proxy(address: str) -> str:
    """Return an address without a library's proxy before it, and without anybody's password.

    >>> strip_proxy("https://www-em--consulte-com.proxy.univ.fr/article/1")
    'https://www.em-consulte.com/article/1'
    >>> strip_proxy("https://login.proxy.univ.fr/login?url=https://www.jstor.org/stable/1")
    'https://www.jstor.org/stable/1'
    """
    if found := OF_PROXY.fullmatch(address):
        address = unquote(found[1]) if "%" in found[1][:8] else found[1]
    if found := REWRITTEN.match(address):
        # Proxies double the hyphens that the name of the host has itself.
        host = "-".join(part.replace("-", ".") for part in found[2].split("--"))
        address = f"{found[1]}{host}{address[found.end() :]}"
    return CREDENTIALS.sub("", address)


def add_scheme(address: str) -> str:
    """Return an address, with ``https://`` added if it lacks a scheme; other text unchanged."""
    return f"https://{address}" if WITHOUT_SCHEME.fullmatch(address) else address


def guess_address(written: str) -> str:
    """Return the address that was meant by a mistyped one; an empty string if that is uncertain.

    >>> guess_address("https:/www.has-sante.fr/a"), guess_address("https://x.fr/ma page")
    ('https://www.has-sante.fr/a', 'https://x.fr/ma%20page')
    """
    mended = MISTYPED_SCHEME.sub("https://", written).replace(" ", "%20")
    return mended if WEB_ADDRESS.fullmatch(mended) and mended != written else ""


def is_home_page(address: str) -> bool:
    """Return whether an address leads to the home page of a site.

    >>> is_home_page("https://www.has-sante.fr/"), is_home_page("https://www.has-sante.fr/x.pdf")
    (True, False)
    """
    return bool(HOME_PAGE.fullmatch(address))


def read_sole_address(written: str) -> str:
    """Return the address if a text is nothing else, bare or in ``\\url``; else an empty string."""
    address = clean_address(written)
    address = address[found.end() :] if (found := BEFORE_ADDRESS.match(address)) else address
    return address if WEB_ADDRESS.fullmatch(address) else ""
