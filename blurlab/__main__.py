"""`python -m blurlab`, and the entry of a frozen application."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a frozen child process starts here too, and goes no further
    if sys.argv[1:2] == ["--pdf-child"]:  # and so does what a frozen application reads PDFs with
        from blurlab.imaging.kinds.pdf_child import main as read_pdf

        sys.exit(read_pdf(sys.argv[2:]))

    from blurlab.cli import main
    from blurlab.terminal import leave

    leave(main())
