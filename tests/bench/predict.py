"""Row of prediction: one photo, as the window and `blurlab predict` do it."""

import numpy as np

from tests.bench.rows import CannotRun, Measured, median_seconds, row

WIDTH, HEIGHT = 640, 427


@row("predict.photo", "s", at_most=0.3, floor="the bare network on ready tensors of the same size, both flips")
def predict_photo() -> Measured:
    import torch

    from blurlab.model import checkpoint
    from blurlab.model.predict import Predictor
    from blurlab.project.errors import ProjectError
    from blurlab.project.models import resolve_model

    try:
        weights = resolve_model(None).path
    except ProjectError as error:
        raise CannotRun(str(error)) from error
    photo = np.random.default_rng(0).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    predictor = Predictor(weights)
    height, width = predictor.predict(photo).shape
    network = checkpoint.load(weights).network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    views = torch.rand(2, 3, height, width).contiguous(memory_format=torch.channels_last)
    with torch.inference_mode():
        floor = median_seconds(lambda: network(views), repeats=15, warm_up=3)
    return Measured(median_seconds(lambda: predictor.predict(photo), repeats=15, warm_up=3), floor)
