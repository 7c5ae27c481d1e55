"""Row of evaluation: `blurlab evaluate` on as many photos as a test set has, at their full size."""

import contextlib
import io
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from tests.bench.rows import Measured, row

PHOTOS, WIDTH, HEIGHT = 500, 640, 427
DIFFERENT = 25  # pictures that are written again and again: making 500 would take longer than scoring them


def _write_pairs(folder: Path) -> None:
    """Predictions with as many grey values and as soft as a network's, and masks of a few large areas."""
    from blurlab.core.opencv import cv2
    from blurlab.imaging.png import encode_grey, encode_mask

    for name in ("predictions", "masks"):
        (folder / name).mkdir()
    for number in range(DIFFERENT):
        rng = np.random.default_rng(number)
        coarse = cv2.resize(rng.random((5, 7)).astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        mask = np.where(coarse > 0.5, 255, 0).astype(np.uint8)
        noise = cv2.GaussianBlur(rng.normal(0, 200, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), 4)
        prediction = np.clip(40 + 0.7 * cv2.GaussianBlur(mask, (0, 0), 9) + noise, 0, 255).astype(np.uint8)
        files = {"predictions": encode_grey(prediction), "masks": encode_mask(mask)}
        for again in range(number, PHOTOS, DIFFERENT):
            kind = "motion" if again % 3 == 0 else "out_of_focus"
            for name, data in files.items():
                (folder / name / f"{kind}{again:04d}.png").write_bytes(data)


def _decode(path: Path) -> None:
    from blurlab.core.opencv import cv2

    cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_UNCHANGED)


@row("evaluate.500", "s", at_most=10, floor="the bare decoding of the same 1,000 PNG files on as many threads")
def evaluate_500() -> Measured:
    from blurlab.cli import main

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_pairs(folder)
        arguments = ["--predictions", str(folder / "predictions"), "--masks", str(folder / "masks")]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            began = time.perf_counter()
            code = main(["evaluate", *arguments])
            taken = time.perf_counter() - began
        assert code == 0
        began = time.perf_counter()
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            list(pool.map(_decode, folder.glob("*/*.png")))
        return Measured(taken, time.perf_counter() - began)
