"""A project without a window: photos in, predictions corrected by a program, masks accepted as labels.

python examples/project_without_window.py
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

import blurlab
from blurlab.project.records import Status
from blurlab.project.samples import copy_samples


def main() -> None:
    with TemporaryDirectory() as made:
        photos = copy_samples(Path(made) / "photos")
        with blurlab.Project.create(Path(made) / "work.blurlab") as project:
            project.add_photos(sorted(photos.glob("*.jpg"))[:3])
            model = blurlab.load_model(project=project)
            for photo in project.photos():
                blurriness = blurlab.predict(photo.path, model)
                mask = np.where(blurriness >= 128, 255, 0).astype(np.uint8)
                mask[:10] = 128  # nobody can tell what happens at the upper edge
                project.masks.save(photo.id, mask, author="a program")
                project.set_status(photo.id, Status.ACCEPTED)
            print(f"{len(project.masks.labels())} labels that a training would learn from.")


if __name__ == "__main__":
    main()
