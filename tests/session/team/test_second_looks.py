"""A second person's yes or no to a mask, and a third's choice between two."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from blurlab.project.records import Opinion, Status
from blurlab.session.notice import Notice
from blurlab.session.session import Session
from tests.fixtures.windows import WAIT, is_predicted

Join = Callable[..., Session]


def accept(session: Session, photo_id: int, qtbot: QtBot) -> None:
    session.go_to(photo_id)
    qtbot.waitUntil(lambda: session.current is not None and session.current.photo_id == photo_id, timeout=WAIT)
    qtbot.waitUntil(lambda: session.current.has_mask or is_predicted(session), timeout=WAIT)
    session.review.accept()
    qtbot.waitUntil(lambda: session.order[photo_id].status is Status.ACCEPTED, timeout=WAIT)
    qtbot.waitUntil(lambda: not session.autosave.unsaved, timeout=WAIT)


def test_two_masks_of_one_photo_are_settled_by_a_third_person(join: Join, qtbot: QtBot) -> None:
    ann, bob, cleo = join("ann"), join("bob"), join("cleo")
    photo = ann.order.ids[1]
    accept(ann, photo, qtbot)
    qtbot.waitUntil(lambda: bob.order.facts_of(photo).authors == ("ann",), timeout=WAIT)
    bob.project.masks.save(photo, *bob.project.masks.read(bob.project.masks.revisions(photo)[0]), author="bob")
    for person in (ann, bob, cleo):
        qtbot.waitUntil(lambda person=person: person.second.disputed == [photo], timeout=WAIT)
        qtbot.waitUntil(lambda person=person: len(person.second.people) == 2, timeout=WAIT)
        assert [(one.name, one.between, one.compared) for one in person.second.people] == [
            ("ann", 1.0, 1), ("bob", 1.0, 1)
        ]  # fmt: skip

    told: list[Notice] = []
    ann.notices.told.connect(told.append)
    ann.go_to(photo)
    ann.second.settle("ann")
    qtbot.waitUntil(lambda: any("a third person settles" in notice.sentence for notice in told), timeout=WAIT)

    cleo.go_to(photo)
    qtbot.waitUntil(lambda: cleo.current is not None and cleo.current.photo_id == photo, timeout=WAIT)
    cleo.annotators.use(photo, "ann")
    for person in (ann, bob, cleo):
        qtbot.waitUntil(lambda person=person: not person.second.disputed, timeout=WAIT)
    label = bob.project.masks.latest(photo)
    assert label is not None and label.author == "ann"
    with bob.project.store.reading() as rows:
        (look,) = rows.review.second_looks(photo)
    assert (look.author, look.opinion, look.revision) == ("cleo", Opinion.SETTLED, label.revision)


def test_a_mask_is_sent_back_with_a_note_on_a_place(join: Join, qtbot: QtBot, tmp_path: Path) -> None:
    ann, bob = join("ann"), join("bob")
    photo, other = ann.order.ids[1:3]
    accept(ann, photo, qtbot)
    qtbot.waitUntil(lambda: bob.order[photo].status is Status.ACCEPTED, timeout=WAIT)
    qtbot.waitUntil(lambda: [one.name for one in bob.second.people] == ["ann"], timeout=WAIT)
    assert bob.second.people[0].decided == 1
    bob.go_to(photo)
    bob.second.send_back("the rim", (30.0, 40.0))
    ann.go_to(other)
    qtbot.waitUntil(lambda: ann.order[photo].status is Status.IN_WORK, timeout=WAIT)
    told: list[Notice] = []
    places: list[tuple[float, float]] = []
    ann.notices.told.connect(told.append)
    ann.second.placeMeant.connect(lambda x, y: places.append((x, y)))
    qtbot.waitUntil(lambda: bool(second_looks(ann, photo)), timeout=WAIT)
    ann.go_to(photo)
    qtbot.waitUntil(lambda: any(notice.key == "returned" for notice in told), timeout=WAIT)
    (notice,) = [one for one in told if one.key == "returned"]
    assert notice.sentence == "bob sent this back: “the rim”" and notice.act is not None
    notice.act()
    assert places == [(30.0, 40.0)]
    accept(ann, photo, qtbot)
    qtbot.waitUntil(lambda: bob.order[photo].status is Status.ACCEPTED, timeout=WAIT)
    qtbot.waitUntil(lambda: len(bob.project.masks.revisions(photo)) == 2, timeout=WAIT)
    bob.second.accept()
    qtbot.waitUntil(lambda: len(second_looks(ann, photo)) == 2, timeout=WAIT)

    qtbot.waitUntil(lambda: [(one.confirmed, one.returned) for one in ann.second.people] == [(1, 1)], timeout=WAIT)
    ann.second.save_table(tmp_path / "people.csv")
    qtbot.waitUntil((tmp_path / "people.csv").exists, timeout=WAIT)
    head, row = (line.split(",") for line in (tmp_path / "people.csv").read_text().splitlines())
    told = dict(zip(head, row, strict=True))
    assert (told["person"], told["photos"], told["confirmed"], told["returned"]) == ("ann", "1", "1", "1")


def second_looks(session: Session, photo_id: int) -> list[object]:
    with session.project.store.reading() as rows:
        return list(rows.review.second_looks(photo_id))
