import pytest

from audit.association import Association, copied, founded


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Association:
    return founded(tmp_path_factory.mktemp("association"))


@pytest.fixture
def association(built: Association) -> Association:
    return copied(built)
