"""MkDocs under either of its names: ``mkdocs``, and ``properdocs``, which continues it.

Import this module before anything of MkDocs. If only ProperDocs is installed, it then also answers
to the name ``mkdocs``, as its own command arranges too.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

if find_spec("mkdocs") is None:
    import_module("properdocs.replacement")
