"""MkDocs under either of its names: ``mkdocs``, and ``properdocs``, which continues it.

Imported before anything of MkDocs. Where MkDocs itself is not installed and ProperDocs is, the
latter answers to the former's name from here on, as its own command arranges it too.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

if find_spec("mkdocs") is None:
    import_module("properdocs.replacement")
