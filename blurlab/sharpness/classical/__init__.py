"""Blur detection by hand-made features, without weights: the peers that a trained model is measured against.

Each method is a function of a photo, uint8 RGB (H, W, 3), to sharpness, float32 (h, w) in 0..1 on a grid over it.
"""
