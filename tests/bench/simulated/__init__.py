from tests.bench.simulated import effort, loop, regions, seconds, smart_edge

__all__ = ["effort", "loop", "regions", "seconds", "smart_edge"]  # with their rows
