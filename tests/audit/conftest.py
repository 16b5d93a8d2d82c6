import pytest

from audit.association import Association, copy_sites, found_association


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Association:
    return found_association(tmp_path_factory.mktemp("association"))


@pytest.fixture
def association(built: Association) -> Association:
    return copy_sites(built)
