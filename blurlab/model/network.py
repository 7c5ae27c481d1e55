"""The compact network, which ships: a small DeepLabv3 that runs on a laptop's processor."""

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn

from blurlab.model.heads.offset import OffsetHead, photo_means
from blurlab.model.heads.planes import Evidence, PlanesHead, blurred_cells
from blurlab.model.trunk import Lite0Trunk


def _separable(inputs: int, outputs: int, dilation: int = 1) -> nn.Sequential:
    """Depthwise 3×3 (atrous where dilation > 1) and pointwise 1×1: a ninth of the work of a full 3×3."""
    return nn.Sequential(
        nn.Conv2d(inputs, inputs, 3, padding=dilation, dilation=dilation, groups=inputs, bias=False),
        nn.BatchNorm2d(inputs),
        nn.Conv2d(inputs, outputs, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


def _pointwise(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class AtrousPyramid(nn.Module):
    """DeepLabv3's atrous spatial pyramid pooling with separable branches: 1×1, three rates, and the photo's mean."""

    def __init__(self, inputs: int, width: int, rates: tuple[int, ...]) -> None:
        super().__init__()
        self.width = width
        self.reduce = _pointwise(inputs, width)
        self.branches = nn.ModuleList([_separable(width, width, rate) for rate in rates])
        # No batch norm behind the pooled 1×1 map: with a batch of one it would have a single value a channel.
        self.pooled = nn.Sequential(nn.Conv2d(width, width, 1), nn.ReLU(inplace=True))
        self.join = nn.Sequential(_pointwise(width * (len(rates) + 2), width), nn.Dropout2d(0.1))

    def forward(self, x: Tensor) -> Tensor:
        x = self.reduce(x)
        mean = self.pooled(x.mean((2, 3), keepdim=True)).expand_as(x)
        if x.is_contiguous(memory_format=torch.channels_last):  # else all would be laid out anew for the next layer
            mean = mean.contiguous(memory_format=torch.channels_last)
        joined: Tensor = self.join(torch.cat([x, *(branch(x) for branch in self.branches), mean], dim=1))
        return joined


class CompactDeepLab(nn.Module):
    """EfficientNet-Lite0, atrous pyramid at stride 16, joined with the stride-8 and stride-4 features: 2.1 M weights.

    Blur shows in fine texture, which stride 16 has lost; the two skips bring it back (DeepLabv3+'s decoder, thin).
    Input: float (N, 3, H, W), (value − 127) / 128, H and W multiples of 32. Output: log-softmax (N, 2, H, W).
    """

    def __init__(self, width: int = 128, rates: tuple[int, ...] = (4, 8, 12)) -> None:
        super().__init__()
        self.trunk = Lite0Trunk()
        _, quarter, eighth, deep = self.trunk.channels
        self.pyramid = AtrousPyramid(deep, width, rates)
        self.skip8 = _pointwise(eighth, 32)
        self.skip4 = _pointwise(quarter, 32)
        self.refine8 = _separable(width + 32, 96)
        self.refine4 = _separable(96 + 32, 64)
        self.classifier = nn.Conv2d(64, 2, 1)
        self.planes: PlanesHead | None = None  # see `add_planes`
        self.offset: OffsetHead | None = None  # see `add_offset`

    def add_planes(self) -> None:
        """Give it a head that tells how much blur there is and of what kind, which has learnt nothing yet."""
        self.planes = PlanesHead(self.trunk.channels, 64)

    def add_offset(self) -> None:
        """Give it a head that moves a photo's whole answer, which has learnt nothing yet and moves nothing."""
        self.offset = OffsetHead(self.classifier.in_channels, self.pyramid.width)

    def forward(self, x: Tensor) -> Tensor:
        difference = _enlarged(self._told(self.trunk(x))[1], x.shape[-2:])
        return torch.cat([F.logsigmoid(-difference), F.logsigmoid(difference)], dim=1)

    def blurred(self, x: Tensor, *, part: bool = False) -> Tensor:
        """Probabilities of blur, float (N, H, W): the exponential of what `forward` gives, in a tenth less time.

        part: x shows parts of photos, whose answers are not moved: neighbours would no longer meet.
        """
        return _enlarged(self._told(self.trunk(x), part=part)[1], x.shape[-2:]).sigmoid_()[:, 0]

    def with_evidence(self, x: Tensor) -> tuple[Tensor, Evidence]:
        """What `blurred` gives, and what its planes are told from, see blurlab.model.heads.planes."""
        maps = self.trunk(x)
        refined, difference = self._told(maps)
        blurred = _enlarged(difference, x.shape[-2:]).sigmoid_()[:, 0]
        return blurred, Evidence(x, maps, refined, blurred_cells(blurred))

    def means(self, x: Tensor) -> Tensor:
        """What its offset is told from, float (N, inputs), see blurlab.model.heads.offset."""
        deep, refined = self._refined(self.trunk(x))
        return photo_means(refined, deep, self._difference(refined))

    def _told(self, maps: list[Tensor], *, part: bool = False) -> tuple[Tensor, Tensor]:
        """What the classes are told from, float (N, 64, H / 4, W / 4), and what `_difference` makes of it, moved."""
        deep, refined = self._refined(maps)
        difference = self._difference(refined)
        if self.offset is not None and not part:
            difference = difference + self.offset(photo_means(refined, deep, difference))[..., None, None]
        return refined, difference

    def _refined(self, maps: list[Tensor]) -> tuple[Tensor, Tensor]:
        """The map with the most context, and what the classes are told from: float (N, 64, H / 4, W / 4)."""
        _, quarter, eighth, deepest = maps
        deep = self.pyramid(deepest)
        y = F.interpolate(deep, size=eighth.shape[-2:], mode="bilinear", align_corners=False)
        y = self.refine8(torch.cat([y, self.skip8(eighth)], dim=1))
        y = F.interpolate(y, size=quarter.shape[-2:], mode="bilinear", align_corners=False)
        refined: Tensor = self.refine4(torch.cat([y, self.skip4(quarter)], dim=1))
        return deep, refined

    def _difference(self, refined: Tensor) -> Tensor:
        """Of the logits, float (N, 1, H / 4, W / 4)."""
        y: Tensor = self.classifier(refined)
        # The log-softmax of two classes depends on their difference alone: one plane to enlarge instead of two.
        # In float32 also where the layers before ran in bfloat16: its three digits would coarsen the loss.
        return (y[:, 1:] - y[:, :1]).float()


def _enlarged(difference: Tensor, size: torch.Size) -> Tensor:
    """To float (N, 1, *size)."""
    return F.interpolate(difference, size=size, mode="bilinear", align_corners=False)
