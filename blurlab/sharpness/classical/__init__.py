"""Blur detection by hand-made features, without weights: the methods with which a trained model is compared.

Each method is a function from a photo, uint8 RGB (H, W, 3), to sharpness, float32 (h, w) in 0..1 on a grid over it.
"""
