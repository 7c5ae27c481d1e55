from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from blurlab.worker.messages import Setup
from training.recipe import RECIPES, Recipe, RecipeError, read_recipe, shipped_recipe


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_recipes_can_be_read(path: Path) -> None:
    recipe = read_recipe(path)
    assert recipe.as_dict()["setup"] == str(recipe.setup)


@pytest.mark.parametrize("setup", Setup)
def test_every_set_up_has_its_recipe(setup: Setup) -> None:
    assert shipped_recipe(setup).setup is setup


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_number_stands_in_the_recipe_with_its_reason(path: Path) -> None:
    said = {line.partition(" = ")[0]: line for line in path.read_text("utf-8").splitlines() if " = " in line}
    assert set(said) >= {field.name for field in fields(Recipe)} - {"blur", "variety"}
    assert all("  # " in line or " # " in line for name, line in said.items() if name != "setup")


def test_a_recipe_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        shipped_recipe("self").rate = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("setup = 'self'\nlearning_rate = 1", "no “learning_rate”"),
        ("setup = 'guess'", "must name its setup"),
        ("", "must name its setup"),
        ("setup = 'self'\nsize = 333", "multiple of 32"),
        ("setup = 'self'\nbatch = 'many'", "must be of type int"),
        ("setup = 'self'\nbatch = true", "must be of type int"),
        ("setup = 'self'\nchoose = 'luck'", "choose must be"),
        (
            "setup = 'self'\narchitecture = 'alexnet'",
            "architecture must be one of compact-deeplab, deeplabv3_resnet101",
        ),
        ("setup = 'self'\nprecision = 'float8'", "precision must be"),
        ("setup = 'self'\nbatch = [1]", "must be of type int"),
        ("setup = 'self'\nreal_scale = [0.5]", "must be two numbers"),
        ("setup = 'self'\nreal_scale = [0.9, 0.5]", "two rising shares"),
        ("setup = 'self'\nrate = 0", "rate must be more than 0"),
        ("setup = 'self'\nrate = nan", "rate must be of type float"),
        ("setup = 'self'\nrate = inf", "rate must be at most"),
        (f"setup = 'self'\nrate = {'9' * 400}", "rate must be at most"),
        (f"setup = 'self'\nreal_scale = [0.1, {'9' * 400}]", "real_scale must be at most"),
        ("setup = 'self'\nbatch = 100000", "batch must be at most 4,096"),
        ("setup = 'self'\npatience = -1", "patience must be at least 0"),
        ("setup = 'self'\nbalance = 2", "balance must be between 0 and 1"),
        ("setup = 'self'\nblur = 1", "blur must be a table"),
        ("setup = 'self'\n[blur]\nmotion = 3", "between 0 and 1"),
        ("setup = 'self'\n[blur]\nshape = 1", "no “shape”"),
        ("setup = 'self'\nvariety = 1", "variety must be a table"),
        ("setup = 'self'\n[variety]\ndrawn = 2", "drawn must be between 0 and 1"),
        ("setup = 'self'\ndetails = -1", "details must be at least 0"),
        ("setup = ", "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_recipe_is_said(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(RecipeError, match=says):
        read_recipe(path)


def test_a_missing_recipe_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="cannot be read: No such file"):
        read_recipe(tmp_path / "none.toml")


def test_dials_of_the_blur_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("setup = 'self'\nrate = 1\n[blur]\nmotion = 1\nsigma = [0.01, 0.02]\n[variety]\ndrawn = 0.5\n")
    recipe = read_recipe(path)
    assert recipe.rate == 1.0 and recipe.blur.motion == 1.0 and recipe.blur.sigma == (0.01, 0.02)
    assert recipe.variety.drawn == 0.5 and recipe.variety.pasted == 0.0


def test_the_more_labels_the_farther_a_project_goes_from_its_base_model() -> None:
    ways = [shipped_recipe("semi").blend_weight(labels) for labels in (1, 7, 20, 100, 400)]
    assert ways == sorted(ways) and ways[1] == 0.5 and ways[-1] > 0.98
    assert shipped_recipe("semi").blend_weight(0) == 1.0, "nothing but synthetic samples: no label says how far"
    assert shipped_recipe("shipped-semi").blend_weight(1) == 1.0
