"""Cache compiled templates and translations beside Python's byte code.

The cache is optional, as for byte code: if it cannot be written, or Python was told to write none,
everything is compiled each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from parution.filesystem import replace_file

FOLDER = Path(__file__).parent / "__pycache__"


def make_cache_folder(name: str) -> Path | None:
    """Return the cache folder of this name; None if nothing may be written."""
    wanted = FOLDER / name
    if sys.dont_write_bytecode:
        return None
    with suppress(OSError):
        wanted.mkdir(parents=True, exist_ok=True)
        return wanted if os.access(wanted, os.W_OK) else None
    return None


def compile_once(name: str, sources: Iterable[Path], compiled: Callable[[], bytes]) -> bytes:
    """Return the compiled form of some files, from the cache if the files are unchanged."""
    place = make_cache_folder(name)
    if place is None:
        return compiled()
    kept = place / digest_state(sources)
    with suppress(OSError):
        return kept.read_bytes()
    made = compiled()
    with suppress(OSError):
        for old in place.iterdir():
            old.unlink(missing_ok=True)
        replace_file(kept, made)
    return made


def digest_state(files: Iterable[Path]) -> str:
    """Return a digest of the names, sizes and times of some files."""
    states = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return sha256(repr(states).encode()).hexdigest()
