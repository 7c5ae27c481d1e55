"""Evaluate a folder: how well do the maps in one folder agree with the masks in another?

    python examples/evaluate_folder.py [PREDICTIONS MASKS]

Without folders it makes two small ones: masks of half a photo, and predictions that are nearly right.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

import blurlab


def main(folders: list[str]) -> None:
    with TemporaryDirectory() as made:
        predictions, masks = map(Path, folders or _made(Path(made)))
        result = blurlab.evaluate(predictions, masks)
        print(f"{result.photos} photos: AUC {result.auc:.3f}, AP {result.ap:.3f}")
        for sentence in result.problems:
            print(sentence)

    mask = np.zeros((40, 60), np.uint8)
    mask[:, 30:] = 255
    one = blurlab.evaluate(np.where(mask == 255, 200, 30).astype(np.uint8), mask)  # a pair of arrays
    print(f"One pair of arrays: AUC {one.auc:.3f}")


def _made(folder: Path) -> tuple[Path, Path]:
    rng = np.random.default_rng(0)
    predictions, masks = folder / "predictions", folder / "masks"
    for number in range(3):
        mask = np.zeros((48, 64), np.uint8)
        mask[:, rng.integers(16, 48) :] = 255
        noisy = np.clip(mask * 0.6 + rng.normal(60, 40, mask.shape), 0, 255).astype(np.uint8)
        for where, values in ((masks, mask), (predictions, noisy)):
            where.mkdir(exist_ok=True)
            Image.fromarray(values).save(where / f"photo{number}.png")
    return predictions, masks


if __name__ == "__main__":
    main(sys.argv[1:])
