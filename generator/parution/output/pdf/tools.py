"""The tools that set booklets: our templates and code, Typst, and QPDF within pikepdf."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from parution import templates
from parution.private_store import digest_of


@cache
def digest_toolchain() -> str:
    """Return a digest of the templates, of this package's code and of the programs' versions."""
    # Loaded here, because not every build makes PDF.
    from importlib.metadata import version

    code = sorted(Path(__file__).parent.glob("*.py"))
    texts = [path.read_bytes() for path in (*list_template_files(), *code)]
    programs = (version(name).encode() for name in ("typst", "pikepdf"))
    return digest_of(b" ".join((*programs, *texts)))


def list_template_files() -> list[Path]:
    """Return the templates written in Typst, sorted."""
    return sorted((templates.locate_templates() / "booklet").glob("*.typ"))
