"""The characters of LaTeX commands: Greek letters, signs of mathematics, quotes.

Most come from pylatexenc. This module adds those that it lacks and that bibliographies hold: Zotero
writes ``{\textless}`` and ``{\textgreater}`` for signs in every abstract of a trial.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

OWN = MappingProxyType(
    {
        "textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_",
        "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textasciicircum": "^",
        "textasciigrave": "`", "euro": "€", "og": "«\u00a0", "fg": "\u00a0»",
        "guillemetleft": "«", "guillemetright": "»", "percent": "%", "permil": "‰",
        "degree": "°", "celsius": "°C", "micro": "µ", "ddag": "‡", "slash": "/", "leqslant": "⩽",
        "geqslant": "⩾", "lt": "<", "gt": ">", "colon": ":", "S": "§", "P": "¶",
        "copyright": "©", "pounds": "£", "LaTeX": "LaTeX", "TeX": "TeX", "ier": "er", "iere": "re",
        "ieme": "e", "iers": "ers", "ieres": "res", "iemes": "es", "no": "n°\u00a0",
        "No": "N°\u00a0", "nos": "n°s\u00a0", "primo": "1°\u00a0", "secundo": "2°\u00a0",
    }
)  # fmt: skip

GREEK = (
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
    "omega",
)  # fmt: skip
"""Written ``\textbeta`` outside of mathematics."""


@cache
def load_symbols() -> Mapping[str, str]:
    """Return the characters by command name, without the backslash."""
    # Loaded here, because most bibliographies hold none.
    from pylatexenc.latex2text import get_default_latex_context_db

    known = get_default_latex_context_db()
    found = {
        name: specification.simplify_repl
        for category in known.categories()
        for name, specification in known.d[category]["macros"].items()
        if isinstance(specification.simplify_repl, str)
    }
    plain = {name: text for name, text in found.items() if text and "%" not in text}
    upright = {f"text{name}": plain[name] for name in GREEK if name in plain}
    return MappingProxyType(upright | plain | OWN)
