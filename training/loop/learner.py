"""A network that learns: one step of gradient descent, its running average, and the handling of full memory."""

import copy
import inspect
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from blurlab.core.opencv import cv2
from blurlab.model.preprocess import to_batch
from blurlab.model.trunk import Lite0Trunk
from training.loop.distributed import ALONE, Distributed
from training.loop.overlap import overlap_loss
from training.recipe import Recipe, RecipeError
from training.synth.composite import IGNORED
from training.synth.sampler import Batch

# What torch's allocators, oneDNN, OpenCV and the threads of Python and torch say when the system gives no more.
_OUT_OF_MEMORY = (
    "not enough memory",
    "out of memory",
    "DefaultCPUAllocator",
    "could not create a primitive",
    "could not create a memory",
    "Insufficient memory",
    "Failed to allocate",
    "can't start new thread",
    "Resource temporarily unavailable",
)


@dataclass(frozen=True)
class _Task:
    """One step's work: photos uint8 (N, S, S, 3), targets int64 (N, S, S), the two classes' weights, and what the sum
    of the losses is multiplied by."""

    photos: NDArray[np.uint8]
    targets: Tensor
    weights: Tensor
    scale: float


class Learner:
    """The network, trained in place, and its average, which is validated and kept; or what lies part of the way to it.

    Under torchrun every member has one: gradients are averaged by DistributedDataParallel, the batch norms' running
    statistics after each step, so that all members hold the same network. Each normalises by its own samples.
    say: told in one sentence when a batch had to be divided. blend_weight: share (0..1] from the network as it comes
    here.
    """

    def __init__(
        self,
        network: nn.Module,
        recipe: Recipe,
        seed: int,
        distributed: Distributed = ALONE,
        say: Callable[[str], None] = print,
        blend_weight: float = 1.0,
    ) -> None:
        self.network = network.to(distributed.device).to(memory_format=torch.channels_last)
        self._still = _frozen(network, recipe.frozen)
        self.average = copy.deepcopy(network).requires_grad_(False)
        self.optimiser = _optimiser(network, recipe)
        self._start, self._blend_weight = copy.deepcopy(self.average) if blend_weight < 1 else None, blend_weight
        self.parts = 1  # that a batch is divided into, to fit in memory
        self._recipe, self._seed, self._distributed, self._say = recipe, seed, distributed, say
        self._joined = _joined(network) if distributed.size > 1 else None
        self._rehearsed = self._joined is None
        # On a CPU without instructions for it bfloat16 is far slower: 50 s a step against 2.7 s, measured on two cores.
        auto = "bfloat16" if distributed.device.type == "cuda" else "float32"
        self._half = (auto if recipe.precision == "auto" else recipe.precision) == "bfloat16"
        if self._half and distributed.device.type == "cpu":
            _keep_depthwise_in_float(self.network)

    def result(self) -> nn.Module:
        """What came of it so far, on the run's device."""
        if self._start is None:
            return self.average
        result = copy.deepcopy(self._start)
        _blend(result, self.average, 1 - self._blend_weight)
        return result

    def on_cpu(self, network: nn.Module) -> nn.Module:
        """`network`, taking and giving tensors on the CPU."""
        return network if self._distributed.device.type == "cpu" else _FromCPU(network, self._distributed.device)

    def step(self, batch: Batch, number: int, rate: float) -> float:
        """Step `number` (from 0), its learning rates `rate` times the recipe's. Returns this member's loss.

        Negative log-likelihood, and as much of the overlap as the recipe wants beside it; ignored pixels count neither
        way; where all are, on all members, nothing moves.
        """
        targets = torch.from_numpy(batch.targets).long()
        counts = self._distributed.sum([float((targets == code).sum()) for code in (0, 1)])
        if not any(counts):
            return 0.0
        weights = [(sum(counts) / (2 * count)) ** self._recipe.balance if count else 1.0 for count in counts]
        total = sum(weight * count for weight, count in zip(weights, counts, strict=True))
        # DistributedDataParallel averages over the members; the loss is a mean over the pixels of all.
        task = _Task(batch.photos, targets, torch.tensor(weights), self._distributed.size / total)
        if not self._rehearsed:
            self._rehearse(task)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * rate
        loss = self._gradients(task, number)
        nn.utils.clip_grad_norm_(self.network.parameters(), self._recipe.clip)
        self.optimiser.step()
        if not self._recipe.freeze_norms:
            self._distributed.average_([buffer for buffer in self.network.buffers() if buffer.dtype.is_floating_point])
        _blend(self.average, self.network, min(self._recipe.average, (2 + number) / (11 + number)))
        return loss

    def state(self) -> dict[str, Any]:
        """All that a resumed run needs of the learner; chance needs nothing, it is drawn from seed and step."""
        return {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "parts": self.parts,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Put back what `state` gave. Raises KeyError, RuntimeError or ValueError if it is of another network."""
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.parts = state["parts"]

    def _train_mode(self) -> None:
        self.network.train()
        for part in self._still:
            part.eval()
        if self._recipe.freeze_norms:
            for module in self.network.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.eval()

    def _gradients(self, task: _Task, number: int) -> float:
        """Leave the step's gradients in the network, dividing the batch where memory lacks. Returns the loss."""
        self._train_mode()
        # Dropout is a function of seed, step and member: a resumed run, or a second try, draws the same.
        chance = np.random.SeedSequence((self._seed, number, self._distributed.rank)).generate_state(1, np.uint64)
        while True:
            torch.manual_seed(int(chance[0] >> np.uint64(1)))
            self.optimiser.zero_grad(set_to_none=True)
            try:
                return self._backward(task, join=True)
            except RuntimeError as error:
                # Once gradients are being exchanged the others cannot be asked to begin again.
                if self._joined is not None or not is_out_of_memory(error):
                    raise
            self._divide(task)

    def _rehearse(self, task: _Task) -> None:
        """Under torchrun: try a step that moves nothing and exchanges nothing; then all divide as the neediest must."""
        self.network.eval()  # so that the trial leaves no trace in the norms
        while True:
            try:
                self._backward(task, join=False)
                break
            except RuntimeError as error:
                if not is_out_of_memory(error):
                    raise
            self._divide(task)
        self.parts = self._distributed.most(self.parts)
        self._rehearsed = True

    def _backward(self, task: _Task, *, join: bool) -> float:
        device, loss = self._distributed.device, 0.0
        for part in range(self.parts):
            # Every n-th sample: each part gets its share of the real and of the synthetic ones.
            x = to_batch(task.photos[part :: self.parts]).to(device)
            y = task.targets[part :: self.parts].to(device)
            exchanged = join and part == self.parts - 1
            with nullcontext() if self._joined is None or exchanged else self._joined.no_sync():
                with torch.autocast(device.type, torch.bfloat16, enabled=self._half):
                    out = (self._joined or self.network)(x)
                nll = F.nll_loss(out.float(), y, task.weights.to(device), ignore_index=IGNORED, reduction="sum")
                share = nll * task.scale
                if self._recipe.overlap:
                    share = share + overlap_loss(out.float(), y) * (self._recipe.overlap / len(task.photos))
                share.backward()  # type: ignore[no-untyped-call]
            loss += float(share.detach())
        return loss

    def _divide(self, task: _Task) -> None:
        """Twice as many parts. Norms that learn need two samples at least, or a pooled map has one value a channel."""
        samples, parts = len(task.photos), 2 * self.parts
        if samples // parts < (1 if self._recipe.freeze_norms else 2):
            raise RecipeError(
                f"There is not enough memory to train on {-(-samples // self.parts)} samples of {self._recipe.size} px "
                "at a time; choose a smaller size or network in the recipe."
            )
        self.parts = parts
        if self._distributed.device.type == "cuda":
            torch.cuda.empty_cache()
        self._say(
            f"There was not enough memory for {-(-2 * samples // parts)} samples at a time: the batch of {samples} is "
            f"split into {parts} parts from now on; the step stays the same."
        )


class _FromCPU(nn.Module):
    """A network on another device that takes and gives tensors of the CPU, as prediction does."""

    def __init__(self, network: nn.Module, device: torch.device) -> None:
        super().__init__()
        self.network, self._device = network, device

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.network(x.to(self._device)).cpu()
        return out


def _joined(network: nn.Module) -> DistributedDataParallel:
    """Without the exchange of buffers at each forward pass: the step averages them, which no member then waits in.

    A network may have parts that this loss does not reach, such as the heads of the planes. torch renamed the setting,
    and warns of the old name.
    """
    names = inspect.signature(DistributedDataParallel).parameters
    setting = "forward_sync_buffers" if "forward_sync_buffers" in names else "broadcast_buffers"
    chosen: dict[str, Any] = {setting: False, "find_unused_parameters": True}
    return DistributedDataParallel(network, **chosen)


def _optimiser(network: nn.Module, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with a gentler rate for the pretrained trunk; no decay on biases and norms, which it only harms."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = recipe.trunk_rate if name.startswith(("trunk.", "backbone.")) else recipe.rate
        decay = recipe.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": params, "lr": rate, "base": rate, "weight_decay": decay}
            for (rate, decay), params in groups.items()
        ]
    )


