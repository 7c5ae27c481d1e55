"""What reviewing leaves in a project: doubts, notes, decisions, two people's masks."""

import numpy as np
import pytest

from blurlab.core.editing.correction import BLURRED, IGNORE, SHARP
from blurlab.core.learning.queue_order import DESCRIPTOR, Doubt
from blurlab.errors import UserError
from blurlab.project.project import Project
from blurlab.project.records import Opinion, SecondLook, Status
from blurlab.project.review import (
    Facts,
    agreement,
    agreements,
    decision_times,
    descriptors,
    lead,
    log_decision,
    masks_agreement,
    newest_by_author,
    pace,
    plane_agreement,
    read_facts,
    save_doubt,
    set_note,
)


def half(value: int = BLURRED, columns: int = 20) -> np.typing.NDArray[np.uint8]:
    """A mask of 24 × 40 whose left columns hold `value`."""
    mask = np.full((24, 40), SHARP, np.uint8)
    mask[:, :columns] = value
    return mask


def test_the_newest_prediction_tells_how_unsure_the_model_is(project: Project, photo_id: int) -> None:
    for version, entropy in (("v0002", 0.4), ("v0001", 0.1)):
        save_doubt(project, photo_id, version, Doubt(entropy, 0.01, 0.5), np.full(DESCRIPTOR, entropy, np.float32))
    assert read_facts(project)[photo_id].doubt == Doubt(0.1, 0.01, 0.5)
    assert descriptors(project)[photo_id] == pytest.approx(0.1)
    save_doubt(project, photo_id, "v0002", Doubt(0.3, 0.02, 0.4), np.zeros(DESCRIPTOR, np.float32))
    assert read_facts(project)[photo_id].doubt == Doubt(0.3, 0.02, 0.4)


def test_the_model_in_use_is_asked_before_a_newer_one(project: Project, photo_id: int) -> None:
    for version, entropy in (("v0001", 0.1), ("v0002", 0.4)):
        save_doubt(project, photo_id, version, Doubt(entropy, 0.0, 0.5), np.full(DESCRIPTOR, entropy, np.float32))
    assert read_facts(project, "v0001")[photo_id].doubt.entropy == 0.1
    assert descriptors(project, "v0001")[photo_id] == pytest.approx(0.1)
    assert read_facts(project, "v0007")[photo_id].doubt.entropy == 0.4, "it has said nothing of this photo yet"


def test_a_note_stays_until_it_is_emptied(project: Project, photo_id: int) -> None:
    set_note(project, photo_id, "  the bird moves\n", "ann")
    assert read_facts(project)[photo_id].note == "the bird moves"
    set_note(project, photo_id, " ", "ann")
    assert photo_id not in read_facts(project)


def test_the_last_acceptance_tells_how_much_was_corrected(project: Project, photo_id: int) -> None:
    log_decision(project, photo_id, Status.ACCEPTED, "ann", agreement=0.5)
    log_decision(project, photo_id, Status.REJECTED, "ann")
    log_decision(project, photo_id, Status.ACCEPTED, "ann", agreement=0.9)
    assert read_facts(project)[photo_id] == Facts(agreement=0.9)
    assert len(decision_times(project, "ann")) == 3 and decision_times(project, "bob") == []


def test_what_belongs_to_no_photo_is_refused(project: Project) -> None:
    with pytest.raises(UserError):
        set_note(project, 99, "nobody's", "ann")
    with pytest.raises(UserError):
        log_decision(project, 99, Status.ACCEPTED, "ann")


def test_an_untouched_prediction_agrees_wholly_and_a_repainted_half_by_half() -> None:
    assert agreement(half(), half(), 128) == 1.0
    assert agreement(half(), half(columns=10), 128) == pytest.approx(0.5)
    assert agreement(half(SHARP), half(SHARP), 128) == 1.0, "both say that nothing is blurred"
    mask = half(columns=10)
    mask[:, 10:20] = IGNORE
    assert agreement(half(), mask, 128) == 1.0, "what is ignored does not count"
    assert masks_agreement(half(), mask) == 1.0 and masks_agreement(half(), half(columns=5)) == 0.25


