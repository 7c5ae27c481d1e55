"""Rows of pictures that are more than a photo in a file, registered by their import."""

from tests.bench.pictures import slides

__all__ = ["slides"]
