"""One master secret for all proofs, so that sites have the same addresses everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

SECRET = "un secret pour les tests, assez long"


@pytest.fixture(autouse=True, scope="package")
def _same_secret() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARUTION_SECRET", SECRET)
        yield
