from tests.bench.simulated import effort, loop, regions, seconds_rows, smart_edge

__all__ = ["effort", "loop", "regions", "seconds_rows", "smart_edge"]  # with their rows
