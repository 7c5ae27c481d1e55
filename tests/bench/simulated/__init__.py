from tests.bench.simulated import effort, loop, smart_edge

__all__ = ["effort", "loop", "smart_edge"]  # with their rows
