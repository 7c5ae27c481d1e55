"""The data of a run on a project: its labels, its sources, and the samplers of both."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Event
from typing import Final

from torch import nn

from blurlab.core.prediction import View
from blurlab.model.predict import NetworkModel
from blurlab.project.project import Project
from blurlab.project.records import Label
from blurlab.worker.messages import Setup
from training.data.gather import PhotoSource
from training.data.held_out import project_split
from training.data.judge import SourceJudge
from training.data.pairs import HELD_OUT_SIDE, LEARNT_PARTS, LEARNT_SIDE, Pair, PairReader, PairSampler, Part
from training.data.project_sources import project_sampler, project_sources
from training.data.sources import PhotoCache, read_source
from training.loop.distributed import ALONE, Distributed
from training.loop.joint import Data
from training.loop.validate import BothValidations, PairValidation, Score, SyntheticValidation
from training.proposals.background import ProposalsAhead
from training.proposals.child import ProposalsChild
from training.runs.plan import Plan
from training.synth.sampler import Sampler

ENOUGH_HELD_OUT: Final = 5  # labels; below, synthetic samples join the validation
_LAST_PROPOSAL_SECONDS: Final = 2.0  # for the photo in the background's hands when a run ends
_PROPOSALS_AHEAD: Final = 8  # photos


class ProjectData:
    """learnt, held_out: the project's labels as they stand when the run begins; replaced: those that are left out,
    because their photo is another file by now. sources: after `find_sources`."""

    def __init__(self, project: Project, plan: Plan, pinned: Sequence[int], distributed: Distributed) -> None:
        self.replaced: list[Label] = []
        self.learnt, self.held_out = project_split(project, plan.recipe.held_out, pinned=pinned, left_out=self.replaced)
        self.sources: list[PhotoSource] = []
        self._project, self._plan, self._distributed = project, plan, distributed
        self._reader = PairReader()

    def find_sources(self) -> None:
        """The project's own photos, or a folder's, less what labels and, without one, the base model call blurred in
        them (the paper's label noise).

        Photos that are called sharp are preferred by the sampler.
        """
        recipe = self._plan.recipe
        if recipe.setup is Setup.FULL:
            return
        self.sources = project_sources(
            self._project,
            self._plan.synthesis,
            SourceJudge(NetworkModel(self._plan.base_network, recipe.predict_size, flip=False)),
            PhotoCache(read_source),
            self.learnt,
            setup=recipe.setup,
        )

    def for_loop(self) -> Data | None:
        """Samplers and validation for training.loop.joint.fit; None if there is nothing to learn from."""
        plan, recipe = self._plan, self._plan.recipe
        synthetic = self._sampler(plan.stream) if self.sources else None
        real = None
        if plan.uses_labels and self.learnt:
            real = PairSampler(self._learnt_pairs(), recipe.size, recipe.real_scale, plan.order.seed)
        if synthetic is None and real is None:
            return None
        return Data(synthetic, real, self.validation(self._distributed))

    def validation(self, distributed: Distributed = ALONE) -> Callable[[nn.Module], Score]:
        """What tells how good a network is: labels that it does not learn from and, where these are few, samples."""
        # Without anything held out in the full set-up, the single label validates itself, for want of another.
        labels = PairValidation(
            self._pairs(self.held_out or self.learnt), self._plan.recipe.predict_size, distributed=distributed
        )
        if not self.sources or len(self.held_out) >= ENOUGH_HELD_OUT:
            return labels
        stream = self._sampler(self._plan.stream + 1)
        synthetic = SyntheticValidation(stream, count=12, batch=4, distributed=distributed)
        return BothValidations(labels, synthetic, len(self.held_out) / ENOUGH_HELD_OUT) if self.held_out else synthetic

    def held_out_pairs(self) -> list[Pair]:
        return self._pairs(self.held_out)

    @contextmanager
    def proposals_ahead(self, synthetic: Sampler | None, resting: Event | None) -> Iterator[None]:
        """Proposals are made in the background while the loop runs, so that later steps do not stop for them, and no
        sooner than that: they take a core. resting: set while they are to rest too."""
        sources = self.sources
        proposals = sources[0].proposals if sources else None
        if proposals is None or synthetic is None:
            yield
            return
        child = ProposalsChild(proposals)
        ahead = ProposalsAhead(
            child.fill,
            [sources[number].photo for number in synthetic.in_turn()],
            resting=resting,
            early=lambda place: place >= synthetic.wide + _PROPOSALS_AHEAD,
        )
        ahead.start()
        try:
            yield
        finally:
            ahead.stop()
            child.leave(_LAST_PROPOSAL_SECONDS)
            ahead.wait(_LAST_PROPOSAL_SECONDS)

    def _sampler(self, stream: int) -> Sampler:
        recipe = self._plan.recipe
        return project_sampler(
            self.sources,
            recipe.blur,
            recipe.size,
            stream,
            prefer_sharp=recipe.prefer_sharp,
            device=self._distributed.device,
        )

    def _pairs(self, labels: Sequence[Label]) -> list[Pair]:
        """One for each label, to be scored by."""
        return [self._pair(label, Part(HELD_OUT_SIDE)) for label in labels]

    def _learnt_pairs(self) -> list[Pair]:
        """One for each label; of those predicted at 100 % as many as it has parts."""
        numbers = {View.WHOLE: 1, View.FULL: LEARNT_PARTS}
        return [
            self._pair(label, Part(LEARNT_SIDE, number))
            for label in self.learnt
            for number in range(numbers[label.look.view])
        ]

    def _pair(self, label: Label, part: Part) -> Pair:
        """The whole of its photo, or the part where its mask was predicted at 100 %."""
        photo, read_codes = label.photo, partial(self._project.masks.read_label, label)
        at_full = label.look.view is View.FULL
        return self._reader.pair(photo.name, photo.kind, photo.ref, read_codes, part if at_full else None)