def test_the_amount_does_not_depend_on_the_size_of_the_photo() -> None:
    large = np.repeat(np.repeat(half(columns=10), 100, axis=0), 100, axis=1)
    assert plane_agreement(half(), large, 128) == pytest.approx(0.5, abs=0.03)


def test_each_authors_newest_mask_is_known(project: Project, photo_id: int) -> None:
    for author, columns in (("ann", 5), ("bob", 10), ("ann", 20)):
        project.masks.save(photo_id, half(columns=columns), author=author)
    assert read_facts(project)[photo_id].authors == ("ann", "bob")
    newest = newest_by_author(project.masks.revisions(photo_id))
    assert {author: revision.revision for author, revision in newest.items()} == {"ann": 3, "bob": 2}


def test_the_pace_leaves_breaks_out() -> None:
    assert pace([0, 30, 60]) == pytest.approx(120)
    assert pace([0, 30, 60, 10_000, 10_030]) == pytest.approx(120)
    assert pace([0, 30]) is None and pace([]) is None


def test_blind_masks_are_told_apart_from_those_that_saw_the_prediction() -> None:
    facts = [Facts(agreement=0.9), Facts(agreement=0.6, blind=True), Facts(agreement=0.8, blind=True), Facts()]
    seen, blind = agreements([*facts, Facts(agreement=1.0, bulk=True)])
    assert (seen.count, seen.mean) == (1, pytest.approx(0.9))
    assert (blind.count, blind.mean, blind.error) == (2, pytest.approx(0.7), pytest.approx(0.1))
    assert agreements([Facts()]) == (None, None)


def test_a_prediction_leads_the_hand_only_where_the_difference_is_no_chance() -> None:
    seen = [Facts(agreement=value) for value in (0.95, 0.97, 0.96, 0.94, 0.98)]
    blind = [Facts(agreement=value, blind=True) for value in (0.80, 0.84, 0.82, 0.78, 0.86)]
    assert lead(*agreements(seen + blind)) == pytest.approx(0.14)
    assert lead(*agreements(seen + blind[:4])) is None, "four photos tell nothing"
    uneven = [Facts(agreement=value, blind=True) for value in (0.99, 0.4, 0.99, 0.99, 0.99)]
    assert lead(*agreements(seen + uneven)) is None
    same = [Facts(agreement=one.agreement, blind=True) for one in seen]
    assert lead(*agreements(seen + same)) is None and lead(None, None) is None


def test_a_blind_check_outlives_what_is_accepted_later(project: Project, photo_id: int) -> None:
    for amount, blind, bulk in ((0.4, False, True), (0.6, True, False), (1.0, False, False)):
        log_decision(project, photo_id, Status.ACCEPTED, "ann", agreement=amount, blind=blind, bulk=bulk)
    facts = read_facts(project)[photo_id]
    assert (facts.agreement, facts.blind, facts.bulk) == (0.6, True, False)


def test_what_a_second_person_says_of_a_mask_is_kept_with_its_place(project: Project, photo_id: int) -> None:
    looks = [
        SecondLook(photo_id, 1, "bea", Opinion.RETURNED, "the rim", (3.5, 4.0), "2026-01-01T00:00:00+00:00"),
        SecondLook(photo_id, 2, "bea", Opinion.ACCEPTED, "", None, "2026-01-02T00:00:00+00:00"),
    ]
    with project.store.writing() as rows:
        for look in looks:
            rows.review.add_second_look(look)
    with project.store.reading() as rows:
        assert rows.review.second_looks() == rows.review.second_looks(photo_id) == looks
        assert rows.review.second_looks(photo_id + 1) == []
