"""The messages between the window and its child processes: plain frozen dataclasses, pickled over a Pipe.

Messages carry ids, paths, sentences, errors and small numbers, never arrays: pictures go through the project folder.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from blurlab.errors import UserError

# Of blurlab.core.prediction.View, which is no import for a window that only begins.
WHOLE: Final = "whole"
FULL: Final = "full"

# ---------------------------------------------------------------- window → predictor


@dataclass(frozen=True)
class OpenProject:
    """Answer the following requests from the project in `folder`."""

    folder: str


@dataclass(frozen=True)
class UseModel:
    """Predict with this model from now on; answered by ModelReady or ModelFailed. `name` is only for display."""

    name: str
    weights: str  # path of a .safetensors file, or “classical:” and a method's name


@dataclass(frozen=True)
class PredictPhoto:
    """Predict one photo with the model in use; answered by Predicted or PredictionFailed, at 100 % after FullProgress.
    seen: x, y, width, height in photo pixels, which are predicted at 100 % before the rest."""

    photo_id: int
    view: str = WHOLE
    seen: tuple[int, int, int, int] | None = None


@dataclass(frozen=True)
class LookHere:
    """What a person sees now of the photo that is predicted at 100 %; see PredictPhoto."""

    photo_id: int
    seen: tuple[int, int, int, int]


@dataclass(frozen=True)
class StopFull:
    """Predict this photo at 100 % no further, if it is; what was predicted of it is dropped. Not answered."""

    photo_id: int


@dataclass(frozen=True)
class PredictOther:
    """Predict one photo with another model, to be compared; the model in use stays. `name`: of its predictions.
    Answered by PredictedOther or PredictionOtherFailed."""

    photo_id: int
    name: str
    weights: str  # as in UseModel
    view: str = WHOLE


@dataclass(frozen=True)
class Leave:
    """Finish the current step, save useful work, exit with code 0."""


# ---------------------------------------------------------------- predictor → window


@dataclass(frozen=True)
class ModelReady:
    name: str


@dataclass(frozen=True)
class ModelFailed:
    name: str
    error: UserError


@dataclass(frozen=True)
class Predicted:
    """Project.read_prediction(photo_id, version, view) now finds the prediction.

    doubt: entropy, disagreement, share blurred, as of blurlab.core.learning.queue_order.Doubt; None if not measured.
    """

    photo_id: int
    version: str
    seconds: float
    doubt: tuple[float, float, float] | None = None
    view: str = WHOLE


@dataclass(frozen=True)
class FullProgress:
    """`done` of `tiles` of the photo are predicted at 100 %. part: blurlab.project.parts.read_part gives more."""

    photo_id: int
    version: str
    done: int
    tiles: int
    part: bool = False


@dataclass(frozen=True)
class PredictionFailed:
    photo_id: int
    error: UserError
    view: str = WHOLE


@dataclass(frozen=True)
class PredictedOther:
    """Project.read_prediction(photo_id, name, view) now finds the prediction."""

    photo_id: int
    name: str


@dataclass(frozen=True)
class PredictionOtherFailed:
    photo_id: int
    name: str
    error: UserError


# ---------------------------------------------------------------- window → trainer


class Setup(StrEnum):
    """The paper's set-ups, by the labels they use: none, object masks, some blur masks, only blur masks."""

    SELF = "self"
    WEAK = "weak"
    SEMI = "semi"
    FULL = "full"


@dataclass(frozen=True)
class StartTraining:
    """Train on the accepted labels of the project in `folder`; `steps` or `minutes` bounds the run (first reached).

    architecture: name of a network (blurlab.model.architectures); empty: that of the project's base model, which the
    training then starts from. Another begins with its ImageNet weights, or from noise. device: as torch names it;
    empty: a GPU where there is one. masks, sources: folders of object masks and of source photos
    in place of the project's settings.
    """

    folder: str
    setup: Setup = Setup.SEMI
    steps: int | None = None
    minutes: float | None = None
    seed: int = 42
    threads: int = 1  # CPU threads: the window keeps a core (design: 1 beside a busy window on 2 cores)
    architecture: str = ""
    from_noise: bool = False
    masks: str = ""
    sources: str = ""
    device: str = ""


@dataclass(frozen=True)
class StopTraining:
    """Stop after the current step and keep the best network so far; a paused run stops too."""


@dataclass(frozen=True)
class PauseTraining:
    """Pause after the current step, without using the processor; answered by TrainingPaused."""


@dataclass(frozen=True)
class ResumeTraining:
    """Go on after a pause; answered by TrainingResumed."""


# ---------------------------------------------------------------- trainer → window


@dataclass(frozen=True)
class TrainingStarted:
    """The data are loaded; the first step begins."""

    labels_training: int
    labels_validation: int
    sources: int  # photos that synthetic samples are made from
    base: str  # model version training starts from
    total_steps: int | None
    total_seconds: float | None


