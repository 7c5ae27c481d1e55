"""Rows of what a stranger meets before the first photo, registered by their import."""

from tests.bench.outside import documents, program

__all__ = ["documents", "program"]
