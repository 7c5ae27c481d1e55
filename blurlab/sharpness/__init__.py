"""Whether a photo is sharp where it matters, measured without a model. Only arrays and plain dataclasses."""
