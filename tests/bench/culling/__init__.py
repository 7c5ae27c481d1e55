"""Rows of culling."""

from tests.bench.culling import by_default as by_default
from tests.bench.culling import card as card
from tests.bench.culling import verdicts as verdicts
