"""A folder in which every command of the guide can be run as it stands: small photos, masks, a project, recipes."""

import re
import shutil
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from blurlab.assets import resource
from blurlab.imaging.photos import read_photo
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.planting import ROOT

SIZE = (128, 96)
_LARGE = re.compile(r"^(size|predict_size) = \d+", re.MULTILINE)  # of a recipe: seconds for each sample
NAMES = ("flower", "coffee", "out_of_focus0001", "motion0001")


def make_workspace(folder: Path) -> Path:
    """PHOTOS with their MASKS, SHARP with their OBJECTS, CUHK, PROJECT.blurlab with two labels, training/recipes."""
    for place in ("PHOTOS", "MASKS", "SHARP", "OBJECTS", "CUHK/image", "CUHK/gt"):
        (folder / place).mkdir(parents=True)
    for name, sample in zip(NAMES, ("flower", "coffee", "cat", "pavilion"), strict=True):
        sharp = Image.open(resource(f"samples/{sample}.jpg")).convert("RGB").resize(SIZE)
        sharp.save(folder / "SHARP" / f"{name}.jpg")
        mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
        mask[:, SIZE[0] // 2 :] = 255
        soft = sharp.filter(ImageFilter.GaussianBlur(6))
        photo = Image.composite(soft, sharp, Image.fromarray(mask))
        Image.fromarray((mask > 0).astype(np.uint8)).save(folder / "OBJECTS" / f"{name}.png")
        for photos, masks in (("PHOTOS", "MASKS"), ("CUHK/image", "CUHK/gt")):
            photo.save(folder / photos / f"{name}.jpg")
            Image.fromarray(mask).save(folder / masks / f"{name}.png")
    (folder / "NAMES.txt").write_text("coffee\n")
    shutil.copytree(ROOT / "training" / "recipes", folder / "training" / "recipes")
    for recipe in (folder / "training" / "recipes").iterdir():
        recipe.write_text(_LARGE.sub(r"\1 = 64", recipe.read_text("utf-8")), "utf-8")
    with Project.create(folder / "PROJECT.blurlab") as project:
        for photo in project.add_photos(sorted((folder / "PHOTOS").glob("*.jpg"))).added[:2]:
            mask = np.zeros(read_photo(photo.path).shape[:2], np.uint8)
            mask[:, SIZE[0] // 2 :] = 255
            project.masks.save(photo.id, mask, author="a program")
            project.set_status(photo.id, Status.ACCEPTED)
    return folder
