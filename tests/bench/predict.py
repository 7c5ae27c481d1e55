"""Row of prediction: one photo, as the window and `blurlab predict` do it."""

import numpy as np

from tests.bench.rows import CannotRun, Measured, medians_in_turn, row

WIDTH, HEIGHT = 640, 427


@row("predict.photo", "s", at_most=0.12, floor="the bare network on ready tensors of the same size, both flips")
def predict_photo() -> Measured:
    import torch

    from blurlab.errors import UserError
    from blurlab.model import checkpoint
    from blurlab.model.eight_bit import narrow
    from blurlab.model.loading import load_model
    from blurlab.model.quick import quicken
    from blurlab.project.models import resolve_model

    try:
        weights = resolve_model(None).path
    except UserError as error:
        raise CannotRun(str(error)) from error
    photo = np.random.default_rng(0).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    model = load_model(weights)
    height, width = model.predict(photo).blurriness.shape
    network = narrow(quicken(checkpoint.load(weights).network))
    views = torch.rand(2, 3, height, width).contiguous(memory_format=torch.channels_last)

    def bare() -> None:
        with torch.inference_mode():
            network(views)

    value, floor = medians_in_turn(lambda: model.predict(photo), bare, repeats=15, warm_up=3)
    return Measured(value, floor)


@row("predict.24mp", "s", at_most=4.0, floor="the same photo as a whole")
def predict_24mp() -> Measured:
    """A photo of 24 MP at 100 %, as `blurlab predict --at full` does it."""
    from blurlab.core.prediction import View
    from blurlab.errors import UserError
    from blurlab.model.loading import load_model
    from blurlab.project.models import resolve_model

    try:
        model = load_model(resolve_model(None).path)
    except UserError as error:
        raise CannotRun(str(error)) from error
    photo = np.random.default_rng(0).integers(0, 256, (4000, 6000, 3), np.uint8)
    value, floor = medians_in_turn(lambda: model.predict(photo, View.FULL), lambda: model.predict(photo), repeats=3)
    return Measured(value, floor)
