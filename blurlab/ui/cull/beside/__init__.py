"""Beside the photo: its faces and its tones."""
