"""A loss that asks for what people see: the overlap of each class, photo by photo, with what is labelled so."""

from torch import Tensor

from training.synth.composite import IGNORED


def overlap_loss(log_probabilities: Tensor, targets: Tensor) -> Tensor:
    """1 less the mean IoU of the classes that a sample has, of probabilities instead of a cut, summed over the samples.

    The paper's likelihood counts pixels, so a photo with a small sharp subject hardly moves it; the masks that people
    correct are scored by IoU, in which both classes of every photo count alike (Rahman and Wang 2016, Optimizing
    intersection-over-union).

    log_probabilities: float (N, 2, H, W). targets: int64 (N, H, W): 0, 1 or IGNORED. A sample without any labelled
    pixel adds nothing.
    """
    known = targets != IGNORED
    samples = known.flatten(1).any(1)
    classes = log_probabilities.new_zeros(len(targets))
    overlaps = log_probabilities.new_zeros(len(targets))
    for code in (0, 1):
        wanted = (targets == code).flatten(1).to(log_probabilities.dtype)
        given = log_probabilities[:, code].exp().flatten(1) * known.flatten(1)
        both = (wanted * given).sum(1)
        either = wanted.sum(1) + given.sum(1) - both
        there = (wanted.sum(1) > 0).to(log_probabilities.dtype)
        overlaps = overlaps + there * both / either.clamp(min=1e-6)
        classes = classes + there
    return (samples * (1 - overlaps / classes.clamp(min=1))).sum()
