"""A connection that does not wait for ever: a machine that says nothing for so long counts as away.

Keepalive finds out about a machine that is gone, not about one that hangs, nor about a network between that takes
everything and passes nothing on. Imported only with psycopg.
"""

import time
from collections.abc import Generator
from typing import Any, Final

import psycopg

SILENCE: Final = 20.0  # seconds


class PatientConnection(psycopg.Connection[tuple[Any, ...]]):
    """psycopg's connection; a statement raises OperationalError after `silence` seconds in which nothing came.

    `silence` may be set at any time, by any thread, also for a statement that waits already.
    """

    silence = SILENCE

    def wait(self, gen: Any, *limits: Any, **more: Any) -> Any:
        return super().wait(_watched(gen, self), *limits, **more)


def _watched(gen: Generator[Any, Any, Any], connection: PatientConnection) -> Generator[Any, Any, Any]:
    """The same steps; a wait in which nothing comes for too long ends the connection, so no rollback waits as well."""
    try:
        step = next(gen)
        heard = time.monotonic()
        while True:
            ready = yield step
            if ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > connection.silence:
                connection.pgconn.finish()
                raise psycopg.OperationalError(f"nothing was heard for {connection.silence:g} seconds")
            step = gen.send(ready)
    except StopIteration as done:
        return done.value
