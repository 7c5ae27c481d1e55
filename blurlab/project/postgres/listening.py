"""A connection that hears what the database announces."""

import select
from collections.abc import Collection
from contextlib import suppress

from blurlab.errors import UserError
from blurlab.project.postgres.database import AWAY, connect
from blurlab.project.postgres.schema import CHANNEL
from blurlab.project.team.address import Address


class Listener:
    """Hears which tables others changed. Raises UserError, also from `heard`, where the database is away."""

    def __init__(self, address: Address) -> None:
        self._name = address.name
        self._connection = connect(address)
        self._connection.execute(f"LISTEN {CHANNEL}".encode())

    def heard(self, seconds: float, wake: int, own: Collection[int]) -> set[str]:
        """The tables that backends beside `own` announce: after `seconds` at most, or once `wake` is readable."""
        import psycopg  # noqa: PLC0415

        try:
            if seconds:
                select.select([self._connection.fileno(), wake], [], [], seconds)
            return {note.payload for note in self._connection.notifies(timeout=0) if note.pid not in own}
        except (psycopg.Error, OSError, ValueError):
            raise UserError(AWAY, f"The shared project “{self._name}” cannot be reached now.") from None

    def close(self) -> None:
        with suppress(Exception):
            self._connection.close()
