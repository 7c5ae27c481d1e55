from tests.fixtures.canvases import canvas, hand

__all__ = ["canvas", "hand"]
