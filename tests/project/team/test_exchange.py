"""Copies of a shared project come together: nothing is lost, and nobody's mask becomes another's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pytest

from blurlab.core.learning.queue_order import Doubt
from blurlab.core.prediction import Look, View
from blurlab.model.card import ModelCard
from blurlab.project.project import Project
from blurlab.project.records import Status
from blurlab.project.review import log_decision, save_doubt, set_note
from blurlab.project.team.address import read_address
from blurlab.project.team.copy import own_copy, read_mark
from blurlab.project.team.exchange import Exchange
from tests.fixtures.projects import MakePhoto


class Person:
    """Somebody with a copy of the shared project."""

    def __init__(self, name: str, url: str, root: Path, stack: ExitStack) -> None:
        self.name = name
        folder, lock = own_copy(read_address(url), root / name)
        stack.enter_context(lock)
        self.exchange = Exchange(folder, name)
        stack.callback(self.exchange.link.close)
        self.project = stack.enter_context(closing(Project.open(folder)))
        self.meet()

    def meet(self) -> None:
        self.exchange.round()

    @property
    def waiting(self) -> int:
        return self.exchange.link.waiting()[0]

    def paint(self, photo_id: int, value: int, status: Status | None = None) -> int:
        photo = self.project.photo(photo_id)
        mask = np.zeros((photo.height, photo.width), np.uint8)
        mask[:value] = 255
        revision = self.project.masks.save(photo_id, mask, mask > 0, author=self.name)
        if status is not None:
            self.project.set_status(photo_id, status)
        return revision.revision

    def masks(self, photo_id: int) -> dict[str, int]:
        """By author how many rows of the newest mask are blurred."""
        found = {}
        for revision in reversed(self.project.masks.revisions(photo_id)):
            mask, painted = self.project.masks.read(revision)
            assert painted is not None and ((mask > 0) == painted).all()
            found[revision.author] = int((mask > 0).any(1).sum())
        return found


@pytest.fixture
def people(team_url: str, tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    with ExitStack() as stack:
        yield Person("ann", team_url, tmp_path, stack), Person("bob", team_url, tmp_path, stack)


def test_what_one_does_the_other_has(people: tuple[Person, Person]) -> None:
    ann, bob = people
    assert ann.project.photos() == bob.project.photos() and len(ann.project.photos()) == 6
    assert ann.waiting == 0, "what came is not to be sent"
    first, second = (photo.id for photo in ann.project.photos()[:2])
    ann.paint(first, 5, Status.ACCEPTED)
    log_decision(ann.project, first, Status.ACCEPTED, "ann", agreement=0.5)
    set_note(ann.project, first, "look here", "ann")
    ann.project.save_prediction(second, "v0001", np.full((3, 4), 7, np.uint8), Look())
    save_doubt(ann.project, second, "v0001", Doubt(0.5, 0.1, 0.5), np.ones(80, np.float32))
    version = ann.project.versions.publish(lambda path: path.write_bytes(b"weights") and None, ModelCard(setup="semi"))
    assert ann.waiting > 0
    ann.meet()
    assert ann.waiting == 0
    bob.meet()
    assert bob.masks(first) == {"ann": 5}
    assert bob.project.photo(first).status is Status.ACCEPTED and len(bob.project.masks.labels()) == 1
    assert bob.project.versions.promoted() == version
    assert bob.project.versions.promoted().weights.read_bytes() == b"weights"  # type: ignore[union-attr]
    with bob.project.store.reading() as rows:
        assert rows.review.notes() == {first: "look here"} and len(rows.review.measured()) == 1
        assert set(rows.review.doubts("v0001", View.WHOLE)) == {second}
    bob.exchange._fetch_some()
    assert (bob.project.read_prediction(second, "v0001") == 7).all()  # type: ignore[union-attr]
    assert bob.waiting == 0
    ann.meet()
    with ann.project.store.reading() as rows:
        assert len(rows.review.measured()) == 1, "what one sent oneself does not come back"


def test_masks_of_one_photo_painted_apart_are_both_kept_whole(people: tuple[Person, Person]) -> None:
    ann, bob = people
    photo = ann.project.photos()[0].id
    assert ann.paint(photo, 3) == bob.paint(photo, 7) == 1
    bob.paint(photo, 8, Status.ACCEPTED)
    ann.meet()
    bob.meet()
    ann.meet()
    assert ann.masks(photo) == bob.masks(photo) == {"ann": 3, "bob": 8}
    assert [one.author for one in bob.project.masks.revisions(photo)] == ["bob", "bob", "ann"]
    assert ann.project.photo(photo).status is Status.ACCEPTED
    assert ann.waiting == bob.waiting == 0


def test_two_people_change_different_things_of_one_photo(people: tuple[Person, Person]) -> None:
    ann, bob = people
    photo = ann.project.photos()[0].id
    ann.project.set_kind(photo, "motion")
    bob.project.set_status(photo, Status.ACCEPTED)
    bob.meet()
    ann.meet()
    bob.meet()
    for person in people:
        known = person.project.photo(photo)
        assert (known.kind, known.status) == ("motion", Status.ACCEPTED)


def test_photos_added_apart_keep_their_numbers_and_one_added_twice_is_one(
    people: tuple[Person, Person], make_photo: MakePhoto
) -> None:
    ann, bob = people
    same, anns, bobs = make_photo("same.png", 50), make_photo("anns.png", 51), make_photo("bobs.png", 52)
    (first, twin) = ann.project.add_photos([anns, same]).added
    (other, third) = bob.project.add_photos([same, bobs]).added
    assert len({first.id, twin.id, other.id, third.id}) == 4
    bob.paint(other.id, 4, Status.ACCEPTED)
    ann.paint(twin.id, 2)
    ann.meet()
    bob.meet()
    ann.meet()
    bob.meet()
    assert sorted(photo.name for photo in ann.project.photos()[6:]) == ["anns.png", "bobs.png", "same.png"]
    assert ann.project.photos() == bob.project.photos()
    assert ann.masks(twin.id) == bob.masks(twin.id) == {"ann": 2, "bob": 4}


def test_a_person_killed_between_any_two_steps_sends_each_mask_once(
    people: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    from blurlab.project.team import going

    ann, bob = people
    photo = ann.project.photos()[0].id
    bob.paint(photo, 9)
    bob.meet()
    ann.paint(photo, 1)
    ann.paint(photo, 2)
    real = going._done
    for _ in range(2):  # the rows are there, and nothing here knows it
        monkeypatch.setattr(going, "_done", lambda *_: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError):
            ann.meet()
    monkeypatch.setattr(going, "_done", real)
    ann.meet()
    bob.meet()
    assert ann.masks(photo) == bob.masks(photo) == {"ann": 2, "bob": 9}
    assert len(bob.project.masks.revisions(photo)) == 3
    assert [one.revision for one in bob.project.masks.revisions(photo)] == [
        one.revision for one in ann.project.masks.revisions(photo)
    ]


def test_a_forgotten_mask_is_gone_for_all_and_never_anybody_elses(people: tuple[Person, Person]) -> None:
    ann, bob = people
    photo = ann.project.photos()[0].id
    ann.paint(photo, 3)
    ann.meet()
    bob.project.masks.forget(bob.project.masks.revisions(photo)[0]) if bob.project.masks.revisions(photo) else None
    bob.paint(photo, 5)
    bob.project.masks.forget(bob.project.masks.revisions(photo)[0])  # nobody ever knew of it
    bob.meet()
    assert bob.masks(photo) == {"ann": 3}
    ann.project.masks.forget(ann.project.masks.revisions(photo)[0])
    ann.meet()
    bob.meet()
    assert bob.masks(photo) == ann.masks(photo) == {}


def test_a_photo_is_claimed_by_one_person_until_it_is_given_back_or_runs_out(people: tuple[Person, Person]) -> None:
    ann, bob = (person.exchange.claims for person in people)
    ids = [photo.id for photo in people[0].project.photos()]
    assert ann.claim(ids) == ids[0] and ann.claim(ids) == ids[0]
    assert bob.claim(ids) == ids[1] and bob.claim(ids[:1], unreviewed=False) is None
    assert bob.of_others() == {ids[0]: "ann"} and ann.of_others() == {ids[1]: "bob"}
    assert ann.renew([ids[0], ids[1]]) == {ids[0]}
    ann.give_back([ids[0]])
    assert bob.claim(ids[:1]) == ids[0]
    with bob.database.writing() as there:
        there.execute("UPDATE claims SET until = now() - interval '1 s'")
    assert ann.claim(ids) == ids[0] and bob.renew(ids) == {ids[1]}
    ann.give_back()
    bob.give_back()
    people[0].paint(ids[0], 4, Status.ACCEPTED)
    people[0].meet()
    assert bob.claim(ids) == ids[1]
    bob.give_back()
    assert bob.claim(ids, double=True) == ids[0] and ann.claim(ids, double=True) == ids[1], "bob is the second"
    assert bob.claim(ids[1:], double=True) == ids[1], "two may have one"


def test_processes_that_begin_at_once_get_a_copy_each(team_url: str, tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:  # each as torchrun's processes are: nobody has made one before
        made = list(pool.map(lambda _: own_copy(read_address(team_url), tmp_path / "copies"), range(4)))
    assert len({folder for folder, _ in made}) == 4
    for folder, lock in made:
        assert read_mark(folder) is not None
        lock.release()
