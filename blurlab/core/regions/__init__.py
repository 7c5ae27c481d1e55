"""Regions of a photo that people click: a hierarchy of superpixels, and what is worked out on it."""
