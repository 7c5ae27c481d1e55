"""The commands of `blurlab`, one module each, with add_arguments(parser) and run(args) -> exit code.

Imported only when chosen: none of these modules may be needed to answer `blurlab --help`.
"""


class CommandError(Exception):
    """The user can mend it; str() is one sentence, shown without a traceback."""
