"""A child process for the tests of the client: does what it is told by tuples."""

import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing.connection import Connection

from blurlab.worker.messages import Leave


def main(connection: Connection) -> None:  # noqa: PLR0912
    while True:
        message = connection.recv()
        if isinstance(message, Leave):
            return
        what, *arguments = message
        if what == "echo":
            connection.send(arguments[0])
        elif what == "raise":
            raise RuntimeError(arguments[0])
        elif what == "complain":
            print(arguments[0], file=sys.stderr, flush=True)
        elif what == "exit":
            os._exit(arguments[0])
        elif what == "say and die":
            for number in range(arguments[0]):
                connection.send(number)
            os.kill(os.getpid(), signal.SIGKILL)
        elif what == "hang":  # deaf to everything but kill, once it has said so
            if arguments[0] == "for kill":
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
            connection.send("hanging")
            time.sleep(600)
        elif what == "close and hang":
            connection.close()
            time.sleep(600)
        elif what == "grandchild":  # keeps this process's pipe open beyond its death
            command = [sys.executable, "-c", "import time; time.sleep(20)"]
            process = subprocess.Popen(command, close_fds=False, pass_fds=[connection.fileno()])
            connection.send(process.pid)
        elif what == "interrupts":
            connection.send((signal.getsignal(signal.SIGINT) is signal.SIG_IGN, threading.active_count()))
