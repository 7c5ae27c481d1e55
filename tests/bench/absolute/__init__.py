"""Rows of the absolute answer, registered by their import."""

from tests.bench.absolute import figures, sets

__all__ = ["figures", "sets"]
