"""Sheets of samples: what is drawn, what a project says about them, and the child that makes them for the window."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from blurlab.core.palette import Palette
from blurlab.core.prediction import Prediction, View
from blurlab.core.synthesis import BlurRanges, Synthesis, SynthesisError
from blurlab.errors import UserError
from blurlab.imaging.ports import Place, ref_of
from blurlab.project.learning.synthesis_settings import REJECTED_SETTING, SETTING
from blurlab.project.models import BASE_SETTING
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.worker.messages import Leave, MakeSheet, Setup, SheetFailed, SheetReady
from tests.models import write_model
from tests.training.sources import scene
from training.data.gather import PhotoSource
from training.data.held_out import project_split
from training.data.judge import SourceJudge
from training.data.project_sources import project_sampler, project_sources, project_synthesis
from training.data.sources import PhotoCache, read_source
from training.proposals.cache import ProposalCache
from training.proposals.identity import region_id
from training.recipe import shipped_recipe
from training.synth import preview, sheets_child
from training.synth.preview import Samples, setup_sources
from training.synth.sheet import Cell, draw_sheet, outlined, strip

SIDE = 64
PROJECT = Synthesis(replace(BlurRanges(), all_sharp=0.0, all_blurred=0.0), seed=5)


@pytest.fixture(autouse=True)
def small_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(shipped_recipe("semi"), size=SIDE, predict_size=SIDE)
    monkeypatch.setattr(preview, "recipe", lambda: small)
    monkeypatch.setattr(sheets_child, "recipe", lambda: small)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of three photos with a small base model."""
    photos = tmp_path / "photos"
    photos.mkdir()
    for seed in range(3):
        Image.fromarray(scene(seed)).save(photos / f"{seed}.png")
    with Project.create(tmp_path / "toy.blurlab") as project:
        project.add_photos(sorted(photos.iterdir()))
        project.set_setting(BASE_SETTING, str(write_model(tmp_path / "base.safetensors", size=SIDE)))
    return tmp_path / "toy.blurlab"


def load(place: Place) -> np.ndarray:
    return np.asarray(Image.open(ref_of(place).path).convert("RGB"))


def sources(project: Project, synthesis: Synthesis = PROJECT) -> list[PhotoSource]:
    return project_sources(project, synthesis, None, PhotoCache(load))


# ------------------------------------------------------------ drawing


def test_the_outline_runs_along_the_blurred_side_and_stripes_cover_what_is_ignored() -> None:
    photo = np.full((SIDE, SIDE, 3), 90, np.uint8)
    target = np.zeros((SIDE, SIDE), np.uint8)
    target[20:40, 20:40] = 1
    target[50:, :] = 255
    picture = outlined(photo, target)
    rim = (picture == Palette().predicted_blurred).all(axis=2)
    assert rim[19:21, 25:35].any(axis=0).all() and rim[39:42, 25:35].any(axis=0).all()
    assert not rim[24:36, 24:36].any() and not rim[:15].any() and not rim[45:].any()
    striped = (picture == Palette().ignore).all(axis=2)
    assert 0.1 < striped[50:].mean() < 0.4 and not striped[:50].any()
    assert (photo == 90).all(), "the sample itself is not drawn on"


@pytest.mark.parametrize("value", [0, 1])
def test_a_sample_of_one_kind_has_no_outline(value: int) -> None:
    photo = scene(1)[:SIDE, :SIDE]
    assert np.array_equal(outlined(photo, np.full((SIDE, SIDE), value, np.uint8)), photo)


def test_a_sheet_holds_each_sample_and_words_under_it() -> None:
    cells = [
        Cell(np.full((SIDE, SIDE, 3), 40 * n, np.uint8), ("a.jpg", "background, disk", "写真 σ")) for n in range(1, 6)
    ]
    sheet = np.asarray(draw_sheet(cells, "A title that is far longer than a narrow sheet is wide", 3))
    for n in range(1, 6):
        assert ((sheet == 40 * n).all(axis=2)).sum() >= SIDE * SIDE
    assert sheet.shape[1] == 3 * (SIDE + 14) + 14
    wide = np.asarray(draw_sheet(cells[:1], "t", 3))
    captions = wide[wide.shape[0] - 60 :]
    assert len(np.unique(captions.reshape(-1, 3), axis=0)) > 5, "there are letters"
    with pytest.raises(ValueError, match="at least one"):
        draw_sheet([], "nothing", 3)


# ------------------------------------------------------------ the project's settings


def test_the_sheet_shows_the_very_samples_of_the_training(folder: Path) -> None:
    with Project.open(folder) as project:
        project.set_setting(SETTING, PROJECT.as_dict())
        synthesis = project_synthesis(project, BlurRanges())
        assert synthesis == PROJECT
        batch, shown = Samples(sources(project), synthesis).make(3, 2)
        trained = project_sampler(sources(project), synthesis.ranges, SIDE, 5).batch(3, 2)
    assert np.array_equal(batch.photos, trained.photos) and np.array_equal(batch.targets, trained.targets)
    assert all(each.what.startswith(("background", "object")) for each in shown)
    assert strip(batch).shape == (2 * SIDE, 2 * SIDE, 3)


