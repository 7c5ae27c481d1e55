"""Whether a photo is sharp where it matters: measured, without a model. Arrays and plain dataclasses only."""
