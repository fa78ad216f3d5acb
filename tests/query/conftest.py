import pyoxigraph as ox
import pytest

from tests.query.world import world


@pytest.fixture(scope="session")
def store() -> ox.Store:
    made = ox.Store()
    made.extend(world().merged())
    return made