class AllSharp:
    def predict(self, source: np.ndarray, at: View = View.WHOLE, *, planes: bool = False) -> Prediction:
        return Prediction(np.zeros((8, 8), np.uint8), 16.0, at, (), source)


def test_a_persons_mask_says_what_is_sharp_in_a_source_and_the_judge_where_there_is_none(folder: Path) -> None:
    """Half of the first photo is blurred by its mask, of the third's all; the judge calls everything sharp."""
    with Project.open(folder) as project:
        for photo, edge in zip(project.photos(), (80, None, 160), strict=True):
            if edge is not None:
                mask = np.zeros((120, 160), np.uint8)
                mask[:, :edge] = 255
                project.masks.save(photo.id, mask, author="me")
                project.set_status(photo.id, Status.ACCEPTED)
        learnt, held_out = project_split(project, 0.2)
        assert len(learnt) == len(held_out) == 1
        made = project_sources(project, PROJECT, SourceJudge(AllSharp()), PhotoCache(load), learnt)
    for source in made:
        doubtful = source.doubtful()
        assert doubtful is not None
        if source.path == learnt[0].photo.ref:
            assert doubtful[:, :80].all() and doubtful[:, 80:].all() == (source.path.stem == "2")
        else:
            assert not doubtful.any(), "a held-out mask is no business of a training"


def test_the_sheet_knows_what_the_set_up_knows(folder: Path, tmp_path: Path) -> None:
    """A training without labels takes no mask's word; one on object masks has no photo without; one on labels none."""
    objects = tmp_path / "objects"
    objects.mkdir()
    labels = np.zeros((120, 160), np.uint8)
    labels[30:90, 40:100] = 1
    Image.fromarray(labels).save(objects / "1.png")
    with Project.open(folder) as project:
        for photo in project.photos()[:2]:
            project.masks.save(photo.id, np.zeros((120, 160), np.uint8), author="me")
            project.set_status(photo.id, Status.ACCEPTED)

        def made(setup: Setup, synthesis: Synthesis = PROJECT) -> list[PhotoSource]:
            return setup_sources(project, synthesis, setup, None, PhotoCache(load))

        assert sum(source.label is not None for source in made(Setup.SEMI)) == 1, "the other one is held out"
        assert [source.label for source in made(Setup.SELF)] == [None, None, None]
        weak = made(Setup.WEAK, replace(PROJECT, masks=str(objects)))
        assert [(source.path.stem, source.proposals, source.label) for source in weak] == [("1", None, None)]
        with pytest.raises(UserError, match="there is none; choose the folder"):
            made(Setup.WEAK)
        with pytest.raises(UserError, match="on labels only makes no synthetic samples"):
            made(Setup.FULL)


def test_a_rejected_region_is_never_drawn_again_and_the_other_samples_stay(folder: Path) -> None:
    count = 24
    with Project.open(folder) as project:
        batch, before = Samples(sources(project), PROJECT).make(0, count)
        bad = before[0]
        digest = next(photo.digest for photo in project.photos() if photo.ref == bad.source.path)
        project.set_setting(REJECTED_SETTING, {digest: [bad.region]})
        again, after = Samples(sources(project), PROJECT).make(0, count)
    assert bad.region not in [each.region for each in after]
    assert after[0].source.path == bad.source.path
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old.region != bad.region:
            assert old.region == new.region
            assert np.array_equal(batch.targets[number], again.targets[number])


def test_a_photo_whose_regions_are_all_rejected_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(scene(4)).save(path)
    cache = ProposalCache(tmp_path / "cache")
    source = PhotoSource(path, PhotoCache(load), cache)
    found = cache.get(source.photo())
    source.rejected = frozenset(region_id(found.mask(rank)) for rank in range(len(found)))
    assert not source.region(np.random.default_rng(0)).any()


def test_rejected_object_masks_give_way_to_proposals(tmp_path: Path) -> None:
    path, mask = tmp_path / "a.png", tmp_path / "mask.png"
    Image.fromarray(scene(4)).save(path)
    labels = np.zeros((120, 160), np.uint8)
    labels[30:90, 40:100] = 1
    Image.fromarray(labels).save(mask)
    source = PhotoSource(path, PhotoCache(load), ProposalCache(tmp_path / "cache"), mask)
    drawn = [region_id(source.region(np.random.default_rng(seed))) for seed in range(12)]
    assert region_id(labels > 0) in drawn
    source.rejected = frozenset({region_id(labels > 0)})
    drawn = [region_id(source.region(np.random.default_rng(seed))) for seed in range(12)]
    assert region_id(labels > 0) not in drawn


