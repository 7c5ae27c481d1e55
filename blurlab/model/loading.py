"""A model from its source: a file of weights, or the name of a classical method."""

from pathlib import Path

from blurlab.model.port import Model
from blurlab.sharpness.classical.methods import classical_model


def load_model(source: str | Path, threads: int | None = None, *, mirrored: bool = True) -> Model:
    """Load the model of a name or path, ready to predict. torch is imported only for files.

    Parameters
    ----------
    source
        A model file, or “classical:” and the name of a method; what `blurlab.project.models.resolve_model` gives.
    threads
        Of the CPU, for a network; all by default.
    mirrored
        Whether a network looks at a photo's mirror image too, see `blurlab.model.predict.QuickNetwork`.

    Raises
    ------
    blurlab.model.checkpoint.CheckpointError
        Where the file cannot be used.
    """
    method = classical_model(source)
    if method is not None:
        return method
    from blurlab.model.predict import QuickNetwork  # noqa: PLC0415 (torch: the classical methods do without)

    return QuickNetwork(Path(source), threads, mirrored=mirrored)
