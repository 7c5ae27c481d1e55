"""`python -m blurlab`, and the entry of a frozen application."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a frozen child process starts here too, and goes no further

    from blurlab.cli import main

    sys.exit(main())
