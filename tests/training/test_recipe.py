from pathlib import Path

import pytest

from blurlab.worker.messages import Setup
from training.recipe import RECIPES, RecipeError, read_recipe, shipped_recipe


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_recipes_can_be_read(path: Path) -> None:
    recipe = read_recipe(path)
    assert recipe.as_dict()["setup"] == str(recipe.setup)


@pytest.mark.parametrize("setup", ["self", "semi", "full"])
def test_every_set_up_of_the_command_line_has_its_recipe(setup: str) -> None:
    assert shipped_recipe(setup).setup is Setup(setup)


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
        ("setup = 'self'\n[blur]\nmotion = 3", "between 0 and 1"),
        ("setup = 'self'\n[blur]\nshape = 1", "no “shape”"),
        ("setup = ", "cannot be read"),
    ],
)
def test_what_is_wrong_with_a_recipe_is_said(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=says):
        read_recipe(path)


def test_a_missing_recipe_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="cannot be read"):
        read_recipe(tmp_path / "none.toml")


def test_dials_of_the_blur_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("setup = 'self'\nrate = 1\n[blur]\nmotion = 1\nsigma = [0.01, 0.02]\n")
    recipe = read_recipe(path)
    assert recipe.rate == 1.0 and recipe.blur.motion == 1.0 and recipe.blur.sigma == (0.01, 0.02)
