"""Show, correct and learn which parts of a photo are blurred.

`predict`, `evaluate`, `inspect`, `load_model` and `Project` are the public door; blurlab.api documents them. They are
loaded when first asked for, so that `import blurlab` itself costs nothing.
"""

from typing import TYPE_CHECKING

from blurlab.version import __version__

if TYPE_CHECKING:
    from blurlab.api import (
        Evaluation,
        Inspection,
        Model,
        Prediction,
        Project,
        UserError,
        evaluate,
        inspect,
        load_model,
        predict,
    )

__all__ = [
    "Evaluation",
    "Inspection",
    "Model",
    "Prediction",
    "Project",
    "UserError",
    "__version__",
    "evaluate",
    "inspect",
    "load_model",
    "predict",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from blurlab import api  # noqa: PLC0415 (numpy and OpenCV wait until they are needed)

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted(__all__)
