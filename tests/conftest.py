"""Before anything imports Qt or torch: tests show no windows, and those that run side by side take a thread each."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # with more, torch's threads wait for one another on a core
