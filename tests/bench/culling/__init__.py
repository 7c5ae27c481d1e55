"""Rows of culling."""

from tests.bench.culling import verdicts as verdicts
