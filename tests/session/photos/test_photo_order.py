"""The list of photos and the way through it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from blurlab.project.records import Photo, Status
from blurlab.session.photos.photo_order import PhotoOrder

statuses = st.lists(st.sampled_from(list(Status)), max_size=30)
filters = st.one_of(st.none(), st.sampled_from(list(Status)))


def order_of(found: list[Status]) -> PhotoOrder:
    return PhotoOrder(Photo(i, Path(f"/{i}.png"), f"{i}.png", 1, 1, s, "", "") for i, s in enumerate(found, start=1))


@given(statuses, filters)
def test_walking_forward_visits_every_listed_photo_once_and_walking_back_too(
    found: list[Status], wanted: Status | None
) -> None:
    order = order_of(found)
    order.set_filter(wanted)
    expected = [i for i, s in enumerate(found, start=1) if wanted in {None, s}]
    assert order.ids == expected
    forward = []
    step = order.after(None)
    while step is not None:
        forward.append(step)
        step = order.after(step)
    assert forward == expected
    backward = []
    step = expected[-1] if expected else None
    while step is not None:
        backward.append(step)
        step = order.before(step)
    assert backward == expected[::-1]


@given(statuses.filter(bool), st.data())
def test_a_photo_that_leaves_the_filter_keeps_its_place_for_next(found: list[Status], data: st.DataObject) -> None:
    order = order_of(found)
    here = data.draw(st.sampled_from(order.ids))
    order.set_filter(data.draw(filters))
    later = [i for i in order.ids if i > here]
    earlier = [i for i in order.ids if i < here]
    assert order.after(here) == (later[0] if later else None)
    assert order.before(here) == (earlier[-1] if earlier else None)
    assert order.line_after(here, 2) == later[:2]


def test_the_current_photo_stays_listed_until_it_is_left() -> None:
    order = order_of([Status.NEW, Status.NEW])
    order.set_filter(Status.NEW)
    photo = order[1]
    order.update(Photo(1, photo.path, photo.name, 1, 1, Status.ACCEPTED, "", ""))
    assert not order.relist(keep=1) and order.ids == [1, 2]
    assert order.relist(keep=2) and order.ids == [2]


def test_photos_in_the_bin_are_known_but_neither_listed_nor_counted() -> None:
    order = order_of([Status.NEW, Status.ACCEPTED, Status.NEW, Status.NEW])
    assert order.leave_out(frozenset({1, 2, 99})) and not order.leave_out(frozenset({1, 2}))
    assert order.ids == [3, 4] and len(order) == 2 and [order.number(photo_id) for photo_id in (3, 4)] == [1, 2]
    assert order.counts()[Status.ACCEPTED] == 0 and order.counts()[Status.NEW] == 2
    assert 1 in order and order.after(1) == 3 and order.before(3) is None and not order.lists(2)
    order.relist(keep=1)
    assert order.ids == [3, 4]
    assert order.leave_out(frozenset()) and order.ids == [1, 2, 3, 4]


def test_photos_of_subfolders_are_named_with_them() -> None:
    paths = [Path("/all/a.png"), Path("/all/day/a.png"), Path("/all/day/late/b.png"), Path("/all/daylight/c.png")]
    order = PhotoOrder(Photo(i, path, path.name, 1, 1, Status.NEW, "", "") for i, path in enumerate(paths, start=1))
    names = [order.shown_name(photo_id) for photo_id in order.ids]
    assert names == ["a.png", "day/a.png", "day/late/b.png", "daylight/c.png"]
    assert PhotoOrder([order[2]]).shown_name(2) == "a.png"
    assert [PhotoOrder([order[1], order[4]]).shown_name(each) for each in (1, 4)] == ["a.png", "daylight/c.png"]
