"""A slide painted tile by tile, and its mask written whole."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from blurlab.cli import main
from blurlab.commands.slide_maps import is_whole_slide, write_slide_map
from blurlab.core.rect import Rect
from blurlab.exchange.slides_out import export_slides
from blurlab.imaging.kinds.slide import Slide
from blurlab.imaging.kinds.slide_grid import TILE, filled_tiles, tile_at, tiles_of
from blurlab.imaging.kinds.tiff_writing import write_tiled
from blurlab.imaging.masks import read_grey
from blurlab.imaging.ports import PhotoRef, Region
from blurlab.imaging.source import open_source
from blurlab.project.project import Project
from blurlab.project.records import Status
from tests.imaging.large_files import write_slide

pytest.importorskip("tifffile")


def test_tiles_lie_edge_to_edge_at_every_level_whatever_the_sizes() -> None:
    levels = ((100_001, 79_999), (50_000, 39_999), (12_500, 9_999))
    for level, (width, height) in enumerate(levels):
        tiles = [region for region in tiles_of(levels, level) if region.rect.y == 0]
        assert all(one.rect.right == other.rect.x for one, other in pairwise(tiles))
        assert tiles[0].rect.x == 0 and tiles[-1].rect.right == levels[0][0]
        assert len(list(tiles_of(levels, level))) == -(-width // TILE) * -(-height // TILE)
        across = width / levels[0][0]
        edges = [int(region.rect.x * across) for region in tiles]
        assert edges == [TILE * place for place in range(len(tiles))], "in the level's own pixels they share edges too"
    assert tile_at(levels, 0, 5000, 2047) == Region(Rect(4096, 0, 2048, 2048), 0)
    assert tile_at(levels, 0, 1e9, 1e9).rect.right == levels[0][0]


def test_a_tiled_plane_is_written_within_memory_and_read_again_with_its_copies(tmp_path: Path) -> None:
    import tifffile

    plane = np.zeros((3000, 4100), np.uint8)
    plane[700:1500, 900:2500] = np.random.default_rng(0).integers(0, 255, (800, 1600))
    asked: list[Rect] = []

    def read(rect: Rect) -> np.ndarray:
        asked.append(rect)
        return plane[rect.slices]

    write_tiled(tmp_path / "a.tif", (4100, 3000), 1024, read, "about")
    with tifffile.TiffFile(tmp_path / "a.tif") as tiff:
        page = tiff.pages[0]
        assert (page.asarray() == plane).all() and page.description == "about" and len(page.pages) == 1
        assert (page.pages[0].asarray() == plane[::8, ::8]).all()
    assert len(asked) == 15 == len(set(asked))
    slide = Slide(PhotoRef(tmp_path / "a.tif"))
    assert slide.levels == ((4100, 3000), (513, 375))


def test_tiles_with_nothing_on_them_are_left_out(tmp_path: Path) -> None:
    spot = Rect(4500, 2500, 600, 400)

    def read(rect: Rect) -> np.ndarray:
        part = np.full((rect.height, rect.width), 240, np.uint8)
        if not (shared := rect.intersection(spot)).empty:
            part[shared.translated(-rect.x, -rect.y).slices] = 90
        return part

    write_tiled(tmp_path / "a.tif", (8200, 6200), 1024, read)
    slide = Slide(PhotoRef(tmp_path / "a.tif"))
    assert filled_tiles(slide, 0) == [tile_at(slide.levels, 0, 4600, 2600)]


def test_the_masks_of_tiles_become_one_mask_of_the_slide(project: Project, tmp_path: Path) -> None:
    slide = write_slide(tmp_path / "slide.tif", 40_000, 30_000)
    levels = Slide(PhotoRef(slide)).levels
    fine, coarse = tile_at(levels, 0, 20_000, 15_000), tile_at(levels, 2, 20_000, 15_000)
    added = project.add_photos([PhotoRef(slide, 0, fine), PhotoRef(slide, 0, coarse)]).added
    assert [(photo.width, photo.height) for photo in added] == [(TILE, TILE)] * 2
    for photo, code in zip(added, (255, 0), strict=True):
        mask = np.full((TILE, TILE), code, np.uint8)
        mask[:10] = 128
        project.masks.save(photo.id, mask, author="a")
        project.set_status(photo.id, Status.ACCEPTED)
    report = export_slides(project, tmp_path / "out")
    assert report.files == [(tmp_path / "out" / "slide.tif", 2)] and report.problems == []
    whole = Slide(PhotoRef(report.files[0][0]))
    assert whole.size == (40_000, 30_000)
    part = whole.read(0, Rect(fine.rect.x - 4, fine.rect.y, 12, 20))[..., 0]
    assert (part[:, :4] == 0).all() and (part[10:, 4:] == 255).all() and (part[:10, 4:] == 128).all()
    assert (whole.read(0, Rect(0, 0, 50, 50)) == 128).all()
    again = export_slides(project, tmp_path / "out")
    assert again.files == [] and "is there already" in str(again.problems[0])
    assert export_slides(project, tmp_path / "out", replace=True).files
    assert export_slides(project, tmp_path / "out", replace=True, png=True).too_large == [tmp_path / "out/slide.png"]
    assert open_source(PhotoRef(slide, 0, fine)).read().std() > 5


def test_a_slide_comes_in_by_tiles_and_goes_out_as_one_mask_by_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slide = write_slide(tmp_path / "slide.tif", 4200, 3100)
    project = str(tmp_path / "a.blurlab")
    assert main(["import", project, "--slide", str(slide), "--tiles", "1"]) == 0
    assert "1 photo added" in capsys.readouterr().out
    assert main(["export", project, "--out", str(tmp_path / "out"), "--slides"]) == 0
    assert "nothing was written" in capsys.readouterr().out
    with Project.open(Path(project)) as opened:
        for photo in opened.photos():
            opened.masks.save(photo.id, np.full((photo.height, photo.width), 255, np.uint8), author="a")
            opened.set_status(photo.id, Status.ACCEPTED)
    capsys.readouterr()
    assert main(["export", project, "--out", str(tmp_path / "out"), "--slides", "--png"]) == 0
    assert "is the same mask as a PNG" in capsys.readouterr().out
    whole = Slide(PhotoRef(tmp_path / "out" / "slide.tif")).read()[..., 0]
    assert whole.shape == (1550, 2100) and (whole[:, :2048] == 255).all() and (whole[:, 2048:] == 128).all()
    assert (read_grey(tmp_path / "out" / "slide.png") == whole).all()
    assert main(["export", project, "--out", str(tmp_path / "out"), "--slides", "--png"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["export", project, "--out", str(tmp_path / "out"), "--png"]) == 1
    assert "--png goes with --slides" in capsys.readouterr().err
    assert main(["import", project, "--slide", str(slide), "--tiles", "9"]) != 0
    assert "The slide has the levels 0 to" in capsys.readouterr().err


def test_a_whole_slide_is_predicted_tile_by_tile_without_seams(tmp_path: Path) -> None:
    slide = write_slide(tmp_path / "slide.tif", 6000, 2700, middle=9)
    levels = Slide(PhotoRef(slide)).levels
    ref = PhotoRef(slide, 0, Region(Rect(0, 0, *levels[0]), 2))
    assert is_whole_slide(ref) and not is_whole_slide(PhotoRef(slide, 0, Region(Rect(0, 0, 64, 64), 2)))
    asked: list[tuple[int, ...]] = []

    def predict(pixels: np.ndarray) -> np.ndarray:
        asked.append(pixels.shape)
        return pixels[2::4, 2::4, 0] if min(pixels.shape[:2]) % 4 == 0 else pixels[::4, ::4, 0]

    told: list[tuple[int, int]] = []
    write_slide_map(ref, tmp_path / "map.tif", 1.0, predict, lambda *each: told.append(each))
    made = Slide(PhotoRef(tmp_path / "map.tif"))
    assert made.size == (1500, 675) and told[-1] == (6, 6) and max(max(shape) for shape in asked) <= 2624 + 192
    whole = open_source(PhotoRef(slide, 0, Region(Rect(0, 0, *levels[0]), 0))).read()[..., 0]
    assert (made.read()[:600, :1400, 0] == whole[2::4, 2::4][:600, :1400]).all()
    write_slide_map(ref, tmp_path / "half.tif", 2.0, predict, lambda *_: None)
    assert Slide(PhotoRef(tmp_path / "half.tif")).size == (750, 338)
