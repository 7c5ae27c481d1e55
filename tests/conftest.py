"""Before anything imports Qt or torch: tests show no windows, and those that run side by side take a thread each."""

import os
from multiprocessing.context import BaseContext

import pytest
from hypothesis import HealthCheck, settings

from tests.fixtures.displays import display
from tests.processes import started_fork_server

__all__ = ["display"]

settings.register_profile(  # on a machine that is busy with other things examples are counted, not timed
    "unhurried", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # with more, torch's threads wait for one another on a core


# Files that take longest begin first, so that none of them runs on by itself at the end.
LONGEST = ("tests/storm/", "tests/manual/", "tests/journeys/", "tests/training/", "tests/commands/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, place in enumerate(LONGEST) if item.nodeid.startswith(place)), 99))


@pytest.fixture(scope="session", autouse=True)
def no_log_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Windows that tests open write their log here."""
    os.environ["BLURLAB_LOG_FOLDER"] = str(tmp_path_factory.mktemp("log"))


@pytest.fixture(scope="session")
def fork_server() -> BaseContext:
    return started_fork_server()


@pytest.fixture
def quick_children(fork_server: BaseContext, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window's children start within milliseconds; all else about them is as it is in a real window."""
    monkeypatch.setattr("blurlab.worker.client.CONTEXT", fork_server)
