"""Two people mask one photo in windows of their own, a third settles it; masks are looked at and sent back."""

import json
from pathlib import Path

import pytest

from blurlab.cli import main
from blurlab.project.project import Project
from tests.fixtures.network import Network
from tests.fixtures.servers import Server, server
from tests.journeys.people import Person, leaving, shared_birds

__all__ = ["server"]


@pytest.fixture
def url(server: Server, tmp_path: Path) -> str:
    return shared_birds(server, tmp_path, 10, ("ann", "bob", "cleo"))


def painted(person: Person, left: int) -> int:
    """Paint on the photo that is shown, and accept it; its number."""
    here = int(person.until(lambda shown: True)["here"])
    person.say(f"paint {left}")
    person.say("accept")
    person.until(lambda shown: person.name in shown["authors"][str(here)])
    person.until(lambda shown: shown["here"] != here or "No other photo" in shown["told"][-1])
    return here


def test_two_people_mask_each_photo_a_third_settles_and_masks_are_sent_back(
    url: str, server: Server, tmp_path: Path
) -> None:
    network = Network(server.port)
    through = {"ann": url.replace(f":{server.port}/", f":{network.port}/"), "bob": url, "cleo": url}
    people = [Person(name, at.replace("owner@", f"{name}@"), tmp_path) for name, at in through.items()]
    ann, bob, cleo = people
    with leaving(people):
        for person in people:
            person.until(lambda shown: shown["there"])
        # One person a photo: what ann has done, nobody is led to.
        first = painted(ann, 10)
        bob.until(lambda shown: shown["authors"][str(first)] == ["ann"])
        if bob.until(lambda shown: True)["here"] == first:
            bob.say("go 2")
        bob.until(lambda shown: shown["here"] != first and shown["ahead"] not in {None, first})

        # Two people a photo, once somebody wants that: bob is led to ann's.
        cleo.say("double")
        for person in people:
            person.until(lambda shown: shown["double"])
        for _ in range(9):
            if bob.until(lambda shown: True)["here"] == first:
                break
            painted(bob, 60)
        assert painted(bob, 30) == first
        cleo.until(lambda shown: sorted(shown["authors"][str(first)]) == ["ann", "bob"])
        cleo.until(lambda shown: shown["disputed"] == [first])
        facts = cleo.until(lambda shown: shown["people"]["ann"]["compared"] == 1)["people"]
        assert 0 < facts["ann"]["between"] == facts["bob"]["between"] < 1

        # The third person goes there by the button, and settles it.
        cleo.say("go 5")
        cleo.say("settle")
        cleo.until(lambda shown: shown["here"] == first)
        cleo.say("use ann")
        for person in people:
            person.until(lambda shown: not shown["disputed"])

        # A mask is sent back with a note on a place; its painter is shown where.
        cleo.say("return the wing")
        ann.until(lambda shown: shown["statuses"][str(first)] == "in work")
        ann.say(f"go {first}")
        ann.until(lambda shown: "cleo sent this back: “the wing”" in shown["told"])
        ann.say("act")
        ann.until(lambda shown: shown["meant"] == [[30.0, 40.0]])
        assert cleo.until(lambda shown: shown["people"]["ann"]["returned"] == 1)

        # While the network is away both change one photo: both masks are kept, as two people's.
        both = 10
        network.cut()
        ann.until(lambda shown: not shown["there"])
        for person, left in ((ann, 10), (bob, 50)):
            person.say(f"go {both}")
            person.until(lambda shown: shown["here"] == both)
            painted(person, left)
        network.mend()
        for person in people:
            person.until(lambda shown: sorted(shown["authors"][str(both)]) == ["ann", "bob"])
        cleo.until(lambda shown: both in shown["disputed"])
    network.close()
    assert main(["fetch", url, str(tmp_path / "again.blurlab")]) == 0
    with Project.open(tmp_path / "again.blurlab") as project:
        label = project.masks.revisions(first)[0]
        assert {one.author for one in project.masks.revisions(first)} == {"ann", "bob"} and label.author == "ann"
        masks = {json.dumps(project.masks.read(one)[0].tolist()): one.author for one in project.masks.revisions(both)}
        assert set(masks.values()) == {"ann", "bob"}
