"""`blurlab`, which trains small: for the commands of the guide that start processes of their own."""

import sys

from blurlab.cli import main
from tests.training.small_recipe import small_recipe
from training.runs import plan

if __name__ == "__main__":
    plan.shipped_recipe = small_recipe
    sys.exit(main())
