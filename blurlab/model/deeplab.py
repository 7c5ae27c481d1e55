"""torchvision's DeepLabv3 with two classes: the paper's network (section 3) and its smaller variants."""

from pickle import UnpicklingError
from urllib.error import URLError

import torch
import torch.nn.functional as F  # noqa: N812 (its usual name)
from torch import Tensor, nn
from torchvision import models
from torchvision.models import segmentation

from blurlab.model.architecture import PretrainedError
from blurlab.model.preprocess import MEAN, SCALE

# What torchvision's ImageNet weights were trained with, of values 0..1.
_IMAGENET_MEAN = (0.485, 0.456, 0.406)
_IMAGENET_STD = (0.229, 0.224, 0.225)
_HEAD_CHANNELS = 256

_NETWORKS = {
    "deeplabv3_resnet101": (segmentation.deeplabv3_resnet101, models.ResNet101_Weights.IMAGENET1K_V1),
    "deeplabv3_resnet50": (segmentation.deeplabv3_resnet50, models.ResNet50_Weights.IMAGENET1K_V1),
    "deeplabv3_mobilenet_v3_large": (
        segmentation.deeplabv3_mobilenet_v3_large,
        models.MobileNet_V3_Large_Weights.IMAGENET1K_V1,
    ),
}


class DeepLab(nn.Module):
    """DeepLabv3 off the shelf, its last layer replaced by a 1×1 convolution 256 → 2 and log-softmax (paper 3).

    Input and output as every network of blurlab.model.architectures: the conversion for its backbone is inside.
    """

    shift: Tensor
    scale: Tensor

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        make, _ = _NETWORKS[name]
        whole = make(weights=None, weights_backbone=None, aux_loss=False)
        self.backbone: nn.Module = whole.backbone
        self.classifier: nn.Sequential = whole.classifier
        self.classifier[-1] = nn.Conv2d(_HEAD_CHANNELS, 2, 1)
        mean, std = torch.tensor(_IMAGENET_MEAN), torch.tensor(_IMAGENET_STD)
        # x · 128 + 127 are the values 0..255; from there (value / 255 − mean) / std.
        self.register_buffer("scale", (SCALE / 255 / std).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("shift", ((MEAN / 255 - mean) / std).view(1, 3, 1, 1), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        scores = self.classifier(self.backbone(x * self.scale + self.shift)["out"]).float()
        return F.log_softmax(F.interpolate(scores, size=x.shape[-2:], mode="bilinear", align_corners=False), dim=1)


def load_imagenet_weights(network: DeepLab) -> None:
    """Fill the backbone with torchvision's ImageNet weights, downloaded once to torch's own cache.

    Raises PretrainedError if they can be neither found there nor downloaded.
    """
    _, weights = _NETWORKS[network.name]
    try:
        # A pickle of torchvision's, opened as plain tensors and compared with the hash in its name.
        state = weights.get_state_dict(progress=True, check_hash=True, weights_only=True, map_location="cpu")
        # The classifier's entries are left out; MobileNet's backbone is its `features` alone.
        network.backbone.load_state_dict(
            {
                key.removeprefix("features."): value
                for key, value in state.items()
                if not key.startswith(("fc.", "classifier."))
            }
        )
    except (OSError, RuntimeError, EOFError, UnpicklingError) as error:
        why = str(error.reason if isinstance(error, URLError) else error).partition("\n")[0]
        raise PretrainedError(
            f"The ImageNet weights of “{network.name}” cannot be downloaded ({why}); put the file {weights.url} in "
            f"“{torch.hub.get_dir()}/checkpoints”, or start from noise with --from-noise."
        ) from None
