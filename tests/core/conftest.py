"""Property tests on a machine that is busy with other things: examples are counted, not timed."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None, max_examples=50)
settings.load_profile("unhurried")
