"""One hierarchy of regions from several scales (paper 2.1.2, steps i to iii of multiscale combinatorial grouping).

Low-level features only, no trained weights: colour and texture contrast. So it works in any domain, grey ones too.
"""

from dataclasses import dataclass

import higra as hg
import numpy as np
from numpy.typing import NDArray

from blurlab.core.opencv import cv2

SCALES = (0.5, 1.0)  # of the photo as given; a third, 2.0, triples the time for little
_GRADIENT_SIGMAS = (1.0, 2.5)  # px: fine edges, and soft ones


@dataclass(frozen=True)
class Hierarchy:
    """A merging order of superpixels.

    labels: int32 (H, W), superpixel of each pixel, 0..n−1.
    parents: int64 (2n−1,), binary partition tree: leaves 0..n−1 are the superpixels, the root is its own parent.
    altitudes: float64 (2n−1,), boundary strength at which each node was formed; 0 for leaves.
    edges: int64 (E, 2), pairs of adjacent superpixels. strengths: float64 (E,), contrast across each, 0..1.
    """

    labels: NDArray[np.int32]
    parents: NDArray[np.int64]
    altitudes: NDArray[np.float64]
    edges: NDArray[np.int64]
    strengths: NDArray[np.float64]

    @property
    def superpixels(self) -> int:
        return int((self.parents.size + 1) // 2)


def segment(photo: NDArray[np.uint8]) -> Hierarchy:
    """The combined multi-scale hierarchy of a uint8 RGB (H, W, 3) photo, H and W at least 16."""
    height, width = photo.shape[:2]
    contours = np.zeros((height, width), np.float64)
    for scale in SCALES:
        size = (max(16, round(width * scale)), max(16, round(height * scale)))
        scaled = photo if scale == 1 else cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
        ultrametric = _ultrametric_contours(np.asarray(scaled, np.uint8))
        # Alignment: a contour of the coarse scale may lie a pixel beside the fine one; dilation lets them meet.
        if scale != 1:
            ultrametric = cv2.resize(cv2.dilate(ultrametric, np.ones((3, 3))), (width, height))
        contours += ultrametric
    contours /= len(SCALES)

    graph = hg.get_4_adjacency_graph((height, width))
    rag, labels = _superpixels(graph, _gradient(photo), min_area=height * width // 4000)
    pixel_edges = hg.weight_graph(graph, contours, hg.WeightFunction.max)
    strengths = hg.rag_accumulate_on_edges(rag, hg.Accumulators.mean, edge_weights=pixel_edges)
    tree, altitudes = _merge(rag, labels, photo, strengths)
    sources, targets = rag.edge_list()
    return Hierarchy(
        labels.astype(np.int32),
        np.asarray(tree.parents(), np.int64),
        np.asarray(altitudes, np.float64),
        np.stack([sources, targets], axis=1).astype(np.int64),
        strengths,
    )


def _features(photo: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Lab colour and local texture energy, float32 (H, W, 4), lightness 0..1."""
    lab = cv2.cvtColor(photo.astype(np.float32) / 255, cv2.COLOR_RGB2LAB) / 100
    detail = np.abs(lab[..., 0] - cv2.GaussianBlur(lab[..., 0], (0, 0), 1.5))
    texture = np.sqrt(cv2.GaussianBlur(detail, (0, 0), 2.5))
    return np.dstack([lab, 0.5 * texture]).astype(np.float32)


def _gradient(photo: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Contrast of colour and texture at each pixel, float64 (H, W), 0..1: the mean over two widths of edge."""
    features = _features(photo)
    total = np.zeros(photo.shape[:2])
    for sigma in _GRADIENT_SIGMAS:
        smooth = cv2.GaussianBlur(features, (0, 0), sigma)
        dx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0)
        dy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
        # The Sobel sum is 8 gradients; × sigma makes an ideal step read the same at every width.
        total += sigma * np.sqrt((dx**2 + dy**2).sum(axis=2)) / 8
    return np.tanh(2.5 * total / len(_GRADIENT_SIGMAS))


def _superpixels(
    graph: hg.UndirectedGraph, gradient: NDArray[np.float64], min_area: int
) -> tuple[hg.UndirectedGraph, NDArray[np.int64]]:
    """Watershed basins with at least `min_area` pixels: their adjacency graph and labels (H, W)."""
    weights = hg.weight_graph(graph, gradient, hg.WeightFunction.mean)
    tree, altitudes = hg.watershed_hierarchy_by_area(graph, weights)
    labels = hg.labelisation_horizontal_cut_from_threshold(tree, altitudes, min_area)
    rag = hg.make_region_adjacency_graph_from_labelisation(graph, labels)
    vertex_labels = hg.rag_back_project_vertex_weights(rag, np.arange(rag.num_vertices()))
    return rag, np.asarray(vertex_labels, np.int64)


def _merge(
    rag: hg.UndirectedGraph, labels: NDArray[np.int64], photo: NDArray[np.uint8], strengths: NDArray[np.float64]
) -> tuple[hg.Tree, NDArray[np.float64]]:
    """Average-linkage merging by boundary contrast and difference of region means, specks first."""
    flat, count = labels.ravel(), rag.num_vertices()
    area = np.bincount(flat, minlength=count).astype(np.float64)
    features = _features(photo).reshape(flat.size, -1)
    means = np.stack([np.bincount(flat, features[:, c], minlength=count) / area for c in range(features.shape[1])], 1)
    sources, targets = rag.edge_list()
    distance = np.tanh(2.0 * np.linalg.norm(means[sources] - means[targets], axis=1))
    share = np.minimum(area[sources], area[targets]) / flat.size
    weights = (strengths + 0.5 * distance) * (share / (share + 0.003)) ** 0.4
    lengths = hg.rag_accumulate_on_edges(
        rag, hg.Accumulators.sum, edge_weights=np.ones(hg.CptRegionAdjacencyGraph.get_pre_graph(rag).num_edges())
    )
    tree, altitudes = hg.binary_partition_tree_average_linkage(rag, weights, lengths)
    return tree, altitudes


def _ultrametric_contours(photo: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Strength of the contour at each pixel in this scale's own hierarchy, float64 (H, W)."""
    shape = photo.shape[:2]
    graph = hg.get_4_adjacency_graph(shape)
    gradient = _gradient(photo)
    rag, labels = _superpixels(graph, gradient, min_area=max(4, shape[0] * shape[1] // 8000))
    pixel_edges = hg.weight_graph(graph, gradient, hg.WeightFunction.mean)
    strengths = hg.rag_accumulate_on_edges(rag, hg.Accumulators.mean, edge_weights=pixel_edges)
    tree, altitudes = _merge(rag, labels, photo, strengths)
    on_pixels = hg.saliency(tree, altitudes)  # on the pixel graph: higra sees through the adjacency graph
    contours = np.zeros(shape[0] * shape[1])
    sources, targets = graph.edge_list()
    np.maximum.at(contours, sources, on_pixels)
    np.maximum.at(contours, targets, on_pixels)
    return contours.reshape(shape)