def test_rejected_photos_are_no_sources_and_unreadable_ones_are_left_out(folder: Path) -> None:
    with Project.open(folder) as project:
        first, second, third = project.photos()
        project.set_status(first.id, Status.REJECTED)
        made = sources(project)
        assert [source.path for source in made] == [second.ref, third.ref]
        second.path.write_bytes(b"damaged meanwhile")
        assert [source.path for source in sources(project)] == [third.ref]
        for source in made:
            source.photos = PhotoCache(read_source)
        _, shown = Samples(made, PROJECT).make(0, 8)
        assert {each.source.path for each in shown} == {third.ref}
        third.path.write_bytes(b"damaged as well")
        for source in made:
            source.photos = PhotoCache(read_source)
        with pytest.raises(UserError, match="can read"):
            Samples(made, PROJECT).make(0, 2)
        with pytest.raises(UserError, match="no photo"):
            Samples([], PROJECT).make(0, 2)


def test_samples_are_made_from_a_chosen_folder_and_its_regions_are_rejected_too(folder: Path, tmp_path: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    for seed in range(5, 7):
        Image.fromarray(scene(seed)).save(others / f"{seed}.png")
    (others / "bad.jpg").write_bytes(b"no photo")
    chosen = replace(PROJECT, sources=str(others))
    with Project.open(folder) as project:
        assert {source.path.parent for source in sources(project, chosen)} == {others}
        _, before = Samples(sources(project, chosen), chosen).make(0, 6)
        assert {each.source.path.name for each in before} == {"5.png", "6.png"}
        project.set_setting(REJECTED_SETTING, {before[0].source.key: [before[0].region]})
        _, after = Samples(sources(project, chosen), chosen).make(0, 6)
    assert before[0].region not in [each.region for each in after]


def test_a_folder_of_sources_that_is_gone_or_empty_is_said(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with Project.open(folder) as project:
        with pytest.raises(SynthesisError, match="“/nowhere” does not exist; choose another"):
            sources(project, replace(PROJECT, sources="/nowhere"))
        with pytest.raises(SynthesisError, match=r"no photo in the folder of source photos “.*empty”"):
            sources(project, replace(PROJECT, sources=str(tmp_path / "empty")))


def test_a_missing_folder_of_masks_is_said(folder: Path) -> None:
    with Project.open(folder) as project, pytest.raises(SynthesisError, match="“/nowhere” does not exist"):
        sources(project, replace(PROJECT, masks="/nowhere"))


# ------------------------------------------------------------ the child


@pytest.fixture
def sampler() -> Iterator[Connection]:
    ours, theirs = Pipe()
    thread = threading.Thread(target=sheets_child.main, args=(theirs,), daemon=True)
    thread.start()
    yield ours
    ours.send(Leave())
    thread.join(60)
    assert not thread.is_alive(), "the child does not leave"


def order(folder: Path, number: int = 1, count: int = 5, synthesis: Synthesis = PROJECT) -> MakeSheet:
    return MakeSheet(number, str(folder), synthesis.as_dict(), count)


def answers(connection: Connection, number: int) -> list[SheetReady | SheetFailed]:
    """Everything up to the last answer to order `number`."""
    heard: list[SheetReady | SheetFailed] = []
    while connection.poll(120):
        heard.append(connection.recv())
        last = heard[-1]
        if last.number == number and (isinstance(last, SheetFailed) or last.complete):
            return heard
    raise AssertionError("no answer came")


def test_an_order_is_answered_by_strips_of_samples(folder: Path, sampler: Connection) -> None:
    sampler.send(order(folder))
    heard = answers(sampler, 1)
    assert [(message.first, len(message.samples)) for message in heard] == [(0, 2), (2, 2), (4, 1)]
    for message in heard:
        picture = load(Path(message.path))
        assert picture.shape == (2 * SIDE, len(message.samples) * SIDE, 3)
        assert Path(message.path).is_relative_to(folder)
    with Project.open(folder) as project:
        digests = {photo.digest: photo.name for photo in project.photos()}
    assert all(digests[s.digest] == s.photo and s.region for message in heard for s in message.samples)


def test_the_newest_order_ends_the_one_before(folder: Path, sampler: Connection) -> None:
    sampler.send(order(folder, 1, 400))
    assert sampler.poll(120)
    for number in (2, 3):
        sampler.send(order(folder, number, 4))
    heard = answers(sampler, 3)
    assert len([message for message in heard if message.number == 1]) < 200
    assert heard[-1].number == 3 and len([message for message in heard if message.number == 3]) == 2


def test_what_cannot_be_made_is_a_sentence_and_the_child_lives_on(folder: Path, sampler: Connection) -> None:
    sampler.send(order(folder, 1, 4, replace(PROJECT, masks="/nowhere")))
    (failed,) = answers(sampler, 1)
    assert (
        isinstance(failed, SheetFailed)
        and failed.error.sentence == "The folder of object masks “/nowhere” does not exist."
    )
    sampler.send(order(folder.parent / "none.blurlab", 2))
    (failed,) = answers(sampler, 2)
    assert isinstance(failed, SheetFailed) and "none" in failed.error.sentence
    sampler.send(replace(order(folder, 3), setup=Setup.FULL))
    (failed,) = answers(sampler, 3)
    assert isinstance(failed, SheetFailed) and "labels only" in failed.error.sentence
    sampler.send(order(folder, 4, 2))
    assert isinstance(answers(sampler, 4)[-1], SheetReady)
