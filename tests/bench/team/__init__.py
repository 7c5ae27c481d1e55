"""A team on one shared project: a real server on the loopback, real copies, real windows."""

from tests.bench.team import hang, queue, scale, storm, windows

__all__ = ["hang", "queue", "scale", "storm", "windows"]  # with their rows
