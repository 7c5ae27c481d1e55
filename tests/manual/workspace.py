"""A folder in which every command of the guide can be run as it stands: small photos, masks, a project, recipes."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

from blurlab.assets import resource
from blurlab.core.rect import Rect
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.imaging.large_files import write_slide
from tests.planting import ROOT

SIZE = (128, 96)
_LARGE = re.compile(r"^(size|predict_size) = \d+", re.MULTILINE)  # of a recipe: seconds for each sample
NAMES = ("flower", "coffee", "out_of_focus0001", "motion0001")


def make_workspace(folder: Path) -> Path:
    """PHOTOS with their MASKS, SHARP with their OBJECTS, CUHK, PROJECT.blurlab with two labels, training/recipes.

    SLIDE.svs is beside them where slides can be read, and a part of it in the project, as a third label.
    """
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
    slides = [write_slide(folder / "SLIDE.svs", 2048, 1536)] if find_spec("tifffile") and find_spec("openslide") else []
    with Project.create(folder / "PROJECT.blurlab") as project:
        photos = project.add_photos(sorted((folder / "PHOTOS").glob("*.jpg"))).added[:2]
        parts = [PhotoRef(slide, 0, Region(Rect(960, 720, *SIZE), 0)) for slide in slides]
        for photo in [*photos, *project.add_photos(parts).added]:
            mask = np.zeros((photo.height, photo.width), np.uint8)
            mask[:, SIZE[0] // 2 :] = 255
            project.masks.save(photo.id, mask, author="a program")
            project.set_status(photo.id, Status.ACCEPTED)
    return folder
