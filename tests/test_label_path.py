"""The path of a label in ARCHITECTURE.md: every file and name in it is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_path_of_a_label_names_what_there_is() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    path = text.partition("## The path of a label")[2].partition("\n## ")[0]
    steps = re.findall(r"^\d+\. `([\w/]+\.py)`: (.*)$", path, re.M)
    assert f", {len(steps)} of them" in path
    for file, words in steps:
        source = (ROOT / file).read_text("utf-8")
        for name in re.findall(r"`([\w.]+)`", words):
            for part in name.split("."):
                assert re.search(rf"\b{part}\b", source), (file, name)