def _frozen(network: nn.Module, stages: int) -> list[nn.Module]:
    """The stem and the first `stages` stages of the compact network's trunk, which no gradient reaches any more."""
    trunk = getattr(network, "trunk", None)
    if not stages or not isinstance(trunk, Lite0Trunk):
        return []
    still = [trunk.stem, *list(trunk.stages)[:stages]]
    for part in still:
        part.requires_grad_(False)
    return still


class _DepthwiseInFloat(nn.Conv2d):
    """A depthwise convolution that autocast leaves in float32."""

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast("cpu", enabled=False):
            return super().forward(x.float())


def _keep_depthwise_in_float(network: nn.Module) -> None:
    """A CPU's bfloat16 takes twice as long for their gradients as float32, and half as long for all others'.

    A step of the compact network so takes 1.0 s instead of 1.4 on one core with AVX-512 BF16.
    """
    for module in network.modules():
        if type(module) is nn.Conv2d and module.groups > 1:
            module.__class__ = _DepthwiseInFloat


@torch.no_grad()
def _blend(average: nn.Module, network: nn.Module, decay: float) -> None:
    """Move the averaged weights towards the network's; running statistics likewise, counters as they are."""
    for mine, theirs in zip(average.state_dict().values(), network.state_dict().values(), strict=True):
        if mine.dtype.is_floating_point:
            mine.lerp_(theirs, 1 - decay)
        else:
            mine.copy_(theirs)


def is_out_of_memory(error: Exception) -> bool:
    """Python and CUDA have classes for it; the others only say so in their text."""
    if isinstance(error, MemoryError | torch.cuda.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError | cv2.error) and any(words in str(error) for words in _OUT_OF_MEMORY)
