"""Synthetic samples: a sharp photo, one side of it blurred, and the mask that says which (paper 2.2, 2.3)."""
