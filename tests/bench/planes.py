"""Rows of the two planes beside the blurriness: how much blur there is and of what kind.

Held out are the odd half's photos that the shipped models were validated on: where a person's mask calls them sharp
they are blurred by known kernels, and what `predict` says of them in photo pixels is compared with these.
"""

from functools import cache
from typing import TYPE_CHECKING, Final

from tests.bench.rows import CannotRun, Measured, medians_in_turn, row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from blurlab.core.planes import BlurPlanes
    from blurlab.model.predict import QuickNetwork
    from training.planes.error import PlanesError
    from training.planes.samples import KnownSample

SAMPLES: Final = 120
LEAST, MOST = 0.7, 12.0  # px of σ, of all three blurs
A_DISK = 2.0  # radius of a disk of one σ


@cache
def _model() -> "QuickNetwork":
    from blurlab.errors import UserError
    from blurlab.model.predict import QuickNetwork
    from blurlab.project.models import resolve_model

    try:
        model = QuickNetwork(resolve_model(None).path)
    except UserError as error:
        raise CannotRun(str(error)) from error
    if not model.card.planes:
        raise CannotRun("the shipped model tells neither amount nor kind")
    return model


def _samples(size: int) -> "list[KnownSample]":
    from functools import partial

    from blurlab.core.planes import A_PATH
    from blurlab.core.synthesis import BlurRanges
    from blurlab.imaging.finding import find_photos
    from blurlab.imaging.masks import read_mask
    from tests.bench.simulated.effort import DATA
    from tests.bench.validation_photos import validation_stems
    from training.data.gather import PhotoSource
    from training.data.sources import PhotoCache, read_source
    from training.planes.samples import known_samples
    from training.synth.sampler import Sampler

    if not DATA.is_dir():
        raise CannotRun(f"there is no “{DATA}”")
    photos, masks = ({path.stem: path for path in find_photos(DATA / name)} for name in ("image", "gt"))
    cache_of_photos = PhotoCache(read_source)
    sources = [
        PhotoSource(photos[stem], cache_of_photos, None, label=partial(read_mask, masks[stem], 255), flooded=True)
        for stem in validation_stems()
    ]
    extents = [(LEAST * each / size, MOST * each / size) for each in (1, A_DISK, A_PATH)]
    ranges = BlurRanges(*extents, all_sharp=0.0, all_blurred=0.15)
    return known_samples(Sampler(sources, ranges, size, 1, prefer_sharp=True), 0, SAMPLES)


@cache
def _error() -> "PlanesError":
    from training.planes.error import planes_error

    model = _model()

    def tell(photo: "NDArray[np.uint8]") -> "BlurPlanes":
        planes = model.predict(photo, planes=True).planes
        assert planes is not None
        return planes

    return planes_error(tell, _samples(model.card.size))


@row("planes.sigma", "%", at_most=25)
def planes_sigma() -> Measured:
    """Median absolute error of σ, from .7 to 12 px."""
    return Measured(_error().sigma, note=str(_error()))


@row("planes.kind", "%", at_least=80)
def planes_kind() -> Measured:
    """Places whose kind is right, mean of motion and defocus."""
    return Measured(_error().kind, note=f"direction wrong by {_error().direction:.0f}°")


@row("planes.time", "%", at_most=5)
def planes_time() -> Measured:
    """What the planes add to the time of a photo where they are asked for."""
    import numpy as np

    from tests.bench.predict import HEIGHT, WIDTH

    model = _model()
    photo = np.random.default_rng(0).integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8)
    told, plain = medians_in_turn(
        lambda: model.predict(photo, planes=True), lambda: model.predict(photo), repeats=25, warm_up=3
    )
    return Measured(100 * (told / plain - 1), note=f"{told:.4f} s instead of {plain:.4f} s")
