"""What is chosen of a file before it is a photo, and how it is seen: tones, frames, regions."""
