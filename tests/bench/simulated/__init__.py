from tests.bench.simulated import effort, loop, seconds, smart_edge

__all__ = ["effort", "loop", "seconds", "smart_edge"]  # with their rows
