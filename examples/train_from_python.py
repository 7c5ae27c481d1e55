"""A training from Python: a few steps on a project's labels, and the version that comes of them.

python examples/train_from_python.py [STEPS]
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PIL import Image

import blurlab
from blurlab.assets import resource
from blurlab.project.records import Status
from blurlab.worker.messages import Setup, StartTraining, TrainingProgress
from training.runs.on_project import train_project


def report(message: object) -> None:
    if isinstance(message, TrainingProgress):
        print(f"step {message.step}: loss {message.loss:.3f}")


def main(steps: int) -> None:
    with TemporaryDirectory() as made:
        folder = Path(made) / "work.blurlab"
        with blurlab.Project.create(folder) as project:
            for name in ("flower", "coffee"):
                small = Image.open(resource(f"samples/{name}.jpg")).convert("RGB").resize((240, 160))
                small.save(Path(made) / f"{name}.png")
                (added,) = project.add_photos([Path(made) / f"{name}.png"]).added
                blurriness = blurlab.predict(np.asarray(small))
                project.masks.save(added.id, np.where(blurriness >= 128, 255, 0).astype(np.uint8), author="a program")
                project.set_status(added.id, Status.ACCEPTED)

        order = StartTraining(str(folder), Setup.FULL, steps=steps)  # labels alone; SEMI adds synthetic samples
        ended = train_project(order, report, should_stop=lambda: False)
        print(ended.sentence)

        with blurlab.Project.open(folder) as project:
            print("Versions:", [version.name for version in project.versions.all()])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
