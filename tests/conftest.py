"""Before anything imports Qt: tests show no windows."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
