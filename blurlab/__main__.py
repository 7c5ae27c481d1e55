"""`python -m blurlab`, and the entry of a frozen application."""

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a frozen child process starts here too, and goes no further

    from blurlab.cli import main
    from blurlab.terminal import leave

    leave(main())
