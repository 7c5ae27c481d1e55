"""The time as records keep it."""

from datetime import UTC, datetime


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