@dataclass(frozen=True)
class TrainingProgress:
    step: int
    loss: float  # mean over the steps since the last message
    seconds: float  # since the first step
    real_samples: int
    synthetic_samples: int


@dataclass(frozen=True)
class Validated:
    """A validation: `auc` and `ap` are None if no held-out photo has both classes. Step 0: the network at the start."""

    step: int
    loss: float
    auc: float | None
    ap: float | None
    best: bool

    @property
    def sentence(self) -> str:
        scores = "" if self.auc is None else f", AUC {self.auc:.3f}, AP {self.ap:.3f}"
        kept = ", kept" if self.best else ""
        return f"Step {self.step}: validation loss {self.loss:.3f}{scores}{kept}."


@dataclass(frozen=True)
class TrainingPaused:
    """The run rests until ResumeTraining, StopTraining or Leave; the time does not count."""


@dataclass(frozen=True)
class TrainingResumed:
    pass


@dataclass(frozen=True)
class FilmFrame:
    """One pinned photo as the network in training sees it."""

    photo_id: int
    name: str  # file name, for people
    photo: str  # path of a small PNG of the photo
    prediction: str  # path of a small grey PNG of the same size: blurriness


@dataclass(frozen=True)
class FilmFrames:
    """The pinned photos at the validation of `step`; 0 is the network at the start.

    The files are the trainer's: they stay until the project's next training begins.
    """

    step: int
    frames: tuple[FilmFrame, ...]


@dataclass(frozen=True)
class TrainingNotice:
    """A notice for the user during the training."""

    sentence: str


@dataclass(frozen=True)
class VersionPublished:
    """A new model version is in the project. If promoted, it predicts from now on; else it is a candidate.

    why: the gate's sentence. hurt: a sentence for each pinned photo on which it is clearly worse than the version that
    was in use.
    """

    version: str
    step: int
    auc: float | None
    ap: float | None
    promoted: bool = True
    why: str = ""
    hurt: tuple[str, ...] = ()


class Ending(StrEnum):
    FINISHED = "finished"  # the bound on steps or minutes was reached, or validation stagnated
    STOPPED = "stopped"  # on request
    FAILED = "failed"


@dataclass(frozen=True)
class TrainingEnded:
    ending: Ending
    sentence: str  # for the status line
    version: str | None = None  # the last version published by this run
    error: UserError | None = None  # why it failed

    @classmethod
    def failed(cls, error: UserError) -> "TrainingEnded":
        return cls(Ending.FAILED, error.sentence, error=error)


# ---------------------------------------------------------------- window → sampler


@dataclass(frozen=True)
class MakeSheet:
    """Make the first `count` synthetic samples of the project in `folder`, as a training of `setup` would with these
    settings. Answered by SheetReady after SheetReady, or by SheetFailed; a newer order ends this one."""

    number: int
    folder: str
    synthesis: dict[str, Any]  # blurlab.core.synthesis.Synthesis.as_dict()
    count: int
    setup: Setup = Setup.SEMI


# ---------------------------------------------------------------- sampler → window


@dataclass(frozen=True)
class SheetSample:
    """The facts of one sample. `digest` and `region` name its photo and region, to reject it by."""

    photo: str  # file name
    digest: str
    region: str  # empty if no region had a say
    what: str
    finish: str


@dataclass(frozen=True)
class SheetReady:
    """Samples `first` … of order `number` lie in the PNG `path`, side by side: above with outlines, below bare.

    The file is the window's to remove.
    """

    number: int
    path: str
    first: int
    samples: tuple[SheetSample, ...]
    side: int  # px, of a sample
    complete: bool  # the last of its order
    masked: int  # photos with an object mask
    photos: int
    seconds: float  # since the order


@dataclass(frozen=True)
class SheetFailed:
    number: int
    error: UserError


# ---------------------------------------------------------------- window ↔ inspector


@dataclass(frozen=True)
class InspectPhoto:
    """Inspect a photo; answered by Inspected or InspectionFailed."""

    photo_id: int
    path: str
    seen: tuple[str, str] = ("", "")  # PhotoRef.part, and the text of its Tones
    prediction: str = ""  # file of a model's prediction to be asked as well
    planes: str = ""  # file of how much blur it tells and of what kind; it need not be there


@dataclass(frozen=True)
class Inspected:
    photo_id: int
    record: dict[str, Any]  # of the Inspection


@dataclass(frozen=True)
class InspectionFailed:
    photo_id: int
    error: UserError


# ---------------------------------------------------------------- any child → window


@dataclass(frozen=True)
class ChildReady:
    """The child's imports are done and it listens."""

    pid: int


@dataclass(frozen=True)
class ChildExited:
    """Made by the client, not sent by the child: the child has ended. `expected` after Leave or stop()."""

    name: str
    exitcode: int | None
    expected: bool
    sentence: str = field(default="")

    @property
    def error(self) -> UserError:
        return UserError("child.gone", self.sentence)
