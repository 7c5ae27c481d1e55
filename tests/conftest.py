"""Before anything imports Qt or torch: tests show no windows, and those that run side by side take a thread each."""

import multiprocessing
import os
from multiprocessing.context import BaseContext

import pytest

from tests.fixtures.displays import display

__all__ = ["display"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # with more, torch's threads wait for one another on a core

PRELOADED = [
    "tests.ui.toy_predictor",
    "tests.ui.toy_sampler",
    "tests.ui.toy_trainer",
    "tests.training.small_trainer",
    "blurlab.worker.inspector",
    "blurlab.worker.predictor",
    "training.synth.sheets_child",
    "training.proposals.child",
]


@pytest.fixture(scope="session", autouse=True)
def no_log_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Windows that tests open write their log here."""
    os.environ["BLURLAB_LOG_FOLDER"] = str(tmp_path_factory.mktemp("log"))


@pytest.fixture(scope="session")
def fork_server() -> BaseContext:
    """Starts processes as forks of one that has imported, and done nothing else: what takes a child most of its time
    is done once, and not by each of hundreds. It has the environment of its own start, not of each child's."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    first = context.Process(target=int)  # no test's patience is for the imports
    first.start()
    first.join(240)
    assert first.exitcode == 0
    return context


@pytest.fixture
def quick_children(fork_server: BaseContext, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window's children start within milliseconds; all else about them is as it is in a real window."""
    monkeypatch.setattr("blurlab.worker.client.CONTEXT", fork_server)
